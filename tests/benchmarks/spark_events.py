"""What Spark's event log says of its tasks: their seconds, shuffles and results."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

SETTINGS = {
    "spark.eventLog.enabled": "true",
    "spark.eventLog.compress": "false",
    # One file, in which lines stand in the order of what happened.
    "spark.eventLog.rolling.enabled": "false",
    # Else whoever reads it while Spark runs misses the last lines.
    "spark.eventLog.buffer.kb": "1k",
}
"""Settings with which a session writes the log, but for spark.eventLog.dir."""


@dataclass(frozen=True)
class Work:
    """What some tasks did, all together.

    Attributes:
        core_s: Seconds that they held a core, waiting on a busy machine included.
        java_s: Seconds of processor time, without Python's workers.
        shuffle_bytes: Written for shuffles.
        spilled_bytes: Written to disk for want of memory.
        result_bytes: Sent to the driver.
    """

    core_s: float = 0
    java_s: float = 0
    shuffle_bytes: int = 0
    spilled_bytes: int = 0
    result_bytes: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(
            *(
                getattr(self, one.name) + getattr(other, one.name)
                for one in fields(self)
            )
        )


def read_tasks(folder: Path) -> Iterator[tuple[float, Work]]:
    """Read the tasks of every log in a folder.

    Yields:
        For each task when it started, in seconds since 1970, and what it did.
    """
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if '"SparkListenerTaskEnd"' not in line[:60]:
                    continue
                event: Mapping[str, Any] = json.loads(line)
                metrics = event.get("Task Metrics")
                if metrics is None:  # a task that was lost with its executor
                    continue
                yield (
                    event["Task Info"]["Launch Time"] / 1e3,
                    Work(
                        metrics["Executor Run Time"] / 1e3,
                        metrics["Executor CPU Time"] / 1e9,
                        metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"],
                        metrics["Disk Bytes Spilled"],
                        metrics["Result Size"],
                    ),
                )


def sum_by_stage(folder: Path, stages: list[tuple[str, float]]) -> dict[str, Work]:
    """Add up the tasks of each stage.

    Args:
        folder: Of the logs.
        stages: The name of each stage and when it began, in order.

    Returns:
        What the tasks did that started between a stage's beginning and the next one's.
        Stages of one name are added up.
    """
    done = {name: Work() for name, _ in stages}
    for started, work in read_tasks(folder):
        names = [name for name, began in stages if began <= started]
        if names:
            done[names[-1]] += work
    return done
