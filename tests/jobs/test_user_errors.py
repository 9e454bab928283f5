"""Whatever a person does wrong is one line on stderr, an exit code, no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import (
    REPOSITORY,
    Floors,
    assert_refused,
    run_process,
    write_corpus,
    write_lines,
)

from jobs.run_folder import RunFolder

BIRTHDAYS = ("--categories", "birthday", "--workers", "1")


def test_a_missing_path(floors: Floors, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    for command in (["plan", missing], ["run", missing, "-o", tmp_path / "run"]):
        assert_refused(floors, *command, code=2, says=("nowhere",))
    assert not (tmp_path / "run").exists()


def test_an_empty_directory(floors: Floors, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert_refused(
        floors, "run", empty, "-o", tmp_path / "run", code=1, says=(".jsonl",)
    )
    assert not (tmp_path / "run").exists()


def test_a_corpus_without_a_text_column(floors: Floors, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"headline": "x", "stars": 5}])
    corpus = tmp_path / "a.jsonl"
    says = ("headline", "stars", "--text-field")
    assert_refused(floors, "run", corpus, "-o", tmp_path / "run", code=1, says=says)
    assert_refused(floors, "plan", corpus, code=1, says=says)
    assert not (tmp_path / "run").exists()


def test_an_unknown_category(floors: Floors, corpus: Path, tmp_path: Path) -> None:
    options = ["-o", tmp_path / "run", "--categories", "brithday"]
    says = ("'brithday'", "Did you mean 'birthday'?")
    assert_refused(floors, "run", corpus, *options, code=2, says=says)
    assert_refused(floors, "categories", "show", "brithday", code=2, says=says)


def test_no_category(floors: Floors, corpus: Path, tmp_path: Path) -> None:
    options = ["-o", tmp_path / "run", "--categories", " ,"]
    assert_refused(floors, "run", corpus, *options, code=2, says=("--categories",))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["reprot"], "Did you mean 'report'?"),
        (["report", "--jsn"], "--json"),
        (["run"], "CORPUS"),
        (["run", "x"], "--output"),
        (["run", "x", "-o", "y", "--workers", "0"], "--workers"),
        (["run", "x", "-o", "y", "--limit-shards", "0"], "--limit-shards"),
        (["run", "x", "-o", "y", "--engine", "abacus"], "local"),
        (["run", "x", "-o", "https://a/run"], "cannot hold a run folder"),
        (["sample", "s3://bucket/sample"], "a folder of this machine"),
        (["lookup", "x"], "NAME"),
        (["categories", "shwo"], "show"),
        (["categories", "show"], "Name a category"),
        (["schemas", "fact_count"], "Did you mean 'fact_counts'?"),
        (["report", "nowhere-at-all"], "floors run CORPUS"),
    ],
)
def test_a_wrong_argument(floors: Floors, arguments: list[str], says: str) -> None:
    assert_refused(floors, *arguments, code=2, says=(says,))


def test_broken_category_files_are_all_named(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "one.toml").write_text("name = ")
    (mine / "two.toml").write_text('name = "two"\ncolour = "red"\n')
    options = ["-o", tmp_path / "run", "--category-dir", mine]
    says = ("one.toml", "two.toml", "colour")
    assert_refused(floors, "run", corpus, *options, code=1, says=says)


def test_a_run_folder_of_another_configuration(
    floors: Floors, finished: Path, corpus: Path
) -> None:
    says = ("category capital is new", "-o")
    for options in ([], ["--no-resume"]):
        arguments = ["run", corpus, "-o", finished, *options]
        more = ["--categories", "birthday,capital"]
        assert_refused(floors, *arguments, *more, code=1, says=says)
    assert (finished / "floors.csv").exists()


def test_a_changed_corpus(floors: Floors, finished: Path, tmp_path: Path) -> None:
    changed = write_corpus(tmp_path / "corpus", files=3)
    arguments = ["run", changed, "-o", finished, *BIRTHDAYS]
    says = ("corpus file part-2.jsonl is new", "corpus file more/broken.jsonl is gone")
    assert_refused(floors, *arguments, code=1, says=says)


def test_a_corpus_file_of_the_same_size(
    floors: Floors, finished: Path, corpus: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "corpus"
    shutil.copytree(corpus, changed)
    path = changed / "part-1.jsonl"
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    arguments = ["run", changed, "-o", finished, *BIRTHDAYS]
    says = ("corpus file part-1.jsonl has the same size but other bytes",)
    assert_refused(floors, *arguments, code=1, says=says)


def test_a_folder_with_other_files(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    arguments = ["run", corpus, "-o", tmp_path, *BIRTHDAYS]
    assert_refused(floors, *arguments, code=1, says=("is no run folder", "thesis.tex"))


def test_a_run_folder_inside_the_corpus(floors: Floors, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    arguments = ["run", corpus, "-o", corpus / "run", *BIRTHDAYS]
    assert_refused(floors, *arguments, code=2, says=("inside the corpus",))
    assert not (corpus / "run").exists()


def test_a_run_folder_that_cannot_be_written(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for output, named in (
        (tmp_path / "file" / "run", tmp_path / "file" / "run"),
        (tmp_path / "file", tmp_path / "file"),
        ("/proc/floors/run", "/proc/floors"),
    ):
        arguments = ["run", corpus, "-o", output, *BIRTHDAYS]
        assert_refused(floors, *arguments, code=1, says=(str(named),))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_run_folder(floors: Floors, corpus: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    arguments = ["run", corpus, "-o", locked / "run", *BIRTHDAYS]
    assert_refused(floors, *arguments, code=1, says=("Permission denied",))


def test_a_full_disk(
    floors: Floors, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "run.json")

    monkeypatch.setattr(RunFolder, "write_record", fail)
    arguments = ["run", corpus, "-o", tmp_path / "run", *BIRTHDAYS]
    assert_refused(
        floors, *arguments, code=1, says=("No space left", "Free some space")
    )


def test_two_at_once(floors: Floors, finished: Path, corpus: Path) -> None:
    arguments = ["run", corpus, "-o", finished, *BIRTHDAYS]
    with RunFolder(finished).lock():
        assert_refused(floors, *arguments, code=1, says=("Another process is at work",))


def test_files_without_a_record(floors: Floors, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n\n")
    run = tmp_path / "run"
    arguments = ["run", tmp_path / "a.jsonl", "-o", run, *BIRTHDAYS]
    for _ in range(2):  # the second time, from what the first left
        assert_refused(floors, *arguments, code=1, says=("No document", "reading"))
    assert_refused(floors, "report", run, code=1, says=("no floors table yet",))


def test_records_without_text(floors: Floors, tmp_path: Path) -> None:
    records = [{"text": " "}, {"text": None}, {"text": ""}, b"{"]
    write_lines(tmp_path / "a.jsonl", records)
    arguments = ["run", tmp_path / "a.jsonl", "-o", tmp_path / "run", *BIRTHDAYS]
    says = ("No text", "4 records", "2 empty_text, 1 invalid_json, 1 null_text")
    assert_refused(floors, *arguments, code=1, says=says)


def test_a_damaged_record(floors: Floors, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "run.json").write_text("{")
    assert_refused(floors, "report", tmp_path, code=1, says=("run.json",))
    arguments = ["run", corpus, "-o", tmp_path, *BIRTHDAYS]
    assert_refused(floors, *arguments, code=1, says=("run.json",))


@pytest.mark.parametrize("content", [b"", b"no table at all", None])
def test_a_damaged_table(
    content: bytes | None,
    floors: Floors,
    finished: Path,
    corpus: Path,
    tmp_path: Path,
) -> None:
    run = tmp_path / "run[1]"
    shutil.copytree(finished, run)
    for table in ("floors", "fact_counts"):
        path = run / table / "00000.parquet"
        half = path.read_bytes()[: path.stat().st_size // 2]
        path.write_bytes(half if content is None else content)
    says = (str(run / "floors"), "--no-resume")
    assert_refused(floors, "report", run, code=1, says=says)
    assert_refused(floors, "run", corpus, "-o", run, *BIRTHDAYS, code=1, says=says)
    says = (str(run / "fact_counts"), "--no-resume")
    assert_refused(floors, "sql", run, "from floors", code=1, says=says)
    assert_refused(floors, "lookup", run, "Ada", code=1, says=says)


def test_another_tables_file(floors: Floors, finished: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    shutil.copy(run / "spectrum" / "00000.parquet", run / "floors")
    says = ("Not a floors batch", str(run / "floors"), "--no-resume")
    assert_refused(floors, "report", run, code=1, says=says)


def test_a_sample_where_something_lies(floors: Floors, corpus: Path) -> None:
    assert_refused(floors, "sample", corpus, code=1, says=(str(corpus),))


def test_a_bug_keeps_its_traceback(
    floors: Floors, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(RunFolder, "read_record", fail)
    assert isinstance(floors("report", finished).exception, KeyError)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "{tmp}/missing", "-o", "{tmp}/run"], 2),
        (["report", "{tmp}/missing"], 2),
        (["sql", "{run}", "selekt"], 1),
        (["lookup", "{run}", "Nobody Atall"], 1),
    ],
)
def test_a_process_of_its_own_says_exactly_one_line(
    arguments: list[str], code: int, finished: Path, tmp_path: Path
) -> None:
    places = [part.format(tmp=tmp_path, run=finished) for part in arguments]
    outcome = run_process(places)
    assert outcome.code == code
    assert len(outcome.error_lines) == 1, outcome.stderr
    assert outcome.stderr.startswith("Error: ")


def test_a_reader_that_has_gone_is_no_error(finished: Path) -> None:
    query = [str(finished), "from range(1000000)", "--csv"]
    with subprocess.Popen(
        [sys.executable, "-m", "jobs", "sql", *query],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "range\n"
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
