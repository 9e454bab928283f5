"""prompt_counts: given observations, expect these counts."""

from __future__ import annotations

from counting_tables import doc_clusters, documents, observations, query

from pipeline.warehouse import Warehouse


def test_no_observations_give_no_prompts(warehouse: Warehouse):
    assert query(warehouse, "prompt_counts", {}) == []


def test_a_cluster_with_rival_values_is_one_sighting_of_the_prompt(
    warehouse: Warehouse,
):
    rows = query(
        warehouse,
        "prompt_counts",
        {
            "observations": observations(
                {"doc_key": "a", "passage_start": 0, "passage_key": 1, "value": "1815"},
                # One passage, two values: one mention.
                {"doc_key": "a", "passage_start": 0, "passage_key": 1, "value": "1816"},
                {"doc_key": "b", "passage_start": 5, "passage_key": 2, "value": "1816"},
                {"doc_key": "c", "passage_start": 5, "passage_key": 2, "value": "1816"},
            ),
            "documents": documents(
                {"doc_key": "a", "domain": "x.org"},
                {"doc_key": "b"},
                {"doc_key": "c", "domain": "y.org"},
            ),
            "doc_clusters": doc_clusters({"a": "a", "b": "a"}),
        },
    )

    assert rows == [
        {
            "category": "birthday",
            "entity_key": "ada lovelace",
            "entity": "Ada Lovelace",
            "mentions": 3,
            "passages": 2,
            "documents": 3,
            "clusters": 2,
            "domains": 2,
            "distinct_values": 2,
            "top_value": "1816",
            "top_share": 1.0,
        }
    ]


def test_of_equal_values_the_smallest_by_utf8_bytes_is_on_top(warehouse: Warehouse):
    values = ["\U00010000", "\uffee", "\ufffd"]
    rows = query(
        warehouse,
        "prompt_counts",
        {
            "observations": observations(
                *({"doc_key": value, "value": value} for value in values)
            )
        },
    )

    assert [(row["top_value"], row["top_share"]) for row in rows] == [
        (min(values, key=str.encode), 1 / 3)
    ]


def test_top_share_is_of_the_clusters_that_state_the_prompt(warehouse: Warehouse):
    rows = query(
        warehouse,
        "prompt_counts",
        {
            "observations": observations(
                {"doc_key": "a", "value": "1815"},
                {"doc_key": "b", "value": "1815"},
                {"doc_key": "c", "value": "1815"},
                {"doc_key": "d", "value": "1815"},
                {"doc_key": "d", "value": "1816"},
                {"doc_key": "e", "value": "1816"},
            ),
            "doc_clusters": doc_clusters({"b": "b", "c": "b"}),
        },
    )

    # Clusters: a, b (with c), d and e; 1815 is in three of them, 1816 in two.
    assert [(row["top_value"], row["top_share"]) for row in rows] == [("1815", 0.75)]


def test_a_prompt_without_any_url_has_no_domain(warehouse: Warehouse):
    rows = query(
        warehouse,
        "prompt_counts",
        {"observations": observations({}), "documents": documents({})},
    )

    assert [row["domains"] for row in rows] == [0]
