"""Rates that look like a floor and are none, beside the floor itself."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from counting_tables import (
    Row,
    categories,
    doc_clusters,
    documents,
    observations,
    query,
    run_settings,
    spectrum,
)

from pipeline.counting.estimators import missing_mass_interval, singleton_rate
from pipeline.counting.spectra import Spectrum, count_spectrum
from pipeline.warehouse import Warehouse
from schemas.tables import FACT_COUNTS, PROMPT_COUNTS

Times = dict[int, int]


def rows_of(spectra: dict[str, Times], *, key: str = "prompt") -> pa.Table:
    """The spectra of categories, in unit clusters."""
    return spectrum(
        *(
            {"category": category, "key": key, "times_seen": seen, "prompts": prompts}
            for category, times in spectra.items()
            for seen, prompts in times.items()
        )
    )


def headlines(
    warehouse: Warehouse, spectra: dict[str, Times], *, limited: bool = False
) -> dict[str, Row]:
    """The floors of categories, in unit clusters and of prompts."""
    rows = query(
        warehouse,
        "floors",
        {
            "categories": categories(*({"name": name} for name in spectra)),
            "spectrum": rows_of(spectra),
            "run_settings": run_settings(limited=limited),
        },
    )
    return {
        row["category"]: row
        for row in rows
        if (row["unit"], row["key"]) == ("clusters", "prompt")
    }


def draw_zipf(observed: int, *, seed: int) -> tuple[np.ndarray, Spectrum, float]:  # type: ignore[type-arg] # the names drawn, of whatever integer
    """Names drawn by Zipf's law, their spectrum, and the mass of those never drawn."""
    weights = 1 / np.arange(1, 200_001)
    weights /= weights.sum()
    drawn = np.random.default_rng(seed).choice(len(weights), observed, p=weights)
    seen = np.bincount(drawn, minlength=len(weights))
    return drawn, count_spectrum(seen), float(weights[seen == 0].sum())


def times_of(found: Spectrum) -> Times:
    return dict(zip(found.times_seen.tolist(), found.prompts.tolist(), strict=True))


def test_the_share_of_prompts_is_another_number(warehouse: Warehouse):
    _, found, missing_mass = draw_zipf(50_000, seed=3)

    row = headlines(warehouse, {"birthday": times_of(found)})["birthday"]

    assert row["singleton_rate"] == row["singletons"] / row["observations"]
    assert row["ci_low"] < missing_mass < row["ci_high"]
    # Of all that a model is asked, as often as the text asks, not of all people.
    share_of_prompts = row["singletons"] / row["prompts"]
    assert share_of_prompts > 2 * row["cor3_high"]


def test_two_values_of_a_prompt_are_no_two_singletons(warehouse: Warehouse):
    """Each person's year is stated twice, once wrongly: no prompt is a singleton."""
    stated = [
        {
            "entity_key": f"person {number}",
            "value": value,
            "doc_key": f"f#{2 * number + place}",
        }
        for number in range(30)
        for place, value in enumerate(("1960", "1961"))
    ]
    tables = {
        "observations": observations(*stated),
        "documents": documents(*({"doc_key": row["doc_key"]} for row in stated)),
        "doc_clusters": doc_clusters({}),
        "categories": categories({}),
        "run_settings": run_settings(limited=False),
    }
    for counts in (PROMPT_COUNTS, FACT_COUNTS):
        made = query(warehouse, counts.name, tables)
        tables[counts.name] = pa.Table.from_pylist(made, counts.arrow)
    tables["spectrum"] = spectrum(*query(warehouse, "spectrum", tables))

    rows = {
        row["key"]: row
        for row in query(warehouse, "floors", tables)
        if row["unit"] == "clusters"
    }

    assert rows["prompt"]["observations"] == rows["fact"]["observations"] == 60
    assert rows["prompt"]["singleton_rate"] == 0
    assert rows["fact"]["singleton_rate"] == 1
    # Each theorem has the key of its own definition, and is given for no other.
    assert rows["prompt"]["guaranteed_floor"] is not None
    assert rows["prompt"]["kv_floor"] is None
    assert rows["fact"]["guaranteed_floor"] is None
    assert rows["fact"]["kv_floor"] is not None


def test_categories_are_never_pooled(warehouse: Warehouse):
    # One category that nobody can learn, and a hundred times as much of one that
    # anybody can: together they look learnt.
    spectra: dict[str, Times] = {"birthday": {1: 1_000}, "capital": {1_000: 100}}

    rows = headlines(warehouse, spectra)

    assert {name: row["singleton_rate"] for name, row in rows.items()} == {
        "birthday": 1.0,
        "capital": 0.0,
    }
    pooled = Counter(spectra["birthday"]) + Counter(spectra["capital"])
    observed = sum(seen * prompts for seen, prompts in pooled.items())
    assert singleton_rate(observed, pooled[1]) < 0.01


def test_a_pooled_rate_may_fall_while_each_category_s_rises(warehouse: Warehouse):
    before: dict[str, Times] = {
        "birthday": {1: 900, 2: 50},
        "capital": {1: 100, 2: 450},
    }
    after: dict[str, Times] = {
        "birthday": {1: 950, 2: 25},
        "capital": {1: 1_500, 2: 4_250},
    }

    earlier, later = headlines(warehouse, before), headlines(warehouse, after)

    for name in before:
        assert earlier[name]["singleton_rate"] < later[name]["singleton_rate"]
    rates = [
        singleton_rate(
            sum(row["observations"] for row in rows.values()),
            sum(row["singletons"] for row in rows.values()),
        )
        for rows in (earlier, later)
    ]
    assert rates[0] > 2 * rates[1]


def test_a_shard_is_not_the_corpus(warehouse: Warehouse):
    drawn, found, _ = draw_zipf(500_000, seed=5)
    # Drawn one by one, so the first are a sample as good as any.
    shard = count_spectrum(np.bincount(drawn[: len(drawn) // 100]))

    of_shard = headlines(warehouse, {"birthday": times_of(shard)}, limited=True)
    of_corpus = headlines(warehouse, {"birthday": times_of(found)})

    part, whole = of_shard["birthday"], of_corpus["birthday"]
    assert part["observations"] * 100 == whole["observations"]
    assert part["singleton_rate"] > 3 * whole["singleton_rate"]
    # Its interval is right, of a model trained on the shard, and says nothing of more.
    assert (
        part["ci_low"]
        > missing_mass_interval(
            found.observations, found.singletons, found.doubletons
        ).high
    )
    assert part["note"].startswith("a sample of the corpus: its rates are biased up")
    assert not whole["note"].startswith("a sample")
