"""conflicts: the prompts whose values conflict, and what their years suggest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pyarrow as pa
import pytest
from counting_tables import (
    Row,
    categories,
    doc_clusters,
    documents,
    observations,
    query,
    run_settings,
    summarise,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.warehouse import Warehouse
from schemas.tables import BY_NAME

Stated = tuple[str, str, str, str]
"""A document, a category, an entity's key and a value."""

DATES = ("birthday", "birth_year", "death_date", "death_year")


def tables_of(
    warehouse: Warehouse,
    stated: Iterable[Stated],
    cluster_of: dict[str, str] | None = None,
) -> dict[str, pa.Table]:
    """The tables of a run whose documents state this and no more."""
    stated = list(stated)
    tables = {
        "categories": categories(
            *({"name": name} for name in DATES),
            {"name": "founding_year", "entity_type": "ORGANISATION"},
            {"name": "birthplace", "value_type": "LOCATION"},
            {"name": "spouse", "value_type": "PERSON", "single_valued": False},
        ),
        "observations": observations(
            *(
                {
                    "doc_key": doc_key,
                    "category": category,
                    "entity": entity_key.title(),
                    "entity_key": entity_key,
                    "value": value,
                    "passage": f"{entity_key} {value}, says {doc_key}",
                    "match_start": number,
                }
                for number, (doc_key, category, entity_key, value) in enumerate(stated)
            )
        ),
        "documents": documents(*({"doc_key": key} for key in {s[0] for s in stated})),
        "doc_clusters": doc_clusters(cluster_of or {}),
    }
    for name in ("fact_counts", "prompt_counts"):
        rows = query(warehouse, name, tables)
        tables[name] = pa.Table.from_pylist(rows, BY_NAME[name].arrow)
    return tables


def conflicts(
    warehouse: Warehouse,
    *stated: Stated,
    cluster_of: dict[str, str] | None = None,
) -> list[Row]:
    return query(warehouse, "conflicts", tables_of(warehouse, stated, cluster_of))


def guess(warehouse: Warehouse, *stated: Stated) -> dict[tuple[str, str], str]:
    """What each prompt in conflict looks like."""
    return {
        (row["category"], row["entity_key"]): row["looks_like"]
        for row in conflicts(warehouse, *stated)
    }


def test_rival_values_are_shown_with_counts_and_a_passage(warehouse: Warehouse):
    rows = conflicts(
        warehouse,
        ("b", "birth_year", "ada holt", "1960"),
        ("c", "birth_year", "ada holt", "1961"),
        ("a", "birth_year", "ada holt", "1961"),
        ("d", "birth_year", "ada holt", "1961"),
        cluster_of={"c": "c", "d": "c"},
    )

    shared = {
        "category": "birth_year",
        "entity_key": "ada holt",
        "entity": "Ada Holt",
        "prompt_clusters": 3,
        "rival_values": 2,
        "years_apart": 1,
        "looks_like": "",
    }
    assert rows == [
        {
            **shared,
            "value": "1961",
            "clusters": 2,
            "documents": 3,
            "doc_key": "a",
            "passage": "ada holt 1961, says a",
        },
        {
            **shared,
            "value": "1960",
            "clusters": 1,
            "documents": 1,
            "doc_key": "b",
            "passage": "ada holt 1960, says b",
        },
    ]


@pytest.mark.parametrize(
    "stated",
    [
        # One document alone, or copies of one, is one sighting.
        [("a", "birth_year", "ada", "1960"), ("a", "birth_year", "ada", "1961")],
        [("a", "birthday", "ada", "1960-03-05"), ("b", "birthday", "ada", "1960")],
        [("a", "spouse", "ada", "Ivo Lund"), ("b", "spouse", "ada", "Per Dahl")],
        [("a", "birth_year", "ada", "1960"), ("b", "birth_year", "ida", "1961")],
    ],
)
def test_other_prompts_are_left_out(warehouse: Warehouse, stated: list[Stated]):
    assert conflicts(warehouse, *stated) == []


def test_copies_are_one_sighting_and_no_conflict(warehouse: Warehouse):
    stated = ("a", "birth_year", "ada", "1960"), ("b", "birth_year", "ada", "1961")

    assert len(conflicts(warehouse, *stated)) == 2
    assert conflicts(warehouse, *stated, cluster_of={"a": "a", "b": "a"}) == []


def test_years_far_apart_look_like_homonyms(warehouse: Warehouse):
    for later, expected in (("1575", "homonym"), ("1574", "")):
        guesses = guess(
            warehouse,
            ("a", "birth_year", "ivo lund", "1560"),
            ("b", "birth_year", "ivo lund", later),
        )
        assert guesses == {("birth_year", "ivo lund"): expected}


def test_a_second_founding_looks_like_nothing(warehouse: Warehouse):
    guesses = guess(
        warehouse,
        ("a", "founding_year", "tarnby college", "1396"),
        ("b", "founding_year", "tarnby college", "2002"),
    )
    assert guesses == {("founding_year", "tarnby college"): ""}


def test_dates_that_no_one_life_holds_look_like_homonyms(warehouse: Warehouse):
    # Nobody is born after he died; and whatever else is disputed is so for that.
    guesses = guess(
        warehouse,
        ("a", "birth_year", "ivo lund", "1801"),
        ("a", "death_date", "ivo lund", "1805-02-01"),
        ("a", "birthplace", "ivo lund", "Tarnby"),
        ("b", "birthday", "ivo lund", "1806-07-08"),
        ("b", "birth_year", "ivo lund", "1806"),
        ("b", "birthplace", "ivo lund", "Harn"),
    )
    assert guesses == {
        ("birth_year", "ivo lund"): "homonym",
        ("birthplace", "ivo lund"): "homonym",
    }


def test_rivals_within_one_life_look_like_an_error(warehouse: Warehouse):
    life = [
        ("a", "birth_year", "ada holt", "1380"),
        ("a", "death_year", "ada holt", "1441"),
    ]
    for death, expected in (("1461", "error"), ("1442", ""), ("1491", "homonym")):
        guesses = guess(warehouse, *life, ("b", "death_year", "ada holt", death))
        assert guesses == {("death_year", "ada holt"): expected}


def test_a_value_outvoted_three_to_one_looks_like_an_error(warehouse: Warehouse):
    right = [(key, "founding_year", "tarnby mill", "1901") for key in "abc"]
    wrong = ("d", "founding_year", "tarnby mill", "1902")

    assert set(guess(warehouse, *right, wrong).values()) == {"error"}
    assert set(guess(warehouse, *right[1:], wrong).values()) == {""}


def test_values_that_are_no_dates_are_no_years_apart(warehouse: Warehouse):
    rows = conflicts(
        warehouse,
        ("a", "birthplace", "ada holt", "1984"),
        ("b", "birthplace", "ada holt", "2004"),
        ("c", "birthday", "ada holt", "--03-05"),
        ("d", "birthday", "ada holt", "--03-06"),
    )
    assert {row["category"] for row in rows} == {"birthplace", "birthday"}
    assert {(row["years_apart"], row["looks_like"]) for row in rows} == {(None, "")}


def parts(value: str) -> set[str]:
    """The words of a name, or the year, month and day of a date."""
    if value[0] in "-0123456789":
        names = ("year", "month", "day")
        given = zip(names, value.replace("--", "-", 1).split("-"), strict=False)
        return {f"{name} {part}" for name, part in given if part}
    return set(value.lower().split())


@settings(
    max_examples=25,
    deadline=None,
    # The warehouse is shared on purpose: every query binds all of its views anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(("birthday", "birthplace", "spouse")),
            st.sampled_from(("ada", "ida")),
            st.sampled_from(
                ("1960", "1961", "1960-03", "1960-03-05", "--03-05", "Harn", "Old Harn")
            ),
        ),
        max_size=12,
        unique=True,
    )
)
def test_the_rate_is_the_share_of_repeated_prompts_that_are_shown(
    warehouse: Warehouse, stated: list[Stated]
):
    tables = tables_of(warehouse, stated)
    shown = query(warehouse, "conflicts", tables)
    tables = summarise(warehouse, tables)
    tables["run_settings"] = run_settings(limited=False)
    floors = query(warehouse, "floors", tables)

    said: dict[tuple[str, str], set[str]] = {}
    where: dict[tuple[str, str], set[str]] = {}
    for doc_key, category, entity_key, value in stated:
        said.setdefault((category, entity_key), set()).add(value)
        where.setdefault((category, entity_key), set()).add(doc_key)
    repeated = [p for p, docs in where.items() if len(docs) > 1 and p[0] != "spouse"]
    disputed = {
        prompt
        for prompt in repeated
        for one, other in combinations(sorted(said[prompt]), 2)
        if not (parts(one) <= parts(other) or parts(other) <= parts(one))
    }
    assert {(row["category"], row["entity_key"], row["value"]) for row in shown} == {
        (*prompt, value) for prompt in disputed for value in said[prompt]
    }
    for row in floors:
        category = row["category"]
        of = [prompt for prompt in repeated if prompt[0] == category]
        rate = len(disputed & set(of)) / len(of) if of else None
        assert row["conflict_rate"] == rate
