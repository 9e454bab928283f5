"""The Spark engine: executors for shards, Spark SQL for tables.

DataFrames alone, no RDD and no SparkContext, so that it also runs through Spark
Connect. Only counts come back to the driver: executors write the tables themselves.
"""

from __future__ import annotations

import heapq
import pickle
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from pyspark.sql import SparkSession

from jobs.engine import P, Piece, ShardSummary, Through
from jobs.parquet_files import ParquetFile
from jobs.spark_errors import (
    KEPT,
    SPARK_ERRORS,
    explain_failure,
    explain_spark,
    find_lost_task,
)
from jobs.spark_session import SHUFFLE_PARTITIONS
from jobs.spark_tables import bind_views, describe_schema, drop_views, find_source
from jobs.spark_workers import (
    FINDINGS,
    PARTS,
    SUMMARIES,
    PartWriter,
    look_around,
    part_name,
    run_tasks,
    write_values,
)
from pipeline.errors import FloorsError
from pipeline.interruptible import await_result
from pipeline.locations import (
    TEMPORARY_SUFFIX,
    Location,
    list_files,
    make_absolute,
    remove_folder,
)
from pipeline.warehouse import read_sql
from schemas.contract import Table

R = TypeVar("R")

EDGES_IN_MEMORY = 10_000
"""Edges that the driver follows itself, a MB: some rounds of seconds saved, each of
which would contract next to nothing."""

TASKS = 10_000
"""Tasks of a pass over shards at most: the driver keeps books on each."""

_LOOK_S = 1.0
"""How often to look how far the shards are."""

_PATIENCE_S = 30.0
"""How long to wait for a first executor without a word."""

# A shuffle of ours moves about eight times what its tables have in files, and a
# partition of 64 MB fits the memory of any executor.
_STORED_BYTES_OF_A_PARTITION = 8_000_000
_PARTITIONS = (4, 20_000)

Watch = Callable[[int, int, int], None]
"""Told shards done, shards in all, and stored bytes done, this time."""


@dataclass(frozen=True)
class Progress:
    """How the driver learns how far the shards are, and whom it tells.

    Attributes:
        finished: The numbers of the shards that are done, now.
        watch: Told about every second.
        warn: Told a line that the person should read.
    """

    finished: Callable[[], frozenset[int]]
    watch: Watch
    warn: Callable[[str], None]


class SparkEngine:
    """Runs shards and SQL on the executors of a Spark session.

    Attributes:
        session: Whose; classic or Spark Connect.
        scratch: Folder that the driver and every executor see.
        edges_in_memory: Edges of a graph that the driver may follow by itself.
        rows_in_memory: Rows of tables that it may cluster by itself: none, for it
            gets counts and nothing else.
    """

    edges_in_memory = EDGES_IN_MEMORY
    rows_in_memory = 0

    def __init__(
        self,
        session: SparkSession,
        scratch: Location,
        *,
        progress: Progress | None = None,
        partitions: int | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            session: Open for as long as the engine is used.
            scratch: Folder that the driver and every executor see.
            progress: How to say how far the shards are; None for not at all.
            partitions: Of a shuffle; None to choose by the size of each query's
                tables.
        """
        self.session = session
        self.scratch = scratch
        self._progress = progress
        self._partitions = partitions

    def look_around(self) -> None:
        """Make sure that executors can do our work, before any of it.

        Raises:
            FloorsError: One has no Python, or not this package; or does not see the
                folder that tables are written to.
        """
        with self._scratch_folder() as folder:
            probe = folder / "probe"
            probe.write_bytes(b"")
            frame = self.session.range(1).mapInArrow(
                partial(look_around, probe=probe), describe_schema(FINDINGS)
            )
            with explain_spark("Spark does not run a first task"):
                found = self._await(frame.toArrow, self._wonder())
        if not all(found.column("sees_run").to_pylist()):
            place = make_absolute(self.scratch)
            raise FloorsError(
                f"Executors do not see the folder {place}: the run "
                "must be on a disk or a store that every machine of the cluster "
                "reaches by the same name. Give such a one with -o."
            )

    def map_shards(
        self, task: Callable[[P], ShardSummary], shards: Sequence[P]
    ) -> Iterator[ShardSummary]:
        """Run a task on every shard, on the executors.

        Args:
            task: Picklable; writes its own output.
            shards: Any number.

        Returns:
            One summary a shard, once all have ended.

        Raises:
            FloorsError: A shard failed as often as tasks are tried. What finished
                stays.
        """
        if not shards:
            return
        groups = group_shards(shards, TASKS)
        with self._scratch_folder() as folder:
            listing = folder / "shards"
            write_values(listing, groups)
            # One row a task, without a shuffle that could be lost.
            rows = self.session.range(0, len(groups), 1, len(groups))
            work = partial(run_tasks, task=pickle.dumps(task), shards=listing)
            mapped = rows.mapInArrow(work, describe_schema(SUMMARIES))
            try:
                done = self._await(mapped.toArrow, self._look_at(shards))
            except SPARK_ERRORS as error:
                raise FloorsError(_explain_shards(str(error), groups)) from error
        for row in done.to_pylist():
            yield ShardSummary(**row)

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
        """Run pipeline/sql/<name>.sql and let executors write what it gives.

        Args:
            name: Of the .sql file.
            reads: For each view the query reads, a folder of Parquet files or a small
                Arrow table.
            writes: The folder, replaced whole or not at all; one file a partition, in
                the query's order.
            table: Its declaration; None to take the columns as the query types them.
            through: What the rows go through, a batch at a time.
            schema: What `through` gives.

        Returns:
            The rows written.
        """
        query = read_sql(name)
        sources = {view: find_source(view, source) for view, source in reads.items()}
        stored = sum(source.estimate_bytes() for source in sources.values())
        try:
            with (
                explain_spark(f"Spark could not make {name}"),
                self._scratch_folder() as scratch,
            ):
                self._set_partitions(stored)
                bind_views(self.session, sources, query, scratch=scratch)
                result = self.session.sql(query)
                with _replaced(make_absolute(writes)) as fresh:
                    writer = PartWriter(
                        folder=fresh,
                        table=table,
                        through=through,
                        schema=schema,
                        # What is no table of a run is scratch.
                        durable=table is not None,
                    )
                    parts = self._await(
                        result.mapInArrow(writer, describe_schema(PARTS)).toArrow
                    )
                    _keep_parts(fresh, parts.column("part").to_pylist())
                    if not parts.num_rows:
                        empty = schema or (table.arrow if table else None)
                        _write_empty(fresh, empty or result.limit(0).toArrow().schema)
        finally:
            with suppress(*SPARK_ERRORS):
                drop_views(self.session, list(reads))
        return sum(parts.column("rows").to_pylist())

    @contextmanager
    def _scratch_folder(self) -> Iterator[Location]:
        """Give a folder for what driver and executors tell each other, for a while."""
        folder = make_absolute(self.scratch) / f"spark-{secrets.token_hex(4)}"
        if isinstance(folder, Path):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            remove_folder(folder)

    def _set_partitions(self, stored_bytes: int) -> None:
        """Cut shuffles by what there is to read: too few spill, too many idle."""
        least, most = _PARTITIONS
        chosen = self._partitions or min(
            max(least, stored_bytes // _STORED_BYTES_OF_A_PARTITION), most
        )
        self.session.conf.set(SHUFFLE_PARTITIONS, str(chosen))

    def _await(
        self, work: Callable[[], R], look: Callable[[], None] | None = None
    ) -> R:
        """Let Spark work so that Ctrl-C ends its jobs at once."""

        def interrupt() -> None:
            with suppress(*SPARK_ERRORS):
                self.session.interruptAll()

        return await_result(work, interrupt=interrupt, look_s=_LOOK_S, look=look)

    def _wonder(self) -> Callable[[], None]:
        """Say once that no executor takes any work, after a while."""
        began, said = time.monotonic(), False

        def look() -> None:
            nonlocal said
            if self._progress and not said and time.monotonic() - began > _PATIENCE_S:
                said = True
                self._progress.warn(
                    "Spark has no executor for us yet: it waits for free cores and "
                    "memory. The master's web page says what is asked for."
                )

        return look

    def _look_at(self, shards: Sequence[Piece]) -> Callable[[], None] | None:
        """Say how far the shards are, by the files that there are."""
        if self._progress is None:
            return None
        progress = self._progress
        stored = {shard.index: shard.bytes for shard in shards}
        next_look = 0.0

        def look() -> None:
            nonlocal next_look
            began = time.monotonic()
            if began < next_look:
                return
            done = [stored[index] for index in progress.finished() if index in stored]
            progress.watch(len(done), len(stored), sum(done))
            # To list a bucket of a million files takes longer than a second.
            next_look = began + 10 * (time.monotonic() - began)

        return look


def group_shards(shards: Sequence[P], tasks: int) -> list[list[P]]:
    """Share shards out among tasks of about as many bytes each.

    Args:
        shards: Any number.
        tasks: How many groups at most, at least 1.

    Returns:
        One group a shard where there are no more shards than tasks; else so many
        groups as tasks, none of them empty.

    Source:
        Graham 1969, "Bounds on multiprocessing timing anomalies": the largest first,
        each to the group that has least, is within a third of the best.
    """
    largest = sorted(shards, key=lambda shard: (-shard.bytes, shard.index))
    if len(largest) <= tasks:
        return [[shard] for shard in largest]
    groups: list[list[P]] = [[] for _ in range(tasks)]
    # The number of shards settles ties, so that shards of 0 bytes are spread too.
    loads = [(0, 0, group) for group in range(tasks)]
    for shard in largest:
        stored, count, group = loads[0]
        groups[group].append(shard)
        heapq.heapreplace(loads, (stored + shard.bytes, count + 1, group))
    return groups


def _explain_shards(text: str, groups: Sequence[Sequence[Piece]]) -> str:
    """Say which shards failed, also where their process died without a word."""
    doing = "Spark could not read the shards"
    lost = find_lost_task(text)
    if lost is not None and lost < len(groups):
        names = [shard.name for shard in groups[lost]]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        doing = f"Shard {names[0]}{more} failed each time it was tried"
    explained = explain_failure(text, doing)
    return explained if "kept" in explained else f"{explained} {KEPT}"


@contextmanager
def _replaced(folder: Location) -> Iterator[Location]:
    """Give a folder to write files in, and put it in another's place at the end.

    Its name is new each time: a twin of a task may go on writing for a while in the
    folder that it was told, even when the others are long done. At an object store
    files have their last names from the start: nothing can be renamed there, and no
    run is read before it is finished.
    """
    if not isinstance(folder, Path):
        yield folder
        return
    name = f".{folder.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    fresh = folder.with_name(name)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        remove_folder(fresh)


def _keep_parts(folder: Location, parts: Sequence[int]) -> None:
    """Make sure that the files of all parts are here, and nothing else."""
    names = {part_name(part) for part in parts}
    there = {path.name: path for path in list_files(folder, "*")}
    seen = len(names & there.keys())
    if seen < len(names):
        raise FloorsError(
            f"Executors wrote {len(names)} files to {folder.parent}, and this machine "
            f"sees {seen} of them: the run must be on a disk or a store "
            "that every machine of the cluster reaches by the same name."
        )
    for name in there.keys() - names:
        there[name].unlink(missing_ok=True)


def _write_empty(folder: Location, schema: pa.Schema) -> None:
    with ParquetFile(folder / part_name(0), schema) as file:
        file.close()
        file.publish()
