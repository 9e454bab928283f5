"""A shard's files in the per-shard tables: where they lie, and how they are written."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack

import pyarrow as pa

from jobs.engine import ShardSummary
from jobs.parquet_files import ParquetFile
from pipeline.locations import Location
from schemas.contract import ContractError, Table
from schemas.tables import SHARDS, TABLES

CONTENT = tuple(table for table in TABLES if table.per_shard and table is not SHARDS)
"""The per-shard tables but `shards`, whose row vouches for the others' files."""


def shard_file(run: Location, table: Table, index: int) -> Location:
    """Where a shard's rows of a table lie."""
    return run / table.name / f"{index:05d}.parquet"


def write_shard(
    run: Location, index: int, batches: Iterable[tuple[Table, pa.RecordBatch]]
) -> ShardSummary:
    """Write one shard's rows, one file a table, and last the row that says it is done.

    Args:
        run: The run folder.
        index: The shard's number in the plan.
        batches: Rows of the per-shard tables, each table's in order; among them
            exactly one row of `shards`.

    Returns:
        What that row says.

    Raises:
        ContractError: A batch breaks its table's contract, or there is not exactly
            one row of `shards`.
    """
    began = time.monotonic()
    done: list[pa.RecordBatch] = []
    with ExitStack() as stack:
        files = {
            table.name: stack.enter_context(
                ParquetFile(shard_file(run, table, index), table.arrow)
            )
            for table in CONTENT
        }
        for table, batch in batches:
            table.check(batch)
            if table.name == SHARDS.name:
                done.append(batch)
            else:
                files[table.name].write(batch)
        rows = pa.Table.from_batches(done, SHARDS.arrow).to_pylist()
        if len(rows) != 1:
            raise ContractError(f"A shard gave {len(rows)} rows of shards, not one.")
        [row] = rows
        row["seconds"] = time.monotonic() - began
        for file in files.values():
            file.close()
        for file in files.values():
            file.publish()
    with ParquetFile(shard_file(run, SHARDS, index), SHARDS.arrow) as last:
        last.write(pa.RecordBatch.from_pylist([row], schema=SHARDS.arrow))
        last.close()
        last.publish()
    return ShardSummary(index=index, name=row.pop("shard"), **row)
