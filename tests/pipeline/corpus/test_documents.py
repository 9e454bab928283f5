import gzip
import tracemalloc

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.documents import Document, Reject, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards

RECORDS = [
    {"id": "x", "text": "one", "url": "http://u", "title": "T", "language": "en"},
    {"id": 2, "text": "two", "url": None, "title": " ", "language": None},
    {"id": "x", "text": "trois 😀"},
]
LINES = b"\n".join(map(orjson.dumps, RECORDS)) + b"\n"


def expected(key: str, second: int, third: int) -> list[Document]:
    return [
        Document(f"{key}#0", "x", "one", "http://u", "T", "en"),
        Document(f"{key}#{second}", "2", "two", None, None, None),
        Document(f"{key}#{third}", "x", "trois 😀", None, None, None),
    ]


def test_the_same_records_are_read_from_every_format(write, read, tmp_path):
    offsets = (LINES.index(b"\n") + 1, LINES.rindex(b"\n", 0, -1) + 1)
    for name, stored in {
        "a.jsonl": LINES,
        "b.json.gz": gzip.compress(LINES),
        "c.ndjson.zst": zstandard.ZstdCompressor().compress(LINES),
    }.items():
        assert read(write(name, stored)) == expected(name, *offsets)
    rows = [{**record, "id": str(record["id"])} for record in RECORDS]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "d.parquet")
    assert read(tmp_path / "d.parquet") == expected("d.parquet", 1, 2)


def test_a_document_without_an_id_is_called_by_its_key(write, read):
    (document,) = read(write("a.jsonl", b'{"text":"t","id":null}'))
    assert document.doc_id == document.doc_key == "a.jsonl#0"


def test_repeated_ids_have_keys_of_their_own(write, read):
    documents = read(write("a.jsonl", b'{"id":1,"text":"t"}\n' * 3))
    assert [d.doc_id for d in documents] == ["1", "1", "1"]
    assert [d.doc_key for d in documents] == ["a.jsonl#0", "a.jsonl#20", "a.jsonl#40"]


def test_integer_ids_of_parquet_are_strings(read, tmp_path):
    table = pa.table({"text": ["a", "b"], "id": pa.array([1, None], pa.int64())})
    pq.write_table(table, tmp_path / "a.parquet")
    assert [d.doc_id for d in read(tmp_path)] == ["1", "a.parquet#1"]


def test_a_record_without_text_is_a_reject_at_its_place(write, read):
    path = write(
        "a.jsonl", b'{"text":"a"}\n{"text":null}\n{"id":1}\n[]\n{"text":"b"}\n'
    )
    kinds = [
        (r.position, r.reason) if isinstance(r, Reject) else r.text for r in read(path)
    ]
    assert kinds == [
        "a",
        (13, "null_text"),
        (27, "no_text"),
        (36, "not_an_object"),
        "b",
    ]


def test_every_row_without_text_is_a_reject(read, tmp_path):
    pq.write_table(pa.table({"text": ["a", None, " "]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"x": [1, 2]}), tmp_path / "b.parquet")
    assert [r[:2] for r in read(tmp_path) if isinstance(r, Reject)] == [
        (1, "null_text"),
        (2, "empty_text"),
        (0, "no_text"),
        (1, "no_text"),
    ]


def test_a_broken_file_leaves_the_other_files_alone(write, read, tmp_path):
    write("a.jsonl", LINES)
    write("b.jsonl.gz", gzip.compress(LINES)[:-9])
    write("c.parquet", b"PAR1")
    (tmp_path / "d.jsonl").symlink_to(tmp_path / "gone")
    write("e.jsonl", LINES)
    records = read(tmp_path)
    rejects = [r for r in records if isinstance(r, Reject)]
    assert [r.reason for r in rejects] == [
        "corrupt_file",
        "corrupt_file",
        "unreadable_file",
    ]
    keys = [r.doc_key.partition("#")[0] for r in records if isinstance(r, Document)]
    assert keys.count("a.jsonl") == keys.count("e.jsonl") == 3


def test_a_file_named_twice_is_read_twice(write, read):
    path = write("en/a.jsonl", b'{"text":"t"}')
    keys = [document.doc_key for document in read(path, path.parent)]
    assert keys == ["0-en/a.jsonl#0", "1-en/a.jsonl#0"]


def test_the_set_names_are_read(write, read, tmp_path):
    fields = FieldNames(text="a.b", id="key", title="a.t")
    record = {"text": "no", "a": {"b": "yes", "t": "T"}, "key": 5}
    write("a.jsonl", orjson.dumps(record))
    pq.write_table(pa.Table.from_pylist([record]), tmp_path / "b.parquet")
    assert read(tmp_path, fields=fields) == [
        Document("a.jsonl#0", "5", "yes", None, "T", None),
        Document("b.parquet#0", "5", "yes", None, "T", None),
    ]


@settings(deadline=None)
@given(
    texts=st.lists(st.text("aé漢😀\0 \n", max_size=40) | st.none(), max_size=20),
    end=st.sampled_from(["\n", "\r\n"]),
    final=st.booleans(),
    shard_bytes=st.integers(1, 300),
    rows=st.integers(1, 7),
)
def test_the_shards_of_a_file_join_to_the_file(
    tmp_path_factory, texts, end, final, shard_bytes, rows
):
    folder = tmp_path_factory.mktemp("split")
    lines = [orjson.dumps({"text": text}).decode() for text in texts]
    (folder / "a.jsonl").write_bytes((end.join(lines) + end * final).encode())
    table = pa.table({"text": pa.array(texts, pa.string())})
    pq.write_table(table, folder / "b.parquet", row_group_size=rows)
    files = list_corpus([str(folder)])
    whole = [
        record
        for shard in plan_shards(files)
        for record in read_records(shard, FieldNames())
    ]
    shards = plan_shards(files, shard_bytes=shard_bytes)
    parts = [list(read_records(shard, FieldNames())) for shard in shards]
    assert [record for part in parts for record in part] == whole
    assert len(whole) == 2 * len(texts)
    keys = [record.doc_key for record in whole if isinstance(record, Document)]
    assert len(set(keys)) == len(keys)
    for part in parts:
        positions = [record.position for record in part if isinstance(record, Reject)]
        assert len(set(positions)) == len(positions)


def test_endless_sets_of_field_names_do_not_fill_the_memory(write):
    lines = (b'{"text":"t","%d":1}\n' % n for n in range(20_000))
    path = write("a.jsonl", lines)
    (shard,) = plan_shards(list_corpus([str(path)]))
    tracemalloc.start()
    assert sum(1 for _ in read_records(shard, FieldNames())) == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20
