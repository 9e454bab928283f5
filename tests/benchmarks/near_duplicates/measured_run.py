"""One whole process, measured: wall time, CPU time and memory of all its children."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

LOOK_S = 0.05
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl


@dataclass(frozen=True)
class Usage:
    """What a run took.

    Attributes:
        wall: Seconds by the clock.
        cpu: Seconds of all its processes, user and system.
        peak: MB of resident memory, summed over its processes at the worst look;
            pages that processes share count for each.
        ended: How it ended: '' as it should, else why not.
    """

    wall: float
    cpu: float
    peak: float
    ended: str


def adopt_orphans() -> None:
    """Be who waits for a tool's left-behind children, so that their time counts."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def run_measured(command: Sequence[str], log: Path, limit: float) -> Usage:
    """Run a command in a session of its own, to its end or to a limit.

    Args:
        command: What to run.
        log: Gets what it prints.
        limit: Seconds; what is over is killed.

    Returns:
        What it took.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    before, began, peak, ended = _children_cpu(), monotonic(), 0.0, ""
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                peak = max(peak, _resident())
                if monotonic() - began > limit:
                    ended = f"stopped after {limit:.0f} s"
                    _kill(process.pid)
                sleep(LOOK_S)
            wall = monotonic() - began
        finally:
            # Also what it left behind, and all of it when this program is ended.
            _kill(process.pid)
    _reap()
    if process.returncode and not ended:
        ended = f"failed with exit code {process.returncode}: see {log.name}"
    return Usage(wall, _children_cpu() - before, peak, ended)


def _kill(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def _resident() -> float:
    """Sum the resident memory, in MB, of all that descends from this process."""
    total = 0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            total += process.memory_info().rss
    return total / 1e6


def _reap() -> None:
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
