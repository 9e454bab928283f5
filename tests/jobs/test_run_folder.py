from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobs.run_folder import RunFolder, RunRecord, open_run
from pipeline.errors import ArgumentError, FloorsError
from schemas.tables import TABLES


def record() -> RunRecord:
    return RunRecord(
        configuration={"limit_shards": None},
        corpus=[{"key": "a.jsonl", "bytes": 3, "path": "/x/a.jsonl"}],
        versions={"floors": "0"},
        execution={"workers": 1},
        started="2026-01-01T00:00:00+00:00",
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    assert folder.read_record() is None
    folder.write_record(record())
    assert folder.read_record() == record()
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_a_record_may_lack_what_it_does_not_know_yet(tmp_path: Path) -> None:
    held = vars(record())
    for name in ("finished", "shards", "limited", "stages"):
        del held[name]
    (tmp_path / "run.json").write_text(json.dumps(held))
    assert RunFolder(tmp_path).read_record() == record()


@pytest.mark.parametrize("content", ["{", "[]", '{"name": 1}', ""])
def test_a_strange_record_is_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(FloorsError, match=r"run\.json"):
        RunFolder(tmp_path).read_record()


def test_two_may_not_write_in_one_folder(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    with (
        folder.lock(),
        pytest.raises(FloorsError, match="Another process is at work"),
        RunFolder(tmp_path / "run").lock(),
    ):
        pass
    with folder.lock():
        pass


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    with (
        pytest.raises(FloorsError, match="is no run folder"),
        RunFolder(tmp_path).lock(),
    ):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_the_scratch_folder_goes_with_the_lock(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.lock():
        folder.scratch.mkdir()
        (folder.scratch / "spilled").write_text("x")
    assert not folder.scratch.exists()


def test_only_whole_shards_are_finished(tmp_path: Path) -> None:
    for table in (table for table in TABLES if table.per_shard):
        folder = tmp_path / table.name
        folder.mkdir()
        for name in ("00000.parquet", "00012.parquet", ".00003.parquet.ab.tmp"):
            (folder / name).touch()
    assert RunFolder(tmp_path).finished_shards() == {0, 12}


def test_clearing_keeps_what_no_run_writes(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.write_record(record())
    for name in ("bands", "floors", "mine"):
        (tmp_path / name).mkdir()
    folder.clear()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "run.json"]


def test_opening_a_missing_run_is_a_wrong_argument(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="no run folder"):
        open_run(tmp_path / "none")


def test_opening_something_else_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FloorsError, match=r"has no run\.json"):
        open_run(tmp_path)
    (tmp_path / "run.json").write_text(json.dumps(vars(record())))
    with pytest.raises(FloorsError, match="no floors table yet"):
        open_run(tmp_path, "floors")
    assert open_run(tmp_path).path == tmp_path


def test_a_shard_that_lost_a_file_is_not_finished(tmp_path: Path) -> None:
    for table in TABLES:
        if table.per_shard:
            (tmp_path / table.name).mkdir()
            for number in range(2):
                (tmp_path / table.name / f"{number:05d}.parquet").touch()
    assert RunFolder(tmp_path).finished_shards() == {0, 1}
    (tmp_path / "bands" / "00001.parquet").unlink()
    assert RunFolder(tmp_path).finished_shards() == {0}


def test_a_folder_without_a_file_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "floors").mkdir()
    assert RunFolder(tmp_path).tables() == ()
    (tmp_path / "floors" / "00000.parquet").touch()
    assert RunFolder(tmp_path).tables() == ("floors",)
