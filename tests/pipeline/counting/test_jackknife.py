"""The jackknife: against a plain recount, and where it may and may not be had."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from exact_floors import QUANTILE, root
from exact_floors import esty_deviation as exact_esty
from exact_floors import group_deviation as exact_deviation
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.estimators import (
    Interval,
    corollary_3_interval,
    esty_deviation,
    esty_interval,
    singleton_rate,
)
from pipeline.counting.jackknife import (
    GROUPS,
    LEAST_GROUPS,
    SHARED,
    LeftOut,
    find_group,
    group_deviation,
    jackknife_deviation,
    jackknife_interval,
    jackknife_sightings,
    leave_out_groups,
)


def numbers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


rows = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from((SHARED, 0, 3, 4)), st.integers(1, 3)),
    max_size=20,
)


@given(rows)
def test_what_a_group_takes_away_is_what_a_recount_lacks(
    found: list[tuple[int, int, int]],
):
    def recount(without: int | None) -> tuple[int, int]:
        seen: dict[int, int] = {}
        for key, group, count in found:
            if group != without:
                seen[key] = seen.get(key, 0) + count
        return sum(seen.values()), sum(times == 1 for times in seen.values())

    left_out = leave_out_groups(
        *(numbers(*(row[place] for row in found)) for place in range(3))
    )

    n, f1 = recount(None)
    assert left_out.groups.tolist() == sorted({row[1] for row in found} - {SHARED})
    for group, observations, singletons in zip(*left_out, strict=True):
        assert recount(int(group)) == (n - observations, f1 - singletons)


def test_no_sighting_has_no_group_and_no_interval():
    empty = numbers()

    assert [len(one) for one in leave_out_groups(empty, empty, empty)] == [0, 0, 0]
    assert jackknife_sightings(empty, empty, empty) is None


def test_groups_are_spread_evenly_and_stay_as_they_are():
    groups = [find_group(f"part/{number}.jsonl#0") for number in range(20_000)]

    assert [find_group(name) for name in ("", "a.org", "é#1")] == [1, 48, 40]
    shares = np.bincount(groups, minlength=GROUPS)
    assert len(shares) == GROUPS
    # 400 each: five deviations are 100.
    assert shares.min() > 300
    assert shares.max() < 500


def spread(groups: int, each: int = 100) -> LeftOut:
    """Groups of so many sightings, of which more and more are singletons."""
    return LeftOut(
        np.arange(groups), np.full(groups, each), np.arange(groups) % (each // 2)
    )


@given(
    st.lists(
        st.tuples(st.integers(1, 10**10), st.integers(-(10**9), 10**9)),
        min_size=LEAST_GROUPS,
        max_size=GROUPS,
    )
)
def test_the_deviation_is_that_of_exact_fractions(losses: list[tuple[int, int]]):
    n, f1 = 10**12, 3 * 10**11
    left_out = LeftOut(
        np.arange(len(losses)),
        numbers(*(lost for lost, _ in losses)),
        numbers(*(gone for _, gone in losses)),
    )
    rates = [Fraction(f1 - gone, n - lost) for lost, gone in losses]

    assert group_deviation(n, f1, left_out) == pytest.approx(
        float(exact_deviation(rates)), rel=1e-9, abs=1e-12
    )


@given(
    st.integers(1, 10**12),
    st.floats(0, 1),
    st.floats(0, 0.5),
    st.floats(0, 1),
)
def test_what_independence_adds_is_taken_off_and_estys_is_the_least(
    n: int, share: float, doubled: float, by_groups: float
):
    f1 = round(share * n)
    f2 = round(doubled * (n - f1))
    excess = QUANTILE**2 * 4 * Fraction(f1 * f2, n**3)
    least = exact_esty(n, f1, f2)
    squared = max(Fraction(by_groups) ** 2 - excess, least**2)

    assert jackknife_deviation(n, f1, f2, by_groups) == pytest.approx(
        float(root(squared)), rel=1e-7, abs=1e-12
    )


def test_of_independent_sightings_the_variance_is_estys():
    """On average over many samples, without its least."""
    generator = np.random.default_rng(11)
    n, chances = 5_000, np.full(5_000, 1 / 5_000)
    ones = np.ones(n, np.int64)
    found = []
    for _ in range(200):
        keys = generator.choice(len(chances), n)
        _, times = np.unique(keys, return_counts=True)
        f1, f2 = (int((times == seen).sum()) for seen in (1, 2))
        groups = generator.integers(0, GROUPS, n)
        raw = group_deviation(n, f1, leave_out_groups(keys, groups, ones))
        assert raw is not None
        # As at so wide a deviation that its least does not matter.
        excess = 1 - jackknife_deviation(n, f1, f2, 1.0) ** 2
        found.append((raw**2, raw**2 - excess, esty_deviation(n, f1, f2) ** 2))
    between_groups, jackknife, esty = np.mean(found, axis=0)

    # Its own deviation is 1.4% of it.
    assert jackknife == pytest.approx(esty, rel=0.06)
    assert between_groups > 1.3 * esty


def test_the_wider_way_to_group_is_taken():
    n, f1, f2 = 100_000, 30_000, 100
    near, far = spread(50, each=100), spread(50, each=1_000)
    raw = group_deviation(n, f1, far)
    assert raw is not None
    rate, deviation = 0.3, jackknife_deviation(n, f1, f2, raw)

    expected = Interval(rate - deviation, rate + deviation)
    for groupings in ((far,), (near, far), (far, near), (spread(3), far)):
        assert jackknife_interval(n, f1, f2, *groupings) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("n", "f1"),
    [
        pytest.param(1, 1, id="one observation"),
        pytest.param(1_000, 0, id="no singleton"),
        pytest.param(1_000, 1_000, id="singletons alone"),
        pytest.param(999, 500, id="small"),
    ],
)
def test_where_esty_is_not_to_be_trusted_corollary_3_is_the_least(n: int, f1: int):
    still = LeftOut(np.arange(50), np.full(50, 0), np.full(50, 0))

    assert jackknife_interval(n, f1, 0, still) == corollary_3_interval(n, f1)


def test_where_no_group_makes_a_difference_the_interval_is_estys():
    alike = LeftOut(np.arange(50), np.full(50, 40), np.full(50, 12))

    # Each group is a fiftieth of N and of f1.
    assert group_deviation(2_000, 600, alike) == pytest.approx(0, abs=1e-15)
    found = jackknife_interval(2_000, 600, 100, alike)
    assert found == pytest.approx(esty_interval(2_000, 600, 100))


@pytest.mark.parametrize("groupings", [(), (spread(LEAST_GROUPS - 1),)])
def test_too_few_groups_give_no_interval(groupings: tuple[LeftOut, ...]):
    assert jackknife_interval(100_000, 30_000, 10_000, *groupings) is None


TOPICS, PAGE_KEYS, PAGES = 10_000, 10, 600


class Draw:
    """Pages drawn at random, each of a topic, which states the topic's ten prompts.

    So sightings come ten at a time, and a page's prompts are all new or none is.
    """

    def __init__(self, generator: np.random.Generator) -> None:
        weights = 1 / np.arange(1, TOPICS + 1)
        self.weights = weights / weights.sum()
        self.topics = generator.choice(TOPICS, PAGES, p=self.weights)

    @property
    def missing_mass(self) -> float:
        """What share of further pages' sightings are of prompts that none states."""
        return float(1 - self.weights[np.unique(self.topics)].sum())

    def spectrum(self, topics: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[int]:
        """N, f1 and f2 of pages of these topics."""
        seen = np.bincount(topics)
        counts = [len(topics), int((seen == 1).sum()), int((seen == 2).sum())]
        return [PAGE_KEYS * count for count in counts]


@pytest.fixture(scope="module")
def draws() -> list[Draw]:
    generator = np.random.default_rng(7)
    return [Draw(generator) for _ in range(200)]


def test_on_clustered_mentions_the_jackknife_covers_and_esty_does_not(
    draws: list[Draw],
):
    keys = np.arange(PAGE_KEYS)
    groups = np.array([find_group(f"page {number}") for number in range(PAGES)])
    covered = by_esty = 0
    for draw in draws:
        stated = (draw.topics[:, None] * PAGE_KEYS + keys).ravel()
        found = jackknife_sightings(
            stated, np.repeat(groups, PAGE_KEYS), np.ones_like(stated)
        )
        assert found is not None
        covered += found.low <= draw.missing_mass <= found.high
        n, f1, f2 = draw.spectrum(draw.topics)
        deviation = esty_deviation(n, f1, f2)
        by_esty += abs(draw.missing_mass - singleton_rate(n, f1)) <= deviation

    # 95% of 200 is 190; four deviations are 12.
    assert covered >= 178
    assert by_esty < 120


def test_a_bootstrap_with_replacement_fails(draws: list[Draw]):
    generator = np.random.default_rng(8)
    covered = 0
    for draw in draws[:50]:
        rates = [
            singleton_rate(*draw.spectrum(generator.choice(draw.topics, PAGES))[:2])
            for _ in range(100)
        ]
        low, high = np.quantile(rates, [0.025, 0.975])
        covered += low <= draw.missing_mass <= high
        # A page drawn twice is no singleton any more.
        assert np.mean(rates) < 0.6 * draw.missing_mass

    assert covered == 0
