"""Laws of the counts: the SQL against a plain count, on random observations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pyarrow as pa
from counting_tables import Row, doc_clusters, documents, observations, query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.warehouse import Warehouse
from schemas.tables import BY_NAME, KEYS, UNITS

DOC_KEYS = ("f#0", "f#1", "f#11", "é#2", "\U00010000#3", "\uffee#4")
NAMES = ("Ada", "ADA", "ada", "Ädä", "\U00010000", "\uffee")

random_observations = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(("birthday", "founder")),
            "entity_key": st.sampled_from(("ada", "ädä", "\U00010000")),
            "entity": st.sampled_from(NAMES),
            "value": st.sampled_from(("1815", "1816", "--12-10", "\uffee")),
            "doc_key": st.sampled_from(DOC_KEYS),
            "passage_start": st.sampled_from((0, 1, 11)),
            "passage_key": st.sampled_from((-(2**63), -1, 7, 2**63 - 1)),
        }
    ),
    max_size=25,
)
random_domains = st.fixed_dictionaries(
    {key: st.sampled_from((None, "a.org", "b.org")) for key in DOC_KEYS}
)
# A cluster has its smallest member for a name, and two members at least.
random_clusters = st.sets(st.sampled_from(DOC_KEYS), max_size=len(DOC_KEYS)).map(
    lambda members: dict.fromkeys(members, min(members)) if len(members) > 1 else {}
)

few_examples = settings(
    max_examples=60,
    deadline=None,
    # The warehouse is shared on purpose: every query binds all of its views anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def sightings(
    rows: Iterable[Row], domains: Mapping[str, str | None], clusters: Mapping[str, str]
) -> dict[str, set[object]]:
    """Return the distinct sightings of each unit."""
    seen: dict[str, set[object]] = {unit: set() for unit in UNITS}
    for row in rows:
        key = row["doc_key"]
        seen["mentions"].add((key, row["passage_start"]))
        seen["passages"].add(row["passage_key"])
        seen["documents"].add(key)
        seen["clusters"].add(clusters.get(key, key))
        if domains[key] is not None:
            seen["domains"].add(domains[key])
    return seen


def top(
    rows: Iterable[Row], column: str, clusters: Mapping[str, str]
) -> tuple[str, int]:
    """Return what stands in most clusters, the smallest of equals, and in how many."""
    stated: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stated[row[column]].add(clusters.get(row["doc_key"], row["doc_key"]))
    best = min(stated, key=lambda name: (-len(stated[name]), name.encode()))
    return best, len(stated[best])


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def in_byte_order(rows: Iterable[Row], *columns: str) -> list[Row]:
    return sorted(rows, key=lambda row: [row[column].encode() for column in columns])


@few_examples
@given(random_observations, random_domains, random_clusters)
def test_fact_counts_is_the_plain_count(
    warehouse: Warehouse,
    rows: list[Row],
    domains: dict[str, str | None],
    clusters: dict[str, str],
):
    expected = []
    for key, group in grouped(rows, "category", "entity_key", "value").items():
        seen = sightings(group, domains, clusters)
        expected.append(
            dict(zip(("category", "entity_key", "value"), key, strict=True))
            | {"entity": top(group, "entity", clusters)[0]}
            | {unit: len(seen[unit]) for unit in UNITS}
        )

    found = query(
        warehouse,
        "fact_counts",
        {
            "observations": observations(*rows),
            "documents": documents(
                *({"doc_key": key, "domain": of} for key, of in domains.items())
            ),
            "doc_clusters": doc_clusters(clusters),
        },
    )

    assert found == in_byte_order(expected, "category", "entity_key", "value")


@few_examples
@given(random_observations, random_domains, random_clusters)
def test_prompt_counts_is_the_plain_count(
    warehouse: Warehouse,
    rows: list[Row],
    domains: dict[str, str | None],
    clusters: dict[str, str],
):
    expected = []
    for key, group in grouped(rows, "category", "entity_key").items():
        seen = sightings(group, domains, clusters)
        top_value, top_clusters = top(group, "value", clusters)
        expected.append(
            dict(zip(("category", "entity_key"), key, strict=True))
            | {"entity": top(group, "entity", clusters)[0]}
            | {unit: len(seen[unit]) for unit in UNITS}
            | {
                "distinct_values": len({row["value"] for row in group}),
                "top_value": top_value,
                "top_share": top_clusters / len(seen["clusters"]),
            }
        )

    found = query(
        warehouse,
        "prompt_counts",
        {
            "observations": observations(*rows),
            "documents": documents(
                *({"doc_key": key, "domain": of} for key, of in domains.items())
            ),
            "doc_clusters": doc_clusters(clusters),
        },
    )

    assert found == in_byte_order(expected, "category", "entity_key")


@few_examples
@given(random_observations, random_domains, random_clusters)
def test_spectrum_is_the_plain_count_of_counts(
    warehouse: Warehouse,
    rows: list[Row],
    domains: dict[str, str | None],
    clusters: dict[str, str],
):
    columns = {
        "prompt": ("category", "entity_key"),
        "fact": ("category", "entity_key", "value"),
    }
    tally: Counter[tuple[str, str, str, int]] = Counter()
    for key in KEYS:
        for (category, *_), group in grouped(rows, *columns[key]).items():
            for unit, seen in sightings(group, domains, clusters).items():
                tally[category, unit, key, len(seen)] += bool(seen)
    expected = [
        {
            "category": category,
            "unit": unit,
            "key": key,
            "times_seen": times_seen,
            "prompts": prompts,
        }
        for (category, unit, key, times_seen), prompts in sorted(tally.items())
        if prompts
    ]

    sources = {
        "observations": observations(*rows),
        "documents": documents(
            *({"doc_key": key, "domain": of} for key, of in domains.items())
        ),
        "doc_clusters": doc_clusters(clusters),
    }
    counts = {
        name: pa.Table.from_pylist(
            query(warehouse, name, sources), schema=BY_NAME[name].arrow
        )
        for name in ("prompt_counts", "fact_counts")
    }

    assert query(warehouse, "spectrum", counts) == expected
