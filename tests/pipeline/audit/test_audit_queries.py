"""What an audit samples: sightings in unit clusters, each once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import BY_NAME

Row = dict[str, Any]

# Ada Holt is stated in the cluster of a and b, with two values in b, and in c.
STATED = (
    ("ada holt", "1960-03-05", "a"),
    ("ada holt", "1960-03-05", "b"),
    ("ada holt", "1961-03-05", "b"),
    ("ada holt", "1960-03-05", "c"),
    ("oskar lind", "1950-12-25", "c"),
)


def table(name: str, *rows: Row) -> pa.Table:
    """Rows of a table; columns that are not given are null, '' or 0."""
    schema = BY_NAME[name].arrow
    blank = {pa.string(): "", pa.int64(): 0, pa.binary(): b"", pa.float64(): 0.0}
    full = [
        {
            field.name: row.get(
                field.name, None if field.nullable else blank[field.type]
            )
            for field in schema
        }
        for row in rows
    ]
    return pa.Table.from_pylist(full, schema)


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    tables = {
        "observations": [
            {"category": "birthday", "entity_key": key, "value": value, "doc_key": doc}
            | {"entity": key.title(), "passage": f"{key} {value}", "match_end": 3}
            for key, value, doc in STATED
        ],
        "documents": [{"doc_key": "c", "url": "https://oland.example/c"}],
        "doc_clusters": [{"doc_key": doc, "cluster_id": "a"} for doc in "ab"],
        "prompt_counts": [
            {"category": "birthday", "entity_key": key, "clusters": clusters}
            for key, clusters in (("ada holt", 2), ("oskar lind", 1))
        ],
        "fact_counts": [
            {"category": "birthday", "entity_key": key, "value": value, "clusters": n}
            for key, value, n in (
                ("ada holt", "1960-03-05", 2),
                ("ada holt", "1961-03-05", 1),
                ("oskar lind", "1950-12-25", 1),
            )
        ],
    }
    with Warehouse() as opened:
        for name, rows in tables.items():
            opened.bind(name, table(name, *rows))
        opened.define("audit_observations", read_sql("audit_observations"))
        yield opened


def sample(warehouse: Warehouse, *, rows: int, seed: int = 0) -> list[Row]:
    quotas = [
        {"stratum": 0, "least_times": 1, "most_times": 1},
        {"stratum": 1, "least_times": 2, "most_times": 2},
    ]
    quotas = [{"category": "birthday", "rows_wanted": rows} | one for one in quotas]
    warehouse.bind("audit_quotas", pa.Table.from_pylist(quotas))
    warehouse.bind("audit_settings", pa.table({"seed": [seed]}))
    drawn = warehouse.table(read_sql("audit_sample"))
    warehouse.bind("wanted", drawn)
    found: list[Row] = warehouse.table(read_sql("audit_rows")).to_pylist()
    return found


def test_a_cluster_is_one_sighting_of_a_prompt(warehouse: Warehouse):
    rows = sample(warehouse, rows=10)
    assert [(row["entity"], row["times_seen"]) for row in rows] == [
        ("Oskar Lind", 1),
        ("Ada Holt", 2),
        ("Ada Holt", 2),
    ]
    assert {row["doc_key"] for row in rows[1:]} in ({"a", "c"}, {"b", "c"})


def test_a_quota_is_not_exceeded(warehouse: Warehouse):
    assert [row["times_seen"] for row in sample(warehouse, rows=1)] == [1, 2]


def test_any_value_of_a_sighting_may_be_drawn(warehouse: Warehouse):
    drawn = {
        row["value"]
        for seed in range(30)
        for row in sample(warehouse, rows=10, seed=seed)
        if row["doc_key"] == "b"
    }
    assert drawn == {"1960-03-05", "1961-03-05"}


def test_each_value_of_a_sighting_is_as_likely_however_often_it_is_copied(
    warehouse: Warehouse,
):
    copied = [
        {"category": "birthday", "entity_key": "ada holt", "value": value}
        | {"doc_key": f"{number}", "entity": "Ada Holt", "match_start": number}
        for value, copies in (("1960-03-05", 49), ("1961-03-05", 1))
        for number in range(copies)
    ]
    cluster = [{"doc_key": f"{number}", "cluster_id": "0"} for number in range(49)]
    prompts = [{"category": "birthday", "entity_key": "ada holt", "clusters": 1}]
    warehouse.bind("observations", table("observations", *copied))
    warehouse.bind("doc_clusters", table("doc_clusters", *cluster))
    warehouse.bind("prompt_counts", table("prompt_counts", *prompts))
    drawn = [
        row["value"]
        for seed in range(100)
        for row in sample(warehouse, rows=1, seed=seed)
    ]
    assert len(drawn) == 100
    assert 30 <= drawn.count("1961-03-05") <= 70


def test_a_row_knows_what_its_sighting_states(warehouse: Warehouse):
    for row in sample(warehouse, rows=10):
        values = 2 if row["doc_key"] in "ab" else 1
        assert row["facts_in_sighting"] == values
        twice = row["value"] == "1960-03-05"
        assert row["fact_times_seen"] == (2 if twice else 1)
        assert (row["url"] is None) == (row["doc_key"] != "c")
