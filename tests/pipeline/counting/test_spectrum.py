"""spectrum: how many prompts, and facts, were seen exactly so often."""

from __future__ import annotations

import pyarrow as pa
from counting_tables import Row, query

from pipeline.warehouse import Warehouse
from schemas.tables import FACT_COUNTS, PROMPT_COUNTS, UNITS


def prompts(*counts: Row) -> pa.Table:
    defaults: Row = {
        "category": "birthday",
        "entity": "",
        "distinct_values": 1,
        "top_value": "",
        "top_share": 1.0,
    } | dict.fromkeys(UNITS, 1)
    rows = [
        defaults | {"entity_key": str(number)} | count
        for number, count in enumerate(counts)
    ]
    return pa.Table.from_pylist(rows, schema=PROMPT_COUNTS.arrow)


def facts(*counts: Row) -> pa.Table:
    defaults: Row = {"category": "birthday", "entity_key": "", "entity": ""}
    rows = [
        defaults | dict.fromkeys(UNITS, 1) | {"value": str(number)} | count
        for number, count in enumerate(counts)
    ]
    return pa.Table.from_pylist(rows, schema=FACT_COUNTS.arrow)


def test_no_counts_give_no_spectrum(warehouse: Warehouse):
    assert query(warehouse, "spectrum", {}) == []


def test_prompts_and_facts_are_counted_apart(warehouse: Warehouse):
    rows = query(
        warehouse,
        "spectrum",
        {
            "prompt_counts": prompts({"clusters": 3}, {"clusters": 3}),
            "fact_counts": facts({"clusters": 3}, {"clusters": 1}, {"clusters": 1}),
        },
    )

    clusters = [row for row in rows if row["unit"] == "clusters"]
    assert clusters == [
        {
            "category": "birthday",
            "unit": "clusters",
            "key": key,
            "times_seen": times_seen,
            "prompts": count,
        }
        for key, times_seen, count in [("fact", 1, 2), ("fact", 3, 1), ("prompt", 3, 2)]
    ]


def test_a_prompt_without_a_sighting_in_a_unit_is_not_in_its_spectrum(
    warehouse: Warehouse,
):
    rows = query(
        warehouse,
        "spectrum",
        {"prompt_counts": prompts({"domains": 0}, {"domains": 2, "mentions": 2})},
    )

    found = [(row["unit"], row["times_seen"], row["prompts"]) for row in rows]
    assert found == [
        ("clusters", 1, 2),
        ("documents", 1, 2),
        ("domains", 2, 1),
        ("mentions", 1, 1),
        ("mentions", 2, 1),
        ("passages", 1, 2),
    ]
