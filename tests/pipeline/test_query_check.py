"""What the syntax tree of a query gives away."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest

from pipeline.query_check import find_offence


def tree_of(query: str) -> str:
    with duckdb.connect() as connection:
        sql = "select json_serialize_sql($1::varchar)"
        [[tree]] = connection.execute(sql, [query]).fetchall()
    return str(tree)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("with w as (copy floors to 'x') select 1", "a 'copy' in it"),
        ("with w as (delete from floors) select 1", "a 'delete' in it"),
        ("from other.floors", "no table 'floors'"),
        ("from 'a.csv'", "no table 'a.csv'"),
        ("from READ_CSV('a.csv')", "'read_csv()' is no table"),
        ("select GETENV('HOME')", "'getenv()' is not answered"),
        ("show databases", "'show databases' is not answered"),
        ("drop table floors", "Only a query that reads"),
    ],
)
def test_an_offence_is_named(query: str, says: str) -> None:
    offence = find_offence(tree_of(query), ["floors"])
    assert offence is not None
    assert says in offence


@pytest.mark.parametrize(
    "query",
    [
        "from FLOORS",
        "from main.floors",
        "with mine as (from floors) from Mine",
        "from range(3)",
        "select table_name from information_schema.tables",
    ],
)
def test_what_only_reads_is_no_offence(query: str) -> None:
    assert find_offence(tree_of(query), ["Floors"]) is None


def test_depth_that_json_cannot_hold_is_an_offence() -> None:
    deep: Any = "[" * 200_000 + "]" * 200_000
    assert find_offence(deep, []) == "The query is nested too deeply"


def test_an_unknown_kind_of_node_is_an_offence() -> None:
    tree = json.dumps({"error": False, "statements": [{"node": {"type": "NEW_NODE"}}]})
    assert find_offence(tree, []) is not None
