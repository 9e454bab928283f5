"""What Spark's executors run: shards, the parts of a table, and scans of files.

All of it is mapped over batches of Arrow by mapInArrow, and reaches the executors by
name: they need this package. Knows no session.
"""

from __future__ import annotations

import json
import pickle
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import accumulate
from types import TracebackType
from typing import Any

import pyarrow as pa
from pyspark import TaskContext

from jobs.engine import Piece, ShardSummary, Through
from jobs.parquet_files import (
    ROW_GROUP_ROWS,
    ParquetFile,
    conform_batch,
    explain_damage,
    open_parquet,
)
from pipeline.errors import FloorsError, one_line
from pipeline.locations import Location
from schemas.contract import Table

SUMMARIES = pa.schema(
    [
        ("index", pa.int64()),
        ("name", pa.string()),
        ("bytes", pa.int64()),
        ("documents", pa.int64()),
        ("fact_bearing", pa.int64()),
        ("observations", pa.int64()),
        ("rejects", pa.int64()),
        ("seconds", pa.float64()),
    ]
)
"""What `run_tasks` gives: the fields of a ShardSummary."""

PARTS = pa.schema([("part", pa.int64()), ("rows", pa.int64())])
"""What a `PartWriter` gives."""

FINDINGS = pa.schema([("sees_run", pa.bool_())])
"""What `look_around` gives."""

FAILURE = "floors-shard-failed"
"""Stands before what a failed shard says of itself, somewhere in Spark's message."""

_PLACE, _PLACES = struct.Struct("<q"), struct.Struct("<2q")
"""Where a value of `write_values` begins, and where it begins and ends."""

_REASON_LIMIT = 500
"""Characters: a Connect server cuts long messages short."""


class ShardError(Exception):
    """A shard's task raised; the message is for a machine to find in another."""


@dataclass(frozen=True)
class NameShard:
    """A context that says of any error in it which shard it came from."""

    shard: Piece

    def __enter__(self) -> None:
        return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not isinstance(error, Exception):
            return
        reason = one_line(str(error))
        if not isinstance(error, FloorsError):
            reason = f"{type(error).__name__}: {reason}"
        told = json.dumps({"shard": self.shard.name, "reason": reason[:_REASON_LIMIT]})
        # Of its own, not chained: a trace would push the message out of Spark's.
        raise ShardError(f"{FAILURE} {told}") from None


@lru_cache(maxsize=1)
def _load_task(packed: bytes) -> Callable[[Piece], ShardSummary]:
    """Make a task once in each worker process: what it has made ready, it keeps."""
    # Our driver's own bytes.
    task: Callable[[Piece], ShardSummary] = pickle.loads(packed)  # noqa: S301
    return task


def run_tasks(
    batches: Iterator[pa.RecordBatch], *, task: bytes, shards: Location
) -> Iterator[pa.RecordBatch]:
    """Run a task over the shards of each row.

    Args:
        batches: Rows with a column `id`: which list of shards is meant.
        task: A pickled task.
        shards: What `write_values` made of all lists of shards.

    Yields:
        One row of SUMMARIES a shard.

    Raises:
        ShardError: The task raised anything; names the shard.
    """
    for shard in _chain_values(shards, batches):
        with NameShard(shard):
            summary = _load_task(task)(shard)
        yield pa.RecordBatch.from_pylist([asdict(summary)], SUMMARIES)


@dataclass(frozen=True)
class PartWriter:
    """Writes a partition of a query's rows as one file of a table.

    The file has its name by the partition, and appears whole: a retry or a speculative
    twin writes the same one.

    Attributes:
        folder: Where the files go.
        table: What the rows are to conform to; None for the query's own types.
        through: What they go through first.
        schema: What `through` gives.
        durable: Whether the file must outlive a power cut.
    """

    folder: Location
    table: Table | None
    through: Through | None
    schema: pa.Schema | None
    durable: bool

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Write a partition.

        Args:
            batches: Its rows.

        Yields:
            One row of PARTS; nothing, and no file, where there are no rows.
        """
        part = current_partition()
        with ExitStack() as stack:
            file: ParquetFile | None = None
            for batch in batches:
                given = self.through(batch) if self.through else batch
                rows = conform_batch(given, self.table)
                if not rows.num_rows:
                    continue
                if file is None:
                    path = self.folder / part_name(part)
                    schema = self.schema or rows.schema
                    file = stack.enter_context(ParquetFile(path, schema))
                file.write(rows)
            if file is None:
                return
            file.close(durable=self.durable)
            file.publish()
            written = file.rows
        yield pa.RecordBatch.from_pylist([{"part": part, "rows": written}], PARTS)


def part_name(part: int) -> str:
    """The name of a partition's file."""
    return f"{part:05d}.parquet"


def current_partition() -> int:
    """The number of the partition that this process is at work on."""
    context = TaskContext.get()
    if context is None:
        raise RuntimeError("No Spark task is under way in this process.")
    return int(context.partitionId())


def scan_files(
    batches: Iterator[pa.RecordBatch], *, files: Location, columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """Read Parquet files that Spark itself cannot reach.

    Args:
        batches: Rows with a column `id`: which list of files is meant.
        files: What `write_values` made of all lists of files.
        columns: The columns to read, in the order in which to give them.

    Yields:
        The files' rows, in order.

    Raises:
        FloorsError: A file is not whole, or lacks a column.
    """
    for path in _chain_values(files, batches):
        with explain_damage(path):
            yield from _read_rows(path, columns)


def _read_rows(path: Location, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    # Buffering ahead, the default, would hold whole columns.
    with open_parquet(path, pre_buffer=False) as parquet:
        for rows in parquet.iter_batches(ROW_GROUP_ROWS, columns=list(columns)):
            ordered = [rows.column(name) for name in columns]
            yield pa.RecordBatch.from_arrays(ordered, names=list(columns))


def look_around(
    batches: Iterator[pa.RecordBatch], *, probe: Location
) -> Iterator[pa.RecordBatch]:
    """Say whether an executor sees a file that the driver wrote.

    Args:
        batches: Any rows.
        probe: The file.

    Yields:
        One row of FINDINGS a batch.
    """
    for _ in batches:
        yield pa.RecordBatch.from_pylist([{"sees_run": probe.is_file()}], FINDINGS)


def write_values(path: Location, values: Sequence[object]) -> None:
    """Write values so that an executor can read one without the others.

    In a frame they would pass through the driver's Java, and Spark deals rows out to
    tasks as it likes.

    Args:
        path: The file.
        values: Picklable.
    """
    packed = [zlib.compress(pickle.dumps(value)) for value in values]
    ends = list(accumulate(map(len, packed), initial=_PLACE.size * (len(packed) + 1)))
    with path.open("wb") as file:
        file.writelines(map(_PLACE.pack, ends))
        file.writelines(packed)


def read_value(path: Location, number: int) -> Any:  # noqa: ANN401  # whatever was written
    """Read one of the values of `write_values`.

    Args:
        path: The file.
        number: Its place among them, from 0.
    """
    with path.open("rb") as file:
        file.seek(_PLACE.size * number)
        start, stop = _PLACES.unpack(file.read(_PLACES.size))
        file.seek(start)
        packed = file.read(stop - start)
    return pickle.loads(zlib.decompress(packed))  # noqa: S301  # our driver's own


def _chain_values(path: Location, batches: Iterator[pa.RecordBatch]) -> Iterator[Any]:
    """Yield what is in the lists that the rows' ids mean."""
    for batch in batches:
        for number in batch.column("id").to_pylist():
            yield from read_value(path, number)
