"""Each table's job by itself, on the local engine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import assert_same_tables, run_process

JOBS = ("doc_clusters", "fact_counts", "prompt_counts", "spectrum", "floors")


@pytest.mark.parametrize("name", ["observations", *JOBS])
def test_a_job_explains_itself(name: str) -> None:
    outcome = run_process(["--help"], f"jobs.{name}")
    assert outcome.code == 0
    assert f"python -m jobs.{name}" in outcome.stdout
    assert "--master" in outcome.stdout


def test_the_jobs_one_after_the_other_make_a_run(
    finished: Path, corpus: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    options = [corpus, "-o", run, "--categories", "birthday", "--workers", "1"]
    outcome = run_process(options, "jobs.observations")
    assert outcome.code == 0, outcome.stderr
    found = pq.read_table(run / "observations").num_rows
    assert outcome.stdout == f"observations: {found} in 3 shards.\n"
    assert not (run / "doc_clusters").exists()
    for name in JOBS:
        outcome = run_process([run, "--workers", "1"], f"jobs.{name}")
        assert outcome.code == 0, outcome.stderr
        assert outcome.stdout.startswith(f"{name}: ")
    assert_same_tables(finished, run)
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert [stage["name"] for stage in record["stages"]] == ["shards", *JOBS]


def test_a_job_made_again_changes_nothing(finished: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    outcome = run_process([run, "--workers", "1"], "jobs.prompt_counts")
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(finished, run)


def test_a_job_names_the_table_that_it_lacks(finished: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    shutil.rmtree(run / "fact_counts")
    outcome = run_process([run], "jobs.spectrum")
    assert outcome.code == 1
    [line] = outcome.error_lines
    assert "has no fact_counts table yet" in line
    outcome = run_process([tmp_path / "nowhere"], "jobs.spectrum")
    assert outcome.code == 2
    [line] = outcome.error_lines
    assert line.startswith("Error: There is no run folder")
