"""Two runs compared: every row of every table, and the bytes of per-shard files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.contract import Table
from schemas.tables import TABLES

BYTES_ALIKE = ("observations", "documents", "bands", "rejects")
"""Tables of one file a shard; the table of shards is one too, but holds timings."""

TIMINGS = "seconds"


def read_rows(run: Path, table: Table) -> pa.Table:
    """A table's rows in the order of its key, without timings."""
    rows = pq.read_table(run / table.name)
    rows = rows.sort_by([(name, "ascending") for name in table.key])
    return rows.drop_columns([TIMINGS]) if TIMINGS in rows.column_names else rows


def hash_files(run: Path, table: str) -> dict[str, str]:
    """The hash of each of a table's files, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((run / table).iterdir())
    }


def assert_same_run(found: Path, expected: Path) -> None:
    """Compare everything of two finished runs that may not differ."""
    for table in TABLES:
        left, right = (read_rows(run, table) for run in (found, expected))
        assert left.schema.equals(right.schema), table.name
        assert left.equals(right), table.name
    for name in BYTES_ALIKE:
        assert hash_files(found, name) == hash_files(expected, name), name
    csvs = [(run / "floors.csv").read_bytes() for run in (found, expected)]
    assert csvs[0] == csvs[1]
