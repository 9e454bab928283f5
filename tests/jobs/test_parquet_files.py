from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs import parquet_files
from jobs.parquet_files import (
    ParquetFile,
    remove_unfinished,
    replace_folder,
    stream_file,
)
from pipeline.errors import FloorsError
from schemas.tables import BANDS, SHARDS

SMALL = pa.schema([("word", pa.string()), ("number", pa.int64())])


def rows(count: int, start: int = 0) -> pa.RecordBatch:
    numbers = range(start, start + count)
    words = [f"w{number % 7}" for number in numbers]
    return pa.record_batch([pa.array(words), pa.array(list(numbers))], schema=SMALL)


def write(path: Path, batches: list[pa.RecordBatch]) -> bytes:
    with ParquetFile(path, SMALL) as file:
        for batch in batches:
            file.write(batch)
        file.close()
        file.publish()
    return path.read_bytes()


@settings(deadline=None)
@given(cuts=st.lists(st.integers(0, 100), max_size=12))
def test_the_bytes_do_not_depend_on_the_batches(
    cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    edges = [0, *sorted(cuts), 100]
    pieces = [rows(stop - start, start) for start, stop in pairwise(edges)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_files, "ROW_GROUP_ROWS", 16)
        whole = write(folder / "whole.parquet", [rows(100)])
        assert write(folder / "cut.parquet", pieces) == whole
    sizes = pq.ParquetFile(folder / "cut.parquet").metadata
    counts = [sizes.row_group(n).num_rows for n in range(sizes.num_row_groups)]
    assert counts == [16] * 6 + [4]


def test_a_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    write(tmp_path / "none.parquet", [])
    assert pq.read_table(tmp_path / "none.parquet") == SMALL.empty_table()


def test_a_file_has_its_tables_whole_schema_and_zstd(tmp_path: Path) -> None:
    path = tmp_path / "bands.parquet"
    with ParquetFile(path, BANDS.arrow) as file:
        row = {"doc_key": "a#0", "band": 0, "band_hash": 1}
        file.write(pa.RecordBatch.from_pylist([row], BANDS.arrow))
        file.close()
        file.publish()
    schema = pq.read_schema(path)
    assert schema.equals(BANDS.arrow, check_metadata=True)
    column = pq.ParquetFile(path).metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_a_file_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with ParquetFile(tmp_path / "a.parquet", SMALL) as file:
        file.write(rows(3))
        assert not (tmp_path / "a.parquet").exists()
        file.close()
        assert not (tmp_path / "a.parquet").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_older_file(tmp_path: Path) -> None:
    before = write(tmp_path / "a.parquet", [rows(3)])
    with (
        pytest.raises(pa.ArrowInvalid),
        ParquetFile(tmp_path / "a.parquet", SMALL) as f,
    ):
        f.write(pa.record_batch({"word": ["a"], "number": ["not a number"]}))
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
    assert (tmp_path / "a.parquet").read_bytes() == before


def test_replacing_a_folder_leaves_one_whole_file(tmp_path: Path) -> None:
    folder = tmp_path / "table"
    write(folder / "00000.parquet", [rows(9)])
    write(folder / "00001.parquet", [rows(9)])
    assert replace_folder(folder, [rows(2), rows(3, 2)], SMALL) == 5
    assert [path.name for path in folder.iterdir()] == ["00000.parquet"]
    assert pq.read_table(folder)["number"].to_pylist() == [0, 1, 2, 3, 4]


def test_a_folder_stays_where_its_replacement_fails(tmp_path: Path) -> None:
    folder = tmp_path / "table"
    write(folder / "00000.parquet", [rows(9)])

    def fail() -> pa.RecordBatch:
        yield rows(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_folder(folder, fail(), SMALL)
    assert pq.read_table(folder).num_rows == 9
    assert [path.name for path in tmp_path.iterdir()] == ["table"]


def test_what_an_ended_process_left_is_removed(tmp_path: Path) -> None:
    write(tmp_path / "bands" / "00000.parquet", [rows(1)])
    (tmp_path / "bands" / ".00001.parquet.ab12.tmp").write_bytes(b"half")
    (tmp_path / ".floors.tmp").mkdir()
    (tmp_path / ".floors.tmp" / "00000.parquet").write_bytes(b"half")
    remove_unfinished(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert left == ["bands", "bands/00000.parquet"]


def test_a_file_is_streamed_and_written_to_the_same_bytes(tmp_path: Path) -> None:
    count = 2 * parquet_files.ROW_GROUP_ROWS + 9
    bands = [{"doc_key": f"a#{n}", "band": 0, "band_hash": n} for n in range(count)]
    paths = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    batches = iter([pa.RecordBatch.from_pylist(bands, BANDS.arrow)])
    for path in paths:
        with ParquetFile(path, BANDS.arrow) as file:
            for batch in batches:
                file.write(batch)
            file.close()
            file.publish()
        batches = stream_file(path, BANDS)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    sizes = [batch.num_rows for batch in stream_file(paths[0], BANDS)]
    assert (sum(sizes), max(sizes)) == (count, parquet_files.ROW_GROUP_ROWS)


def test_a_file_that_is_not_the_tables_is_named(tmp_path: Path) -> None:
    write(tmp_path / "words.parquet", [])
    (tmp_path / "half.parquet").write_bytes(b"PAR1 half")
    for name in ("words", "half"):
        path = tmp_path / f"{name}.parquet"
        with pytest.raises(FloorsError, match=str(path)):
            list(stream_file(path, SHARDS))
    with pytest.raises(FileNotFoundError):
        list(stream_file(tmp_path / "gone.parquet", SHARDS))
