"""One shard's work: read, extract, and write the shard's files in every table."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from jobs.board import report_progress
from jobs.engine import ShardSummary
from jobs.parquet_files import ParquetFile
from pipeline.corpus.shards import Shard
from pipeline.shard_pass import PassSettings, ShardPass
from schemas.contract import ContractError, Table
from schemas.tables import SHARDS, TABLES

_CONTENT = tuple(table for table in TABLES if table.per_shard and table is not SHARDS)


@dataclass(frozen=True)
class ShardTask:
    """The task that an engine runs on every shard; it can be sent to any process.

    An engine should send it once to each worker, not with each shard: what it has
    made ready for the first shard serves the others.

    Attributes:
        run: The run folder.
        settings: What to look for, and how.
    """

    run: Path
    settings: PassSettings

    def __call__(self, shard: Shard) -> ShardSummary:
        """Read a shard and write its files.

        Args:
            shard: Any shard of the plan, also one that was finished before.

        Returns:
            What was found in it.
        """
        batches = self._pass.process(shard, report_progress)
        return write_shard(self.run, shard.index, batches)

    @cached_property
    def _pass(self) -> ShardPass:
        """Made where the task is first run: seconds of work, and it cannot be sent."""
        return ShardPass(self.settings)


def shard_file(run: Path, table: Table, index: int) -> Path:
    """Where a shard's rows of a table lie."""
    return run / table.name / f"{index:05d}.parquet"


def write_shard(
    run: Path, index: int, batches: Iterable[tuple[Table, pa.RecordBatch]]
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
            for table in _CONTENT
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
