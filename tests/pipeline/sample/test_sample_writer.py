"""The sample on disk: every format, the truth beside it, the same every time."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict

import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline.errors import ArgumentError, FloorsError
from pipeline.sample import write_sample
from pipeline.sample.copies import LEAST_JACCARD, jaccard

DOCUMENTS = 300


@pytest.fixture(scope="module")
def truth(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"), documents=DOCUMENTS)


def decompressed(path):
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":
        with zstandard.ZstdDecompressor().stream_reader(
            data, read_across_frames=True
        ) as reader:
            return reader.read()
    return data


def lines_by_place(path):
    """Give each line or row of a shard by its place."""
    if path.suffix == ".parquet":
        return dict(enumerate(pq.read_table(path).to_pylist()))
    places, offset = {}, 0
    for line in decompressed(path).split(b"\n"):
        if line:
            places[offset] = line
        offset += len(line) + 1
    return places


@pytest.fixture(scope="module")
def shards(truth):
    paths = [path for path in truth.corpus.rglob("*") if path.is_file()]
    return {
        path.relative_to(truth.corpus).as_posix(): lines_by_place(path)
        for path in paths
    }


@pytest.fixture(scope="module")
def records(truth, shards):
    """The records of all readable documents, with what the truth says of them."""
    found = []
    for placed in truth.documents:
        row = shards[placed.file][placed.position]
        found.append((placed, json.loads(row) if isinstance(row, bytes) else row))
    return found


def read_rows(truth, name):
    path = truth.corpus.parent / "truth" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_record_is_a_document_or_an_expected_reject(truth, shards):
    places = {(name, place) for name, rows in shards.items() for place in rows}
    documents = {(row.file, row.position) for row in truth.documents}
    rejects = {(row.file, row.position) for row in truth.rejects}
    assert len(documents) == DOCUMENTS
    assert not documents & rejects
    assert documents | rejects == places


def test_every_format_is_there(shards):
    endings = Counter(name.split(".", 1)[1] for name in shards)
    assert endings == {"jsonl": 2, "jsonl.gz": 2, "jsonl.zst": 2, "parquet": 2}


def test_rejects_are_broken_as_the_truth_says(truth, shards):
    reasons = defaultdict(set)
    for reject in truth.rejects:
        reasons[reject.reason].add(reject.file.rsplit(".", 1)[1])
        row = shards[reject.file][reject.position]
        if reject.reason == "invalid_json":
            with pytest.raises(json.JSONDecodeError):
                json.loads(row)
            continue
        record = json.loads(row) if isinstance(row, bytes) else row
        expected = {"no_text": "none", "null_text": None, "text_not_string": 1874}
        assert record.get("text", "none") == expected[reject.reason]
    lines = {"jsonl", "gz", "zst"}
    assert reasons == {
        "invalid_json": lines,
        "no_text": lines,
        "null_text": lines | {"parquet"},
        "text_not_string": lines,
    }


def test_the_first_record_of_a_file_is_a_document(truth, shards):
    first = {name: min(rows) for name, rows in shards.items()}
    documents = {(row.file, row.position) for row in truth.documents}
    assert set(first.items()) <= documents


def test_the_documents_of_a_prompt_have_its_entity_and_value_in_them(truth, records):
    by_word = defaultdict(set)
    for placed, record in records:
        by_word[placed.original].add(record["text"])
    for prompt in truth.prompts:
        year = prompt.value[:4]
        value = prompt.value if prompt.category in ("capital", "acronym") else year
        stating = [
            original
            for original, texts in by_word.items()
            if all(prompt.entity in text and value in text for text in texts)
        ]
        # A year may stand in a page for another reason, hence not equal.
        assert len(stating) >= prompt.clusters


def test_the_truth_adds_up(truth):
    in_documents = sum(row.facts for row in truth.documents)
    assert sum(prompt.documents for prompt in truth.prompts) == in_documents
    once = {row.original: row.facts for row in truth.documents}
    assert sum(prompt.clusters for prompt in truth.prompts) == sum(once.values())
    assert sum(row.observations for row in truth.categories) == sum(once.values())
    for row in truth.categories:
        times = [p.clusters for p in truth.prompts if p.category == row.category]
        assert row.prompts == len(times) > 10
        assert row.singletons == times.count(1) > 0
        assert row.singleton_rate == row.singletons / sum(times)
        assert max(times) > 2


def test_copies_lie_in_other_shards_near_their_originals(records):
    copies = defaultdict(list)
    for placed, record in records:
        copies[placed.original].append((placed.file, record["text"]))
    sizes = Counter(len(texts) for texts in copies.values())
    assert set(sizes) <= {1, 2, 3, 4, 5, 6}
    assert sum(times for size, times in sizes.items() if size > 1) > 10
    for group in copies.values():
        if len(group) == 1:
            continue
        assert len({file for file, _ in group}) > 1
        near = [
            all(jaccard(one, other) >= LEAST_JACCARD for _, other in group)
            for _, one in group
        ]
        assert any(near)


def test_ids_repeat_and_addresses_titles_and_languages_vary(records):
    ids = [record["id"] for _, record in records]
    assert len(set(ids)) < len(ids)
    assert {type(value) for value in ids} == {str, int}
    fields = [{**record, **record.get("metadata", {})} for _, record in records]
    hosts = {row["url"].split("/")[2] for row in fields if row.get("url")}
    assert len(hosts) > 100
    assert all(host.endswith(".example") and host.isascii() for host in hosts)
    assert {row.get("language") for row in fields} == {"en", None}
    assert any(row.get("title") for row in fields)
    assert any(not row.get("title") for row in fields)


def test_the_truth_is_written_as_csv(truth):
    prompts = read_rows(truth, "prompt_counts.csv")
    assert [
        (row["category"], row["entity"], row["value"], int(row["clusters"]))
        for row in prompts
    ] == [(p.category, p.entity, p.value, p.clusters) for p in truth.prompts]
    assert list(prompts[0])[-1] == "documents"
    assert len(read_rows(truth, "categories.csv")) == 6
    assert len(read_rows(truth, "rejects.csv")) == len(truth.rejects)
    assert len(read_rows(truth, "documents.csv")) == DOCUMENTS


def snapshot(directory):
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory): path.read_bytes() for path in paths}


def test_equal_seeds_give_equal_files_and_others_do_not(tmp_path):
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_sample(tmp_path / name, seed=seed, documents=100)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")
    assert snapshot(tmp_path / "a") != snapshot(tmp_path / "c")


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(FloorsError, match="is not an empty directory"):
        write_sample(tmp_path, documents=100)
    with pytest.raises(FloorsError, match="is not an empty directory"):
        write_sample(tmp_path / "mine.txt", documents=100)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_sample_too_small_is_refused(tmp_path):
    with pytest.raises(ArgumentError, match="ask for 100 or more"):
        write_sample(tmp_path / "new", documents=99)
    assert not (tmp_path / "new").exists()
