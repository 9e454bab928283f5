"""A stage of a run: shown while it is under way, and timed in run.json."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jobs.progress import Show
from jobs.run_folder import RunFolder, RunRecord


@contextmanager
def time_stage(
    name: str, folder: RunFolder, record: RunRecord, show: Show, total_bytes: int = 0
) -> Iterator[dict[str, Any]]:
    """Show a stage, and put its name, seconds and rows into run.json.

    Args:
        name: The table that it makes, or shards.
        folder: The run's.
        record: The run's; written where the stage came to its end.
        show: Told that it begins.
        total_bytes: Stored bytes that it has to read; 0 where nobody knows.

    Yields:
        What run.json is to say of it; the caller adds its rows.
    """
    show.start_stage(name, total_bytes)
    stage: dict[str, Any] = {"name": name}
    began = time.monotonic()
    yield stage
    stage["seconds"] = round(time.monotonic() - began, 3)
    record.stages.append(stage)
    folder.write_record(record)
