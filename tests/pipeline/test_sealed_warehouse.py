"""What a query that somebody else wrote may do, and how it is stopped."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.warehouse import QueryError, Warehouse

NEVER_ENDING = "select count(distinct hash(range) % 1000) from range(80000000000)"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Warehouse]:
    words = tmp_path / "it's a run" / "words"
    words.mkdir(parents=True)
    pq.write_table(pa.table({"word": ["a", "b"]}), words / "00000.parquet")
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    with Warehouse() as warehouse:
        warehouse.bind("words", words)
        warehouse.seal()
        yield warehouse


def test_a_defined_view_is_answered(sealed: Warehouse) -> None:
    sealed.define("bees", "select word from words where word = 'b'")

    assert sealed.table("from bees")["word"].to_pylist() == ["b"]


@pytest.mark.parametrize(
    "query",
    [
        "select * from words order by word",
        "from words order by word;",
        "with w as (select word from words) select word from w order by word",
    ],
)
def test_a_select_is_answered(sealed: Warehouse, query: str) -> None:
    assert sealed.table(query).to_pylist() == [{"word": "a"}, {"word": "b"}]
    assert [batch.num_rows for batch in sealed.stream(query)] == [2]


@pytest.mark.parametrize("query", ["describe words", "show tables", "summarize words"])
def test_tables_may_be_described(sealed: Warehouse, query: str) -> None:
    assert sealed.table(query).num_rows == 1


@pytest.mark.parametrize(
    "statement",
    [
        "copy words to '{run}/out.csv'",
        "copy words to '{run}/out.parquet' (format parquet)",
        "attach '{run}/new.db'",
        "export database '{run}/all'",
        "explain analyze copy words to '{run}/out.csv'",
        "create table copied as from words",
        "create view other as from words",
        "drop view words",
        "insert into words values ('c')",
        "set threads = 1",
        "set enable_external_access = true",
        "pragma version",
        "install httpfs",
        "load json",
        "select 1; drop view words",
        "",
        "-- nothing",
    ],
)
def test_nothing_else_is_run(sealed: Warehouse, statement: str, tmp_path: Path) -> None:
    run = tmp_path / "it's a run"
    before = sorted(run.rglob("*"))
    query = statement.format(run=str(run).replace("'", "''"))
    with pytest.raises(QueryError):
        sealed.table(query)
    with pytest.raises(QueryError):
        list(sealed.stream(query))
    assert sorted(run.rglob("*")) == before
    assert sealed.table("from words").num_rows == 2


@pytest.mark.parametrize(
    "query",
    [
        "from read_csv('{folder}/secret.csv')",
        "from '{folder}/secret.csv'",
        "from read_text('{folder}/it''s a run/../secret.csv')",
        "from glob('{folder}/*')",
        "from query('copy words to ''out.csv''')",
    ],
)
def test_no_file_of_another_folder_is_read(
    sealed: Warehouse, query: str, tmp_path: Path
) -> None:
    with pytest.raises(QueryError):
        sealed.table(query.format(folder=tmp_path))


def test_ctrl_c_ends_a_query_at_once(sealed: Warehouse) -> None:
    # A shell that starts the tests in the background lets them ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            sealed.table(NEVER_ENDING)
    finally:
        signal.signal(signal.SIGINT, before)
    timer.join()
    assert sealed.table("from words").num_rows == 2
