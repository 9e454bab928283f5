"""floors doctor: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click
from rich import box
from rich.table import Table
from rich.text import Text

from jobs.commands.options import count_cores, json_option
from jobs.commands.printing import print_json, print_parts
from jobs.java import look_at_java
from jobs.spark_requirements import (
    SPARK_ADVICE,
    SPARK_LIBRARIES,
    is_pandas_for_spark,
)
from jobs.versions import LIBRARIES, installed_version
from pipeline.errors import FloorsError
from pipeline.report.figures import format_bytes

_MEMORY_FOR_A_WORKER = 1_000_000_000
_SCRATCH = 10_000_000_000


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: The thing.
        found: What it is here.
        state: ok; missing, where nothing works without it; or optional.
        advice: How to get it; empty where nothing is to be done.
    """

    what: str
    found: str
    state: str
    advice: str = ""


@click.command()
@json_option
def doctor(*, as_json: bool) -> None:
    """Look at Python, libraries, cores, memory, scratch space, and Java for Spark.

    \b
    Example:
        floors doctor
    """
    findings = [
        _look_at_python(),
        *_look_at_libraries(),
        *_look_at_machine(),
        *_look_at_spark(),
    ]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        grid = Table(box=box.SIMPLE_HEAD)
        for heading in ("what", "found", "", "how to get it"):
            grid.add_column(heading, overflow="fold")
        for finding in findings:
            style = {"ok": "green", "missing": "bold red"}.get(finding.state, "")
            state = Text(finding.state, style=style)
            grid.add_row(finding.what, finding.found, state, Text(finding.advice))
        print_parts([grid])
    missing = [finding.what for finding in findings if finding.state == "missing"]
    if missing:
        raise FloorsError(f"{', '.join(missing)} missing: see how to get it above.")


def _look_at_python() -> Finding:
    state = "ok" if sys.version_info >= (3, 11) else "missing"
    return Finding("Python", platform.python_version(), state)


def _look_at_libraries() -> Iterator[Finding]:
    for name in LIBRARIES:
        version = installed_version(name)
        if version is None:
            yield Finding(name, "not installed", "missing", f"pip install {name}")
        else:
            yield Finding(name, version, "ok")


def _look_at_machine() -> Iterator[Finding]:
    cores = count_cores()
    yield Finding("cores", f"{cores}", "ok")
    memory = count_memory()
    if memory is not None:
        enough = memory >= cores * _MEMORY_FOR_A_WORKER
        fewer = max(1, memory // _MEMORY_FOR_A_WORKER)
        advice = "" if enough else f"Give --workers {fewer} or fewer."
        yield Finding(
            "memory", format_bytes(memory), "ok" if enough else "optional", advice
        )
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    enough = free >= _SCRATCH
    advice = "" if enough else "Large runs spill: set TMPDIR to a larger disk."
    found = f"{format_bytes(free)} free in {folder}"
    yield Finding("scratch space", found, "ok" if enough else "optional", advice)


def count_memory() -> int | None:
    """Bytes of memory that this machine has; None where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None


def _look_at_spark() -> Iterator[Finding]:
    for name in SPARK_LIBRARIES:
        version = installed_version(name)
        if version is None:
            advice = f"For Spark: {SPARK_ADVICE}"
            yield Finding(name, "not installed", "optional", advice)
        elif name == "pandas" and not is_pandas_for_spark(version):
            advice = f"For Spark, which needs one before 3: {SPARK_ADVICE}"
            yield Finding(name, version, "optional", advice)
        else:
            yield Finding(name, version, "ok")
    java = look_at_java()
    yield Finding("Java", java.found, "optional" if java.advice else "ok", java.advice)
