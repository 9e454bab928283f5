"""What a run's shards and rejects tell of its reading."""

from __future__ import annotations

from dataclasses import replace

from jobs.parquet_files import read_table
from jobs.run_folder import RunFolder
from pipeline.report.reading import Reading, tally_reading
from schemas.tables import REJECTS, SHARDS


def read_reading(folder: RunFolder) -> Reading:
    """Sum what a run's shards and rejects tell of its reading.

    Args:
        folder: A run with its shards.

    Returns:
        The sums.
    """
    reading = tally_reading(
        read_table(folder.table(SHARDS.name), SHARDS),
        read_table(folder.table(REJECTS.name), REJECTS, ["reason"])["reason"],
    )
    record = folder.read_record()
    if record is None or not record.limited:
        return reading
    limit = record.configuration.get("limit_documents")
    records = reading.documents + sum(reading.rejects.values())
    # Not where --limit-shards ended it earlier: those shards were read whole.
    was_cut = limit is not None and records >= limit
    return replace(reading, first_records=limit if was_cut else None)
