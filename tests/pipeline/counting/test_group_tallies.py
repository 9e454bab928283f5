"""group_tallies and category_tallies: the SQL against a plain recount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from counting_tables import Row, doc_clusters, documents, observations, query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.counting.jackknife import find_group
from pipeline.warehouse import Warehouse
from schemas.tables import KEYS, UNITS

DOC_KEYS = ("f#0", "f#1", "f#2", "g#0", "é#2", "\U00010000#3")

few_examples = settings(
    max_examples=40,
    deadline=None,
    # The warehouse is shared on purpose: every query binds all of its views anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
random_observations = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(("birthday", "founder")),
            "entity_key": st.sampled_from(("ada", "ivo", "ädä")),
            "value": st.sampled_from(("1815", "1816")),
            "doc_key": st.sampled_from(DOC_KEYS),
            "passage_start": st.sampled_from((0, 11)),
            "passage_key": st.sampled_from((-1, 7)),
        }
    ),
    max_size=20,
)
random_domains = st.fixed_dictionaries(
    {key: st.sampled_from((None, "a.org", "b.org", "c.org")) for key in DOC_KEYS}
)
random_clusters = st.sets(st.sampled_from(DOC_KEYS)).map(
    lambda members: dict.fromkeys(members, min(members)) if len(members) > 1 else {}
)


def unit_ids(row: Row, domains: dict[str, str | None], clusters: dict[str, str]) -> Row:
    doc_key = row["doc_key"]
    return {
        "mentions": (doc_key, row["passage_start"]),
        "passages": row["passage_key"],
        "documents": doc_key,
        "clusters": clusters.get(doc_key, doc_key),
        "domains": domains[doc_key],
    }


def spectra(rows: Iterable[tuple[Row, Row]]) -> dict[tuple[str, str], list[int]]:
    """N and f1 of each (category, key), in unit clusters."""
    sighted = {
        (row["category"], key, row["entity_key"], value, found["clusters"])
        for row, found in rows
        for key, value in zip(KEYS, ("", row["value"]), strict=True)
    }
    counted = Counter(sighting[:4] for sighting in sighted)
    spectra: dict[tuple[str, str], list[int]] = {}
    for (category, key, *_), times in counted.items():
        spectrum = spectra.setdefault((category, key), [0, 0])
        spectrum[0] += times
        spectrum[1] += times == 1
    return spectra


def recount(
    rows: list[Row], domains: dict[str, str | None], clusters: dict[str, str]
) -> Iterator[Row]:
    placed = [(row, unit_ids(row, domains, clusters)) for row in rows]
    whole = spectra(placed)
    for grouped_by in ("clusters", "domains"):
        groups = [
            find_group(found[grouped_by] or found["clusters"]) for _, found in placed
        ]
        for group in set(groups):
            kept = spectra(
                one for one, at in zip(placed, groups, strict=True) if at != group
            )
            for (category, key), (n, f1) in whole.items():
                n_kept, f1_kept = kept.get((category, key), [0, 0])
                if n_kept < n:
                    yield {
                        "category": category,
                        "key": key,
                        "grouped_by": grouped_by,
                        "group_number": group,
                        "observations_lost": n - n_kept,
                        "singletons_lost": f1 - f1_kept,
                    }


@few_examples
@given(random_observations, random_domains, random_clusters)
def test_a_group_takes_away_what_a_recount_without_it_lacks(
    warehouse: Warehouse,
    rows: list[Row],
    domains: dict[str, str | None],
    clusters: dict[str, str],
):
    found = query(
        warehouse,
        "group_tallies",
        {
            "observations": observations(*rows),
            "documents": documents(
                *({"doc_key": key, "domain": of} for key, of in domains.items())
            ),
            "doc_clusters": doc_clusters(clusters),
        },
    )

    expected = recount(rows, domains, clusters)
    assert found == sorted(expected, key=lambda row: list(row.values())[:4])


def test_the_documents_of_these_tests_lie_in_several_groups():
    assert len({find_group(name) for name in (*DOC_KEYS, "a.org", "b.org")}) > 6


@few_examples
@given(random_observations, random_domains, random_clusters)
def test_a_category_is_stated_by_so_many_units(
    warehouse: Warehouse,
    rows: list[Row],
    domains: dict[str, str | None],
    clusters: dict[str, str],
):
    found = query(
        warehouse,
        "category_tallies",
        {
            "observations": observations(*rows),
            "documents": documents(
                *({"doc_key": key, "domain": of} for key, of in domains.items())
            ),
            "doc_clusters": doc_clusters(clusters),
        },
    )

    expected = []
    for category in sorted({row["category"] for row in rows}):
        placed = [
            unit_ids(row, domains, clusters)
            for row in rows
            if row["category"] == category
        ]
        with_domain = [ids for ids in placed if ids["domains"] is not None]
        tallies: Row = {
            "category": category,
            "statements": len(placed),
            "statements_with_domain": len(with_domain),
        }
        for unit in UNITS:
            ids = {found[unit] for found in placed if found[unit] is not None}
            tallies[unit] = len(ids)
        expected.append(tallies)
    assert found == expected


@pytest.mark.parametrize("name", ["group_tallies", "category_tallies"])
def test_no_observation_is_in_no_group(warehouse: Warehouse, name: str):
    assert query(warehouse, name, {}) == []
