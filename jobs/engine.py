"""What an engine does: map a function over shards, and run SQL over tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyarrow as pa

from pipeline.locations import Location
from schemas.contract import Table

Through = Callable[[pa.RecordBatch], pa.RecordBatch]
"""A pure function of Arrow batches that an engine maps over a query's rows."""


@dataclass(frozen=True)
class ShardSummary:
    """What came of one shard: its row of the table of shards, and its index.

    Attributes:
        index: The shard's place in the plan, from 0; names its files.
        name: The shard: its file, and the part of it if the file is split.
        bytes: Bytes of the file that it stands for, as stored.
        documents: Documents read.
        fact_bearing: Documents with at least one observation.
        observations: Observations found.
        rejects: Records that could not be read.
        seconds: Wall time it took.
    """

    index: int
    name: str
    bytes: int
    documents: int
    fact_bearing: int
    observations: int
    rejects: int
    seconds: float


class Piece(Protocol):
    """One unit of the work that is done shard by shard, such as a shard to read."""

    @property
    def index(self) -> int:
        """The shard's place in the plan, from 0."""
        ...

    @property
    def name(self) -> str:
        """The shard, for a person."""
        ...

    @property
    def bytes(self) -> int:
        """Stored bytes to read for it."""
        ...


P = TypeVar("P", bound=Piece)


class Engine(Protocol):
    """Where the work of a run is done: worker processes and DuckDB, or Spark."""

    @property
    def edges_in_memory(self) -> int:
        """How many edges of a graph the driving process may follow by itself.

        Fewer of them need no further rounds of SQL.
        """
        ...

    @property
    def rows_in_memory(self) -> int:
        """How many rows of tables the driving process may cluster by itself."""
        ...

    def map_shards(
        self, task: Callable[[P], ShardSummary], shards: Sequence[P]
    ) -> Iterator[ShardSummary]:
        """Run a task over shards, several at a time.

        Args:
            task: Picklable; writes the files of a shard, the same ones however often
                it is run.
            shards: Any number of them.

        Yields:
            One summary a shard, in the order in which they finish.
        """
        ...

    def run_sql(
        self,
        name: str,
        *,
        reads: Mapping[str, Location | pa.Table],
        writes: Location,
        table: Table | None,
        through: Through | None = None,
        schema: pa.Schema | None = None,
    ) -> int:
        """Run one of the pipeline's queries, and keep its rows as Parquet.

        Args:
            name: The query: pipeline/sql/<name>.sql.
            reads: Each view that it reads: a folder of Parquet files, or a small
                Arrow table.
            writes: The folder to write, whole or not at all.
            table: What its rows are to conform to; None for the query's own types.
            through: What the rows go through before they are written, a batch at a
                time: picklable, and the same however the rows are cut into batches.
                It is given an empty batch too.
            schema: What `through` gives; needed with it alone.

        Returns:
            The number of rows written.
        """
        ...
