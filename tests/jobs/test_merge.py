"""Runs joined are one run over all their corpora, and can be clustered anew."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import (
    Floors,
    assert_refused,
    assert_same_tables,
    birthday_text,
    hash_files,
    run_process,
    write_lines,
)

from jobs.run_folder import RunFolder
from schemas.tables import SHARDS, TABLES

BIRTHDAYS = ("--categories", "birthday", "--workers", "1")
ALL = tuple(table.name for table in TABLES)


@dataclass(frozen=True)
class Dumps:
    """Corpora extracted apart, and one run over them all.

    Attributes:
        corpora: A folder; a pattern, and a file with rejects; a folder without facts.
        runs: A run over the first, over the next two, and over the last.
        whole: One run over all four.
    """

    corpora: tuple[str, str, str, str]
    runs: tuple[Path, Path, Path]
    whole: Path


def page(number: int, **fields: object) -> dict[str, object]:
    """A page with one birthday, long enough that its copies have equal sketches."""
    rest = " ".join(f"{word}{number * 31 % 97}" for word in ("oak", "elm", "ash") * 8)
    return {"text": f"{birthday_text(number)} {rest}.", **fields}


def write_dumps(folder: Path) -> tuple[str, str, str, str]:
    """Write four corpora with copies of documents within and across them."""
    en = folder / "en"
    write_lines(
        en / "a.jsonl",
        [page(n, id=f"en-{n}", url=f"https://site{n % 3}.org/{n}") for n in range(9)],
    )
    # Without ids; urls and titles that are null, missing or blank.
    write_lines(
        en / "0-en" / "b.jsonl",
        [
            page(4, url=None, title=None),
            page(5, title="Delwyn Pellwick"),
            page(6, url="", title=" "),
            *(page(n) for n in range(20, 24)),
        ],
    )
    rows = [page(n, title=None) for n in (1, 2, 30, 31)]
    pq.write_table(pa.Table.from_pylist(rows), en / "c.parquet", row_group_size=2)
    # A folder named as keys of several arguments begin.
    write_lines(folder / "0-de" / "1" / "a.jsonl", [page(n, id=7) for n in range(12)])
    write_lines(folder / "0-de" / "2" / "a@0-9.jsonl", [page(n) for n in range(6, 9)])
    broken = [b"{", {"id": "x"}, page(3), {"text": "  "}, page(40, id="a.jsonl#0")]
    write_lines(folder / "broken.jsonl", broken)
    write_lines(folder / "quiet" / "a.jsonl", [{"text": "The sea was calm."}] * 3)
    write_lines(folder / "quiet" / "b.jsonl", [{"text": "Nothing else was said."}, {}])
    return (
        str(en),
        str(folder / "0-de" / "*" / "*.jsonl"),
        str(folder / "broken.jsonl"),
        str(folder / "quiet"),
    )


def make_run(folder: Path, *arguments: str | Path) -> Path:
    outcome = run_process(["run", *arguments, "-o", folder, *BIRTHDAYS])
    assert outcome.code == 0, outcome.stderr
    return folder


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Dumps:
    folder = tmp_path_factory.mktemp("dumps")
    one, two, three, four = write_dumps(folder / "corpora")
    return Dumps(
        corpora=(one, two, three, four),
        runs=(
            make_run(folder / "one", one),
            make_run(folder / "two", two, three),
            make_run(folder / "three", four),
        ),
        whole=make_run(folder / "whole", one, two, three, four),
    )


def copy_run(run: Path, to: Path, **changes: object) -> Path:
    """Copy a run, with other values in its run.json."""
    shutil.copytree(run, to)
    record = json.loads((to / "run.json").read_text())
    for name, value in changes.items():
        part, _, key = name.partition("__")
        if key:
            record[part][key] = value
        else:
            record[part] = value
    (to / "run.json").write_text(json.dumps(record))
    return to


def read_json(run: Path) -> dict:
    return json.loads((run / "run.json").read_text())


def assert_same_runs(one: Path, other: Path) -> None:
    """Compare two runs in everything but times and who made them."""
    assert_same_tables(one, other)
    left, right = (
        pq.read_table(run / SHARDS.name).drop_columns("seconds") for run in (one, other)
    )
    assert left.equals(right)
    for name in ("configuration", "corpus", "versions", "shards", "limited"):
        assert read_json(one)[name] == read_json(other)[name], name


def test_joined_runs_are_one_run_over_all_corpora(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    done = floors("merge", *dumps.runs, "-o", tmp_path / "joined", "--workers", "1")
    assert (done.exit_code, done.stderr) == (0, "")
    assert_same_runs(dumps.whole, tmp_path / "joined")
    assert done.stdout == floors("report", tmp_path / "joined").stdout
    # Not for want of documents, clusters, rejects or documents without an id.
    rows = {name: pq.read_table(dumps.whole / name) for name in ALL}
    assert rows["rejects"].num_rows == 4
    assert rows["doc_clusters"].num_rows > 10
    documents = rows["documents"].to_pylist()
    assert {row["doc_id"] == row["doc_key"] for row in documents} == {True, False}
    assert {row["url"] is None for row in documents} == {True, False}
    assert {row["title"] is None for row in documents} == {True, False}
    again = floors(
        "run", *dumps.corpora, "-o", tmp_path / "joined", *BIRTHDAYS, "--json"
    )
    assert (again.exit_code, again.stderr) == (0, "")
    merged = read_json(tmp_path / "joined")
    assert json.loads(again.stdout)["finished"] == merged["finished"]
    assert merged["execution"]["merged"] == [str(run) for run in dumps.runs]


def test_a_joined_run_can_be_joined_to_others(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    one, two, three = dumps.runs
    late = tmp_path / "late"
    assert floors("merge", two, three, "-o", late, "--workers", "1").exit_code == 0
    joined = tmp_path / "joined"
    done = floors("merge", one, late, "-o", joined, "--workers", "2")
    assert done.exit_code == 0, done.stderr
    assert_same_runs(dumps.whole, joined)


def test_the_order_of_the_runs_counts(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    one, two, _ = dumps.runs
    assert floors("merge", two, one, "-o", tmp_path / "a").exit_code == 0
    keys = [file["key"] for file in read_json(tmp_path / "a")["corpus"]]
    assert [key.split("/")[0] for key in keys] == [
        "0-0-de",
        "0-0-de",
        "1-corpora",
        *["2-en"] * 3,
    ]
    refused = floors("merge", one, two, "-o", tmp_path / "a")
    assert refused.exit_code == 1
    assert "corpus file 0-en/0-en/b.jsonl is new" in refused.stderr


def test_one_run_alone_keeps_its_keys(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    done = floors("merge", dumps.runs[1], "-o", tmp_path / "copy", "--workers", "1")
    assert done.exit_code == 0, done.stderr
    assert_same_runs(dumps.runs[1], tmp_path / "copy")


def test_a_run_is_clustered_anew_as_if_it_had_been_asked_for_so(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    asked = make_run(tmp_path / "asked", dumps.corpora[0], "--dedup", "exact")
    options = ["-o", tmp_path / "exact", "--dedup", "exact", "--workers", "1"]
    done = floors("merge", dumps.runs[0], *options)
    assert done.exit_code == 0, done.stderr
    assert_same_runs(asked, tmp_path / "exact")
    none = ["-o", tmp_path / "none", "--dedup", "none", "--workers", "1"]
    assert floors("merge", tmp_path / "exact", *none).exit_code == 0
    assert pq.read_table(tmp_path / "none" / "doc_clusters").num_rows == 0
    back = ["-o", tmp_path / "near", "--dedup", "near", "--workers", "1"]
    assert floors("merge", tmp_path / "none", *back).exit_code == 0
    assert_same_runs(dumps.runs[0], tmp_path / "near")


@pytest.mark.slow
def test_bands_are_cut_anew_where_the_permutations_suffice(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    preset = ("--dedup-preset", "dolma3")
    wide = make_run(tmp_path / "wide", dumps.corpora[0], *preset)
    near = ["-o", tmp_path / "near", "--dedup", "near", "--workers", "1"]
    done = floors("merge", wide, *near)
    assert done.exit_code == 0, done.stderr
    bands = pq.read_table(tmp_path / "near" / "bands")
    assert set(bands["band"].to_pylist()) == set(range(14))
    sketch = read_json(tmp_path / "near")["configuration"]["sketch"]
    assert (sketch["permutations"], sketch["rows"]) == (286, 8)
    back = ["-o", tmp_path / "back", *preset, "--workers", "1"]
    assert floors("merge", tmp_path / "near", *back).exit_code == 0
    assert_same_runs(wide, tmp_path / "back")


def test_sketches_of_other_shingles_or_too_few_permutations_are_refused(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    run = dumps.runs[0]
    has = "has sketches of 112 permutations over shingles of 5 words"
    for preset, needs in (
        ("slimpajama", "needs 128 permutations over shingles of 13 words"),
        ("dolma3", "needs 286 permutations over shingles of 5 words"),
        ("nemotron-cc", "needs 260 permutations over shingles of 24 characters"),
    ):
        options = ["-o", tmp_path / "new", "--dedup-preset", preset]
        says = (has, needs, f"floors run CORPUS -o OTHER --dedup-preset {preset}")
        assert_refused(floors, "merge", run, *options, code=1, says=says)
    assert not (tmp_path / "new").exists()


def test_a_finished_merge_prints_its_floors_and_another_is_refused(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    one, two, _ = dumps.runs
    joined = tmp_path / "joined"
    command = ["merge", one, two, "-o", joined]
    first = floors(*command)
    assert first.exit_code == 0, first.stderr
    before = hash_files(joined, *ALL)
    again = floors(*command)
    assert (again.exit_code, again.stderr, again.stdout) == (0, "", first.stdout)
    answer = json.loads(floors(*command, "--json").stdout)
    assert answer["limited"] is False
    says = ("joined holds a run of another", "dedup.mode was near, is exact", "runs")
    assert_refused(floors, *command, "--dedup", "exact", code=1, says=says)
    says = ("corpus file 0-de", "Give another folder with -o")
    assert_refused(floors, "merge", one, "-o", joined, code=1, says=says[1:])
    assert hash_files(joined, *ALL) == before


def test_a_merge_goes_on_from_its_finished_shards(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    joined = tmp_path / "joined"
    command = ["merge", *dumps.runs, "-o", joined, "--workers", "1"]
    copy_run(dumps.whole, joined, finished=None)
    # As if killed while it copied the second shard and after the third.
    (joined / "shards" / "00001.parquet").unlink()
    (joined / "bands" / "00001.parquet").write_bytes(b"half")
    (joined / "bands" / ".00001.parquet.ab12.tmp").write_bytes(b"half")
    shutil.rmtree(joined / "floors")
    (joined / "fact_counts" / "00001.parquet").write_bytes(b"stale")
    third = (joined / "shards" / "00002.parquet").stat().st_mtime_ns
    done = floors(*command)
    assert done.exit_code == 0, done.stderr
    assert_same_runs(dumps.whole, joined)
    assert (joined / "shards" / "00002.parquet").stat().st_mtime_ns == third
    assert read_json(joined)["stages"][0]["rows"] == 1


def test_a_merge_that_another_version_began_is_refused(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    changes = {"finished": None, "versions__schema": "0"}
    joined = copy_run(dumps.whole, tmp_path / "joined", **changes)
    says = ("unfinished run of schema version 0", "another folder with -o")
    assert_refused(floors, "merge", *dumps.runs, "-o", joined, code=1, says=says)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"finished": None}, ("is not finished", "command again first")),
        ({"shards": 9}, ("or lost a table",)),
        ({"versions__floors": "0.0.1"}, ("floors version 0.0.1", "Make it again")),
        ({"versions__schema": "0"}, ("schema version 0",)),
        ({"configuration__spacy_model": "x"}, ("spacy_model was not set, is x",)),
        ({"configuration__shard_bytes": 5}, ("shard_bytes was 67108864, is 5",)),
        ({"configuration__fields": {"text": "b"}}, ("fields.text was not set, is b",)),
        ({"configuration__categories": {}}, ("category birthday is gone",)),
        (
            {"configuration__categories": {"birthday": {"version": 0, "hash": ""}}},
            ("the file of category birthday has changed: version",),
        ),
        (
            {"configuration__dedup": {"mode": "none", "preset": None, "threshold": 1}},
            ("dedup.mode was near, is none",),
        ),
        (
            {"configuration__limit_documents": 5, "limited": True},
            ("a run with --limit-documents", "Make it again without"),
        ),
        ({"configuration__limit_shards": 5}, ("a run with --limit-shards",)),
        ({"corpus": [{"key": "a", "bytes": 1, "path": "/b"}]}, ("/b under the key a",)),
    ],
)
def test_runs_that_cannot_be_joined_are_refused(
    changes: dict[str, object],
    says: tuple[str, ...],
    dumps: Dumps,
    tmp_path: Path,
    floors: Floors,
) -> None:
    changed = copy_run(dumps.runs[1], tmp_path / "changed", **changes)
    command = ["merge", dumps.runs[0], changed, "-o", tmp_path / "joined"]
    assert_refused(floors, *command, code=1, says=says)
    assert not (tmp_path / "joined").exists()


def test_sketches_must_agree_but_for_bands_that_are_made_anew(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    sketch = read_json(dumps.runs[1])["configuration"]["sketch"]
    sketch |= {"bands": 28, "rows": 4}
    other = copy_run(dumps.runs[1], tmp_path / "other", configuration__sketch=sketch)
    command = ["merge", dumps.runs[0], other, "-o", tmp_path / "joined"]
    says = ("cannot be joined", "sketch.bands was 14, is 28")
    assert_refused(floors, *command, code=1, says=says)
    assert_refused(floors, *command, "--dedup", "exact", code=1, says=says)
    done = floors(*command, "--dedup", "near", "--workers", "1")
    assert done.exit_code == 0, done.stderr
    plain = ["merge", *dumps.runs[:2], "-o", tmp_path / "plain", "--workers", "1"]
    assert floors(*plain).exit_code == 0
    assert_same_runs(tmp_path / "plain", tmp_path / "joined")


def test_a_limited_run_may_be_clustered_anew_and_stays_a_sample(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    changes = {"configuration__limit_documents": 5, "limited": True}
    some = copy_run(dumps.runs[1], tmp_path / "some", **changes)
    options = ["-o", tmp_path / "exact", "--dedup", "exact", "--workers", "1"]
    answer = json.loads(floors("merge", some, *options, "--json").stdout)
    assert answer["limited"] is True
    assert all("sample" in row["note"] for row in answer["floors"])
    limits = [read_json(run)["configuration"] for run in (some, tmp_path / "exact")]
    assert limits[0]["limit_documents"] == limits[1]["limit_documents"] == 5


def test_folders_that_cannot_be_are_wrong_arguments(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    one, two, _ = dumps.runs
    new = ["-o", tmp_path / "new"]
    link = tmp_path / "link"
    link.symlink_to(one)
    for command, says in (
        ([one, tmp_path / "nowhere", *new], "no run folder"),
        ([one, two, one, *new], "given twice"),
        ([one, link, *new], "given twice"),
        ([one, two, "-o", two], "Give another folder with -o"),
        ([one, "-o", one / "within"], "Give another folder with -o"),
        ([one, "-o", "https://a/run"], "cannot hold a run folder"),
        (new, "RUN..."),
    ):
        assert_refused(floors, "merge", *command, code=2, says=(says,))
    assert not (tmp_path / "new").exists()
    assert not (one / "within").exists()


def test_a_folder_of_other_things_is_not_written_in(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    says = ("'notes.txt'", "Give a new folder with -o")
    assert_refused(floors, "merge", dumps.runs[0], "-o", tmp_path, code=1, says=says)
    says = ("is not a run folder",)
    new = tmp_path / "new"
    assert_refused(floors, "merge", tmp_path, "-o", new, code=1, says=says)


def test_a_merge_waits_for_nobody_at_work_in_its_folder(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    with RunFolder(tmp_path / "run").lock():
        says = ("Another process is at work",)
        command = ["merge", dumps.runs[0], "-o", tmp_path / "run"]
        assert_refused(floors, *command, code=1, says=says)


def test_a_damaged_file_of_a_run_is_named(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    run = copy_run(dumps.runs[0], tmp_path / "run")
    damaged = run / "documents" / "00001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-20])
    command = ["merge", run, "-o", tmp_path / "new", "--workers", "1"]
    says = (str(damaged), "--no-resume")
    assert_refused(floors, *command, code=1, says=says)


def test_a_corpus_that_two_runs_have_read_is_warned_of(
    dumps: Dumps, tmp_path: Path, floors: Floors
) -> None:
    twin = copy_run(dumps.runs[2], tmp_path / "twin")
    done = floors("merge", dumps.runs[2], twin, "-o", tmp_path / "joined")
    assert done.exit_code == 0
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Warning: more than one argument names ")


def test_a_merge_in_a_process_of_its_own_says_nothing_on_stderr(
    dumps: Dumps, tmp_path: Path
) -> None:
    outcome = run_process(["merge", *dumps.runs, "-o", tmp_path / "joined"])
    assert (outcome.code, outcome.stderr) == (0, "")
    assert "birthday" in outcome.stdout
