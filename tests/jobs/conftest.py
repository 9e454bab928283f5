"""The command itself, and one finished run that tests may read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from command_line import (
    Floors,
    run_process,
    without_page,
    write_corpus,
    write_lines,
)

from jobs.__main__ import main


@pytest.fixture
def floors() -> Floors:
    """Run the command in this process."""

    def invoke(*arguments: str | Path, **settings: Any) -> Result:
        return CliRunner().invoke(main, without_page(arguments), **settings)

    return invoke


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of birthdays, and a third with three records without text."""
    folder = write_corpus(tmp_path_factory.mktemp("data") / "corpus")
    broken = [b"{", {"id": "x"}, {"text": "  "}, {"text": "A quiet page.", "id": 7}]
    write_lines(folder / "more" / "broken.jsonl", broken)
    return folder


@pytest.fixture(scope="session")
def finished(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over `corpus`; tests may read it, and not write to it."""
    folder = tmp_path_factory.mktemp("runs") / "finished"
    options = ["--categories", "birthday", "--workers", "2", "--page"]
    outcome = run_process(["run", corpus, "-o", folder, *options])
    assert outcome.code == 0, outcome.stderr
    return folder
