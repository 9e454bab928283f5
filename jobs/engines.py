"""The choice of an engine, and the engines of a run, opened and closed.

Spark is loaded only where it is asked for: without it everything else runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jobs.engine import Engine
from jobs.local import LocalEngine
from jobs.progress import Show
from jobs.run_folder import RunFolder
from jobs.spark_requirements import require_answer, require_spark
from pipeline.errors import ArgumentError


class EngineName(StrEnum):
    """The engines, as a person names them."""

    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True)
class EngineChoice:
    """Where the work of a run is to be done; no part of its configuration.

    Attributes:
        name: The engine.
        workers: Processes of this machine.
        master: Spark's, such as spark://host:7077; None for this machine.
        conf: Settings of Spark.
        memory_limit: What DuckDB may use on this machine, such as 4GB; None for most
            of its memory.
    """

    name: EngineName = EngineName.LOCAL
    workers: int = 1
    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)
    memory_limit: str | None = None

    def describe(self) -> dict[str, Any]:
        """Put it into plain values for run.json, without secrets."""
        plain: dict[str, Any] = {"engine": str(self.name), "workers": self.workers}
        if self.name is EngineName.SPARK:
            from jobs.spark_session import SparkSettings, describe_master

            settings = SparkSettings(self.master, self.conf)
            plain["master"] = describe_master(settings, cores=self.workers)
        return plain


@dataclass(frozen=True)
class Engines:
    """The engines of one run.

    Attributes:
        work: Reads shards, and runs the SQL over tables of any size.
        local: Counts what is small, by DuckDB; the same where Spark is not used.
    """

    work: Engine
    local: LocalEngine


def choose_engine(
    name: str | None,
    *,
    workers: int,
    master: str | None,
    conf: Mapping[str, str],
    memory_limit: str | None = None,
) -> EngineChoice:
    """Settle which engine options ask for.

    Args:
        name: What --engine names; None for Spark where a master or a setting of it is
            given, else the local one.
        workers: Processes of this machine.
        master: What --master names.
        conf: What each --conf sets.
        memory_limit: What --memory-limit says.

    Raises:
        ArgumentError: They contradict each other.
    """
    told = "--master" if master is not None else "--conf" if conf else None
    if name == EngineName.LOCAL and told is not None:
        raise ArgumentError(
            f"{told} is for Spark, and --engine local asks for none: leave one out."
        )
    if name is None:
        name = EngineName.LOCAL if told is None else EngineName.SPARK
    return EngineChoice(EngineName(name), workers, master, conf, memory_limit)


def require_engine(choice: EngineChoice) -> None:
    """Make sure that an engine's parts are installed, before anything is begun.

    Args:
        choice: Which engine.

    Raises:
        FloorsError: Something is missing; says how to get it.
    """
    if choice.name is EngineName.SPARK:
        # A Connect server has Java; its client needs none.
        connect = choice.master is not None and choice.master.startswith("sc://")
        require_spark(java=not connect)
        require_answer(choice.master)


@contextmanager
def open_engines(
    choice: EngineChoice, folder: RunFolder, show: Show
) -> Iterator[Engines]:
    """Open the engines of a run, and close them at the end.

    Args:
        choice: Which.
        folder: The run's.
        show: Told how far the shards are, and that Spark starts.

    Yields:
        Them.

    Raises:
        FloorsError: Spark does not start, or executors cannot do the work.
    """
    local = LocalEngine(
        choice.workers,
        folder.local_scratch,
        watch=show.update,
        memory_limit=choice.memory_limit,
    )
    if choice.name is EngineName.LOCAL:
        yield Engines(local, local)
        return
    from jobs.spark import Progress, SparkEngine
    from jobs.spark_session import SHUFFLE_PARTITIONS, SparkSettings, open_session

    show.start_stage("Spark")
    settings = SparkSettings(choice.master, choice.conf)
    partitions = choice.conf.get(SHUFFLE_PARTITIONS)
    with open_session(
        settings, cores=choice.workers, scratch=folder.local_scratch
    ) as session:
        spark = SparkEngine(
            session,
            folder.scratch,
            progress=Progress(folder.finished_shards, show.update_shards, show.warn),
            # A wrong number was refused when the session was told it.
            partitions=int(partitions) if partitions else None,
        )
        spark.look_around()
        yield Engines(spark, local)
