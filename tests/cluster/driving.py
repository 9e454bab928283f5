"""Drivers of a cluster: processes of their own, for a Java session stays for good."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOOPBACK = (
    "spark.driver.host=127.0.0.1",
    "spark.driver.bindAddress=127.0.0.1",
    "spark.ui.enabled=false",
)
"""What a driver on this machine needs, to be reached and to keep to loopback."""

DRIVER_S = 600
"""A driver is done in a minute; a busy machine is given ten."""


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
