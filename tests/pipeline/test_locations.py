from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipeline.errors import ArgumentError
from pipeline.locations import (
    Location,
    for_arrow,
    lies_in,
    list_files,
    read_location,
    read_small,
    remove_folder,
    write_whole,
)


@pytest.fixture
def stored() -> Iterator[Location]:
    """A folder at a store, with a bracket in its name as names may have."""
    yield read_location("memory://oland/a [1] run/")
    remove_folder(read_location("memory://oland"))


@pytest.fixture(params=["here", "stored"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """A folder of this machine, or at a store."""
    if request.param == "here":
        return tmp_path
    location: Location = request.getfixturevalue("stored")
    write_whole(location / "run.json", b"{}")
    return location


def test_what_is_of_this_machine_is_a_plain_path(tmp_path: Path) -> None:
    assert read_location("runs/first") == Path("runs/first")
    assert read_location(f"file://{tmp_path}") == tmp_path
    assert type(read_location(f"file://{tmp_path}/run")) is type(tmp_path)


def test_a_url_is_shown_as_it_was_written() -> None:
    assert str(read_location("s3://tarnby/runs/first")) == "s3://tarnby/runs/first"
    assert str(read_location("s3://tarnby/runs/first/")) == "s3://tarnby/runs/first"


@pytest.mark.parametrize(
    "url", ["https://a/run", "zip://run::s3://b/a.zip", "harn://bucket/run"]
)
def test_a_url_of_no_store_is_refused(url: str) -> None:
    with pytest.raises(ArgumentError, match=url):
        read_location(url)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(ArgumentError, match="the extra s3 or gcs: pip install"):
        read_location("gs://bucket/run")


def test_files_are_listed_by_a_pattern_of_their_names(folder: Location) -> None:
    table = folder / "table"
    assert list(list_files(table, "*.parquet")) == []
    if isinstance(table, Path):
        table.mkdir()
    for name in ("00000.parquet", ".00001.parquet", "_x.parquet", "notes.txt"):
        write_whole(table / name, b"x")
    assert list(list_files(table, "[!._]*.parquet")) == [table / "00000.parquet"]
    assert list(list_files(table / "00000.parquet", "*.parquet")) in (
        [],
        # A store tells a file from a folder only by what it lists.
        [table / "00000.parquet" / "00000.parquet"],
    )


def test_a_file_is_replaced(folder: Location) -> None:
    for content in (b"first", b"", b"second"):
        write_whole(folder / "run.json", content)
        assert read_small(folder / "run.json") == content
    assert [path.name for path in list_files(folder, "*")] == ["run.json"]
    with pytest.raises(FileNotFoundError):
        read_small(folder / "none.json")


def test_a_folder_is_removed_if_there_is_one(folder: Location) -> None:
    deep = folder / "table"
    remove_folder(deep)
    if isinstance(deep, Path):
        deep.mkdir()
    write_whole(deep / "a", b"x")
    remove_folder(deep)
    assert not list(list_files(deep, "*"))


def test_what_lies_in_what(stored: Location, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "run")
    assert lies_in(tmp_path / "link", tmp_path / "run")
    assert not lies_in(tmp_path, tmp_path / "run")
    assert lies_in(stored, stored)
    assert lies_in(stored / "deep" / "er", stored)
    assert not lies_in(stored, stored / "deep")
    assert not lies_in(read_location(f"{stored}-2"), stored)
    assert not lies_in(read_location("s3://oland/a [1] run"), stored)
    assert not lies_in(stored, tmp_path)
    assert not lies_in(tmp_path, stored)


def test_arrow_is_given_a_path_and_its_file_system(
    stored: Location, tmp_path: Path
) -> None:
    assert for_arrow(tmp_path) == (str(tmp_path), None)
    path, filesystem = for_arrow(stored)
    assert path == "/oland/a [1] run"
    assert isinstance(filesystem, MemoryFileSystem)
