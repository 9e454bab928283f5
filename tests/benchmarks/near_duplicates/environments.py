"""A virtual environment for each tool, made from its file of pinned requirements."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]


def make_environment(tool: str, folder: Path) -> tuple[Path | None, str]:
    """Install a tool into an environment of its own, unless it is there.

    Args:
        tool: 'ours' or the name of a file of requirements in peers/.
        folder: Where the environments are kept.

    Returns:
        Its Python, or None and the last line of what pip said.
    """
    place = folder / tool
    if tool == "ours":
        # Without what tests need: pandas among it would load with every Arrow array.
        wanted = ["-c", str(REPOSITORY / "constraints.txt"), "-e", str(REPOSITORY)]
        recipe = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    else:
        requirements = HERE / "peers" / f"{tool}.txt"
        wanted = ["-r", str(requirements)]
        recipe = requirements.read_text(encoding="utf-8")
    python, stamp = place / "bin" / "python", place / "installed.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == recipe:
        return python, ""
    place.mkdir(parents=True, exist_ok=True)
    for command in (
        [sys.executable, "-m", "venv", str(place)],
        [str(python), "-m", "pip", "install", "--quiet", *wanted],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            return None, said[-1] if said else f"exit code {done.returncode}"
    stamp.write_text(recipe, encoding="utf-8")
    return python, ""
