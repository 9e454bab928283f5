"""Drivers of a cluster: processes of their own, for a Java session stays for good."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from standalone import Cluster

ROOT = Path(__file__).parents[2]

LOOPBACK = (
    "spark.driver.host=127.0.0.1",
    "spark.driver.bindAddress=127.0.0.1",
    "spark.ui.enabled=false",
)
"""What a driver on this machine needs, to be reached and to keep to loopback."""

DRIVER_S = 1200
"""A driver is done in a minute; a busy machine is given twenty."""


SETTINGS = (
    *LOOPBACK,
    # Both workers' executors, of the gigabyte that each has.
    "spark.executor.memory=900m",
    # What a stage may send to the driver: a collect of any table would be refused,
    # and so would one that is sent on to all executors, as tables below 1 MB are.
    "spark.driver.maxResultSize=1m",
    "spark.sql.autoBroadcastJoinThreshold=-1",
    "spark.driver.memory=1g",
)
"""With which the tests' runs live on the tests' cluster."""

CHECKOUT = f"spark.executorEnv.PYTHONPATH={ROOT}"
"""This checkout stands in for what is installed on a cluster's machines."""


@dataclass(frozen=True)
class Expected:
    """A corpus, and the run of it on the local engine."""

    corpus: Path
    run: Path


def spell_run(
    cluster: Cluster, corpus: Path | str, run: Path | str, *settings: str
) -> list[str | Path]:
    """Spell a run on a cluster, as arguments of Python.

    Args:
        cluster: Where.
        corpus: What to read.
        run: The run folder.
        settings: Of Spark, beside SETTINGS.
    """
    conf = [word for one in (*SETTINGS, *settings) for word in ("--conf", one)]
    return ["-m", "jobs", "run", corpus, "-o", run, "--master", cluster.url, *conf]


def drive(
    arguments: Sequence[str | Path], *, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with arguments as a driver, to its end.

    Args:
        arguments: Of Python.
        environment: Added to this process's.

    Returns:
        What it printed, and its exit code.
    """
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {}),
        timeout=DRIVER_S,
        check=False,
    )
