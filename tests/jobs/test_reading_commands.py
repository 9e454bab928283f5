"""The commands that read a finished run, and those that need none."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from command_line import FIRST, LAST, Floors

from jobs import java as java_module
from jobs.__main__ import COMMANDS, main
from jobs.commands import doctor as doctor_module
from jobs.commands import prompt as prompt_module
from pipeline.report.query import ROW_LIMIT
from pipeline.report.schema_listing import write_markdown
from schemas.tables import FLOORS, KEYS, TABLES, UNITS
from schemas.views import VIEWS

ONCE = f"{FIRST[0]} {LAST[0]}"  # person 0, in the first file alone
TWICE = f"{FIRST[6]} {LAST[0]}"  # person 6, in both files


def test_help_names_every_command_with_an_example(floors: Floors) -> None:
    listed = floors("--help").stdout
    assert floors().stdout == listed
    for name in COMMANDS:
        assert f"\n  {name} " in listed
        text = floors(name, "--help").stdout
        assert "Example:\n" in text
        assert f"floors {name}" in text.split("Example:\n")[1]


def test_every_option_says_what_it_is_for() -> None:
    import click

    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_version_is_one_line(floors: Floors) -> None:
    assert floors("--version").stdout.startswith("floors ")


def test_report_prints_the_headline(finished: Path, floors: Floors) -> None:
    done = floors("report", finished)
    assert (done.exit_code, done.stderr) == (0, "")
    [row] = [
        one
        for one in pq.read_table(finished / "floors").to_pylist()
        if (one["unit"], one["key"]) == ("clusters", "prompt")
    ]
    assert f"{row['observations']:,}" in done.stdout
    assert f"{row['singleton_rate']:.1%}" in done.stdout
    assert "vacuous" in done.stdout
    assert "Rejected 3 records" in done.stdout


def test_report_for_a_program_is_the_table(finished: Path, floors: Floors) -> None:
    rows = pq.read_table(finished / "floors").to_pylist()
    answer = json.loads(floors("report", finished, "--json").stdout)
    assert answer["floors"] == rows
    assert answer["limited"] is False
    assert answer["read"]["documents"] == 25
    printed = list(
        csv.DictReader(io.StringIO(floors("report", finished, "--csv").stdout))
    )
    assert list(printed[0]) == FLOORS.arrow.names
    assert [int(row["observations"]) for row in printed] == [
        row["observations"] for row in rows
    ]


def test_report_puts_units_side_by_side(finished: Path, floors: Floors) -> None:
    rows = {
        (row["key"], row["unit"]): row
        for row in pq.read_table(finished / "floors").to_pylist()
    }
    answer = json.loads(floors("report", finished, "--units", "--json").stdout)
    printed = floors("report", finished, "--units", "--csv").stdout
    for side in (answer, list(csv.DictReader(io.StringIO(printed)))):
        assert [row["key"] for row in side] == list(KEYS[::-1])
        for row in side:
            for unit in UNITS:
                one = rows[row["key"], unit]
                assert int(row[f"{unit}_n"]) == one["observations"]
                rate = one["singleton_rate"]
                shown = row[f"{unit}_rate"]
                assert (float(shown) if shown else None) == rate
    text = floors("report", finished, "--units").stdout
    assert text.rstrip() in floors("report", finished).stdout
    alone = floors("report", finished, "--units", "--category", "birthday").stdout
    assert alone == text


def test_report_of_one_category(finished: Path, floors: Floors) -> None:
    text = floors("report", finished, "--category", "birthday").stdout
    assert "fact " in text
    assert "plausible values" in text


def test_report_says_how_well_facts_are_read(finished: Path, floors: Floors) -> None:
    [row] = pq.read_table(finished / "categories").to_pylist()
    text = " ".join(floors("report", finished).stdout.split())
    assert f" {row['precision']:.1%} {row['recall']:.1%} " in text
    assert f"Precision and recall were measured on {row['gold_set']}" in text
    alone = floors("report", finished, "--category", "birthday").stdout
    assert f"on {row['gold_set']}." in alone


def test_floors_csv_is_the_table(finished: Path) -> None:
    with (finished / "floors.csv").open(newline="") as file:
        printed = list(csv.DictReader(file))
    assert list(printed[0]) == FLOORS.arrow.names
    assert len(printed) == pq.read_table(finished / "floors").num_rows


def test_lookup_shows_facts_counts_and_passages(finished: Path, floors: Floors) -> None:
    text = floors("lookup", finished, ONCE).stdout
    assert "a singleton" in text
    assert f"{ONCE} was born on" in text
    assert "part-0.jsonl#0" in text
    answer = json.loads(floors("lookup", finished, TWICE, "--json").stdout)
    assert answer["entity_key"] == TWICE.lower()
    assert [row["documents"] for row in answer["prompts"]] == [2]
    assert {row["doc_key"].split("#")[0] for row in answer["passages"]} <= {
        "part-0.jsonl",
        "part-1.jsonl",
    }


def test_lookup_finds_a_name_under_its_usual_spellings(
    finished: Path, floors: Floors
) -> None:
    for name in (ONCE.upper(), f"Dr. {ONCE}", f"  {ONCE.lower()} "):
        assert ONCE in floors("lookup", finished, name).stdout


def test_lookup_offers_close_names(finished: Path, floors: Floors) -> None:
    done = floors("lookup", finished, ONCE.replace("nn", "nnmnm"))
    assert done.exit_code == 1
    assert f"Did you mean '{ONCE}'" in done.stderr
    by_last_name = floors("lookup", finished, LAST[0])
    assert LAST[0] in by_last_name.stderr.split("Did you mean")[1]
    nobody = floors("lookup", finished, "Xzqw")
    assert "nor of a name like it" in nobody.stderr


def test_lookup_answers_the_one_name_that_is_meant(
    finished: Path, floors: Floors
) -> None:
    slip = ONCE.replace("nn", "n")
    done = floors("lookup", finished, slip)
    assert done.stdout.startswith(f"Taken as '{ONCE}'")
    answer = json.loads(floors("lookup", finished, slip, "--json").stdout)
    assert answer["taken_as"] == ONCE


def test_lookup_shows_as_many_passages_as_asked(finished: Path, floors: Floors) -> None:
    text = floors("lookup", finished, TWICE, "--passages", "0").stdout
    assert "was born on" not in text
    assert "--passages" in text


def test_sql_answers_over_every_table(finished: Path, floors: Floors) -> None:
    names = floors("sql", finished, "show tables", "--csv").stdout.split()
    assert set(names) == {"name", *(one.name for one in (*TABLES, *VIEWS))}
    query = "select count(*) as documents from documents"
    assert json.loads(floors("sql", finished, query, "--json").stdout) == [
        {"documents": 24}
    ]
    assert "documents" in floors("sql", finished, query).stdout


def test_sql_reads_its_query_from_a_pipe(finished: Path, floors: Floors) -> None:
    done = floors("sql", finished, "--csv", input="select 1 as one;\n")
    assert done.stdout == "one\n1\n"


def test_sql_writes_bytes_in_hexadecimal(finished: Path, floors: Floors) -> None:
    query = "select sketch from documents limit 1"
    [row] = json.loads(floors("sql", finished, query, "--json").stdout)
    assert len(bytes.fromhex(row["sketch"])) == 448
    printed = floors("sql", finished, query, "--csv").stdout
    assert printed == f"sketch\n{row['sketch']}\n"


def test_sql_writes_json_that_every_program_reads(
    finished: Path, floors: Floors
) -> None:
    query = (
        "select 'nan'::double as nan, [1.5::double, '-inf'] as list, "
        "{'raw': 'x'::blob, 'inf': 'inf'::float} as struct, sum(i) as sum, "
        "12345678901234567890123::hugeint as huge, 2.50::decimal(5, 2) as price, "
        "map {'k': 'y'::blob} as map, date '2020-01-31' as day from range(5) as t(i)"
    )

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = floors("sql", finished, query, "--json").stdout
    assert json.loads(text, parse_constant=refuse) == [
        {
            "nan": None,
            "list": [1.5, None],
            "struct": {"raw": "78", "inf": None},
            "sum": 10,
            "huge": 12345678901234567890123,
            "price": 2.5,
            "map": [["k", "79"]],
            "day": "2020-01-31",
        }
    ]


def test_sql_reads_a_run_whose_name_is_a_pattern(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    run = tmp_path / "a[1]*"
    shutil.copytree(finished, run)
    done = floors("sql", run, "select count(*) as n from documents", "--csv")
    assert (done.exit_code, done.stdout) == (0, "n\n24\n")
    other = floors("sql", run, f"from '{finished}/floors.csv'")
    assert other.exit_code == 1


def test_sql_shows_only_so_many_rows(finished: Path, floors: Floors) -> None:
    done = floors("sql", finished, f"from range({ROW_LIMIT + 5})")
    assert f" {ROW_LIMIT - 1}\n" in done.stdout
    assert f" {ROW_LIMIT}\n" not in done.stdout
    assert f"The first {ROW_LIMIT} of {ROW_LIMIT + 5} rows" in done.stderr
    everything = floors("sql", finished, f"from range({ROW_LIMIT + 5})", "--csv")
    assert len(everything.stdout.splitlines()) == ROW_LIMIT + 6


def test_sql_changes_nothing(finished: Path, floors: Floors) -> None:
    done = floors("sql", finished, f"copy floors to '{finished}/copy.csv'")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert not (finished / "copy.csv").exists()


def test_sql_at_a_prompt_goes_on_after_an_error(
    finished: Path,
    floors: Floors,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    lines = iter(["select 1", "as one;", "selekt;", "", "select 2 as two;"])

    def answer(prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(prompt_module, "is_typed_at", lambda: True)
    done = floors("sql", finished, "--csv")
    assert done.exit_code == 0
    assert done.stdout == "one\n1\ntwo\n2\n\n"
    assert "Error: " in done.stderr
    assert (tmp_path / "floors" / "sql_history").exists()


def test_schemas_are_listed(floors: Floors) -> None:
    assert floors("schemas", "--markdown").stdout == write_markdown()
    listed = json.loads(floors("schemas", "--json").stdout)
    assert [table["name"] for table in listed["tables"]] == [t.name for t in TABLES]
    assert [view["name"] for view in listed["views"]] == [v.name for v in VIEWS]
    assert "a view of floors sql" in floors("schemas", "conflicts").stdout
    text = floors("schemas", "prompt_counts").stdout
    assert "top_share" in text
    assert "band_hash" not in text


def test_categories_are_listed_shown_and_checked(floors: Floors) -> None:
    assert "birthday" in floors("categories").stdout
    assert "birthday" in floors("categories", "list").stdout
    rows = json.loads(floors("categories", "--json").stdout)
    assert "birthday" in [row["name"] for row in rows]
    assert "{entity}" in floors("categories", "show", "birthday").stdout
    shown = json.loads(floors("categories", "show", "birthday", "--json").stdout)
    assert shown["plausible_values"] == 365


def test_a_category_shows_how_it_was_measured(floors: Floors) -> None:
    text = " ".join(floors("categories", "show", "birthday").stdout.split())
    shown = json.loads(floors("categories", "show", "birthday", "--json").stdout)
    measured = shown["measured"]
    assert set(measured) == {"gold_set", "date", "counts", "precision", "recall"}
    assert f"on {measured['gold_set']}, {measured['date']} (" in text
    for name, count in measured["counts"].items():
        assert f"{name} {count:,}" in text


def test_a_categorys_wrong_example_is_told(
    floors: Floors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pipeline.extraction.examples.check_examples", lambda _: ["one: wrong", "two"]
    )
    done = floors("categories", "check")
    assert done.exit_code == 1
    assert done.stdout == "one: wrong\ntwo\n"
    assert done.stderr.startswith("Error: 2 of ")


def test_plan_says_what_a_run_would_take(
    corpus: Path, floors: Floors, tmp_path: Path
) -> None:
    before = sorted(corpus.rglob("*"))
    text = floors("plan", corpus, "--categories", "birthday").stdout
    assert "3 files, 3 shards" in text
    assert "6.7 MB of text a second and worker (measured, rounded down)" in text
    assert "400.0 MB of memory a worker" in " ".join(text.split())
    options = ["--categories", "birthday", "--limit-shards", "2", "--workers", "9"]
    answer: dict[str, Any] = json.loads(
        floors("plan", corpus, *options, "--json").stdout
    )
    assert (answer["files"], answer["shards"], answer["workers"]) == (3, 2, 2)
    assert answer["categories"] == ["birthday"]
    assert sorted(corpus.rglob("*")) == before


def test_sample_writes_a_corpus_and_its_truth(floors: Floors, tmp_path: Path) -> None:
    options = ["--documents", "100", "--json"]
    answer = json.loads(floors("sample", tmp_path / "s", *options).stdout)
    assert answer["documents"] == 100
    assert Path(answer["corpus"]) == tmp_path / "s" / "corpus"
    assert list((tmp_path / "s" / "truth").iterdir())


def test_doctor_finds_what_is_there(floors: Floors) -> None:
    done = floors("doctor", "--json")
    assert done.exit_code == 0
    found = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert found["Python"]["state"] == "ok"
    assert {"duckdb", "cores", "scratch space", "Java", "pyspark"} <= set(found)
    assert "Python" in floors("doctor").stdout


def test_doctor_says_how_to_get_what_is_missing(
    floors: Floors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_module.shutil, "which", lambda _: None)
    monkeypatch.setattr(
        doctor_module,
        "installed_version",
        lambda name: None if name == "spacy" else "1",
    )
    done = floors("doctor")
    assert done.exit_code == 1
    assert "pip install spacy" in done.stdout
    assert "openjdk-17" in done.stdout
    assert done.stderr == "Error: spacy missing: see how to get it above.\n"


def test_doctor_survives_a_java_that_does_not_start(
    floors: Floors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "java")

    monkeypatch.setattr(doctor_module.shutil, "which", lambda _: "/usr/bin/java")
    monkeypatch.setattr(java_module.subprocess, "run", fail)
    done = floors("doctor")
    assert done.exit_code == 0
    assert "does not start" in done.stdout


def test_a_report_of_clusters_agrees_with_the_table(
    floors: Floors, finished: Path
) -> None:
    clusters = pq.read_table(finished / "doc_clusters")
    said = json.loads(floors("report", finished, "--clusters", "--json").stdout)
    assert said["documents"] == pq.read_table(finished / "documents").num_rows
    assert said["clustered"] == clusters.num_rows
    assert said["clusters"] == len(set(clusters["cluster_id"].to_pylist()))
    assert said["chained"] <= said["clustered"]
    text = floors("report", finished, "--clusters").stdout
    assert f"{said['clustered']:,} of {said['documents']:,} documents" in text


@pytest.mark.parametrize("other", [("--csv",), ("--category", "birthday")])
def test_a_report_of_clusters_is_of_the_whole_run(
    floors: Floors, finished: Path, other: tuple[str, ...]
) -> None:
    done = floors("report", finished, "--clusters", *other)
    assert done.exit_code == 2
    assert f"leave out {other[0]}" in done.stderr
