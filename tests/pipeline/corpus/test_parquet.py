import random
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.corpus.parquet import (
    has_column,
    list_row_groups,
    read_rows,
    read_schema,
)
from pipeline.corpus.streams import Fault

NOT_UTF8 = pa.StringArray.from_buffers(
    3, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffc")
)
"""Three strings, of which the second is a byte that no UTF-8 text has."""


@pytest.fixture
def store(tmp_path):
    def write_table(table, name="a.parquet", **options):
        if not isinstance(table, pa.Table):
            table = pa.table(table)
        pq.write_table(table, tmp_path / name, **options)
        return str(tmp_path / name)

    return write_table


def read(path, *, either=("text",), columns=("id",), **options):
    return list(read_rows(path, either=either, columns=columns, **options))


def test_rows_come_in_order_with_the_wanted_columns(store):
    path = store({"text": ["a", "b"], "id": [1, 2], "other": [None, None]})
    assert read(path) == [(0, {"text": "a", "id": 1}), (1, {"text": "b", "id": 2})]


def test_only_the_first_of_the_text_columns_is_read(store):
    path = store({"raw": ["r"], "content": ["c"], "text": ["t"], "x": [1]})
    assert read(path, either=("body", "content", "raw")) == [(0, {"content": "c"})]


def test_a_file_without_the_columns_still_has_its_rows(store):
    assert read(store({"x": range(3)}, row_group_size=2)) == [(0, {}), (1, {}), (2, {})]


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.dictionary(pa.int8(), pa.large_string()),
    ],
)
def test_every_kind_of_string_is_read(store, kind):
    texts = pa.array(["a", None, "漢字" * 100, "a"]).cast(kind)
    rows = read(store({"text": texts}))
    assert [row["text"] for _, row in rows] == ["a", None, "漢字" * 100, "a"]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(1)])
def test_bytes_are_left_as_bytes(store, kind):
    rows = read(store({"text": pa.array([b"a", b"\xff"], kind)}))
    assert rows == [(0, {"text": b"a"}), (1, {"text": b"\xff"})]


@pytest.mark.parametrize(
    "broken",
    [
        NOT_UTF8,
        NOT_UTF8.dictionary_encode(),
        pa.StructArray.from_arrays([NOT_UTF8], ["x"]),
    ],
)
def test_a_string_that_is_not_utf8_is_bytes(store, broken):
    path = store({"text": broken, "id": ["1", "2", "3"]})
    wanted = ["a", b"\xff", "c"]
    if pa.types.is_struct(broken.type):
        wanted = [{"x": value} for value in wanted]
    assert [row for _, row in read(path)] == [
        {"text": text, "id": number}
        for text, number in zip(wanted, ["1", "2", "3"], strict=True)
    ]


def test_a_dotted_name_is_a_field_of_a_struct(store):
    metadata = [{"title": "t", "url": "u"}, None, {"title": None, "url": "v"}]
    path = store({"text": ["a", "b", "c"], "metadata": metadata})
    rows = read(path, columns=("metadata.title", "metadata.none", "text.none"))
    assert [row.get("metadata") for _, row in rows] == [
        {"title": "t"},
        None,
        {"title": None},
    ]
    assert read(path, either=("metadata.url",), columns=())[2] == (
        2,
        {"metadata": {"url": "v"}},
    )


def test_a_dotted_name_may_be_a_column_of_its_own(store):
    path = store({"text": ["a"], "metadata.title": ["t"]})
    assert read(path, columns=("metadata.title",)) == [
        (0, {"text": "a", "metadata.title": "t"})
    ]


def test_row_groups_join_to_the_whole(store):
    path = store({"text": [str(n) for n in range(1000)]}, row_group_size=300)
    groups = list_row_groups(path)
    assert [group.rows for group in groups] == [300, 300, 300, 100]
    assert 0 < sum(group.stored_bytes for group in groups) < Path(path).stat().st_size
    parts = read(path, start=0, stop=1) + read(path, start=1, stop=3)
    assert parts + read(path, start=3, stop=4) == read(path)
    assert [row for row, _ in read(path, start=3)] == list(range(900, 1000))


def test_a_file_of_no_rows_is_read(store):
    assert read(store({"text": pa.array([], pa.string())})) == []


def break_group(path: str, group: int) -> None:
    """Overwrite the pages of a row group's first column."""
    chunk = pq.read_metadata(path).row_group(group).column(0)
    first = chunk.dictionary_page_offset or chunk.data_page_offset
    with Path(path).open("r+b") as file:
        file.seek(first)
        file.write(b"\xff" * chunk.total_compressed_size)


def test_a_broken_row_group_is_one_fault_and_the_next_one_is_read(store):
    path = store({"text": [str(n) for n in range(30)]}, row_group_size=10)
    break_group(path, 1)
    rows = read(path)
    assert [row for row, _ in rows] == [*range(11), *range(20, 30)]
    fault = rows[10][1]
    assert fault.reason == "corrupt_file"
    assert fault.detail.startswith("rows 10 to 19 of row group 1: ")
    parts = [read(path, start=start, stop=start + 1) for start in range(3)]
    assert [[row for row, _ in part] for part in parts] == [
        [*range(10)],
        [10],
        [*range(20, 30)],
    ]


@pytest.mark.parametrize("keep", [0, 1, 4, 8, 100, -1, -8])
def test_a_truncated_file_is_one_fault(store, keep):
    path = store({"text": [str(n) for n in range(300)]})
    with Path(path).open("r+b") as file:
        file.truncate(keep % Path(path).stat().st_size)
    ((row, fault),) = read(path)
    assert row == 0
    assert fault.reason == "corrupt_file"
    assert "\n" not in fault.detail
    assert list_row_groups(path) is None
    assert read_schema(path) is None


def test_a_missing_file_is_a_fault_without_its_path(tmp_path):
    ((row, fault),) = read(str(tmp_path / "gone.parquet"))
    assert (row, fault.reason) == (0, "unreadable_file")
    assert "gone" not in fault.detail
    assert list_row_groups(str(tmp_path / "gone.parquet")) is None


def test_a_url_is_read_like_a_path(store):
    path = store({"text": ["a", "b"]})
    with Path(path).open("rb") as file:
        fsspec.filesystem("memory").pipe_file("/parquet/a.parquet", file.read())
    assert read("memory://parquet/a.parquet") == read(path)
    assert list_row_groups("memory://parquet/a.parquet") == list_row_groups(path)
    ((_, fault),) = read("memory://parquet/gone.parquet")
    assert isinstance(fault, Fault)
    assert fault.reason == "unreadable_file"


def test_memory_stays_flat_over_a_large_row_group(store):
    noise = random.Random(1)
    texts = [noise.randbytes(50_000).hex() for _ in range(400)]
    path = store(
        {"text": texts, "id": range(400)}, compression=None, write_batch_size=8
    )
    del texts
    before = pa.total_allocated_bytes()
    peak = 0
    for _ in read_rows(path, either=("text",), columns=("id",)):
        peak = max(peak, pa.total_allocated_bytes() - before)
    assert peak < 0.5 * Path(path).stat().st_size


def test_has_column_looks_into_structs():
    schema = pa.schema(
        {"a": pa.struct({"b": pa.struct({"c": pa.int8()})}), "x.y": "int8"}
    )
    assert has_column(schema, "a")
    assert has_column(schema, "a.b.c")
    assert has_column(schema, "x.y")
    assert not has_column(schema, "a.c")
    assert not has_column(schema, "a.b.c.d")
    assert not has_column(schema, "x")
