from __future__ import annotations

import io
from collections.abc import Iterator

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from upath import UPath

from pipeline.bound_files import BoundFiles
from pipeline.locations import read_location
from pipeline.warehouse import QueryError, Warehouse

ROWS = 40_000


@pytest.fixture
def run() -> Iterator[UPath]:
    """A run at a store with one table of two files, and an object beside the run."""
    location = read_location("memory://westerby/it's [a] run")
    assert isinstance(location, UPath)
    for number in range(2):
        content = io.BytesIO()
        start = number * ROWS
        numbers = list(range(start, start + ROWS))
        rows = pa.table({"number": numbers, "name": [f"n{n % 50}" for n in numbers]})
        pq.write_table(rows, content, row_group_size=8_192)
        location.fs.pipe_file(
            f"{location.path}/words/0000{number}.parquet", content.getvalue()
        )
    location.fs.pipe_file(f"{location.path}/words/.00002.parquet.tmp", b"half")
    location.fs.pipe_file("/westerby/secret.csv", b"a,b\n1,2\n")
    yield location
    fsspec.filesystem("memory").rm("/westerby", recursive=True)


def test_only_what_is_bound_is_there(run: UPath) -> None:
    files = BoundFiles(run.fs)
    words = run / "words"
    assert files.bind(words, "00000.parquet") == [files.name(words / "00000.parquet")]
    bound, other = str(words / "00000.parquet"), str(words / "00001.parquet")
    assert files.exists(bound)
    assert files.isfile(bound)
    assert files.glob(bound) == [words.path + "/00000.parquet"]
    assert not files.exists(other)
    with pytest.raises(FileNotFoundError):
        files.open(other)
    with pytest.raises(PermissionError):
        files.open(bound, "wb")
    files.forget()
    assert not files.exists(bound)


def test_a_file_reads_as_it_is(run: UPath) -> None:
    files = BoundFiles(run.fs)
    [name] = files.bind(run / "words", "00001.parquet")
    whole = (run / "words" / "00001.parquet").read_bytes()
    with files.open(name) as file:
        assert file.read(4) == whole[:4]
        assert file.tell() == 4
        assert file.seek(-4, io.SEEK_END) == len(whole) - 4
        assert file.read() == whole[-4:]
        assert file.read(1) == b""
        file.seek(10)
        file.seek(5, io.SEEK_CUR)
        assert file.read(100) == whole[15:115]


def test_a_table_at_a_store_is_queried(run: UPath) -> None:
    with Warehouse(threads=2) as warehouse:
        warehouse.bind("words", run / "words")
        [row] = warehouse.table(
            "select count(*) as rows, sum(number)::bigint as total, "
            "count(distinct name) as names from words"
        ).to_pylist()
        assert row == {
            "rows": 2 * ROWS,
            "total": ROWS * (2 * ROWS - 1),
            "names": 50,
        }
        ordered = warehouse.table("select number from words where name = 'n7'")
        assert ordered["number"].to_pylist() == list(range(7, 2 * ROWS, 50))


def test_a_replaced_file_is_read_anew(run: UPath) -> None:
    with Warehouse() as warehouse:
        for number in range(3):
            content = io.BytesIO()
            pq.write_table(pa.table({"number": [number]}), content)
            run.fs.pipe_file(f"{run.path}/one/00000.parquet", content.getvalue())
            warehouse.bind("one", run / "one")
            assert warehouse.table("from one")["number"].to_pylist() == [number]
            warehouse.forget()


def test_a_sealed_warehouse_reads_no_other_object(run: UPath) -> None:
    with Warehouse() as warehouse:
        warehouse.bind("words", run / "words")
        warehouse.seal()
        assert warehouse.table("from words limit 3").num_rows == 3
        quoted = str(run).replace("'", "''")
        for query in (
            "from read_csv('memory://westerby/secret.csv')",
            f"from read_text('{quoted}/../secret.csv')",
            f"from read_text('{quoted}/words/.00002.parquet.tmp')",
            "from read_text('/etc/hostname')",
            f"copy words to '{quoted}/out.csv'",
        ):
            with pytest.raises(QueryError):
                warehouse.table(query)


def test_a_missing_folder_is_an_empty_table(run: UPath) -> None:
    with Warehouse() as warehouse:
        warehouse.bind("bands", run / "bands")
        assert warehouse.table("from bands").num_rows == 0
