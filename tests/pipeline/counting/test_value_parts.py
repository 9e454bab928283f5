"""The parts of values: as a run makes them, and as the view value_parts does."""

from __future__ import annotations

import pyarrow as pa
import pytest
from counting_tables import Row, categories, query
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.counting.value_parts import split_values
from pipeline.warehouse import Warehouse
from schemas.tables import FACT_COUNTS, PROMPT_COUNTS, UNITS
from schemas.views import VALUE_PARTS


def batch(*values: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(
        [{"category": "c", "entity_key": "e", "value": value} for value in values],
        schema=pa.schema([(name, pa.string()) for name in VALUE_PARTS.arrow.names[:3]]),
    )


def parts_of(value: str) -> list[str]:
    rows = split_values(batch(value))
    VALUE_PARTS.check(rows)
    return sorted(rows["part"].to_pylist())


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("1960-03-05", ["day 05", "month 03", "year 1960"]),
        ("1960-03", ["month 03", "year 1960"]),
        ("1960", ["year 1960"]),
        ("--03-05", ["day 05", "month 03"]),
        ("--03", ["month 03"]),
        ("-", []),
        ("", []),
        ("!?", []),
        ("19600", ["19600"]),
        ("1960-3-5", ["1960", "3", "5"]),
        ("The 1960 Club", ["1960", "club", "the"]),
        ("Boutros  BOUTROS-Harn", ["boutros", "harn"]),
        ("Åsa O'Dell_2", ["dell_2", "o", "åsa"]),
        ("e\u0301te", ["e\u0301te"]),
    ],
)
def test_a_value_has_the_parts_of_a_date_or_its_words(value: str, parts: list[str]):
    assert parts_of(value) == parts


def test_no_value_has_no_part():
    rows = split_values(batch())

    VALUE_PARTS.check(rows)
    assert rows.num_rows == 0


def test_each_row_has_its_own_parts():
    rows = split_values(batch("Ann Lund", "1960", "Ann"))

    found = {(row["value"], row["part"]) for row in rows.to_pylist()}
    assert found == {
        ("Ann Lund", "ann"),
        ("Ann Lund", "lund"),
        ("1960", "year 1960"),
        ("Ann", "ann"),
    }
    assert rows.num_rows == 4


texts = st.one_of(
    st.text(max_size=8),
    st.text("0123456789-", max_size=10),
    st.from_regex(r"\A(\d{4}|-)(-\d\d){0,2}\Z"),
    st.text("aÀİßĿǅΣςẞ\u0301\u0660Ⅷ _-'.", max_size=8),
)


@settings(
    max_examples=25,
    deadline=None,
    # The warehouse is shared on purpose: every query binds all of its views anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(texts, min_size=2, max_size=40, unique=True))
@example(["1960\n", "1960"])
@example(["\u0661\u0669\u0666\u0660", "٣"])
def test_the_view_splits_values_as_a_run_does(warehouse: Warehouse, values: list[str]):
    units = dict.fromkeys(UNITS, 2)
    facts: list[Row] = [
        {"category": "c", "entity_key": "e", "entity": "E", "value": value} | units
        for value in values
    ]
    prompt: Row = {"category": "c", "entity_key": "e", "entity": "E"} | units
    prompt |= {"distinct_values": len(values), "top_value": "", "top_share": 0.5}

    rows = query(
        warehouse,
        "value_parts",
        {
            "categories": categories({"name": "c"}),
            "fact_counts": pa.Table.from_pylist(facts, FACT_COUNTS.arrow),
            "prompt_counts": pa.Table.from_pylist([prompt], PROMPT_COUNTS.arrow),
        },
    )

    def pairs(found: list[Row]) -> list[tuple[str, str]]:
        return sorted((row["value"], row["part"]) for row in found)

    assert pairs(rows) == pairs(split_values(batch(*values)).to_pylist())
