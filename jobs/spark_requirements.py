"""What Spark needs on this machine, and how to get it. Loads none of it."""

from __future__ import annotations

from jobs.java import OLDEST_JAVA, look_at_java
from jobs.versions import TOOL, installed_version
from pipeline.errors import FloorsError

SPARK_ADVICE = f"pip install '{TOOL}[spark]'"

SPARK_LIBRARIES = ("pyspark", "pandas", "grpcio")
"""What the extra brings: pandas and grpcio are no part of pyspark alone."""

_NEWEST_PANDAS = 2


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


def is_pandas_for_spark(version: str) -> bool:
    """Whether Spark can map functions over Arrow with a version of pandas."""
    major = version.split(".")[0]
    return major.isdigit() and int(major) <= _NEWEST_PANDAS
