"""fact_counts: given observations, expect these counts."""

from __future__ import annotations

from counting_tables import doc_clusters, documents, observations, query

from pipeline.warehouse import Warehouse

COUNTS = ("mentions", "passages", "documents", "clusters", "domains")


def test_no_observations_give_no_facts(warehouse: Warehouse):
    assert query(warehouse, "fact_counts", {}) == []


def test_each_unit_counts_its_own_kind_of_sighting(warehouse: Warehouse):
    rows = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(
                {"doc_key": "a", "passage_start": 0, "passage_key": 1},
                # Another match in the same passage: no further mention.
                {"doc_key": "a", "passage_start": 0, "passage_key": 1},
                # The same sentence again in the same document.
                {"doc_key": "a", "passage_start": 90, "passage_key": 1},
                {"doc_key": "b", "passage_start": 0, "passage_key": 2},
                {"doc_key": "c", "passage_start": 0, "passage_key": 1},
            ),
            "documents": documents(
                {"doc_key": "a", "domain": "x.org"},
                {"doc_key": "b", "domain": "x.org"},
                {"doc_key": "c"},
            ),
            "doc_clusters": doc_clusters({"a": "a", "b": "a"}),
        },
    )

    assert rows == [
        {
            "category": "birthday",
            "entity_key": "ada lovelace",
            "value": "1815-12-10",
            "entity": "Ada Lovelace",
            "mentions": 4,
            "passages": 2,
            "documents": 3,
            "clusters": 2,
            "domains": 1,
        }
    ]


def test_places_in_different_documents_are_never_taken_for_one(warehouse: Warehouse):
    rows = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(
                {"doc_key": "f#1", "passage_start": 12},
                {"doc_key": "f#11", "passage_start": 2},
                {"doc_key": "f", "passage_start": 112},
            )
        },
    )

    assert [row["mentions"] for row in rows] == [3]


def test_rival_values_are_facts_of_their_own(warehouse: Warehouse):
    rows = query(
        warehouse,
        "fact_counts",
        {"observations": observations({"value": "1815"}, {"value": "1816"})},
    )

    assert [(row["value"], row["clusters"]) for row in rows] == [
        ("1815", 1),
        ("1816", 1),
    ]


def test_the_name_in_most_clusters_wins_not_the_one_in_most_documents(
    warehouse: Warehouse,
):
    rows = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(
                {"doc_key": "a", "entity": "ADA LOVELACE"},
                {"doc_key": "b", "entity": "ADA LOVELACE"},
                {"doc_key": "c", "entity": "ADA LOVELACE"},
                {"doc_key": "x", "entity": "Ada Lovelace"},
                {"doc_key": "y", "entity": "Ada Lovelace"},
            ),
            "doc_clusters": doc_clusters({"a": "a", "b": "a", "c": "a"}),
        },
    )

    assert [row["entity"] for row in rows] == ["Ada Lovelace"]


def test_of_equal_names_the_smallest_by_utf8_bytes_wins(warehouse: Warehouse):
    # By UTF-16 units the second would come first.
    names = ["\uffee", "\U00010000"]
    rows = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(
                *({"doc_key": name, "entity": name} for name in names)
            )
        },
    )

    assert [row["entity"] for row in rows] == [min(names, key=str.encode)]


def test_rows_come_in_the_order_of_their_key(warehouse: Warehouse):
    rows = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(
                {"category": "founder", "value": "b"},
                {"category": "founder", "value": "B"},
                {"category": "birthday", "entity_key": "é"},
                {"category": "birthday", "entity_key": "z"},
            )
        },
    )

    assert [(row["category"], row["entity_key"], row["value"]) for row in rows] == [
        ("birthday", "z", "1815-12-10"),
        ("birthday", "é", "1815-12-10"),
        ("founder", "ada lovelace", "B"),
        ("founder", "ada lovelace", "b"),
    ]
