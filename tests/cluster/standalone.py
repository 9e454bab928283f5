"""A Spark cluster of this machine, to test on: a standalone master and its workers.

All of it is bound to loopback and started from pip's pyspark. Knows processes, and no
Spark session.
"""

# ruff: noqa: T201  # `make cluster` prints where the cluster is
from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import psutil

T = TypeVar("T")

FOLDER = Path(__file__).parents[2] / ".cluster"
"""Where `make cluster` keeps pids, logs and the workers' files; git ignores it."""

HOST = "127.0.0.1"
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
EXECUTOR = "CoarseGrainedExecutorBackend"

DAEMON_MEMORY = "256m"
"""Heap of the master and of each worker, which only start and watch executors."""

SETTINGS = """\
# A second way to hand in work, on a fixed port that another cluster may hold.
spark.master.rest.enabled false
"""

START_S = 120.0
"""How long a process may take to say where it listens: seconds, but not when busy."""

STOP_S = 15.0
"""How long a process is given to end its own children before it is killed."""

LOOK_S = 0.2


class ClusterError(RuntimeError):
    """The cluster does not start, or already runs."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster.

    Attributes:
        folder: Its pids, logs and files.
        url: Of the master, such as spark://127.0.0.1:7077.
        page: Of the master's web pages.
        master: Its process.
        workers: Theirs.
    """

    folder: Path
    url: str
    page: str
    master: psutil.Process
    workers: tuple[psutil.Process, ...]

    def processes(self) -> tuple[psutil.Process, ...]:
        """The master and the workers."""
        return (self.master, *self.workers)

    def executors(self) -> list[psutil.Process]:
        """The executors that the workers run now, as Java processes."""
        return [
            child
            for worker in self.workers
            for child in _descendants(worker)
            if any(EXECUTOR in word for word in _command(child))
        ]

    def count_alive_workers(self) -> int:
        """How many workers the master takes to be alive; 0 if it does not answer."""
        try:
            with urllib.request.urlopen(f"{self.page}/json/", timeout=5) as answer:
                return int(json.load(answer)["aliveworkers"])
        except (OSError, ValueError):
            return 0


def start_cluster(
    folder: Path,
    *,
    workers: int = 2,
    cores: int = 1,
    memory: str = "1g",
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Cluster:
    """Start a master and its workers, and wait until they know each other.

    Args:
        folder: Emptied, and filled with logs, pids and the workers' files.
        workers: How many.
        cores: Of each worker.
        memory: Of each worker, for all its executors' heaps.
        environment: Added to that of the processes, and so of the executors.
        home: Where Spark is; pip's pyspark unless given.

    Returns:
        The cluster; every worker is registered.

    Raises:
        ClusterError: One runs from this folder already; pyspark or Java is missing;
            a process ended, or did not answer in time. Nothing is left running.
    """
    running = find_cluster(folder)
    if running is not None:
        raise ClusterError(
            f"A cluster runs already: {running.url} (from {folder}). "
            "Stop it with: make cluster-stop"
        )
    stop_cluster(folder)  # workers that outlived their master
    spark = home or find_spark()
    _require_java()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "logs").mkdir(parents=True)
    (folder / "conf").mkdir()
    (folder / "conf" / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    began: list[tuple[str, psutil.Process]] = []

    def start(name: str, *arguments: str) -> tuple[psutil.Process, Path]:
        log = folder / "logs" / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [spark / "bin" / "spark-class", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=_make_environment(folder, spark) | dict(environment or {}),
                # Ctrl-C in the terminal that started it is not meant for it.
                start_new_session=True,
            )
        began.append((name, psutil.Process(process.pid)))
        # It outlives this object on purpose, which would warn of that.
        process.returncode = 0
        return began[-1][1], log

    try:
        master, log = start(
            "master", MASTER, "--host", HOST, "--port", "0", "--webui-port", "0"
        )
        url = _await_line(master, log, r"Starting Spark master at (spark://\S+)")
        port = _await_line(master, log, r"service 'MasterUI' on port (\d+)")
        page = f"http://{HOST}:{port}"
        _write_state(folder, url=url, page=page, began=began)
        for number in range(1, workers + 1):
            options = {
                "--host": HOST,
                "--port": "0",
                "--webui-port": "0",
                "--cores": str(cores),
                "--memory": memory,
                "--work-dir": str(folder / f"work-{number}"),
            }
            words = [word for pair in options.items() for word in pair]
            start(f"worker-{number}", WORKER, *words, url)
            _write_state(folder, url=url, page=page, began=began)
        cluster = Cluster(
            folder, url, page, master, tuple(process for _, process in began[1:])
        )
        wait_until(
            lambda: cluster.count_alive_workers() == workers,
            what=f"{workers} workers to register with {url}",
            alive=[process for _, process in began],
            logs=folder / "logs",
        )
    except BaseException:
        _end([process for _, process in began])
        (folder / "cluster.json").unlink(missing_ok=True)
        raise
    return cluster


def find_cluster(folder: Path) -> Cluster | None:
    """Find the cluster that was started from a folder; None if it no longer runs.

    Args:
        folder: As given to `start_cluster`.

    Returns:
        The cluster, with the processes that are still the ones started; None where
        the master has gone.
    """
    state = _read_state(folder)
    found = _find_processes(state)
    master = found.pop("master", None)
    if master is None:
        return None
    return Cluster(folder, state["url"], state["page"], master, tuple(found.values()))


def stop_cluster(folder: Path) -> bool:
    """End the processes that were started from a folder, and no others.

    Args:
        folder: As given to `start_cluster`; its logs stay.

    Returns:
        Whether there was anything to stop.
    """
    found = _find_processes(_read_state(folder))
    # Workers first: they end their executors, and would look for a lost master.
    _end([process for name, process in found.items() if name != "master"])
    _end([process for name, process in found.items() if name == "master"])
    (folder / "cluster.json").unlink(missing_ok=True)
    return bool(found)


def find_spark() -> Path:
    """Find pip's pyspark, which is a Spark home.

    Returns:
        Its folder.

    Raises:
        ClusterError: It is not installed.
    """
    spec = find_spec("pyspark")
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError("pyspark is not installed: make setup, or pip install it.")
    return Path(spec.submodule_search_locations[0])


def wait_until(
    holds: Callable[[], T],
    *,
    what: str,
    seconds: float = START_S,
    alive: list[psutil.Process] | None = None,
    logs: Path | None = None,
) -> T:
    """Look again and again until something holds.

    Args:
        holds: Returns something true when it does.
        what: What is waited for, for the message.
        seconds: How long to wait at most.
        alive: Processes without which it never will.
        logs: Where their logs are, for the message.

    Returns:
        What `holds` returned.

    Raises:
        ClusterError: It did not come about.
    """
    where = f" See the logs in {logs}." if logs else ""
    end = time.monotonic() + seconds
    while not (value := holds()):
        for process in alive or ():
            if not _runs(process):
                raise ClusterError(
                    f"Process {process.pid} ended while waiting for {what}.{where}"
                )
        if time.monotonic() > end:
            raise ClusterError(f"Waited {seconds:.0f} s for {what}, in vain.{where}")
        time.sleep(LOOK_S)
    return value


def _require_java() -> None:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise ClusterError("Java is not installed; floors doctor says how to get it.")


def _make_environment(folder: Path, spark: Path) -> dict[str, str]:
    """Nothing of this checkout: executors inherit what their worker has."""
    kept = ("HOME", "JAVA_HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME")
    path = [
        place
        for place in os.environ.get("PATH", os.defpath).split(os.pathsep)
        # A virtual environment's python3 would bring the checkout with it.
        if not (Path(place).parent / "pyvenv.cfg").exists()
    ]
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PATH": os.pathsep.join(path),
        "SPARK_HOME": str(spark),
        "SPARK_CONF_DIR": str(folder / "conf"),  # empty: no one's own settings
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "scratch"),
        "SPARK_DAEMON_MEMORY": DAEMON_MEMORY,
        "SPARK_NO_DAEMONIZE": "1",
    }


def _await_line(process: psutil.Process, log: Path, pattern: str) -> str:
    def look() -> str:
        found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
        return found[1] if found else ""

    return wait_until(look, what=log.stem, alive=[process], logs=log.parent)


def _write_state(
    folder: Path, *, url: str, page: str, began: list[tuple[str, psutil.Process]]
) -> None:
    # A pid is given again to other processes; together with its start it is one.
    processes = [
        {"name": name, "pid": process.pid, "started": process.create_time()}
        for name, process in began
    ]
    state: dict[str, Any] = {"url": url, "page": page, "processes": processes}
    (folder / "cluster.json").write_text(json.dumps(state, indent=2), encoding="utf-8")


def _read_state(folder: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(
            (folder / "cluster.json").read_text(encoding="utf-8")
        )
    except FileNotFoundError:
        return {"url": "", "page": "", "processes": []}
    return state


def _find_processes(state: dict[str, Any]) -> dict[str, psutil.Process]:
    """Find those that still run, by name."""
    return {
        one["name"]: process
        for one in state["processes"]
        for process in (_find_process(one["pid"], one["started"]),)
        if process is not None
    }


def _find_process(pid: int, started: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        # The clock behind it may be set by some milliseconds in between.
        same = abs(process.create_time() - started) < 1
    except psutil.NoSuchProcess:
        return None
    return process if same and _runs(process) else None


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def _end(processes: list[psutil.Process]) -> None:
    """Ask processes to end, and kill what is left of them and their children."""
    # Looked up before: an orphan can no longer be told from a stranger.
    families = [one for process in processes for one in _descendants(process)]
    everyone = [*processes, *families]
    for process in processes:
        if _runs(process):
            process.terminate()
    psutil.wait_procs(everyone, timeout=STOP_S)
    for process in everyone:
        if _runs(process):
            process.kill()
    psutil.wait_procs(everyone, timeout=STOP_S)


def main() -> None:
    """Start or stop the cluster of this checkout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("start", "stop"))
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cores", type=int, default=1, help="of each worker")
    parser.add_argument("--memory", default="1g", help="of each worker")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.action == "stop":
        stopped = stop_cluster(folder)
        print(f"Stopped the cluster of {folder}." if stopped else "No cluster runs.")
        return
    try:
        cluster = start_cluster(
            folder,
            workers=options.workers,
            cores=options.cores,
            memory=options.memory,
        )
    except ClusterError as error:
        sys.exit(f"Error: {error}")
    print(cluster.url)
    print(
        f"{len(cluster.workers)} workers of {options.cores} core and "
        f"{options.memory}; see {cluster.page}, logs in {folder / 'logs'}"
    )


if __name__ == "__main__":
    main()
