"""What Spark needs on this machine, and how to get it. Loads none of it."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

from jobs.java import OLDEST_JAVA, look_at_java
from jobs.versions import TOOL, installed_version
from pipeline.errors import ArgumentError, FloorsError

SPARK_ADVICE = f"pip install '{TOOL}[spark]'"

SPARK_LIBRARIES = ("pyspark", "pandas", "grpcio")
"""What the extra brings: pandas and grpcio are no part of pyspark alone."""

_NEWEST_PANDAS = 2
_CONNECT_WAIT_S = 10.0
_CONNECT_PORT = 15002
_STANDALONE_PORT = 7077
_PARAMETERS = re.compile(r"[;?].*")


def require_spark(*, java: bool) -> None:
    """Make sure that Spark can be used from here.

    Args:
        java: Whether it is to run here; a client of Spark Connect needs no Java.

    Raises:
        FloorsError: Something is missing; says how to get it.
    """
    for library in SPARK_LIBRARIES:
        if installed_version(library) is None:
            raise FloorsError(
                f"Spark needs {library}, which is not installed: {SPARK_ADVICE}"
            )
    pandas = installed_version("pandas") or ""
    if not is_pandas_for_spark(pandas):
        raise FloorsError(
            f"Spark needs pandas before 3, and {pandas} is installed: {SPARK_ADVICE}"
        )
    if not java:
        return
    found = look_at_java()
    if found.advice:
        raise FloorsError(
            f"Spark needs Java {OLDEST_JAVA} or later ({found.found}). {found.advice}"
        )


def require_answer(master: str | None) -> None:
    """Make sure that somebody listens where the master should: Spark waits minutes.

    Args:
        master: As a person names it; only spark:// and sc:// have an address.

    Raises:
        ArgumentError: It is no address.
        FloorsError: Nobody listens there.
    """
    if master is None or not master.startswith(("spark://", "sc://")):
        return
    default = _CONNECT_PORT if master.startswith("sc://") else _STANDALONE_PORT
    scheme, _, places = master.partition("://")
    said = ""
    # A standalone cluster may have several masters, of which one leads.
    for place in places.split("/")[0].split(","):
        try:
            url = urlsplit(f"{scheme}://{place.split(';')[0]}")
            address = (url.hostname or "", url.port or default)
        except ValueError as error:
            raise ArgumentError(
                f"--master {hide_secrets(master)} is no address: {error}."
            ) from error
        try:
            socket.create_connection(address, timeout=_CONNECT_WAIT_S).close()
        except OSError as error:
            said = error.strerror or str(error)
        else:
            return
    raise FloorsError(
        f"No Spark answers at {hide_secrets(master)} ({said}). Check that it runs, "
        "and the address given with --master."
    )


def hide_secrets(master: str) -> str:
    """A master's URL without its parameters, one of which may be a token."""
    return _PARAMETERS.sub("", master)


def is_pandas_for_spark(version: str) -> bool:
    """Whether Spark can map functions over Arrow with a version of pandas."""
    major = version.split(".")[0]
    return major.isdigit() and int(major) <= _NEWEST_PANDAS
