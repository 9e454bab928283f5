import os
from pathlib import Path

import fsspec
import pytest

from pipeline.corpus.listing import CorpusFile, list_corpus
from pipeline.errors import ArgumentError, FloorsError


def keys(*arguments) -> list[str]:
    return [file.key for file in list_corpus([str(each) for each in arguments])]


def test_a_file_is_listed_under_its_own_name(write):
    path = write("deep/a.jsonl.gz", b"12345")
    assert list_corpus([str(path)]) == (
        CorpusFile(str(path), "a.jsonl.gz", 5, "jsonl"),
    )


def test_a_folder_is_listed_at_every_depth_below_it(write, tmp_path):
    for name in ("b.jsonl", "a/z.parquet", "a/b/c.json.zst", "a.NDJSON.GZ"):
        write(f"corpus/{name}")
    files = list_corpus([str(tmp_path / "corpus")])
    assert [(file.key, file.kind) for file in files] == [
        ("a.NDJSON.GZ", "jsonl"),
        ("a/b/c.json.zst", "jsonl"),
        ("a/z.parquet", "parquet"),
        ("b.jsonl", "jsonl"),
    ]


def test_the_order_is_by_utf8_bytes(write, tmp_path):
    # UTF-16 puts U+1F600 before U+FF5E, and case folding b before C.
    for name in ("\U0001f600", "\uff5e", "b", "C", "a-b", "a/b"):
        write(f"corpus/{name}.jsonl")
    listed = keys(tmp_path / "corpus")
    assert listed == sorted(listed, key=str.encode)
    assert listed[0] == "C.jsonl"
    assert listed[-1] == "\U0001f600.jsonl"


def test_unknown_endings_and_hidden_names_are_left_out_of_a_folder(write, tmp_path):
    for name in ("a.jsonl", "README.md", ".b.jsonl", "_c.jsonl", "_d/e.jsonl", "f.gz"):
        write(f"corpus/{name}")
    assert keys(tmp_path / "corpus") == ["a.jsonl"]


def test_the_root_of_a_pattern_is_its_longest_folder_without_a_wildcard(
    write, tmp_path
):
    for name in ("x/1/a.jsonl", "x/2/a.jsonl", "x/2/b.json", "y/1/a.jsonl"):
        write(f"corpus/{name}")
    assert keys(tmp_path / "corpus/x/*/a.jsonl") == ["1/a.jsonl", "2/a.jsonl"]
    assert keys(tmp_path / "corpus/**/a.json*") == [
        "x/1/a.jsonl",
        "x/2/a.jsonl",
        "y/1/a.jsonl",
    ]


def test_a_pattern_that_matches_folders_stands_for_the_files_below(write, tmp_path):
    for name in ("x/a.jsonl", "y/b/c.jsonl", "z.txt", "_w/d.jsonl"):
        write(f"corpus/{name}")
    assert keys(tmp_path / "corpus/*") == ["x/a.jsonl", "y/b/c.jsonl"]
    assert keys(tmp_path / "corpus/**") == ["x/a.jsonl", "y/b/c.jsonl"]
    assert keys(tmp_path / "corpus/_*") == ["_w/d.jsonl"]


def test_a_name_that_exists_is_not_a_pattern(write, tmp_path):
    write("corpus/a[1].jsonl")
    write("corpus/a1.jsonl")
    assert keys(tmp_path / "corpus/a[1].jsonl") == ["a[1].jsonl"]


def test_several_arguments_number_their_keys(write, tmp_path):
    one = write("en/a.jsonl")
    write("de/a.jsonl")
    assert keys(one, tmp_path / "de", tmp_path / "*/a.jsonl") == [
        "0-en/a.jsonl",
        "1-de/a.jsonl",
        f"2-{tmp_path.name}/de/a.jsonl",
        f"2-{tmp_path.name}/en/a.jsonl",
    ]


def test_a_relative_argument_has_the_keys_of_its_absolute_path(
    write, tmp_path, monkeypatch
):
    write("corpus/a/b.jsonl")
    monkeypatch.chdir(tmp_path / "corpus" / "a")
    assert keys("..", ".") == ["0-corpus/a/b.jsonl", "1-a/b.jsonl"]
    assert list_corpus(["."])[0].path == str(tmp_path / "corpus/a/b.jsonl")


def test_a_link_keeps_its_own_name(write, tmp_path):
    blob = write("blobs/0a1b2c", b"123")
    (tmp_path / "corpus").mkdir()
    link = tmp_path / "corpus/a.jsonl"
    link.symlink_to(blob)
    assert list_corpus([str(link)]) == list_corpus([str(tmp_path / "corpus")])
    assert list_corpus([str(link)])[0] == CorpusFile(str(link), "a.jsonl", 3, "jsonl")


def test_links_in_a_circle_are_followed_once(write, tmp_path):
    write("corpus/a.jsonl")
    (tmp_path / "corpus/again").symlink_to(tmp_path / "corpus")
    assert keys(tmp_path / "corpus") == ["a.jsonl"]


def test_a_link_that_leads_nowhere_is_listed(tmp_path):
    (tmp_path / "a.jsonl").symlink_to(tmp_path / "gone")
    assert [file.size for file in list_corpus([str(tmp_path)])] == [0]


def test_a_missing_path_offers_the_near_miss(write, tmp_path):
    write("corpus/enwiki.jsonl")
    with pytest.raises(ArgumentError, match=r"Did you mean 'enwiki\.jsonl'\?"):
        list_corpus([str(tmp_path / "corpus/enwikki.jsonl")])
    with pytest.raises(ArgumentError, match=r"/corpsu does not exist.* 'corpus'\?"):
        list_corpus([str(tmp_path / "corpsu/enwiki.jsonl")])


def test_a_pattern_without_a_match_is_a_wrong_argument(tmp_path):
    with pytest.raises(ArgumentError, match="matches nothing"):
        list_corpus([str(tmp_path / "*.jsonl")])


def test_a_named_file_with_an_unknown_ending_is_a_wrong_argument(write):
    with pytest.raises(ArgumentError, match=r"\.jsonl\.gz"):
        list_corpus([str(write("a.txt"))])


@pytest.mark.parametrize("name", ["corpus", "corpus/*"])
def test_a_folder_without_a_readable_file_says_what_is_read(write, tmp_path, name):
    write("corpus/a.txt")
    with pytest.raises(FloorsError, match=r"\.parquet") as caught:
        list_corpus([str(tmp_path / name)])
    assert caught.value.exit_code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_may_not_be_listed_stops_the_run(write, tmp_path):
    write("corpus/a.jsonl")
    closed = write("corpus/b/c.jsonl").parent
    closed.chmod(0)
    try:
        with pytest.raises(FloorsError, match="Permission denied"):
            list_corpus([str(tmp_path / "corpus")])
    finally:
        closed.chmod(0o755)


def test_a_name_that_is_not_utf8_stops_the_run(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl")).touch()
    with pytest.raises(FloorsError, match="Rename"):
        list_corpus([str(tmp_path)])


@pytest.fixture
def bucket():
    filesystem = fsspec.filesystem("memory")
    for name in ("x/a.jsonl", "x/b/c.parquet", "x/_d/e.jsonl", "x/f.txt"):
        filesystem.pipe_file(f"/bucket/{name}", b"123")
    yield "memory://bucket"
    filesystem.rm("/bucket", recursive=True)


def test_a_url_of_a_folder_is_listed_like_a_folder(bucket):
    assert list_corpus([f"{bucket}/x"]) == (
        CorpusFile("memory:///bucket/x/a.jsonl", "a.jsonl", 3, "jsonl"),
        CorpusFile("memory:///bucket/x/b/c.parquet", "b/c.parquet", 3, "parquet"),
    )


def test_a_url_of_a_file_or_a_pattern_has_the_keys_of_a_path(bucket):
    assert keys(f"{bucket}/x/a.jsonl", f"{bucket}/x/") == [
        "0-x/a.jsonl",
        "1-x/a.jsonl",
        "1-x/b/c.parquet",
    ]
    assert keys(f"{bucket}/*/a*") == ["x/a.jsonl"]
    assert keys(f"{bucket}/**/*.parquet") == ["x/b/c.parquet"]


def test_a_file_url_is_a_path(write):
    path = write("a.jsonl")
    assert list_corpus([f"file://{path}"]) == list_corpus([str(path)])


@pytest.mark.parametrize(
    "url",
    ["memory://bucket/none", "memory://bucket/*.none", "nothing://x", "zip://a::b"],
)
def test_a_url_that_names_nothing_is_a_wrong_argument(bucket, url):
    with pytest.raises(ArgumentError, match=r"\."):
        list_corpus([url])
