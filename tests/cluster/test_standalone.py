"""The cluster that tests run on: it starts once, is found again and leaves nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import standalone
from standalone import Cluster, ClusterError, find_cluster, start_cluster, stop_cluster

pytestmark = pytest.mark.spark


def run_script(action: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, standalone.__file__, action, "--folder", folder],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_two_workers_are_known_to_the_master(cluster: Cluster):
    assert cluster.url.startswith("spark://127.0.0.1:")
    assert cluster.count_alive_workers() == 2
    assert len(cluster.workers) == 2


def test_it_listens_on_loopback_alone(cluster: Cluster):
    addresses = {
        connection.laddr.ip.removeprefix("::ffff:")
        for process in cluster.processes()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }

    assert addresses == {"127.0.0.1"}


def test_its_processes_know_nothing_of_the_checkout(cluster: Cluster):
    root = Path(__file__).parents[2]
    for process in cluster.processes():
        environment = process.environ()
        assert "PYTHONPATH" not in environment
        assert "VIRTUAL_ENV" not in environment
        path = environment["PATH"].split(":")
        for place in (process.cwd(), environment["SPARK_HOME"], *path):
            assert not Path(place).is_relative_to(root)


def test_a_second_start_names_the_first_and_stop_ends_exactly_it(
    cluster: Cluster, tmp_path: Path
):
    code, printed, _ = run_script("start", tmp_path)
    assert code == 0
    own = find_cluster(tmp_path)
    assert own is not None
    assert printed.splitlines()[0] == own.url

    code, printed, error = run_script("start", tmp_path)
    assert (code, printed) == (1, "")
    assert error.startswith(f"Error: A cluster runs already: {own.url}")
    assert error.count("\n") == 1

    assert run_script("stop", tmp_path)[0] == 0
    assert not any(process.is_running() for process in own.processes())
    assert all(process.is_running() for process in cluster.processes())
    assert "No cluster runs" in run_script("stop", tmp_path)[1]


def test_a_pid_that_went_to_another_process_is_left_alone(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as stranger:
        started = psutil.Process(stranger.pid).create_time() - 3600
        process = {"name": "master", "pid": stranger.pid, "started": started}
        state = {"url": "", "page": "", "processes": [process]}
        (tmp_path / "cluster.json").write_text(json.dumps(state))

        assert find_cluster(tmp_path) is None
        assert not stop_cluster(tmp_path)

        assert stranger.poll() is None
        stranger.communicate(b"\n")


def test_a_master_that_cannot_start_is_told_of_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(standalone, "MASTER", "org.example.NoSuchMaster")

    with pytest.raises(ClusterError, match=r"ended while waiting for master.*logs"):
        start_cluster(tmp_path)

    assert find_cluster(tmp_path) is None
