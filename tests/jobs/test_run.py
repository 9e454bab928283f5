"""Runs from beginning to end, by the command itself and with real extraction."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import (
    Floors,
    assert_same_tables,
    hash_files,
    run_process,
    write_corpus,
    write_lines,
)

from jobs.run_folder import RunFolder
from schemas.contract import SCHEMA_VERSION
from schemas.tables import TABLES

BIRTHDAYS = ("--categories", "birthday", "--workers", "1")


def test_a_run_writes_every_table_typed_and_nothing_else(finished: Path) -> None:
    left = {path.name for path in finished.iterdir()}
    assert left == {table.name for table in TABLES} | {
        ".lock",
        "floors.csv",
        "report.html",
        "run.json",
    }
    for table in TABLES:
        for file in (finished / table.name).iterdir():
            schema = pq.read_schema(file)
            assert schema.equals(table.arrow, check_metadata=True), file
            table.check(pq.read_table(file))


def test_rows_are_unique_in_the_grain(finished: Path) -> None:
    for table in TABLES:
        keys = pq.read_table(finished / table.name).select(list(table.key))
        assert keys.group_by(list(table.key)).aggregate([]).num_rows == keys.num_rows


def test_the_counts_are_those_of_the_corpus(finished: Path) -> None:
    # 12 people in each of two files, from 0 and from 5: 7 of them are in both.
    prompts = pq.read_table(finished / "prompt_counts").to_pylist()
    assert sorted(row["documents"] for row in prompts) == [1] * 10 + [2] * 7
    floors = {
        (row["unit"], row["key"]): row
        for row in pq.read_table(finished / "floors").to_pylist()
    }
    documents = floors["documents", "prompt"]
    assert (documents["observations"], documents["singletons"]) == (24, 10)
    shards = pq.read_table(finished / "shards").to_pydict()
    assert (sum(shards["documents"]), sum(shards["rejects"])) == (25, 3)


def test_the_record_says_what_was_run(finished: Path, corpus: Path) -> None:
    record = json.loads((finished / "run.json").read_text())
    assert list(record["configuration"]["categories"]) == ["birthday"]
    ends = record["corpus"][0].pop("ends")
    assert len(bytes.fromhex(ends)) == 32
    assert record["limited"] is False
    assert record["corpus"][0] == {
        "key": "more/broken.jsonl",
        "bytes": (corpus / "more" / "broken.jsonl").stat().st_size,
        "path": str(corpus / "more" / "broken.jsonl"),
    }
    assert record["shards"] == 3
    assert record["execution"] == {"engine": "local", "workers": 2}
    assert record["finished"] >= record["started"]
    assert [stage["name"] for stage in record["stages"]] == [
        "shards",
        "doc_clusters",
        "fact_counts",
        "prompt_counts",
        "spectrum",
        "floors",
    ]
    assert {"duckdb", "spacy", "python", "floors", "schema"} <= set(record["versions"])


def test_one_worker_gives_the_same_bytes_as_two(
    finished: Path, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    # The files are written again, in another order: only their names may matter.
    again = tmp_path / "corpus"
    for path in sorted(corpus.rglob("*.jsonl"), reverse=True):
        copy = again / path.relative_to(corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    options = [*BIRTHDAYS]
    done = floors("run", again, "-o", tmp_path / "run", *options)
    assert done.exit_code == 0, done.stderr
    assert_same_tables(finished, tmp_path / "run")


def test_a_finished_run_prints_its_floors_again(
    finished: Path, corpus: Path, floors: Floors
) -> None:
    before = hash_files(finished, *(table.name for table in TABLES))
    options = [*BIRTHDAYS]
    again = floors("run", corpus, "-o", finished, *options)
    assert again.exit_code == 0
    assert again.stderr == ""
    assert again.stdout == floors("report", finished).stdout
    assert hash_files(finished, *(table.name for table in TABLES)) == before


def test_a_run_goes_on_from_its_finished_shards(
    finished: Path, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    record = json.loads((run / "run.json").read_text())
    (run / "run.json").write_text(json.dumps(record | {"finished": None}))
    # As if killed while it wrote the second shard and after the third.
    (run / "shards" / "00001.parquet").unlink()
    (run / "bands" / "00001.parquet").write_bytes(b"half")
    (run / "bands" / ".00001.parquet.ab12.tmp").write_bytes(b"half")
    shutil.rmtree(run / "floors")
    (run / "fact_counts" / "00001.parquet").write_bytes(b"stale")
    third = (run / "shards" / "00002.parquet").stat().st_mtime_ns
    done = floors("run", corpus, "-o", run, *BIRTHDAYS)
    assert done.exit_code == 0, done.stderr
    assert_same_tables(finished, run)
    assert (run / "shards" / "00002.parquet").stat().st_mtime_ns == third
    stages = json.loads((run / "run.json").read_text())["stages"]
    assert stages[0]["rows"] == 1


@pytest.mark.parametrize("lost", ["floors", "spectrum", "observations", "shards"])
def test_a_finished_run_that_lost_a_table_makes_it_again(
    lost: str, finished: Path, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    shutil.rmtree(run / lost)
    if lost in ("floors", "shards"):
        told = floors("report", run)
        assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
        assert f"no {lost} table" in told.stderr
    done = floors("run", corpus, "-o", run, *BIRTHDAYS)
    assert done.exit_code == 0, done.stderr
    assert_same_tables(finished, run)


def test_no_resume_that_was_cut_off_mixes_no_versions(
    finished: Path,
    corpus: Path,
    tmp_path: Path,
    floors: Floors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    record = json.loads((run / "run.json").read_text())
    record["versions"]["floors"] = "0.0.1"
    (run / "run.json").write_text(json.dumps(record))

    def stop(folder: RunFolder) -> None:
        shutil.rmtree(folder.table("floors"))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(RunFolder, "clear", stop)
        floors("run", corpus, "-o", run, *BIRTHDAYS, "--no-resume")
    refused = floors("run", corpus, "-o", run, *BIRTHDAYS)
    assert refused.exit_code == 1
    assert "0.0.1" in refused.stderr
    assert "--no-resume" in refused.stderr
    done = floors("run", corpus, "-o", run, *BIRTHDAYS, "--no-resume")
    assert done.exit_code == 0, done.stderr
    assert_same_tables(finished, run)


def test_an_unfinished_run_of_other_tables_is_not_gone_on_with(
    finished: Path, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    record = json.loads((run / "run.json").read_text())
    assert record["versions"]["schema"] == str(SCHEMA_VERSION)
    record["versions"]["schema"] = "1"
    record["finished"] = None
    (run / "run.json").write_text(json.dumps(record))
    refused = floors("run", corpus, "-o", run, *BIRTHDAYS)
    assert refused.exit_code == 1
    assert f"schema version 1, and this is {SCHEMA_VERSION}" in refused.stderr
    assert "--no-resume" in refused.stderr


def test_no_resume_starts_the_same_run_afresh(
    finished: Path, corpus: Path, tmp_path: Path, floors: Floors
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    (run / "bands" / "00009.parquet").write_bytes(b"not this run's")
    options = [*BIRTHDAYS, "--no-resume"]
    done = floors("run", corpus, "-o", run, *options)
    assert done.exit_code == 0, done.stderr
    assert_same_tables(finished, run)
    stages = json.loads((run / "run.json").read_text())["stages"]
    assert stages[0]["rows"] == 3


def test_a_corpus_without_a_fact_has_every_table_and_one_line(
    tmp_path: Path, floors: Floors
) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": "The sea was calm."}] * 3)
    run = tmp_path / "run"
    done = floors("run", tmp_path / "a.jsonl", "-o", run, *BIRTHDAYS)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "No fact" in done.stdout
    assert "found none in 3 documents of" in done.stdout
    rows = pq.read_table(run / "floors").to_pylist()
    assert len(rows) == 10
    assert {row["observations"] for row in rows} == {0}
    assert {path.name for path in run.iterdir()} >= {table.name for table in TABLES}


def test_one_document_is_said_to_be_one(tmp_path: Path, floors: Floors) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": "The sea was calm."}])
    done = floors("run", tmp_path / "a.jsonl", "-o", tmp_path / "run", *BIRTHDAYS)
    assert "found none in 1 document of" in done.stdout
    write_lines(tmp_path / "b.jsonl", [{"text": ""}])
    done = floors("run", tmp_path / "b.jsonl", "-o", tmp_path / "none", *BIRTHDAYS)
    assert "every one of 1 record (1 empty_text)" in done.stderr


def test_a_limited_run_says_so_in_every_note(tmp_path: Path, floors: Floors) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    run = tmp_path / "run"
    options = [*BIRTHDAYS, "--limit-documents", "15"]
    done = floors("run", corpus, "-o", run, *options, "--json")
    answer = json.loads(done.stdout)
    assert answer["limited"] is True
    assert answer["read"]["documents"] == 15
    assert all("sample" in row["note"] for row in answer["floors"])
    other = floors("run", corpus, "-o", run, *BIRTHDAYS)
    assert other.exit_code == 1
    assert "limit_documents was 15, is not set" in other.stderr


def test_only_the_records_that_were_read_are_said_to_be(
    tmp_path: Path, floors: Floors
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    cut = [*BIRTHDAYS, "--limit-documents", "10"]
    said = floors("run", corpus, "-o", tmp_path / "cut", *cut).stdout
    assert "Read the first 10 records of " in said
    whole = [*BIRTHDAYS, "--limit-documents", "10000", "--limit-shards", "9"]
    done = floors("run", corpus, "-o", tmp_path / "whole", *whole)
    assert "the first" not in done.stdout.splitlines()[1]
    assert "a sample of the corpus" not in done.stdout
    answer = json.loads(floors("report", tmp_path / "whole", "--json").stdout)
    assert answer["limited"] is False
    assert answer["read"]["first_records"] is None
    assert not any("sample" in row["note"] for row in answer["floors"])


def test_a_file_that_is_named_twice_is_warned_of(
    tmp_path: Path, floors: Floors
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    twice = [corpus, corpus / "part-0.jsonl"]
    for command in (["plan"], ["run", "-o", tmp_path / "run"]):
        done = floors(*command, *twice, *BIRTHDAYS)
        assert done.exit_code == 0
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("Warning: more than one argument names ")
        assert str(corpus / "part-0.jsonl") in done.stderr


def test_the_fields_may_be_named(tmp_path: Path, floors: Floors) -> None:
    text = "Gisela Tarnwood was born on 3 March 1847 in a small town."
    record = {"words": {"en": text}, "key": 7, "text": "Nothing at all."}
    write_lines(tmp_path / "a.jsonl", [record])
    options = [*BIRTHDAYS, "--text-field", "words.en"]
    run = tmp_path / "run"
    done = floors("run", tmp_path / "a.jsonl", "-o", run, *options, "--id-field", "key")
    assert done.exit_code == 0, done.stderr
    [row] = pq.read_table(run / "observations").to_pylist()
    assert (row["entity_key"], row["value"]) == ("gisela tarnwood", "1847-03-03")
    assert (row["doc_key"], row["doc_id"]) == ("a.jsonl#0", "7")


def test_a_run_in_a_process_of_its_own_says_nothing_on_stderr(
    finished: Path, corpus: Path
) -> None:
    outcome = run_process(["run", corpus, "-o", finished, "--categories", "birthday"])
    assert (outcome.code, outcome.stderr) == (0, "")
    assert "birthday" in outcome.stdout


@pytest.mark.parametrize("command", [["report"], ["sql"], ["lookup"]])
def test_an_unfinished_run_is_not_read_as_a_finished_one(
    command: list[str], finished: Path, tmp_path: Path, floors: Floors
) -> None:
    shutil.copy(finished / "run.json", tmp_path)
    question = {"sql": ["select * from floors"], "lookup": ["Ada"]}.get(command[0], [])
    done = floors(*command, tmp_path, *question)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "Error: " in done.stderr
