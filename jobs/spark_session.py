"""A Spark session, quiet and set up for our work, or one line saying why there is none.

Classic (local, standalone, YARN, Kubernetes) and Spark Connect (sc://) alike.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pyspark.sql import SparkSession

import jobs
from jobs.parquet_files import ROW_GROUP_ROWS
from jobs.spark_errors import ATTEMPTS, SPARK_ERRORS, explain_failure
from jobs.spark_requirements import hide_secrets
from pipeline.errors import ArgumentError, FloorsError, one_line

SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions"

_SQL = {
    # An overflow or a bad cast is an error, as on DuckDB, and never a silent null.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    # Partitions follow the bytes that there are, and a skewed one is cut.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    # A table that is sent to all executors goes through the driver: only tiny ones.
    "spark.sql.autoBroadcastJoinThreshold": "1m",
    # A batch of Arrow makes a row group.
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROW_GROUP_ROWS),
    # Half a table is an error, never a smaller count.
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    # The files of a table have one schema, and it is known.
    "spark.sql.parquet.mergeSchema": "false",
}
"""What every session is told, on Connect too; --conf wins over it."""

_CLASSIC = {
    "spark.task.maxFailures": str(ATTEMPTS),
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # A session of ours has no tables but a run's.
    "spark.sql.catalogImplementation": "in-memory",
}
"""What can only be said before Spark starts; a Connect server has its own."""

_LOCAL = re.compile(r"local(?:\[\s*(\*|\d+)\s*\])?")


@dataclass(frozen=True)
class SparkSettings:
    """How a person wants Spark.

    Attributes:
        master: Such as local[2], spark://host:7077, yarn, k8s://... or sc://host; None
            for this machine, or for what spark-submit was given.
        conf: Settings of Spark, which win over ours.
    """

    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)


def describe_master(settings: SparkSettings, *, cores: int) -> str:
    """Name the master for run.json, without the secrets that a URL may hold."""
    return hide_secrets(_choose_master(settings.master, cores) or "spark-submit")


@contextmanager
def open_session(
    settings: SparkSettings, *, cores: int, scratch: Path
) -> Iterator[SparkSession]:
    """Start Spark, or join it, and leave it again at the end.

    Args:
        settings: What the person said.
        cores: Of this machine to use, where Spark is to run on it.
        scratch: A folder of this machine for what Spark spills on it.

    Yields:
        The session.

    Raises:
        ArgumentError: A setting is none of Spark's, or cannot be given here.
        FloorsError: No Java, no answer from the master, or Spark did not start.
    """
    for name in settings.conf:
        if not name.startswith("spark."):
            raise ArgumentError(
                f"--conf {name} is no setting of Spark: their names begin with "
                "'spark.', as in --conf spark.executor.memory=4g."
            )
    # Both log what we say ourselves, and in one line.
    for name in ("py4j", "pyspark"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    master = _choose_master(settings.master, cores)
    if master is not None and master.startswith("sc://"):
        session = _join_connect(master, settings.conf)
    else:
        session = _start_classic(master, settings.conf, cores, scratch)
    try:
        yield session
    finally:
        _stop(session)


def _choose_master(master: str | None, cores: int) -> str | None:
    """The master to name to Spark; None where spark-submit has named it."""
    if master is None:
        # spark-submit starts Java first, and tells Python where it listens.
        if "PYSPARK_GATEWAY_PORT" in os.environ:
            return None
        master = f"local[{cores}]"
    local = _LOCAL.fullmatch(master)
    # Without a second number a local Spark gives up at the first failure.
    return f"local[{local[1] or 1},{ATTEMPTS}]" if local else master


def _join_connect(master: str, conf: Mapping[str, str]) -> SparkSession:
    # gRPC writes notes of its own to stderr.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    try:
        session: SparkSession = SparkSession.builder.remote(master).getOrCreate()
    except SPARK_ERRORS as error:
        raise FloorsError(
            explain_failure(str(error), "Spark Connect did not start a session")
        ) from error
    for name, value in {**_SQL, **conf}.items():
        try:
            session.conf.set(name, value)
        except SPARK_ERRORS as error:
            _stop(session)
            raise ArgumentError(
                f"--conf {name}={value} is refused: {_first_words(error)} What Spark "
                "reads only when it starts must be given to the Connect server."
            ) from error
    return session


def _start_classic(
    master: str | None, conf: Mapping[str, str], cores: int, scratch: Path
) -> SparkSession:
    local = master is not None and master.startswith("local")
    ours = {**_SQL, **_CLASSIC, "spark.sql.warehouse.dir": str(scratch / "warehouse")}
    if local:
        ours |= _settings_of_one_machine(cores, scratch)
    settings = {**ours, **conf}
    _choose_python(settings, local=local)
    # For the builder is one for all of a process, and keeps what it was told.
    builder = SparkSession.Builder().appName("floors")
    for name, value in settings.items():
        builder = builder.config(name, value)
    if master is not None:
        builder = builder.master(master)
    with tempfile.TemporaryFile() as log:
        try:
            with _stderr_to(log):
                session: SparkSession = builder.getOrCreate()
        except SPARK_ERRORS as error:
            log.seek(0)
            told = log.read().decode("utf-8", "replace")
            raise FloorsError(_explain_start(str(error), told)) from error
    return session


def _settings_of_one_machine(cores: int, scratch: Path) -> dict[str, str]:
    scratch.mkdir(parents=True, exist_ok=True)
    return {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        # The driver is the executor too: a GB a core, as for a worker process.
        "spark.driver.memory": f"{cores}g",
        # The run's disk, as for what DuckDB spills.
        "spark.local.dir": str(scratch.resolve() / "spark"),
        # Whatever folder the command was called from, workers find this package.
        "spark.executorEnv.PYTHONPATH": str(Path(jobs.__path__[0]).resolve().parent),
    }


def _choose_python(settings: Mapping[str, str], *, local: bool) -> None:
    """Say which Python the executors start: by default whatever `python3` they find."""
    chosen = settings.get("spark.pyspark.python")
    if chosen is not None:
        os.environ["PYSPARK_PYTHON"] = chosen
    elif local or not settings.get("spark.archives"):
        # The cluster's machines are alike; where they are not, they get an archive.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


@contextmanager
def _stderr_to(log: IO[bytes]) -> Iterator[None]:
    """Let what is started meanwhile write its stderr to a file, for as long as it runs.

    Java warns of itself before it reads any setting of its log.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


def _explain_start(error: str, log: str) -> str:
    """Say why Spark did not start: Java's own words, where Python has none."""
    lines = [line.strip() for line in log.splitlines()]
    telling = [
        line
        for line in lines
        if re.search(r"(?:Exception|Error)\b.*: |^Error|Could not|Invalid", line)
        and not line.startswith(("at ", "WARN"))
    ]
    if "JAVA_GATEWAY_EXITED" in error and telling:
        why = re.sub(r"^.*?(?:Exception|Error): ", "", telling[0])
        return f"Spark did not start: {one_line(why)} Check --master and --conf."
    return explain_failure(error, "Spark did not start, check --master and --conf")


def _first_words(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    words = one_line(lines[0]) if lines else type(error).__name__
    return words if words.endswith(".") else f"{words}."


def _stop(session: SparkSession) -> None:
    try:
        session.stop()
    except SPARK_ERRORS:
        # It has gone already; that was said where it was noticed.
        return
