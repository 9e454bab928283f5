"""Listings joined are the listing of all their arguments."""

from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.joining import join_listings
from pipeline.corpus.listing import CorpusFile, list_corpus
from pipeline.errors import FloorsError

FOLDERS = ("en", "0-en", "1-0-en", "a b", "é", "x@0-5", "en.jsonl")
FILES = ("a.jsonl", "0-en/a.jsonl", "1-en/0-en/b.jsonl", "b.jsonl.gz", "c@0-9.json")

arguments = st.sampled_from(
    [
        *(folder for folder in FOLDERS),
        *(f"{folder}/{file}" for folder in FOLDERS for file in FILES),
        "*",
        "*/*.jsonl",
        "0-en/**",
        "*/0-en/*",
        ".",
    ]
)
"""Folders, files and patterns below the folder `tree`."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for folder in FOLDERS:
        for number, file in enumerate(FILES):
            path = root / folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x" * number)
    return root


@settings(deadline=None)
@given(
    runs=st.lists(st.lists(arguments, min_size=1, max_size=3), min_size=1, max_size=4)
)
def test_joined_listings_are_the_listing_of_all_arguments(
    tree: Path, runs: list[list[str]]
) -> None:
    paths = [[os.fspath(tree / one) for one in run] for run in runs]
    joined = join_listings([list_corpus(run) for run in paths])
    assert sum(joined, ()) == list_corpus([one for run in paths for one in run])


@settings(deadline=None)
@given(
    runs=st.lists(st.lists(arguments, min_size=1, max_size=2), min_size=3, max_size=3)
)
def test_what_was_joined_can_be_joined_again(tree: Path, runs: list[list[str]]) -> None:
    one, two, three = (
        list_corpus([os.fspath(tree / each) for each in run]) for run in runs
    )
    both = sum(join_listings([one, two]), ())
    late = sum(join_listings([two, three]), ())
    whole = sum(join_listings([one, two, three]), ())
    assert sum(join_listings([both, three]), ()) == whole
    assert sum(join_listings([one, late]), ()) == whole


def test_a_file_in_the_root_of_a_file_system_has_no_folder() -> None:
    top = CorpusFile("/a.jsonl", "a.jsonl", 1, "jsonl")
    assert [file.key for (file,) in join_listings([[top], [top]])] == [
        "0-/a.jsonl",
        "1-/a.jsonl",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("memory://bucket/x/a.jsonl", "memory://bucket/x"),
        ("memory://bucket/*/a*", "memory://bucket"),
        ("memory://top.jsonl", "memory://*/x/*"),
    ],
)
def test_urls_are_joined_like_paths(names: tuple[str, str]) -> None:
    filesystem = fsspec.filesystem("memory")
    written = ("/bucket/x/a.jsonl", "/bucket/x/b/c.jsonl", "/top.jsonl")
    for name in written:
        filesystem.pipe_file(name, b"123")
    try:
        joined = join_listings([list_corpus([name]) for name in names])
        assert sum(joined, ()) == list_corpus(names)
    finally:
        for name in written:
            filesystem.rm_file(name)


@pytest.mark.parametrize("key", ["b.jsonl", "0-x/b.jsonl", "x/y", "0-/", ""])
def test_a_key_that_no_argument_gives_is_refused(key: str) -> None:
    changed = CorpusFile("/data/a.jsonl", key, 1, "jsonl")
    with pytest.raises(FloorsError, match=r"/data/a\.jsonl under the key"):
        join_listings([[changed]])
