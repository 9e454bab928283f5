"""Executors, a worker and a driver are killed half-way: the tables are the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from comparing import assert_same_run
from driving import CHECKOUT, DRIVER_S, ROOT, Expected, drive, spell_run
from standalone import Cluster, wait_until

pytestmark = pytest.mark.spark

SPECULATION = (
    "spark.speculation=true",
    # Twins of any task that takes a little longer than a few others.
    "spark.speculation.quantile=0.3",
    "spark.speculation.multiplier=1.1",
    "spark.speculation.interval=100ms",
    "spark.speculation.minTaskRuntime=100ms",
)


@contextmanager
def driver(arguments: list[str | Path]) -> Iterator[subprocess.Popen[str]]:
    """A driver at work, which is gone at the end."""
    with subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        # Its Java is killed with it.
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(process: subprocess.Popen[str], holds: Callable[[], bool]) -> None:
    """Wait until something holds of a driver that is at work."""
    wait_until(
        lambda: holds() or process.poll() is not None, what="the run", seconds=DRIVER_S
    )
    assert process.poll() is None, process.communicate()


def await_end(process: subprocess.Popen[str]) -> None:
    _, stderr = process.communicate(timeout=DRIVER_S)
    assert process.returncode == 0, stderr


def count_shards(run: Path) -> int:
    return len(list((run / "shards").glob("[0-9]*.parquet")))


def await_some_shards(
    process: subprocess.Popen[str], run: Path, expected: Expected
) -> None:
    """Wait until some shards are done, and make sure that others are not."""
    wait_for(process, lambda: count_shards(run) >= 2)
    assert count_shards(run) < count_shards(expected.run)


def kill_an_executor(cluster: Cluster) -> None:
    cluster.executors()[0].kill()


def test_executors_killed_in_extraction_and_in_clustering_change_nothing(
    cluster: Cluster, expected: Expected, tmp_path: Path
):
    run = tmp_path / "run"
    arguments = spell_run(cluster, expected.corpus, run, CHECKOUT, *SPECULATION)

    with driver(arguments) as process:
        await_some_shards(process, run, expected)
        kill_an_executor(cluster)
        # The first table that is shuffled: what it wrote is lost with the executor.
        scratch = run / ".scratch" / "clusters"
        wait_for(process, lambda: (scratch / "nodes").exists())
        kill_an_executor(cluster)
        assert not (run / "doc_clusters").exists()
        await_end(process)

    assert_same_run(run, expected.run)


def test_a_lost_worker_changes_nothing(
    fresh_cluster: Cluster, expected: Expected, tmp_path: Path
):
    run = tmp_path / "run"
    lost = fresh_cluster.workers[0]

    with driver(spell_run(fresh_cluster, expected.corpus, run, CHECKOUT)) as process:
        await_some_shards(process, run, expected)
        for one in (lost, *lost.children(recursive=True)):
            one.kill()
        await_end(process)

    assert fresh_cluster.workers[1].is_running()
    assert_same_run(run, expected.run)


def test_a_killed_driver_goes_on_where_it_was(
    cluster: Cluster, expected: Expected, tmp_path: Path
):
    run = tmp_path / "run"
    arguments = spell_run(cluster, expected.corpus, run, CHECKOUT)
    with driver(arguments) as process:
        await_some_shards(process, run, expected)
        os.killpg(process.pid, signal.SIGKILL)
    # Its executors notice, and end; what they still write then is whole, too.
    wait_until(lambda: not cluster.executors(), what="executors to end")
    before = {path: path.stat().st_mtime_ns for path in (run / "shards").iterdir()}

    done = drive(arguments)

    assert done.returncode == 0, done.stderr
    after = {path: path.stat().st_mtime_ns for path in (run / "shards").iterdir()}
    assert before.items() <= after.items()
    assert_same_run(run, expected.run)
