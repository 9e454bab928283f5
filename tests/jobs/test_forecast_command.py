"""floors forecast: what it prints of a finished run, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import Floors, assert_refused, run_process, write_corpus

from jobs.parquet_files import replace_folder
from pipeline.report.forecast_text import COLUMNS
from schemas.tables import SPECTRUM


def test_a_forecast_has_every_size(finished: Path, floors: Floors) -> None:
    done = floors("forecast", finished)
    assert (done.exit_code, done.stderr) == (0, "")
    [row] = [
        one
        for one in pq.read_table(finished / "floors").to_pylist()
        if (one["unit"], one["key"]) == ("clusters", "prompt")
    ]
    assert f"now {row['observations']}" in " ".join(done.stdout.split())
    answer = json.loads(floors("forecast", finished, "--json").stdout)
    assert answer["run"] == str(finished)
    now, *others = answer["forecasts"]
    assert (now["scale"], now["floor"]) == (1, row["singleton_rate"])
    assert (now["low"], now["high"]) == (row["ci_low"], row["ci_high"])
    assert [one["scale"] for one in others] == [0.1, 0.5, 2, 3]
    rates = [one["floor"] for one in sorted([now, *others], key=lambda x: x["scale"])]
    assert rates == sorted(rates, reverse=True)


def test_csv_has_the_rows_of_json(finished: Path, floors: Floors) -> None:
    options = ("--scale", "2, 0.25,2", "--unit", "mentions", "--key", "fact")
    answer = json.loads(floors("forecast", finished, *options, "--json").stdout)
    printed = floors("forecast", finished, *options, "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert tuple(rows[0]) == COLUMNS
    assert [float(row["scale"]) for row in rows] == [1, 0.25, 2]
    assert {(row["unit"], row["key"]) for row in rows} == {("mentions", "fact")}
    assert [float(row["floor"]) for row in rows] == [
        one["floor"] for one in answer["forecasts"]
    ]


def test_units_without_a_rate_say_why(finished: Path, floors: Floors) -> None:
    done = floors("forecast", finished, "--unit", "domains")
    assert done.exit_code == 0
    assert "birthday" in done.stdout
    assert "extrapolation" not in done.stdout


def test_a_floor_without_its_spectrum_has_no_forecast(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    replace_folder(run / SPECTRUM.name, [], SPECTRUM.arrow)
    done = floors("forecast", run, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["forecasts"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--scale", "10"), "beyond 3 times"),
        (("--scale", "0.5,3.1"), "beyond 3 times"),
        (("--scale", "0"), "above 0"),
        (("--scale", "-1"), "above 0"),
        (("--scale", "twice"), "'twice' is not a number"),
        (("--scale", "nan"), "'nan' is no size"),
        (("--scale", ""), "is not a number"),
        (("--category", "brithday"), "Did you mean 'birthday'?"),
        (("--unit", "pages"), "pages"),
    ],
)
def test_wrong_arguments_are_refused_in_one_line(
    finished: Path, floors: Floors, options: tuple[str, str], words: str
) -> None:
    assert_refused(floors, "forecast", finished, *options, code=2, says=(words,))


def test_a_run_over_a_part_of_its_corpus_is_refused(
    tmp_path: Path, floors: Floors
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    limits = ["--limit-documents", "5", "--categories", "birthday", "--workers", "1"]
    outcome = run_process(["run", corpus, "-o", tmp_path / "run", *limits])
    assert outcome.code == 0, outcome.stderr
    says = ("no random sample", "--limit-documents")
    assert_refused(floors, "forecast", tmp_path / "run", code=1, says=says)
