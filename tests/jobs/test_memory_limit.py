"""--memory-limit reaches DuckDB, decides nothing else, and takes sizes alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Floors, assert_refused

from jobs.engines import EngineChoice, open_engines
from jobs.progress import Lines
from jobs.run_folder import RunFolder


def test_a_run_of_another_limit_is_the_same_run(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    options = ["-o", run, "--categories", "birthday", "--workers", "1"]
    assert floors("run", corpus, *options, "--memory-limit", "200 mb").exit_code == 0
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    again = floors("run", corpus, *options, "--memory-limit", "2GB")
    assert again.exit_code == 0
    assert json.loads((run / "run.json").read_text(encoding="utf-8")) == record


@pytest.mark.parametrize("size", ["4", "much", "-1GB", "10MB", "4 XB", ""])
def test_what_is_no_size_is_refused(
    floors: Floors, corpus: Path, tmp_path: Path, size: str
) -> None:
    options = ["-o", tmp_path / "run", "--memory-limit", size]
    says = ("write 800MB or 4GB",)
    assert_refused(floors, "run", corpus, *options, code=2, says=says)
    assert not (tmp_path / "run").exists()


def test_it_is_what_duckdb_is_told(tmp_path: Path) -> None:
    choice = EngineChoice(memory_limit="300MB")
    with open_engines(choice, RunFolder(tmp_path), Lines()) as engines:
        assert engines.local.memory_limit == "300MB"
        with engines.local._open_warehouse() as warehouse:
            [row] = warehouse.table(
                "select current_setting('memory_limit') as held"
            ).to_pylist()
    assert row["held"].startswith(("286.1", "300"))
