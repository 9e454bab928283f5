"""Floors side by side: one row a category and key, with every unit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pipeline.report.units import COLUMNS, put_side_by_side
from schemas.tables import UNITS

RATES = dict(zip(UNITS, (0.1, 0.2, 0.3, 0.45, None), strict=True))


def rows_of(category: str, key: str, rates: dict[str, float | None]) -> list[Any]:
    return [
        {
            "category": category,
            "unit": unit,
            "key": key,
            "observations": number,
            "singleton_rate": rate,
        }
        for number, (unit, rate) in enumerate(rates.items())
    ]


def test_no_floors_give_no_rows() -> None:
    assert put_side_by_side([]) == []


def test_every_category_and_key_is_one_row() -> None:
    pairs = [("birthday", "fact"), ("birthday", "prompt"), ("capital", "prompt")]
    rows = [row for pair in pairs for row in rows_of(*pair, RATES)]

    wide = put_side_by_side(rows)
    assert [(row["category"], row["key"]) for row in wide] == pairs
    for row in wide:
        assert tuple(row) == COLUMNS
        assert [row[f"{unit}_n"] for unit in UNITS] == list(range(len(UNITS)))
        assert [row[f"{unit}_rate"] for unit in UNITS] == list(RATES.values())


def test_deduplication_is_what_clusters_add_to_documents() -> None:
    (wide,) = put_side_by_side(rows_of("birthday", "prompt", RATES))
    assert wide["deduplication"] == RATES["clusters"] - RATES["documents"]


def test_without_a_rate_deduplication_adds_nothing_known() -> None:
    for unit in ("documents", "clusters"):
        rows = rows_of("birthday", "prompt", RATES | {unit: None})
        (wide,) = put_side_by_side(rows)
        assert wide["deduplication"] is None


def test_the_columns_name_units_from_the_finest_to_the_coarsest() -> None:
    places = [COLUMNS.index(f"{unit}_rate") for unit in UNITS]
    assert all(one < other for one, other in pairwise(places))
