"""The command that samples a run to be judged, and corrects its floors."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from command_line import (
    Floors,
    assert_refused,
    assert_same_tables,
    run_process,
    write_corpus,
)

Row = dict[str, str]
Judge = Callable[[int, Row], tuple[str, str]]

CORRECTED = ("corrected_rate", "corrected_low", "corrected_high")


# Every document is a sighting, so that people are seen more than once.
OPTIONS = ("--categories", "birthday", "--dedup", "none", "--workers", "1")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that states the birthdays of some people once, of others often."""
    folder = tmp_path_factory.mktemp("audit") / "corpus"
    return write_corpus(folder, files=7, documents=14)


@pytest.fixture(scope="module")
def counted(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over `pages`; tests may read it, and not write to it."""
    folder = tmp_path_factory.mktemp("runs") / "counted"
    done = run_process(["run", pages, "-o", folder, *OPTIONS])
    assert done.code == 0, done.stderr
    return folder


@pytest.fixture
def run(counted: Path, tmp_path: Path) -> Path:
    """A finished run that may be written to."""
    return shutil.copytree(counted, tmp_path / "run")


@pytest.fixture
def sheet(run: Path, floors: Floors, tmp_path: Path) -> Path:
    """A sheet of all its sightings, not judged yet."""
    path = tmp_path / "sheet.csv"
    done = floors("audit", run, "-n", "100", "-o", path)
    assert (done.exit_code, done.stderr) == (0, "")
    return path


def read(sheet: Path) -> list[Row]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answer(sheet: Path, judge: Judge) -> Path:
    """Fill in a sheet, beside it."""
    rows = read(sheet)
    for number, row in enumerate(rows):
        row["entity_right"], row["value_right"] = judge(number, row)
    page = io.StringIO()
    writer = csv.DictWriter(page, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    judged = sheet.with_name("judged.csv")
    judged.write_text(page.getvalue(), encoding="utf-8")
    return judged


def all_right(number: int, row: Row) -> tuple[str, str]:
    return "y", "y"


def some_wrong(number: int, row: Row) -> tuple[str, str]:
    return ("n", "") if number % 5 == 0 else ("y", "n" if number % 5 == 1 else "y")


def read_floors(run: Path) -> dict[tuple[str, str], dict[str, Any]]:
    rows = pq.read_table(run / "floors").to_pylist()
    return {(row["unit"], row["key"]): row for row in rows}


def test_a_sheet_has_each_sighting_once(run: Path, sheet: Path):
    rows = read(sheet)
    headline = read_floors(run)["clusters", "prompt"]

    assert len(rows) == headline["observations"]
    assert len({row["row"] for row in rows}) == len(rows)
    once = [row for row in rows if row["times_seen"] == "1"]
    assert len(once) == headline["singletons"]
    assert all(row["entity"] in row["passage"] for row in rows)
    assert all("[[" in row["passage"] for row in rows)


def test_a_page_to_read_lies_beside_the_sheet(sheet: Path):
    page = sheet.with_suffix(".html").read_text(encoding="utf-8")
    for row in read(sheet):
        assert f'id="{row["row"]}"' in page
    assert "<script" not in page


def test_half_of_a_small_sample_are_singletons(run: Path, floors: Floors):
    sheet = run.with_name("small.csv")
    floors("audit", run, "-n", "6", "--category", "birthday", "-o", sheet)
    times = [row["times_seen"] for row in read(sheet)]
    assert (len(times), times.count("1")) == (6, 3)


def test_a_seed_decides_the_sample(run: Path, floors: Floors, tmp_path: Path):
    def sample(name: str, *options: str) -> bytes:
        path = tmp_path / f"{name}.csv"
        done = floors("audit", run, "-n", "8", "-o", path, *options)
        assert done.exit_code == 0, done.stderr
        return path.read_bytes()

    assert sample("one") == sample("again", "--seed", "0")
    assert sample("other", "--seed", "1") != sample("one-more")


def test_a_sheet_has_a_name_of_its_own(run: Path, floors: Floors, tmp_path: Path):
    with chdir(tmp_path):
        floors("audit", run)
        assert Path("audit-run.csv").is_file()
        assert Path("audit-run.html").is_file()


def test_judgments_are_never_overwritten(run: Path, sheet: Path, floors: Floors):
    assert_refused(
        floors, "audit", run, "-o", sheet, code=1, says=("may hold judgments", "-o")
    )


def test_a_judged_sheet_corrects_the_floors(run: Path, sheet: Path, floors: Floors):
    before = read_floors(run)
    judged = answer(sheet, some_wrong)
    done = floors("audit", run, "--judged", judged, "--json")
    assert (done.exit_code, done.stderr) == (0, "")

    (found,) = json.loads(done.stdout)
    prompt, fact = found["keys"]
    rows = read(judged)
    assert found["rows"] == len(rows)
    assert prompt["precision"]["right"] == sum(r["entity_right"] == "y" for r in rows)
    assert fact["precision"]["right"] == sum(r["value_right"] == "y" for r in rows)
    after = read_floors(run)
    for (unit, key), row in after.items():
        assert {name: row[name] for name in row if name not in CORRECTED} == {
            name: value
            for name, value in before[unit, key].items()
            if name not in CORRECTED
        }
        if unit != "clusters":
            assert [row[name] for name in CORRECTED] == [None] * 3
    for described in found["keys"]:
        row = after["clusters", described["key"]]
        corrected = described["corrected"]
        assert [row[name] for name in CORRECTED] == [
            corrected["rate"],
            corrected["low"],
            corrected["high"],
        ]
        assert row["corrected_low"] <= row["corrected_rate"] <= row["corrected_high"]
        assert described["singleton_rate"] == row["singleton_rate"]
    kept_rows = [(row["row"], row["entity_right"]) for row in read(run / "audit.csv")]
    assert kept_rows == [(row["row"], row["entity_right"]) for row in rows]
    kept = json.loads((run / "audit.json").read_text(encoding="utf-8"))
    assert kept == {"given_recalls": {}, "categories": [found]}


def test_a_second_sheet_replaces_what_the_first_says_of_its_categories(
    run: Path, sheet: Path, floors: Floors
):
    judged = answer(sheet, some_wrong)
    floors("audit", run, "--judged", judged, "--recall", "birthday=0.5:40")
    first = read_floors(run)
    done = floors("audit", run, "--judged", answer(sheet, all_right))
    assert done.exit_code == 0, done.stderr
    again = read_floors(run)["clusters", "prompt"]
    assert again["corrected_rate"] == again["singleton_rate"]
    floors("audit", run, "--judged", answer(sheet, some_wrong))
    kept = json.loads((run / "audit.json").read_text(encoding="utf-8"))
    assert kept["given_recalls"] == {}
    assert read_floors(run) != first


def test_two_sheets_of_two_categories_are_both_kept(
    pages: Path, floors: Floors, tmp_path: Path
):
    run = tmp_path / "run"
    two = ["--categories", "birthday,birth_year", *OPTIONS[2:]]
    assert floors("run", pages, "-o", run, *two).exit_code == 0
    for name in ("birthday", "birth_year"):
        sheet = tmp_path / f"{name}.csv"
        floors("audit", run, "-n", "30", "--category", name, "-o", sheet)
        done = floors("audit", run, "--judged", answer(sheet, some_wrong))
        assert done.exit_code == 0, done.stderr
    corrected = {
        row["category"]
        for row in pq.read_table(run / "floors").to_pylist()
        if row["corrected_rate"] is not None
    }
    assert corrected == {"birthday", "birth_year"}
    assert {row["category"] for row in read(run / "audit.csv")} == corrected


def test_everything_right_leaves_the_rate(run: Path, sheet: Path, floors: Floors):
    floors("audit", run, "--judged", answer(sheet, all_right))
    for key in ("prompt", "fact"):
        row = read_floors(run)["clusters", key]
        assert row["corrected_rate"] == row["singleton_rate"]


def test_report_and_csv_show_what_was_corrected(run: Path, sheet: Path, floors: Floors):
    raw = floors("report", run).stdout
    floors("audit", run, "--judged", answer(sheet, some_wrong))

    row = read_floors(run)["clusters", "prompt"]
    shown = floors("report", run).stdout
    assert "an audit found" not in raw
    assert f"{row['corrected_rate']:.1%}" in shown.split("an audit found")[1]
    assert "an audit found" in floors("report", run, "--category", "birthday").stdout
    with (run / "floors.csv").open(newline="") as file:
        (printed,) = (
            one
            for one in csv.DictReader(file)
            if (one["unit"], one["key"]) == ("clusters", "prompt")
        )
    assert float(printed["corrected_rate"]) == row["corrected_rate"]


def test_what_is_printed_can_be_had_without_being_kept(
    run: Path, sheet: Path, floors: Floors
):
    before = read_floors(run)
    done = floors("audit", run, "--judged", answer(sheet, some_wrong), "--no-save")
    assert done.exit_code == 0
    assert "corrected" in done.stdout
    assert read_floors(run) == before
    assert not (run / "audit.csv").exists()


def test_a_judged_sheet_as_csv(run: Path, sheet: Path, floors: Floors):
    judged = answer(sheet, some_wrong)
    printed = floors("audit", run, "--judged", judged, "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    whole = [row for row in rows if not row["times_seen"]]
    assert [row["key"] for row in whole] == ["prompt", "fact"]
    assert all(float(row["corrected_rate"]) for row in whole)


def test_a_recall_is_the_measured_one_or_the_given(
    run: Path, sheet: Path, floors: Floors
):
    def told(*options: str) -> dict[str, Any]:
        judged = answer(sheet, some_wrong)
        done = floors("audit", run, "--judged", judged, "--json", *options)
        (found,) = json.loads(done.stdout)
        return found

    (category,) = pq.read_table(run / "categories").to_pylist()
    measured = told()["recall"]
    assert measured["share"] == category["recall"]
    assert measured["trials"] > 100
    given = told("--recall", "birthday=0.5:40")
    assert given["recall"] == {"share": 0.5, "trials": 40, "source": "as given"}
    assert given["keys"][0]["corrected"]["unthinned"] is not None


def test_an_audit_outlives_what_a_run_makes_again(
    run: Path, pages: Path, sheet: Path, floors: Floors, counted: Path
):
    judged = answer(sheet, some_wrong)
    floors("audit", run, "--judged", judged, "--recall", "birthday=0.5:40")
    audited = read_floors(run)
    again = ["run", pages, "-o", run, *OPTIONS]

    done = floors(*again)
    assert done.exit_code == 0, done.stderr
    assert read_floors(run) == audited
    # As where a folder was lost: floors are made anew, and corrected anew.
    shutil.rmtree(run / "floors")
    done = floors(*again)
    assert done.exit_code == 0, done.stderr
    assert read_floors(run) == audited
    done = floors(*again, "--no-resume")
    assert done.exit_code == 0, done.stderr
    assert not (run / "audit.csv").exists()
    assert not (run / "audit.json").exists()
    assert_same_tables(run, counted)


def test_a_merged_run_has_no_audit_of_its_inputs(
    run: Path, sheet: Path, floors: Floors, tmp_path: Path
):
    floors("audit", run, "--judged", answer(sheet, some_wrong))
    merged = tmp_path / "merged"
    done = floors("merge", run, "-o", merged, "--workers", "1")
    assert done.exit_code == 0, done.stderr
    assert not (merged / "audit.csv").exists()
    assert read_floors(merged)["clusters", "prompt"]["corrected_rate"] is None


def test_sensitivity_needs_no_judgments(run: Path, floors: Floors):
    row = read_floors(run)["clusters", "prompt"]
    points = json.loads(floors("audit", run, "--sensitivity", "--json").stdout)
    assert points[0] == {
        "category": "birthday",
        "precision": 1.0,
        "recall": 1.0,
        "rate": pytest.approx(row["singleton_rate"]),
    }
    shown = floors("audit", run, "--sensitivity").stdout
    assert "The floor of birthday" in shown
    assert f"{row['singleton_rate']:.1%}" in shown


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--category", "birthdays"], 2, ("no category 'birthdays'", "'birthday'?")),
        (["--sensitivity", "--category", "x"], 2, ("no category 'x'",)),
        (["--judged", "missing.csv"], 2, ("no sheet missing.csv", "floors audit")),
        (["--recall", "birthday=0.9"], 2, ("--judged",)),
        (["--no-save"], 2, ("--judged",)),
        (["--judged", "x.csv", "--sensitivity"], 2, ("leave out",)),
        (["--judged", "x.csv", "--recall", "birthday"], 2, ("is no recall",)),
        (["--judged", "x.csv", "--recall", "birthday=1.5"], 2, ("is no recall",)),
        (["--judged", "x.csv", "--recall", "birthday=0.5:x"], 2, ("is no recall",)),
        (["-o", "page.html"], 2, (".csv",)),
    ],
)
def test_wrong_options_are_refused(
    counted: Path, floors: Floors, options: list[str], code: int, says: tuple[str, ...]
):
    assert_refused(floors, "audit", counted, *options, code=code, says=says)


def test_a_recall_of_an_unknown_category_is_refused(
    run: Path, sheet: Path, floors: Floors
):
    judged = answer(sheet, all_right)
    assert_refused(
        floors,
        "audit",
        run,
        "--judged",
        judged,
        "--recall",
        "birthdays=0.9",
        code=2,
        says=("no category 'birthdays'", "'birthday'?"),
    )


def test_a_sheet_without_an_answer_is_refused(run: Path, sheet: Path, floors: Floors):
    assert_refused(
        floors, "audit", run, "--judged", sheet, code=1, says=("No row", "y or n")
    )


def test_a_sheet_of_another_run_is_refused(run: Path, sheet: Path, floors: Floors):
    judged = answer(sheet, all_right)
    text = judged.read_text(encoding="utf-8")
    row = read(judged)[0]["row"]
    judged.write_text(text.replace(row, "r" + "0" * 20), encoding="utf-8")
    assert_refused(
        floors,
        "audit",
        run,
        "--judged",
        judged,
        code=1,
        says=("r" + "0" * 20, "another run"),
    )
    assert not (run / "audit.csv").exists()
