"""What the Tab key offers, asked as a shell asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Floors

from jobs.commands.completion import SHELLS
from pipeline.report.worked_queries import list_worked_queries

HEAVY = ("duckdb", "pyarrow", "spacy", "numpy", "pandas")


def offered(*words: str, folder: Path) -> list[str]:
    """The last word's completions."""
    code = (
        "import sys; from jobs.__main__ import main\n"
        "try: main(prog_name='floors')\n"
        f"finally: print(*[m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    line = ["floors", *words]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "_FLOORS_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(line),
            "COMP_CWORD": str(len(line) - 1),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(floors: Floors, shell: str) -> None:
    script = floors("completion", shell).stdout
    assert "_FLOORS_COMPLETE" in script
    assert f"{shell}_complete" in script


def test_an_unknown_shell_is_a_wrong_argument(floors: Floors) -> None:
    done = floors("completion", "csh")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1


def test_commands_are_offered(tmp_path: Path) -> None:
    assert offered("lo", folder=tmp_path) == ["plain,lookup"]


def test_run_folders_are_offered(finished: Path) -> None:
    begun = f"{finished.parent.name}/fin"
    above = finished.parent.parent
    for command in ("report", "sql", "lookup", "diff"):
        words = offered(command, begun, folder=above)
        assert words == [f"plain,{finished.parent.name}/finished"], command
    assert offered("report", "no", folder=finished.parent) == ["dir,no"]


def test_categories_are_offered_one_after_the_other(tmp_path: Path) -> None:
    once = offered("run", "corpus", "--categories", "birthd", folder=tmp_path)
    assert once == ["plain,birthday"]
    more = offered("run", "corpus", "--categories", "birthday,birth", folder=tmp_path)
    assert more == ["plain,birthday,birth_year", "plain,birthday,birthplace"]


def test_the_categories_of_a_run_are_offered(finished: Path) -> None:
    words = ("report", str(finished), "--category", "")
    assert offered(*words, folder=finished) == ["plain,birthday"]


def test_worked_queries_are_offered(finished: Path) -> None:
    words = offered("sql", str(finished), "--query", "", folder=finished)
    assert words == [f"plain,{query.name}" for query in list_worked_queries()]
