"""--dedup and --dedup-preset, from the command line to run.json and the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import Floors, assert_refused, hash_files

from schemas.tables import TABLES

BIRTHDAYS = ("--categories", "birthday", "--workers", "1")


def configuration(run: Path) -> dict[str, dict[str, object]]:
    held: dict[str, dict[str, object]] = json.loads((run / "run.json").read_text())[
        "configuration"
    ]
    return held


def test_the_settings_of_a_run_are_in_its_record(finished: Path) -> None:
    held = configuration(finished)
    assert held["dedup"] == {"mode": "near", "preset": None, "threshold": 0.7}
    assert held["sketch"] == {
        "shingle_words": 5,
        "permutations": 112,
        "bands": 14,
        "rows": 8,
        "seed": 1,
        "shingle_unit": "words",
        "shingle_characters": 24,
    }


def test_saying_the_default_is_no_other_configuration(
    finished: Path, corpus: Path, floors: Floors
) -> None:
    before = hash_files(finished, *(table.name for table in TABLES))
    done = floors("run", corpus, "-o", finished, *BIRTHDAYS, "--dedup", "near")
    assert done.exit_code == 0, done.stderr
    assert hash_files(finished, *(table.name for table in TABLES)) == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--dedup", "none"], "dedup.mode was near, is none"),
        (["--dedup", "exact"], "dedup.mode was near, is exact"),
        (["--dedup-preset", "fineweb"], "dedup.preset was not set, is fineweb"),
        (["--dedup-preset", "fineweb"], "dedup.threshold was 0.7, is not set"),
        (["--dedup-preset", "dolma3"], "sketch.permutations was 112, is 286"),
    ],
)
def test_a_folder_with_other_settings_is_refused(
    options: list[str], says: str, finished: Path, corpus: Path, floors: Floors
) -> None:
    arguments = ["run", corpus, "-o", finished, *BIRTHDAYS, *options]
    assert_refused(floors, *arguments, code=1, says=(says, "-o"))


def test_a_preset_decides_the_sketches_and_is_shown(
    corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    options = [*BIRTHDAYS, "--dedup-preset", "nemotron-cc"]
    done = floors("run", corpus, "-o", run, *options)
    assert done.exit_code == 0, done.stderr
    assert "20 bands of 13 over runs of 24 characters" in " ".join(done.stdout.split())
    dedup = {"mode": "near", "preset": "nemotron-cc", "threshold": None}
    assert configuration(run)["dedup"] == dedup
    answer = json.loads(floors("report", run, "--json").stdout)
    assert answer["clusters"].startswith("near-duplicates as nemotron-cc")
    for sketch in pq.read_table(run / "documents")["sketch"].to_pylist():
        assert len(sketch) == 4 * 260
    assert set(pq.read_table(run / "bands")["band"].to_pylist()) == set(range(20))


@pytest.mark.parametrize("command", ["run", "plan"])
@pytest.mark.parametrize("mode", ["none", "exact"])
def test_a_preset_without_near_duplicates_is_refused(
    command: str, mode: str, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    arguments = [command, corpus, *(["-o", run] if command == "run" else [])]
    options = ["--dedup", mode, "--dedup-preset", "fineweb"]
    says = (f"--dedup {mode}", "--dedup-preset fineweb", "Leave one of the two out.")
    assert_refused(floors, *arguments, *options, code=2, says=says)
    assert not run.exists()


def test_unknown_settings_are_refused(corpus: Path, floors: Floors) -> None:
    for option, known in (("--dedup", "exact"), ("--dedup-preset", "slimpajama")):
        arguments = ["plan", corpus, option, "sideways"]
        assert_refused(floors, *arguments, code=2, says=(option, known))


def test_plan_says_which_documents_would_be_one_sighting(
    corpus: Path, floors: Floors
) -> None:
    options = ["--categories", "birthday", "--dedup", "exact"]
    assert "clusters    documents with equal words\n" in (
        floors("plan", corpus, *options).stdout
    )
    answer = json.loads(floors("plan", corpus, *options, "--json").stdout)
    assert answer["clusters"] == "documents with equal words"


def test_a_run_of_before_there_was_a_choice_is_still_reported(
    finished: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    record = json.loads((run / "run.json").read_text())
    del record["configuration"]["dedup"]
    for name in ("shingle_unit", "shingle_characters"):
        del record["configuration"]["sketch"][name]
    (run / "run.json").write_text(json.dumps(record))
    done = floors("report", run)
    assert done.exit_code == 0, done.stderr
    assert "a sighting is a cluster of near-duplicates" in done.stdout
