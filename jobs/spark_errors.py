"""What Spark says when it fails, in one line with what to do next.

The same failure comes as a Java exception, as one of pyspark's, or as one of gRPC's, a
page long; what matters is found in its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from grpc import RpcError
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from jobs.spark_workers import FAILURE
from pipeline.errors import DAMAGED, FloorsError, one_line

SPARK_ERRORS = (PySparkException, Py4JError, RpcError)
"""All that a call of Spark may raise."""

ATTEMPTS = 3
"""How often a task is tried: once more than a machine that goes away should need."""

KEPT = "Finished shards are kept: run the same command again."

_LOST_TASK = re.compile(r"Task (\d+) in stage [\d.]+ failed \d+ times")
_NO_MODULE = re.compile(r"No module named '(schemas|pipeline|jobs)[.\w]*'")
_NO_PROGRAM = re.compile(r'Cannot run program "([^"]*)"')
_PYTHON_ERROR = re.compile(r"^((?:\w+\.)*)(\w+(?:Error|Exception)): (.*)$", re.M)
_NOT_PARQUET = re.compile(
    r"FAILED_READ_FILE|CANNOT_READ_FILE_FOOTER|is not a Parquet file"
)
_PARQUET_NAME = re.compile(r"[^\s:'\"]*:?/[^\s'\"]*\.parquet")

_REMEDIES = (
    (
        re.compile(r"PYTHON_VERSION_MISMATCH|Python in worker has different version"),
        "The executors' Python is of another minor version than the driver's. Give "
        "theirs with --conf spark.pyspark.python=PATH.",
    ),
    (
        re.compile(r"Python worker exited unexpectedly|Python worker crashed|EOFExc"),
        "An executor's Python process died, most likely out of memory: give it more "
        "with --conf spark.executor.memoryOverhead=2g, or fewer tasks at once with "
        f"--conf spark.executor.cores=1. {KEPT}",
    ),
    (
        re.compile(r"OutOfMemoryError|Java heap space|exitCode 137|exit code 137"),
        "An executor or the driver ran out of memory: give it more with --conf "
        "spark.executor.memory=4g, or with --conf spark.driver.memory=4g. " + KEPT,
    ),
    (
        re.compile(r"No space left on device"),
        "A disk is full: free some space, or name a larger one with --conf "
        f"spark.local.dir=FOLDER. {KEPT}",
    ),
    (
        re.compile(r"StatusCode\.UNAVAILABLE|failed to connect to all addresses"),
        "The master does not answer any more: check that it runs. " + KEPT,
    ),
    (
        re.compile(
            r"SparkContext was shut down|stopped SparkContext|Answer from Java side"
            r"|Error while sending or receiving|Py4JNetworkError"
        ),
        "Spark ended while it was at work, most likely killed or out of memory. "
        + KEPT,
    ),
)
"""What Spark's text may hold, and what to say then."""


@contextmanager
def explain_spark(doing: str) -> Iterator[None]:
    """Turn any failure of Spark inside into one line.

    Args:
        doing: What was under way, such as "Spark could not make fact_counts".

    Raises:
        FloorsError: Spark failed.
    """
    try:
        yield
    except SPARK_ERRORS as error:
        raise FloorsError(explain_failure(str(error), doing)) from error


def explain_failure(text: str, doing: str) -> str:
    """Put what Spark said into one line.

    Args:
        text: All of it.
        doing: What was under way.

    Returns:
        What went wrong, and what to do.
    """
    failed = find_failed_shard(text)
    if failed is not None:
        shard, reason = failed
        return (
            f"Shard {shard} failed each time it was tried: {reason.rstrip('.')}. "
            "Finished shards are kept: run the same command again once that is put "
            "right."
        )
    absent = _NO_MODULE.search(text)
    if absent is not None:
        return (
            f"{absent[1]} is not importable on executors: install this package there, "
            "or send it along (see make bundle)."
        )
    program = _NO_PROGRAM.search(text)
    if program is not None:
        return (
            f"An executor has no Python at {program[1]}: give its path there with "
            "--conf spark.pyspark.python=PATH."
        )
    for pattern, remedy in _REMEDIES:
        if pattern.search(text):
            return f"{doing}. {remedy}"
    raised = list(_PYTHON_ERROR.finditer(text))
    what = _shorten(raised[-1]) if raised else _first_line(text)
    if _NOT_PARQUET.search(text):
        name = _PARQUET_NAME.search(text)
        return f"{name[0] if name else what}: it cannot be read. {DAMAGED}"
    return f"{doing}: {what}"


def find_failed_shard(text: str) -> tuple[str, str] | None:
    """Find the name of a shard that failed, and why, in what Spark said.

    Args:
        text: All of it.

    Returns:
        The two; None where no shard said that it failed.
    """
    start = text.find(FAILURE)
    while start >= 0:
        rest = text[start + len(FAILURE) :].lstrip()
        try:
            told, _ = json.JSONDecoder().raw_decode(rest)
            return str(told["shard"]), str(told["reason"])
        except (ValueError, KeyError, TypeError):
            # Cut short there; Spark may say it again.
            start = text.find(FAILURE, start + 1)
    return None


def find_lost_task(text: str) -> int | None:
    """Find the number of the task that failed too often, where Spark names one."""
    lost = _LOST_TASK.search(text)
    return int(lost[1]) if lost else None


def _shorten(raised: re.Match[str]) -> str:
    """An error's own words, and its kind unless it is one of ours."""
    if raised[2] in {"FloorsError", "ArgumentError"}:
        return raised[3]
    return f"{raised[2]}: {raised[3]}"


def _first_line(text: str) -> str:
    """The first line that says something, without the names of Java's classes."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    first = (
        (causes[-1].removeprefix("Caused by: ") if causes else lines[0])
        if lines
        else ""
    )
    return one_line(re.sub(r"^(?:[\w$]+\.)+[\w$]+: ", "", first))
