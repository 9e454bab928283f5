"""What `floors sql` refuses: in one line, and without touching a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Floors, assert_refused

from pipeline.report.query import open_tables
from pipeline.warehouse import QueryError, Warehouse
from schemas.tables import TABLES

HOSTILE = (
    # files written
    "copy floors to '{out}/a.csv'",
    "copy (select 1) to '{run}/floors/a.parquet' (format parquet)",
    "with w as (copy floors to '{out}/a.csv') select 1",
    "with w as (copy floors to '{run}/floors/a.csv') select 1",
    "explain analyze copy floors to '{run}/floors/a.csv'",
    "explain analyze with w as (copy floors to '{run}/floors/a.csv') select 1",
    "export database '{out}/all'",
    "attach '{out}/new.db' as other",
    "attach '{run}/floors/new.db'",
    # files read
    "from read_csv('{secret}')",
    "select * from '{secret}'",
    "from read_text('{run}/run.json')",
    "from read_blob('{run}/floors/../run.json')",
    "from glob('{run}/*')",
    "from sniff_csv('{secret}')",
    "from read_parquet('{run}/floors/*.parquet')",
    "from parquet_metadata('{run}/floors/00000.parquet')",
    "select (select count(*) from read_csv('{secret}')) from floors",
    "select 1 limit (select count(*) from read_csv('{secret}'))",
    "summarize '{secret}'",
    "describe '{secret}'",
    "from query('select * from read_csv(''{secret}'')')",
    "from query_table('{secret}')",
    'select * from floors where exists (with "{secret}" as (select 1) select 1) '
    'and 1 in (select count(*) from "{secret}")',
    # the engine's own state
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "reset enable_external_access",
    "pragma database_list",
    "call enable_logging(storage = 'file', storage_path = '{out}/log')",
    "from enable_logging(storage = 'file', storage_path = '{out}/log')",
    "select current_setting('allowed_directories')",
    "select getvariable('secret'), getenv('HOME')",
    "from duckdb_secrets()",
    "show databases",
    "use memory",
    "checkpoint",
    # the tables
    "create table other as from floors",
    "create or replace macro f() as table from read_csv('{secret}')",
    "create view floors as select 1",
    "drop view floors",
    "delete from floors",
    "with gone as (delete from floors returning *) from gone",
    "insert into floors select * from floors",
    "prepare later as select 1",
    "execute later",
    # several statements, and comments that hide them
    "select 1; copy floors to '{out}/a.csv'",
    "select 1; /* select 2 */ drop view floors; -- select 3",
    "/* select 1 */ copy floors to '{out}/a.csv' -- select 1",
    "-- select 1\nset threads = 1",
    "explain /* select */ analyze /* 1 */ copy floors to '{run}/floors/a.csv'",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "",
    "-- nothing",
)
"""Statements that do more than read the tables; each is to be refused."""

FRIENDLY = (
    "select 1 as one",
    "from floors",
    "describe floors",
    "describe select category from floors",
    "summarize floors",
    "show tables",
    "show all tables",
    "explain select * from floors",
    "explain analyze select count(*) from floors",
    "/* why */ explain -- this\n from floors",
    "from (pivot floors on unit in ('clusters', 'documents') using max(observations))",
    "unpivot (select 1 as a, 2 as b) on a, b into name k value v",
    "with recursive t (n) as (select 1 union all select n + 1 from t where n < 3) "
    "from t",
    "select * from FLOORS, range(3) as r (i), unnest([1, 2]) as u (j)",
    "select f.* from main.floors as f asof join floors as g on f.prompts >= g.prompts",
    "select table_name from information_schema.columns",
    "values (1), (2)",
    "from conflicts union by name from prompt_conflicts",
    "select list_transform([1, 2], lambda x: x + 1), json_extract('{\"a\": 1}', '$.a')",
    "select 'copy floors to ''x''; drop table floors' as text -- attach",
)
"""Queries that only read, of many forms."""


@pytest.fixture(scope="module")
def tables(finished: Path) -> Iterator[Warehouse]:
    with open_tables(finished, [table.name for table in TABLES]) as warehouse:
        yield warehouse


def fill(statement: str, finished: Path, folder: Path) -> str:
    secret = folder / "secret.csv"
    secret.write_text("word\nSESAME\n", encoding="utf-8")
    return (
        statement.replace("{secret}", str(secret))
        .replace("{out}", str(folder))
        .replace("{run}", str(finished))
    )


def list_files(*folders: Path) -> list[tuple[str, int]]:
    return sorted(
        (str(path), path.stat().st_mtime_ns)
        for folder in folders
        for path in folder.rglob("*")
    )


def test_there_are_thirty_and_more() -> None:
    assert len(set(HOSTILE)) > 30


@pytest.mark.parametrize("statement", HOSTILE)
def test_a_hostile_statement_is_refused_and_touches_nothing(
    tables: Warehouse, statement: str, finished: Path, tmp_path: Path
) -> None:
    query = fill(statement, finished, tmp_path)
    before = list_files(finished, tmp_path)
    with pytest.raises(QueryError) as refused:
        tables.table(query)
    assert "SESAME" not in str(refused.value)
    with pytest.raises(QueryError):
        list(tables.stream(query))
    assert list_files(finished, tmp_path) == before
    assert tables.table("select count(*) from floors").num_rows == 1


@pytest.mark.parametrize(
    "statement", [HOSTILE[0], HOSTILE[2], HOSTILE[9], HOSTILE[24], HOSTILE[-3]]
)
def test_the_command_says_so_in_one_line(
    floors: Floors, statement: str, finished: Path, tmp_path: Path
) -> None:
    query = fill(statement, finished, tmp_path)
    before = list_files(finished, tmp_path)
    assert_refused(floors, "sql", finished, query, code=1, says=("",))
    assert list_files(finished, tmp_path) == before


@pytest.mark.parametrize("query", FRIENDLY)
def test_a_query_that_only_reads_is_answered(tables: Warehouse, query: str) -> None:
    assert tables.table(query).num_columns > 0


def test_a_query_nested_too_deeply_is_refused(tables: Warehouse) -> None:
    for query in ("select " + "(" * 5_000 + "1" + ")" * 5_000, "select " + "-" * 900):
        with pytest.raises(QueryError):
            tables.table(query)


def test_many_comments_before_explain_take_no_time(tables: Warehouse) -> None:
    with pytest.raises(QueryError):
        tables.table("/**/" * 50_000 + "explain analyze drop view floors")
