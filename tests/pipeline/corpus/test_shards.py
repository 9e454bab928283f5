import gzip
import pickle
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.documents import read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_reading, plan_shards


def plan(folder, **options):
    return plan_shards(list_corpus([str(folder)]), **options)


def ranges(shards):
    return [(shard.name, shard.start, shard.stop, shard.bytes) for shard in shards]


def test_a_small_file_is_one_shard_with_its_name(write, tmp_path):
    path = write("a.jsonl", b"{}\n" * 10)
    assert plan(tmp_path, shard_bytes=30) == (
        Shard(0, "a.jsonl", str(path), "a.jsonl", "jsonl", 0, None, 30, None),
    )


def test_a_plain_file_is_cut_into_even_ranges(write, tmp_path):
    write("a.jsonl", b"{}\n" * 10)
    assert ranges(plan(tmp_path, shard_bytes=14)) == [
        ("a.jsonl@0-10", 0, 10, 10),
        ("a.jsonl@10-20", 10, 20, 10),
        ("a.jsonl@20-30", 20, 30, 10),
    ]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.json.zst", "a.NDJSON.GZ"])
def test_a_compressed_file_is_not_cut(write, tmp_path, name):
    write(name, bytes(100))
    assert ranges(plan(tmp_path, shard_bytes=10)) == [(name, 0, None, 100)]


def test_a_parquet_file_is_cut_between_row_groups(tmp_path):
    table = pa.table({"text": [f"{n:05}" for n in range(1000)]})
    options = {"compression": None, "use_dictionary": False}
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=250, **options)
    shards = plan(tmp_path, shard_bytes=6000)
    assert [(s.name, s.start, s.stop) for s in shards] == [
        ("a.parquet@0-2", 0, 2),
        ("a.parquet@2-4", 2, 4),
    ]
    assert all(4000 < shard.bytes <= 6000 for shard in shards)
    assert len(plan(tmp_path, shard_bytes=1)) == 4
    assert ranges(plan(tmp_path)) == [
        ("a.parquet", 0, None, (tmp_path / "a.parquet").stat().st_size)
    ]


def test_a_parquet_file_that_cannot_be_read_is_one_shard(write, tmp_path):
    write("a.parquet", bytes(100))
    assert ranges(plan(tmp_path, shard_bytes=10)) == [("a.parquet", 0, None, 100)]


def test_shards_are_numbered_in_the_order_of_the_corpus(write, tmp_path):
    write("b.jsonl", b"{}\n" * 10)
    write("a.jsonl.gz", gzip.compress(b"{}"))
    write("c.jsonl", b"{}")
    shards = plan(tmp_path, shard_bytes=15)
    assert [(shard.index, shard.key) for shard in shards] == [
        (0, "a.jsonl.gz"),
        (1, "b.jsonl"),
        (2, "b.jsonl"),
        (3, "c.jsonl"),
    ]
    assert plan(tmp_path, shard_bytes=15, limit_shards=3) == shards[:3]
    assert plan(tmp_path, limit_shards=0) == ()


def test_an_empty_file_is_a_shard(write, tmp_path):
    write("a.jsonl")
    assert ranges(plan(tmp_path)) == [("a.jsonl", 0, None, 0)]


def test_a_shard_travels_to_a_worker(write, tmp_path):
    write("a.jsonl", b"{}")
    (shard,) = plan(tmp_path)
    assert pickle.loads(pickle.dumps(shard)) == shard


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Thirty-two records, four of them without text, in files of four kinds."""
    folder = tmp_path_factory.mktemp("mixed")
    lines = b'{"text":"a"}\n' * 5 + b"{\n\n" + b'{"text":"b"}\n' * 4
    (folder / "a.jsonl").write_bytes(lines)
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    texts = ["c", None, *"defghijk"]
    pq.write_table(pa.table({"text": texts}), folder / "c.parquet", row_group_size=3)
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(b'{"text":"e"}\n' * 3)[:-4])
    return folder


def read(shards):
    return [r for shard in shards for r in read_records(shard, FieldNames())]


@settings(deadline=None)
@given(limit=st.integers(0, 40), shard_bytes=st.sampled_from([1, 20, 60, 1 << 20]))
def test_a_limit_keeps_the_first_records(mixed, limit, shard_bytes):
    whole = read(plan(mixed))
    kept = plan(mixed, shard_bytes=shard_bytes, limit_documents=limit)
    # After the last record comes what is wrong with the last file.
    assert read(kept) == whole[: limit if limit < 34 else None]
    everything = plan(mixed, shard_bytes=shard_bytes)
    assert [replace(shard, limit=None) for shard in kept] == list(
        everything[: len(kept)]
    )


def test_the_limits_hold_together(write, tmp_path):
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        write(name, b'{"text":"a"}\n' * 5)
    shards = plan(tmp_path, limit_shards=2, limit_documents=7)
    assert [(shard.key, shard.limit) for shard in shards] == [
        ("a.jsonl", None),
        ("b.jsonl", 2),
    ]
    assert len(plan(tmp_path, limit_shards=1, limit_documents=7)) == 1


@pytest.mark.parametrize(
    ("options", "limited"),
    [
        ({}, False),
        ({"limit_shards": 1}, True),
        ({"limit_shards": 2}, False),  # the third file has no record
        ({"limit_shards": 9}, False),
        ({"limit_documents": 9}, True),
        ({"limit_documents": 10}, False),
        ({"limit_documents": 11}, False),
        ({"limit_documents": 5}, True),
        ({"limit_shards": 1, "limit_documents": 99}, True),
        ({"limit_shards": 3, "limit_documents": 99}, False),
    ],
)
def test_a_plan_is_limited_if_it_leaves_a_record_out(write, tmp_path, options, limited):
    for name in ("a.jsonl", "b.jsonl"):
        write(name, b'{"text":"a"}\n' * 5)
    write("c.jsonl", b"\n\n")
    plan = plan_reading(list_corpus([str(tmp_path)]), **options)
    assert plan.limited is limited
