"""The Java that Spark runs on: whether there is one, which, and how to get it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST_JAVA = 17
"""Spark 4 runs on no older one."""

JAVA_ADVICE = "For Spark: apt-get install openjdk-17-jre-headless"

_WAIT_S = 20
_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?')


@dataclass(frozen=True)
class Java:
    """What was found.

    Attributes:
        found: The Java in its own words, or what is wrong.
        advice: What to do; empty where Spark can run on it.
    """

    found: str
    advice: str


def look_at_java() -> Java:
    """Find the Java that Spark would start: JAVA_HOME's, else the path's."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return Java("not installed", JAVA_ADVICE)
    try:
        told = subprocess.run(  # noqa: S603  # Spark would start the very same
            [java, "-version"],
            capture_output=True,
            text=True,
            timeout=_WAIT_S,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        return Java(f"does not start: {error}", JAVA_ADVICE)
    answer = told.stderr or told.stdout
    first = "".join(answer.strip().splitlines()[:1])
    version = _VERSION.search(answer)
    if version is None:
        return Java(first, "")
    # The eighth called itself 1.8.
    major = int(version[2] or 0) if version[1] == "1" else int(version[1])
    return Java(first, "" if major >= OLDEST_JAVA else JAVA_ADVICE)
