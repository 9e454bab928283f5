"""A run that is killed, or stopped by Ctrl-C, and then given again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from command_line import (
    REPOSITORY,
    assert_same_tables,
    run_process,
    write_corpus,
)

pytestmark = pytest.mark.slow

OPTIONS = ("--categories", "birthday", "--workers", "2")


@pytest.fixture(scope="module")
def large_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "corpus"
    return write_corpus(folder, files=12, documents=4_000)


@pytest.fixture(scope="module")
def undisturbed(large_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = tmp_path_factory.mktemp("undisturbed") / "run"
    outcome = run_process(["run", large_corpus, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    return run


def start(corpus: Path, run: Path) -> subprocess.Popen[str]:
    return start_command("run", corpus, "-o", run, *OPTIONS)


def start_command(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "jobs", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        start_new_session=True,  # so that a signal can reach its workers with it
    )


def wait_for_shards(run: Path, process: subprocess.Popen[str], count: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if len(list((run / "shards").glob("0*.parquet"))) >= count:
            return
        time.sleep(0.02)
    raise AssertionError("the run ended, or did not come so far")


def wait_until_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=60)
    assert alive == []


@pytest.mark.parametrize("shards", [0, 1, 5])
def test_killed_and_given_again_gives_the_same_tables(
    shards: int, large_corpus: Path, undisturbed: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    with start(large_corpus, run) as process:
        wait_for_shards(run, process, shards)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    # Nobody tells the workers: they must notice by themselves.
    wait_until_gone(workers)
    finished = {path.name for path in (run / "shards").glob("0*.parquet")}
    assert len(finished) < 12
    outcome = run_process(["run", large_corpus, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(undisturbed, run)


def test_ctrl_c_ends_workers_with_one_line_and_leaves_what_is_finished(
    large_corpus: Path, undisturbed: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    with start(large_corpus, run) as process:
        wait_for_shards(run, process, 2)
        workers = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr.startswith("Interrupted. ")
    assert stderr.count("\n") == 1
    assert "of 12 shards are finished" in stderr
    wait_until_gone(workers)
    assert list((run / "shards").glob("0*.parquet"))
    outcome = run_process(["run", large_corpus, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(undisturbed, run)


def test_a_killed_worker_is_one_line_and_the_run_goes_on_afterwards(
    large_corpus: Path, undisturbed: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    with start(large_corpus, run) as process:
        wait_for_shards(run, process, 1)
        tree = psutil.Process(process.pid).children(recursive=True)
        [worker, *_] = [one for one in tree if "spawn_main" in " ".join(one.cmdline())]
        worker.kill()
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 1
    assert stderr.startswith("Error: A worker process died")
    assert stderr.count("\n") == 1
    assert "part-" in stderr
    outcome = run_process(["run", large_corpus, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(undisturbed, run)


@pytest.mark.parametrize("shards", [1, 24])
def test_a_killed_merge_given_again_is_the_whole_merge(
    shards: int, large_corpus: Path, undisturbed: Path, tmp_path: Path
) -> None:
    parts = [undisturbed, tmp_path / "twin"]
    shutil.copytree(*parts)
    options = ["--dedup", "exact", "--workers", "2"]
    whole, run = tmp_path / "whole", tmp_path / "run"
    outcome = run_process(["merge", *parts, "-o", whole, *options])
    assert outcome.code == 0, outcome.stderr
    with start_command("merge", *parts, "-o", run, *options) as process:
        wait_for_shards(run, process, shards)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    wait_until_gone(workers)
    assert json.loads((run / "run.json").read_text())["finished"] is None
    outcome = run_process(["merge", *parts, "-o", run, *options])
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(whole, run)
