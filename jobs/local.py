"""The local engine: worker processes for shards, DuckDB for SQL. Needs no server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from jobs.board import STARTED, Board, finish_work, join_board, make_board, work_on
from jobs.engine import P, Piece, ShardSummary, Through
from jobs.parquet_files import conform_batch, replace_folder
from pipeline.errors import FloorsError
from pipeline.locations import Location
from schemas.contract import Table

if TYPE_CHECKING:
    from pipeline.warehouse import Warehouse

_LOOK_S = 0.5
"""How often to look at the board; a person reads no faster."""

EDGES_IN_MEMORY = 1_000_000
"""Edges that are followed in memory: a second's work, and many rounds saved."""

ROWS_IN_MEMORY = 500_000
"""Rows of bands and documents that are clustered in memory: some 30,000 documents, in
less time than an engine takes to begin with them."""

Watch = Callable[[int, int, int], None]
"""Told documents, UTF-8 bytes of text and stored bytes done so far, this time."""


class LocalEngine:
    """Runs shards in processes of this machine, and SQL in DuckDB.

    Attributes:
        workers: How many processes, and DuckDB threads, at most.
        scratch: Folder of this machine for what DuckDB spills; made when needed.
        memory_limit: What DuckDB may use, such as '4GB'; None for its own default.
        edges_in_memory: Edges of a graph that this process may follow by itself.
        rows_in_memory: Rows of tables that it may cluster by itself.
    """

    edges_in_memory = EDGES_IN_MEMORY
    rows_in_memory = ROWS_IN_MEMORY

    def __init__(
        self,
        workers: int,
        scratch: Path,
        *,
        watch: Watch | None = None,
        memory_limit: str | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            workers: At least 1.
            scratch: Folder for what DuckDB spills.
            watch: Told about twice a second how far the shards are.
            memory_limit: What DuckDB may use, such as '4GB'; the batches under way
                and the files being written come on top, some 300 MB.
        """
        self.workers = workers
        self.scratch = scratch
        self.memory_limit = memory_limit
        self._watch = watch
        self._warehouse: Warehouse | None = None

    def map_shards(
        self, task: Callable[[P], ShardSummary], shards: Sequence[P]
    ) -> Iterator[ShardSummary]:
        """Run a task on every shard, in worker processes.

        Args:
            task: Picklable; writes its own output.
            shards: Any number.

        Returns:
            One summary a shard, in the order in which they end.

        Raises:
            FloorsError: A worker died, or the task raised it. Workers are ended;
                what finished stays.
        """
        if not shards:
            return
        board = make_board(len(shards))
        others = set(multiprocessing.active_children())
        pool = ProcessPoolExecutor(
            min(self.workers, len(shards)),
            # A forked copy of Hyperscan's, spaCy's or DuckDB's state is undefined.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            # Once a worker, not with each shard: what a task makes ready, it keeps.
            initargs=(task, board),
        )
        whole = False
        try:
            yield from self._collect(pool, board, shards)
            whole = True
        except BrokenProcessPool as error:
            raise FloorsError(_explain_death(board, shards)) from error
        finally:
            if not whole:
                _end(set(multiprocessing.active_children()) - others)
            pool.shutdown(cancel_futures=True)

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
        """Run pipeline/sql/<name>.sql and write what it gives as a folder of Parquet.

        Args:
            name: Of the .sql file.
            reads: For each view the query reads, a folder of Parquet files or an
                Arrow table.
            writes: The folder, replaced whole or not at all.
            table: Its declaration; None to take the columns as the query types them.
            through: What the rows go through, a batch at a time.
            schema: What `through` gives.

        Returns:
            The rows written.
        """
        # DuckDB loads for longer than a small run's clusters take in memory.
        from pipeline.warehouse import read_sql

        warehouse = self._open_warehouse()
        try:
            for view, source in reads.items():
                warehouse.bind(view, source)
            batches = warehouse.stream(read_sql(name))
            if through is not None:
                batches = map(through, batches)
            # Even a result without rows comes as one batch, which has its columns.
            first = conform_batch(next(batches), table)
            rest = (conform_batch(batch, table) for batch in batches)
            # What is no table of a run is scratch, and made anew after a power cut.
            return replace_folder(
                writes,
                chain([first], rest),
                # Every batch is cast to the file's schema when it is written.
                schema or first.schema,
                durable=table is not None,
            )
        finally:
            warehouse.forget()

    def _open_warehouse(self) -> Warehouse:
        """Return the one warehouse of all queries: to start one takes longer than most.

        Its memory and spilled files go with each query's result.
        """
        from pipeline.warehouse import Warehouse

        spill = self.scratch / "spill"
        spill.mkdir(parents=True, exist_ok=True)
        if self._warehouse is None:
            self._warehouse = Warehouse(
                temp_directory=spill,
                memory_limit=self.memory_limit,
                threads=self.workers,
                keep_order=False,
            )
        return self._warehouse

    def _collect(
        self,
        pool: ProcessPoolExecutor,
        board: Board,
        shards: Sequence[Piece],
    ) -> Iterator[ShardSummary]:
        waiting = iter(range(len(shards)))
        running: dict[Future[ShardSummary], int] = {}
        documents = text_bytes = stored_bytes = 0
        while True:
            # A few ahead of the workers, not all: a corpus may have a million shards.
            while len(running) < 2 * self.workers:
                number = next(waiting, None)
                if number is None:
                    break
                future = pool.submit(_work, number, shards[number])
                running[future] = number
            if not running:
                return
            ended, _ = wait(running, timeout=_LOOK_S, return_when=FIRST_COMPLETED)
            for future in ended:
                number = running.pop(future)
                summary = future.result()
                more = board.totals([number])
                documents, text_bytes = documents + more[0], text_bytes + more[1]
                stored_bytes += shards[number].bytes
                yield summary
            if self._watch is not None:
                numbers = list(running.values())
                now = board.totals(numbers)
                # A shard under way stands for what its text took in earlier shards.
                stored = now[1] * stored_bytes // text_bytes if text_bytes else 0
                stored = min(stored, sum(shards[number].bytes for number in numbers))
                self._watch(
                    documents + now[0], text_bytes + now[1], stored_bytes + stored
                )


@dataclass
class _Worker:
    """What a worker process is there for."""

    task: Callable[[Any], ShardSummary] | None = None


_worker = _Worker()


def _start_worker(task: Callable[[Any], ShardSummary], board: Board) -> None:
    """Prepare a worker process: its task, who watches it, and when it ends."""
    _worker.task = task
    join_board(board)
    # Ctrl-C reaches every process of the terminal; the parent alone decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent has gone, however it went.

    A worker waiting for its next shard would otherwise wait for ever: it holds the
    writing end of its own queue, so the queue never closes.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(number: int, shard: Piece) -> ShardSummary:
    if _worker.task is None:
        raise RuntimeError("A worker was given a shard before its task.")
    work_on(number)
    summary = _worker.task(shard)
    finish_work()
    return summary


def _end(workers: set[BaseProcess]) -> None:
    for worker in workers:
        worker.terminate()


def _explain_death(board: Board, shards: Sequence[Piece]) -> str:
    started = [n for n in range(len(shards)) if board.state(n) == STARTED]
    where = ", ".join(shards[number].name for number in started) or "no shard yet"
    return (
        f"A worker process died (killed, or out of memory) while at work on: {where}. "
        "Finished shards are kept: run the same command again, with fewer --workers "
        "if memory is short."
    )
