"""floors: the SQL against the estimators in Python, and each of its notes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from counting_tables import (
    Row,
    categories,
    documents,
    observations,
    query,
    run_settings,
    spectrum,
    summarise,
)
from exact_floors import exact_columns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.counting.estimators import (
    attainable_error,
    chao1,
    corollary_3_interval,
    coverage,
    guaranteed_floor,
    has_fact_theorem,
    has_theorem,
    incidence_coverage,
    kalai_vempala_floor,
    missing_mass_interval,
    singleton_rate,
)
from pipeline.counting.jackknife import LeftOut, jackknife_interval
from pipeline.warehouse import Warehouse
from schemas.summaries import CATEGORY_TALLIES, GROUP_TALLIES
from schemas.tables import FACT_COUNTS, FLOORS, KEYS, PROMPT_COUNTS, UNITS

COROLLARY_3 = "interval by Corollary 3 at 95%"
SAMPLE = "a sample of the corpus: its rates are biased up"


def floors(
    warehouse: Warehouse, *, limited: bool = False, **tables: pa.Table
) -> list[Row]:
    tables = {"categories": categories({})} | tables
    if "observations" in tables or "fact_counts" in tables:
        tables = summarise(warehouse, tables)
    tables["run_settings"] = run_settings(limited=limited)
    return query(warehouse, "floors", tables)


def row_of(rows: list[Row], unit: str = "clusters", key: str = "prompt") -> Row:
    (row,) = (row for row in rows if (row["unit"], row["key"]) == (unit, key))
    return row


def seen(times: dict[int, int], **where: str) -> list[Row]:
    return [
        {"times_seen": times_seen, "prompts": prompts} | where
        for times_seen, prompts in times.items()
    ]


def test_every_category_has_a_row_for_each_unit_and_key(warehouse: Warehouse):
    rows = floors(
        warehouse, categories=categories({"name": "founder"}, {"name": "birthday"})
    )

    found = [(row["category"], row["unit"], row["key"]) for row in rows]
    assert found == sorted(
        (category, unit, key)
        for category in ("founder", "birthday")
        for unit in UNITS
        for key in KEYS
    )


def test_without_observations_there_are_no_rates(warehouse: Warehouse):
    rows = floors(warehouse, categories=categories({"recall": 0.5, "precision": 0.75}))

    assert row_of(rows) == {
        "category": "birthday",
        "unit": "clusters",
        "key": "prompt",
        "observations": 0,
        "prompts": 0,
        "singletons": 0,
        "doubletons": 0,
        "singleton_rate": None,
        "ci_low": None,
        "ci_high": None,
        "coverage": None,
        "chao1": 0.0,
        "guaranteed_floor": None,
        "attainable_error": None,
        "plausible_values": 366,
        "arbitrary": True,
        "conflict_rate": None,
        "share_le_10": None,
        "share_le_100": None,
        "recall": 0.5,
        "precision": 0.75,
        "corrected_rate": None,
        "corrected_low": None,
        "corrected_high": None,
        "note": "no observations",
        "cor3_low": None,
        "cor3_high": None,
        "kv_floor": None,
        "jackknife_low": None,
        "jackknife_high": None,
        "coverage_incidence": None,
    }
    assert {row["note"] for row in rows} == {"no observations"}


def test_no_categories_give_no_rows(warehouse: Warehouse):
    assert floors(warehouse, categories=categories()) == []


@settings(
    max_examples=60,
    deadline=None,
    # The warehouse is shared on purpose: every query binds all of its views anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.one_of(st.integers(1, 4), st.integers(1, 10**6)),
        st.one_of(st.integers(1, 50), st.integers(1, 10**6)),
        min_size=1,
        max_size=6,
    ),
    st.fixed_dictionaries(
        {
            "plausible_values": st.sampled_from((1, 2, 39, 40, 366, 10**6)),
            "arbitrary": st.booleans(),
            "single_valued": st.booleans(),
        }
    ),
    st.sampled_from(KEYS),
    st.integers(1, 10**6),
)
def test_floors_are_those_of_the_estimators(
    warehouse: Warehouse,
    times: dict[int, int],
    declared: Row,
    key: str,
    units: int,
):
    n = sum(times_seen * prompts for times_seen, prompts in times.items())
    f1, f2 = times.get(1, 0), times.get(2, 0)
    low, high = missing_mass_interval(n, f1, f2)
    expected: dict[str, Any] = {
        "observations": n,
        "prompts": sum(times.values()),
        "singletons": f1,
        "doubletons": f2,
        "singleton_rate": singleton_rate(n, f1),
        "ci_low": low,
        "ci_high": high,
        "coverage": coverage(n, f1, f2),
        "chao1": chao1(sum(times.values()), f1, f2),
        "coverage_incidence": incidence_coverage(units, n, f1, f2),
    }
    expected["cor3_low"], expected["cor3_high"] = corollary_3_interval(n, f1)
    bounds: dict[str, Any] = dict.fromkeys(
        ("guaranteed_floor", "attainable_error", "kv_floor")
    )
    if key == "prompt" and has_theorem(**declared):
        plausible_values = declared["plausible_values"]
        bounds |= {
            "guaranteed_floor": guaranteed_floor(
                n, f1, plausible_values=plausible_values
            ),
            "attainable_error": attainable_error(
                n, f1, plausible_values=plausible_values
            ),
        }
    if key == "fact" and has_fact_theorem(**declared):
        bounds["kv_floor"] = kalai_vempala_floor(
            n, f1, plausible_values=declared["plausible_values"]
        )

    rows = floors(
        warehouse,
        categories=categories(declared),
        spectrum=spectrum(*seen(times, key=key)),
        category_tallies=category_tallies(units),
    )

    row = row_of(rows, key=key)
    assert {name: row[name] for name in expected} == pytest.approx(
        expected, rel=1e-9, abs=1e-12
    )
    for name, bound in bounds.items():
        assert row[name] == (bound and pytest.approx(bound, rel=1e-9, abs=1e-12))


@pytest.mark.parametrize(
    ("times", "units"),
    [
        pytest.param({1: 1}, 1, id="N = 1"),
        pytest.param({2: 1}, 2, id="one key seen twice"),
        pytest.param({1: 7}, 1, id="singletons alone, of one unit"),
        pytest.param({1: 10**6}, 10**6, id="f1 = N"),
        pytest.param({3: 10**6}, 10**6, id="f1 = f2 = 0"),
        pytest.param({1: 10**6, 3: 10**6}, 10**6, id="f2 = 0"),
        pytest.param({1: 1, 3: 10**6}, 10**6, id="one singleton, f2 = 0"),
        pytest.param({2: 10**6}, 10**6, id="f1 = 0"),
        pytest.param({1: 999, 2: 1}, 900, id="just below 90%"),
        pytest.param({1: 20, 2: 20, 940: 1}, 940, id="just enough to trust Esty"),
        pytest.param({1: 2_097_152, 2: 5}, 10, id="where scikit-bio overflows"),
        pytest.param({1: 3 * 10**11, 2: 10**11, 5_000: 10**8}, 10**11, id="N = 1e12"),
        pytest.param({1: 10**12}, 10**12, id="a trillion singletons"),
        pytest.param({1: 1, 2: 1, 10**12 - 3: 1}, 10**12, id="few keys, N = 1e12"),
    ],
)
def test_floors_are_those_of_exact_fractions(
    warehouse: Warehouse, times: dict[int, int], units: int
):
    rows = floors(
        warehouse,
        spectrum=spectrum(*seen(times), *seen(times, key="fact")),
        category_tallies=category_tallies(units),
    )

    expected = exact_columns(times, units=units, plausible_values=366)
    of_facts = {"kv_floor": expected.pop("kv_floor")}
    row = row_of(rows)
    assert row["observations"] == sum(seen * keys for seen, keys in times.items())
    assert {name: row[name] for name in expected} == pytest.approx(
        expected, rel=1e-12, abs=1e-14
    )
    assert row["kv_floor"] is None
    fact = row_of(rows, key="fact")
    assert {"kv_floor": fact["kv_floor"]} == pytest.approx(of_facts, rel=1e-12)
    # Whatever is trusted, it has a width; what cannot be trusted is said.
    assert row["ci_low"] < row["ci_high"]
    assert row["cor3_low"] < row["cor3_high"]
    is_esty = (row["ci_low"], row["ci_high"]) != (row["cor3_low"], row["cor3_high"])
    assert (COROLLARY_3 in row["note"]) is not is_esty


def test_no_spectrum_but_tallies_is_no_observation(warehouse: Warehouse):
    rows = floors(
        warehouse,
        categories=categories({}, {"name": "founder"}),
        spectrum=spectrum(*seen({1: 400, 2: 300})),
        category_tallies=category_tallies(700),
    )

    (row,) = (
        row
        for row in rows
        if (row["category"], row["unit"], row["key"])
        == ("founder", "clusters", "prompt")
    )
    new = FLOORS.arrow.names[FLOORS.arrow.names.index("cor3_low") :]
    assert len(new) == 6
    assert {name: row[name] for name in new} == dict.fromkeys(new)


Losses = dict[int, tuple[int, int]]
"""What each group takes away of N, and of f1."""

losses = st.dictionaries(
    st.integers(0, 49),
    st.tuples(st.integers(1, 40), st.integers(-10, 10)),
    min_size=18,
    max_size=50,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.integers(1, 4), st.integers(600, 10**6), min_size=2, max_size=4
    ).filter(lambda times: times.get(1)),
    losses,
    losses,
    st.booleans(),
    st.sampled_from(KEYS),
)
def test_the_jackknife_is_that_of_the_function(
    warehouse: Warehouse,
    times: dict[int, int],
    by_cluster: Losses,
    by_domain: Losses,
    has_domains: bool,
    key: str,
):
    n = sum(times_seen * prompts for times_seen, prompts in times.items())
    expected = jackknife_interval(
        n,
        times[1],
        times.get(2, 0),
        left_out(by_cluster),
        *([left_out(by_domain)] if has_domains else []),
    )

    rows = floors(
        warehouse,
        spectrum=spectrum(*seen(times, key=key)),
        category_tallies=category_tallies(n, domains=100 if has_domains else 99),
        group_tallies=group_tallies(
            {"clusters": by_cluster, "domains": by_domain}, key=key
        ),
    )

    row = row_of(rows, key=key)
    assert (row["jackknife_low"], row["jackknife_high"]) == (
        (None, None) if expected is None else pytest.approx(expected, rel=1e-9)
    )


def test_groups_of_one_key_are_of_no_other(warehouse: Warehouse):
    tallies = {"clusters": dict.fromkeys(range(50), (10, 4))}

    rows = floors(
        warehouse,
        spectrum=spectrum(*seen({1: 400, 2: 300}), *seen({1: 400}, unit="documents")),
        category_tallies=category_tallies(700),
        group_tallies=group_tallies(tallies),
    )

    given = {
        (row["unit"], row["key"]) for row in rows if row["jackknife_low"] is not None
    }
    assert given == {("clusters", "prompt")}


def category_tallies(units: int, *, domains: int = 1_000) -> pa.Table:
    """Birthdays that so many units of each kind state, in that many domains."""
    row = {"category": "birthday", "statements": 10, "statements_with_domain": 10}
    row |= dict.fromkeys(UNITS, units) | {"domains": domains}
    return pa.Table.from_pylist([row], CATEGORY_TALLIES.arrow)


def left_out(losses: Losses) -> LeftOut:
    groups = sorted(losses)
    lost = [losses[group] for group in groups]
    return LeftOut(
        *(
            np.array(column, dtype=np.int64)
            for column in (groups, [n for n, _ in lost], [f1 for _, f1 in lost])
        )
    )


def group_tallies(losses: dict[str, Losses], *, key: str = "prompt") -> pa.Table:
    rows = [
        {
            "category": "birthday",
            "key": key,
            "grouped_by": grouped_by,
            "group_number": group,
            "observations_lost": observations,
            "singletons_lost": singletons,
        }
        for grouped_by, of in losses.items()
        for group, (observations, singletons) in of.items()
    ]
    return pa.Table.from_pylist(rows, GROUP_TALLIES.arrow)


def test_shares_of_little_seen_prompts_stand_on_every_row(warehouse: Warehouse):
    rows = floors(
        warehouse,
        spectrum=spectrum(
            *seen({1: 10, 10: 1, 11: 1, 100: 1, 101: 1}),
            # Of another unit and key: no part of the shares.
            *seen({1: 5}, unit="mentions"),
            *seen({1: 5}, key="fact"),
        ),
    )

    n = 10 + 10 + 11 + 100 + 101
    assert {(row["share_le_10"], row["share_le_100"]) for row in rows} == {
        (20 / n, 131 / n)
    }


def test_a_share_of_none_is_zero(warehouse: Warehouse):
    row = row_of(floors(warehouse, spectrum=spectrum(*seen({500: 2}))))

    assert (row["share_le_10"], row["share_le_100"]) == (0, 0)


def counted(
    values_of: dict[str, list[str]], *, clusters: int = 2
) -> dict[str, pa.Table]:
    """Prompts with these values, each seen in so many clusters."""
    units = dict.fromkeys(UNITS, 1)
    facts = [
        {"category": "birthday", "entity_key": key, "value": value, "entity": key}
        | units
        for key, values in values_of.items()
        for value in values
    ]
    prompts = [
        {"category": "birthday", "entity_key": key, "entity": key}
        | units
        | {
            "clusters": clusters,
            "distinct_values": len(values),
            "top_value": values[0],
            "top_share": 0.5,
        }
        for key, values in values_of.items()
    ]
    return {
        "fact_counts": pa.Table.from_pylist(facts, schema=FACT_COUNTS.arrow),
        "prompt_counts": pa.Table.from_pylist(prompts, schema=PROMPT_COUNTS.arrow),
    }


@pytest.mark.parametrize(
    ("values", "conflict"),
    [
        pytest.param(["1960-03-05"], False, id="one value"),
        pytest.param(["1960", "1961"], True, id="two years"),
        pytest.param(["1960", "1960-03-05"], False, id="its year"),
        pytest.param(["--03-05", "1960-03-05"], False, id="its day of the year"),
        pytest.param(["1960-03", "1960-03-05"], False, id="its month"),
        pytest.param(["1960", "1960-03", "1960-03-05"], False, id="ever finer"),
        pytest.param(["--03-05", "1960"], True, id="neither refines the other"),
        pytest.param(
            ["--03-05", "1960", "1960-03-05"], True, id="both refined by a third"
        ),
        pytest.param(["--05-03", "1960-03-05"], True, id="day and month swapped"),
        pytest.param(["1960-05", "1960-03-05"], True, id="a month is no day"),
        pytest.param(["2003", "1960-03-20"], True, id="a year is no other part"),
        pytest.param(["1960-03-05", "1960-03-06"], True, id="two days"),
        pytest.param(["Smith", "Ann Smith"], False, id="a name's part"),
        pytest.param(["Ann Smith", "SMITH, Ann"], False, id="the same words"),
        pytest.param(["Ann Smith", "Bob Smith"], True, id="two names"),
        pytest.param(["Ann Smith", "Ann Smithson"], True, id="words are whole"),
        pytest.param(["Åsa Öberg", "åsa öberg"], False, id="the same in lower case"),
        pytest.param(["1960", "The 1960 Club"], True, id="a date is no word"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_values_conflict_where_neither_refines_the_other(
    warehouse: Warehouse, values: list[str], conflict: bool, turned: bool
):
    stated = values[::-1] if turned else values

    rows = floors(warehouse, **counted({"ada": stated}))

    assert {row["conflict_rate"] for row in rows} == {float(conflict)}


def test_conflicts_are_a_share_of_the_prompts_in_two_clusters(warehouse: Warehouse):
    tables = counted({"a": ["1960", "1961"], "b": ["1960"], "c": ["1960"]})
    once = counted({"d": ["1960", "1961"]}, clusters=1)
    both = {name: pa.concat_tables([tables[name], once[name]]) for name in tables}

    assert row_of(floors(warehouse, **both))["conflict_rate"] == 1 / 3


def test_no_prompt_in_two_clusters_gives_no_conflict_rate(warehouse: Warehouse):
    once = counted({"d": ["1960", "1961"]}, clusters=1)

    assert row_of(floors(warehouse, **once))["conflict_rate"] is None


def test_rightly_several_values_give_no_conflict_rate(warehouse: Warehouse):
    rows = floors(
        warehouse,
        categories=categories({"single_valued": False, "arbitrary": False}),
        **counted({"a": ["1960", "1961"]}),
    )

    assert row_of(rows)["conflict_rate"] is None


def notes(
    warehouse: Warehouse,
    times: dict[int, int],
    *,
    limited: bool = False,
    **declared: Any,
) -> str:
    """The headline's note, of a category that was observed."""
    rows = floors(
        warehouse,
        limited=limited,
        categories=categories(declared),
        spectrum=spectrum(*seen(times)),
        observations=observations({}),
    )
    note: str = row_of(rows)["note"]
    return note


@pytest.mark.parametrize(
    ("times", "declared", "expected"),
    [
        pytest.param({1: 10**7, 2: 10**7}, {}, "", id="nothing to say"),
        pytest.param(
            {1: 400, 2: 300},
            {},
            "vacuous: N is too small for Theorem 2 to guarantee a floor",
            id="N too small",
        ),
        pytest.param(
            {1: 20, 2: 10**7},
            {},
            "vacuous: too few singletons for Theorem 2 to guarantee a floor",
            id="too few singletons",
        ),
        pytest.param(
            {1: 10**7, 2: 10**7},
            {"arbitrary": False},
            "not arbitrary",
            id="not arbitrary",
        ),
        pytest.param(
            {1: 10**7, 2: 10**7},
            {"single_valued": False},
            "not arbitrary",
            id="several values are right",
        ),
        pytest.param(
            {1: 10**7, 2: 10**7},
            {"plausible_values": 39},
            "fewer than 40 plausible values",
            id="few plausible values",
        ),
        pytest.param(
            {1: 5, 2: 4},
            {"arbitrary": False, "limited": True},
            f"{SAMPLE}; not arbitrary; {COROLLARY_3}",
            id="several notes",
        ),
    ],
)
def test_notes_say_what_a_reader_must_know(
    warehouse: Warehouse, times: dict[int, int], declared: Row, expected: str
):
    assert notes(warehouse, times, **declared) == expected


def test_a_limited_run_says_so_in_every_note(warehouse: Warehouse):
    rows = floors(warehouse, limited=True)

    assert {row["note"] for row in rows} == {f"{SAMPLE}; no observations"}


def test_theorem_columns_and_notes_are_those_of_prompts(warehouse: Warehouse):
    rows = floors(
        warehouse,
        categories=categories({"arbitrary": False}),
        spectrum=spectrum(*seen({1: 400, 2: 300}, key="fact")),
        observations=observations({}),
    )

    row = row_of(rows, key="fact")
    assert (row["guaranteed_floor"], row["attainable_error"]) == (None, None)
    assert row["note"] == ""


def located(*, urls: int, without: int, domains: int) -> dict[str, pa.Table]:
    """Observations in documents with a url, over so many domains, and without one."""
    total = urls + without
    return {
        "observations": observations(
            *({"doc_key": f"f#{number}"} for number in range(total))
        ),
        "documents": documents(
            *(
                {
                    "doc_key": f"f#{number}",
                    "domain": f"d{number % domains}" if number < urls else None,
                }
                for number in range(total)
            )
        ),
        "spectrum": spectrum(*seen({1: 400, 2: 300}, unit="domains")),
    }


@pytest.mark.parametrize(
    ("tables", "note"),
    [
        (
            located(urls=899, without=101, domains=100),
            "fewer than 90% of observations have a domain",
        ),
        (located(urls=1_000, without=0, domains=99), "fewer than 100 domains"),
        (
            located(urls=1, without=1, domains=1),
            "fewer than 90% of observations have a domain; fewer than 100 domains",
        ),
    ],
)
def test_with_few_domains_the_unit_has_counts_and_no_rates(
    warehouse: Warehouse, tables: dict[str, pa.Table], note: str
):
    row = row_of(floors(warehouse, **tables), unit="domains")

    assert (row["observations"], row["singletons"]) == (1_000, 400)
    rates = (
        "singleton_rate",
        "ci_low",
        "ci_high",
        "coverage",
        "guaranteed_floor",
        "attainable_error",
        "cor3_low",
        "cor3_high",
        "jackknife_low",
        "jackknife_high",
        "coverage_incidence",
    )
    assert {name: row[name] for name in rates} == dict.fromkeys(rates)
    assert row["note"] == note


def test_with_enough_domains_the_unit_has_rates(warehouse: Warehouse):
    tables = located(urls=900, without=100, domains=100)

    row = row_of(floors(warehouse, **tables), unit="domains")

    assert row["singleton_rate"] == 0.4
    assert row["note"].startswith("vacuous")


def test_domains_are_judged_by_category(warehouse: Warehouse):
    tables = located(urls=900, without=100, domains=100)
    tables["observations"] = pa.concat_tables(
        [
            tables["observations"],
            observations({"category": "founder", "doc_key": "elsewhere"}),
        ]
    )

    rows = floors(warehouse, categories=categories({}, {"name": "founder"}), **tables)

    judged = {row["category"]: row["note"] for row in rows if row["unit"] == "domains"}
    assert judged["founder"].startswith("fewer than 90%")
    assert not judged["birthday"].startswith("fewer")
