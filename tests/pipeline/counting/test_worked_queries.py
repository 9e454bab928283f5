"""The worked queries of `floors sql`, over a corpus that is small enough to count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from counting_tables import (
    categories,
    doc_clusters,
    documents,
    observations,
    run_settings,
)

from pipeline.report.query import VIEW_READS
from pipeline.report.worked_queries import list_worked_queries
from pipeline.warehouse import Warehouse, read_sql
from schemas.summaries import SUMMARIES
from schemas.tables import (
    BY_NAME,
    FACT_COUNTS,
    FLOORS,
    PROMPT_COUNTS,
    REJECTS,
    SHARDS,
    SPECTRUM,
)
from schemas.views import VIEWS

Row = dict[str, Any]
Ask = Callable[[str], list[Row]]

NAMES = [query.name for query in list_worked_queries()]

DOMAINS = {"d1": "a.example", "d2": "b.example", "d3": "c.example", "d4": "a.example"}
"""d5 and d6 have no url; d2 and d3 are copies."""

STATED = (
    # Ada: d1, and one cluster of copies.
    ("birthday", "ada", "1960-03-05", "d1", "was_born_on"),
    ("birthday", "ada", "1960-03-05", "d2", "was_born_on"),
    ("birthday", "ada", "1960-03-05", "d3", "was_born_on"),
    ("birthday", "bob", "1970-01-01", "d4", "born_bracket"),
    # Cy: copies alone.
    ("birthday", "cy", "1980-02-02", "d2", "was_born_on"),
    ("birthday", "cy", "1980-02-02", "d3", "was_born_on"),
    # Dee: two documents that contradict each other.
    ("birthday", "dee", "1990-01-01", "d5", "was_born_on"),
    ("birthday", "dee", "1991-01-01", "d6", "was_born_on"),
    ("birthplace", "ada", "Tarnby", "d1", "was_born_in"),
    ("birthplace", "eve", "Tarnby", "d4", "was_born_in"),
)


def make_tables() -> dict[str, pa.Table]:
    """The tables of a run over six documents."""
    stated = observations(
        *(
            {
                "category": category,
                "entity": entity.title(),
                "entity_key": entity,
                "value": value,
                "doc_key": doc_key,
                "pattern": pattern,
                "passage": f"{entity.title()}: {value}.",
                "passage_start": number,
                "passage_key": number,
            }
            for number, (category, entity, value, doc_key, pattern) in enumerate(STATED)
        )
    )
    pages = documents(
        *(
            {
                "doc_key": f"d{number}",
                "doc_id": f"d{number}",
                "domain": DOMAINS.get(f"d{number}"),
                "url": None,
                "title": f"Page {number}",
                "chars": 1000,
            }
            for number in range(1, 7)
        )
    )
    rejects = [
        {"shard": "s1", "position": 7, "reason": "no_text", "detail": "empty"},
        {"shard": "s2", "position": 9, "reason": "no_text", "detail": "empty"},
        {"shard": "s1", "position": 8, "reason": "invalid_json", "detail": "cut"},
    ]
    shards = [
        {
            "shard": shard,
            "bytes": 10,
            "documents": read,
            "fact_bearing": 3,
            "observations": 5,
            "rejects": rejected,
            "seconds": 0.1,
        }
        for shard, read, rejected in (("s1", 10, 2), ("s2", 7, 1))
    ]
    place = {"name": "birthplace", "value_type": "LOCATION", "arbitrary": False}
    return {
        "observations": stated,
        "documents": pages,
        "doc_clusters": doc_clusters({"d2": "d2", "d3": "d2"}),
        "categories": categories({}, {**place, "plausible_values": 50}),
        "rejects": pa.Table.from_pylist(rejects, schema=REJECTS.arrow),
        "shards": pa.Table.from_pylist(shards, schema=SHARDS.arrow),
        "run_settings": run_settings(limited=False),
    }


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Answer a worked query by its name."""
    with Warehouse(threads=1) as warehouse:
        for declared in BY_NAME.values():
            warehouse.bind(declared.name, declared.arrow.empty_table())
        for name, table in make_tables().items():
            warehouse.bind(name, table)
        for view in VIEWS:
            assert view.name in VIEW_READS
            warehouse.define(view.name, read_sql(view.name))
        counts = (FACT_COUNTS, PROMPT_COUNTS, SPECTRUM)
        for declared in (*counts, *SUMMARIES, FLOORS):
            found = warehouse.table(read_sql(declared.name))
            warehouse.bind(declared.name, declared.conform(found))
        texts = {query.name: query.text for query in list_worked_queries()}
        answers = {name: warehouse.table(texts[name]).to_pylist() for name in NAMES}
    return answers.__getitem__


def by_category(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["category"], []).append(row)
    return found


def test_there_are_fifteen_and_each_asks_a_question() -> None:
    queries = list_worked_queries()
    assert len(queries) >= 15
    for query in queries:
        assert query.question.endswith("?"), query.name
        assert query.grain.startswith("one row per"), query.name
        for table in query.text.split("-- Reads")[1].splitlines()[0].split(","):
            assert table.strip() in {*BY_NAME, *(view.name for view in VIEWS)}


def test_floors_are_divided_by_observations(ask: Ask) -> None:
    rows = [
        (row["category"], row["observations"], row["singletons"], row["singleton_rate"])
        for row in ask("floors_by_category")
    ]
    assert rows == [("birthplace", 2, 2, 1), ("birthday", 6, 2, pytest.approx(1 / 3))]


def test_copies_hide_singletons(ask: Ask) -> None:
    row = by_category(ask("unit_effect"))["birthday"][0]
    assert row["documents"] == pytest.approx(1 / 8)
    assert row["clusters"] == pytest.approx(2 / 6)
    assert row["copies_hide"] == pytest.approx(2 / 6 - 1 / 8)


def test_the_most_repeated_come_first(ask: Ask) -> None:
    rows = by_category(ask("most_repeated_prompts"))["birthday"]
    assert [(row["entity"], row["clusters"], row["documents"]) for row in rows] == [
        ("Ada", 2, 3),
        ("Dee", 2, 2),
        ("Bob", 1, 1),
        ("Cy", 1, 2),
    ]


def test_singletons_come_with_passage_and_source(ask: Ask) -> None:
    rows = by_category(ask("singletons"))["birthday"]
    assert {(row["entity"], row["passage"], row["place"]) for row in rows} == {
        ("Bob", "Bob: 1970-01-01.", "Page 4"),
        ("Cy", "Cy: 1980-02-02.", "Page 2"),
    }


def test_rival_values_stand_side_by_side(ask: Ask) -> None:
    rows = ask("conflicting_prompts")
    assert [(row["entity"], row["value"], row["prompt_clusters"]) for row in rows] == [
        ("Dee", "1990-01-01", 2),
        ("Dee", "1991-01-01", 2),
    ]


def test_the_top_domains_share_is_of_documents_with_one(ask: Ask) -> None:
    row = by_category(ask("domain_concentration"))["birthday"][0]
    # a.example 2 (Ada, Bob), b.example 2, c.example 2 (Ada, Cy each)
    assert (row["observations"], row["domains"]) == (6, 3)
    assert row["top_domain"] == "a.example"
    assert row["share_top_1"] == pytest.approx(1 / 3)
    assert row["share_top_10"] == 1


def test_singletons_lie_where_their_cluster_begins(ask: Ask) -> None:
    rows = by_category(ask("singleton_domains"))["birthday"]
    assert [
        (row["site"], row["singletons"], row["singleton_share"]) for row in rows
    ] == [
        ("a.example", 1, 0.5),
        ("b.example", 1, 0.5),
    ]


def test_a_fact_in_copies_alone_is_told(ask: Ask) -> None:
    [row] = ask("copied_facts")
    assert (row["entity"], row["documents"], row["clusters"]) == ("Cy", 2, 1)


def test_frequencies_add_up_to_the_facts(ask: Ask) -> None:
    rows = by_category(ask("fact_frequencies"))["birthday"]
    # Facts: Bob, Cy, and two of Dee once; Ada's twice.
    assert [
        (row["seen_from"], row["seen_to"], row["facts"], row["sightings"])
        for row in rows
    ] == [(1, 1, 4, 4), (2, 2, 1, 2)]


def test_clusters_say_what_they_state(ask: Ask) -> None:
    [row] = ask("clusters_with_facts")
    assert (row["cluster_id"], row["documents"], row["facts"]) == ("d2", 2, 2)
    assert row["titles"] == 2
    assert row["first_facts"] == (
        "birthday: Ada = 1960-03-05; birthday: Cy = 1980-02-02"
    )


def test_documents_are_ranked_by_facts(ask: Ask) -> None:
    rows = ask("fact_rich_documents")
    assert [(row["doc_key"], row["facts"]) for row in rows] == [
        ("d1", 2),
        ("d2", 2),
        ("d3", 2),
        ("d4", 2),
        ("d5", 1),
        ("d6", 1),
    ]
    assert rows[0]["facts_per_kilochar"] == 2


def test_a_pattern_that_finds_singletons_alone_stands_out(ask: Ask) -> None:
    rows = by_category(ask("pattern_use"))["birthday"]
    assert [
        (row["pattern"], row["observations"], row["prompts"], row["singletons"])
        for row in rows
    ] == [("was_born_on", 7, 3, 1), ("born_bracket", 1, 1, 1)]
    assert rows[1]["singleton_share"] == 1


def test_the_broadest_entity_has_two_categories(ask: Ask) -> None:
    first = ask("broadest_entities")[0]
    assert (first["entity_key"], first["categories"]) == ("ada", 2)
    assert first["category_names"] == "birthday, birthplace"


def test_rejects_are_counted_by_reason(ask: Ask) -> None:
    rows = ask("rejects_by_reason")
    assert [(row["reason"], row["rejected"], row["shards"]) for row in rows] == [
        ("no_text", 2, 2),
        ("invalid_json", 1, 1),
    ]
    assert rows[0]["reject_rate"] == pytest.approx(2 / 20)
    assert rows[1]["example"] == "s1 at 8: cut"


def test_the_modal_guess_is_right_as_often_as_the_commonest_value(ask: Ask) -> None:
    row = by_category(ask("modal_guess"))["birthplace"][0]
    assert (row["commonest_value"], row["modal_rate"]) == ("Tarnby", 1)
    assert row["rate_by_chance"] == pytest.approx(1 / 50)
    day = by_category(ask("modal_guess"))["birthday"][0]
    assert day["modal_rate"] == 1 / 4


def test_what_lacks_another_category_is_counted(ask: Ask) -> None:
    rows = {row["category"]: row for row in ask("category_overlap")}
    assert (rows["birthday"]["entities"], rows["birthday"]["without_other"]) == (4, 3)
    assert (rows["birthplace"]["in_both"], rows["birthplace"]["without_other"]) == (
        1,
        1,
    )


def test_exposure_is_a_share_of_observations(ask: Ask) -> None:
    row = by_category(ask("exposure"))["birthday"][0]
    assert row["share_le_1"] == pytest.approx(2 / 6)
    assert row["share_le_2"] == 1
    assert row["share_le_1000"] == 1
