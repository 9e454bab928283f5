"""The estimators: against the published table, scikit-bio, and exact fractions."""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

import numpy as np
import pytest
from exact_floors import exact_columns
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.counting.estimators import (
    Interval,
    abstention_deviation,
    attainable_error,
    chao1,
    corollary_3_interval,
    coverage,
    esty_deviation,
    guaranteed_floor,
    has_fact_theorem,
    has_theorem,
    incidence_coverage,
    kalai_vempala_floor,
    kalai_vempala_slack,
    kalai_vempala_sparsity,
    missing_mass_deviation,
    missing_mass_interval,
    singleton_rate,
    theorem_excess,
    theorem_slack,
    trusts_esty,
)


class Sample(NamedTuple):
    """How many keys were seen once, how many twice, and how often each other one."""

    singletons: int
    doubletons: int
    others: list[int]

    @property
    def counts(self) -> tuple[int, int, int]:
        """N, f1 and f2, as the estimators take them."""
        observations = self.singletons + 2 * self.doubletons + sum(self.others)
        return observations, self.singletons, self.doubletons

    @property
    def keys(self) -> int:
        return self.singletons + self.doubletons + len(self.others)


def samples(most: int) -> st.SearchStrategy[Sample]:
    """Samples that are not empty."""
    few_or_many = st.one_of(st.integers(0, 30), st.integers(0, most))
    others = st.lists(st.integers(3, most), max_size=4)
    return st.builds(Sample, few_or_many, few_or_many, others).filter(
        lambda sample: sample.keys > 0
    )


def counts(most: int) -> st.SearchStrategy[tuple[int, int, int]]:
    return samples(most).map(lambda sample: sample.counts)


@pytest.fixture(scope="module")
def skbio_alpha() -> ModuleType:
    return pytest.importorskip("skbio.diversity").alpha


@pytest.mark.parametrize(
    ("observations", "lower", "upper", "lemma", "corollary"),
    [
        (10**4, "0.903", "0.130", "0.110", "0.0508"),
        (10**5, "0.329", "0.041", "0.035", "0.0160"),
        (10**6, "0.118", "0.013", "0.011", "0.0051"),
        (10**7, "0.042", "0.0041", "0.0035", "0.0016"),
        (10**8, "0.0146", "0.0013", "0.0011", "0.0005"),
    ],
)
def test_finite_sample_terms_are_those_of_the_table(
    observations: int, lower: str, upper: str, lemma: str, corollary: str
):
    for printed, term in [
        (lower, theorem_slack(observations)),
        (upper, theorem_excess(observations)),
        (lemma, abstention_deviation(observations)),
        (corollary, missing_mass_deviation(observations)),
    ]:
        places = len(printed.partition(".")[2])
        assert abs(term - float(printed)) <= 0.5 * 10**-places


def test_the_rounded_terms_at_99_percent_are_next_to_the_general_ones():
    # 35 for 6 ln 300 = 34.2, and 13 for 5 sqrt(ln 500) = 12.5.
    near = 0.01 + 1e-12
    n = 10**6
    assert 0 < theorem_slack(n) - theorem_slack(n, error=near) < 0.001
    assert 0 < theorem_excess(n) - theorem_excess(n, error=near) < 0.001


@pytest.mark.parametrize(
    ("observations", "singletons", "trusted"),
    [
        (1_000, 20, True),
        (1_000, 900, True),
        (999, 20, False),
        (1_000, 19, False),
        (1_000, 901, False),
    ],
)
def test_where_esty_is_to_be_trusted(observations: int, singletons: int, trusted: bool):
    assert trusts_esty(observations, singletons) is trusted


def test_a_small_sample_gets_corollary_3():
    assert missing_mass_interval(100, 50, 10) == Interval(0.0, 1.0)
    low, high = missing_mass_interval(10**6, 10**6, 0)
    assert (low, high) == (1 - missing_mass_deviation(10**6), 1.0)


@given(counts(10**12))
def test_the_interval_holds_the_rate_and_has_a_width(numbers: tuple[int, int, int]):
    low, high = missing_mass_interval(*numbers)

    assert 0 <= low < high <= 1
    assert low <= singleton_rate(*numbers[:2]) <= high


@given(counts(10**12))
def test_coverage_is_a_share(numbers: tuple[int, int, int]):
    assert 0 <= coverage(*numbers) <= 1


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param((1, 1, 0), 0.0, id="one observation"),
        pytest.param((7, 7, 0), 0.0, id="singletons alone"),
        pytest.param((8, 0, 4), 1.0, id="no singleton"),
        pytest.param((3, 0, 0), 1.0, id="no singleton, no doubleton"),
        # 1 - 1/5 * (4 * 0) / (4 * 0 + 2)
        pytest.param((5, 1, 0), 1.0, id="one singleton, no doubleton"),
        # 1 - 2/6 * (5 * 1) / (5 * 1 + 2)
        pytest.param((6, 2, 0), 1 - 2 / 6 * 5 / 7, id="no doubleton"),
        # 1 - 2/6 * (5 * 2) / (5 * 2 + 4)
        pytest.param((6, 2, 2), 1 - 2 / 6 * 10 / 14, id="two of each"),
    ],
)
def test_coverage_by_hand(numbers: tuple[int, int, int], expected: float):
    assert coverage(*numbers) == pytest.approx(expected, rel=1e-15)


@settings(deadline=None)
@given(
    sample=st.one_of(samples(1_000), samples(250_000)).filter(
        # Its N ** 3 does not fit 64-bit integers from 2,097,152 on.
        lambda sample: sample.counts[0] < 2_000_000
    )
)
def test_samples_agree_with_scikit_bio(skbio_alpha: ModuleType, sample: Sample):
    seen = np.repeat([1, 2], [sample.singletons, sample.doubletons])
    seen = np.append(seen, sample.others).astype(np.int64)
    n, f1, f2 = sample.counts

    # Before clipping, which would hide what lies outside; its quantile has ten digits.
    rate, deviation = singleton_rate(n, f1), esty_deviation(n, f1, f2)
    assert (rate - deviation, rate + deviation) == pytest.approx(
        skbio_alpha.esty_ci(seen), rel=0, abs=1e-9
    )
    assert 1 - rate == pytest.approx(skbio_alpha.goods_coverage(seen), abs=1e-9)
    expected = skbio_alpha.chao1(seen, bias_corrected=True)
    assert chao1(sample.keys, f1, f2) == pytest.approx(expected, rel=1e-9)


@given(
    st.dictionaries(
        st.one_of(st.integers(1, 4), st.integers(1, 10**6)),
        st.one_of(st.integers(1, 50), st.integers(1, 10**6), st.integers(1, 10**12)),
        min_size=1,
        max_size=6,
    ).filter(lambda times: sum(k * f for k, f in times.items()) <= 10**12),
    st.integers(2, 10**6),
    st.integers(1, 10**12),
)
def test_every_estimator_agrees_with_exact_fractions(
    times: dict[int, int], plausible_values: int, units: int
):
    n = sum(times_seen * prompts for times_seen, prompts in times.items())
    keys, f1, f2 = sum(times.values()), times.get(1, 0), times.get(2, 0)
    # At least as many units as one key was met in.
    units = max(units, *times)
    low, high = missing_mass_interval(n, f1, f2)
    cor3_low, cor3_high = corollary_3_interval(n, f1)

    assert {
        "singleton_rate": singleton_rate(n, f1),
        "ci_low": low,
        "ci_high": high,
        "cor3_low": cor3_low,
        "cor3_high": cor3_high,
        "coverage": coverage(n, f1, f2),
        "coverage_incidence": incidence_coverage(units, n, f1, f2),
        "chao1": chao1(keys, f1, f2),
        "guaranteed_floor": guaranteed_floor(n, f1, plausible_values=plausible_values),
        "attainable_error": attainable_error(n, f1, plausible_values=plausible_values),
        "kv_floor": kalai_vempala_floor(n, f1, plausible_values=plausible_values),
    } == pytest.approx(
        exact_columns(times, units=units, plausible_values=plausible_values),
        rel=1e-12,
        abs=1e-14,
    )


def test_kalai_and_vempala_on_a_million_birthdays():
    # 3 / 364 / 0.05 and sqrt(6 ln 120 / 1e6), as 16.5% and 0.54% of 30%.
    assert kalai_vempala_sparsity(365) == pytest.approx(0.1648, abs=5e-5)
    assert kalai_vempala_slack(10**4) == pytest.approx(0.054, abs=5e-4)
    assert kalai_vempala_slack(10**6) == pytest.approx(0.0054, abs=5e-5)
    floor = kalai_vempala_floor(10**6, 300_000, plausible_values=365)
    assert floor == pytest.approx(0.3 - 0.16483516 - 0.00535957, abs=1e-7)
    assert kalai_vempala_floor(
        10**6, 300_000, plausible_values=365, miscalibration=0.1
    ) == pytest.approx(floor - 0.1)


def test_kalai_and_vempala_say_nothing_of_few_values():
    # 3 / 60 / 0.05 is 1: no rate is above it.
    assert kalai_vempala_floor(10**12, 10**12, plausible_values=61) == 0
    assert kalai_vempala_floor(10**12, 10**12, plausible_values=62) > 0


@pytest.mark.parametrize(
    ("plausible_values", "arbitrary", "single_valued", "expected"),
    [
        (2, True, True, True),
        (1, True, True, False),
        (366, False, True, False),
        (366, True, False, False),
    ],
)
def test_where_kalai_and_vempala_speak(
    plausible_values: int, arbitrary: bool, single_valued: bool, expected: bool
):
    assert (
        has_fact_theorem(
            plausible_values=plausible_values,
            arbitrary=arbitrary,
            single_valued=single_valued,
        )
        is expected
    )


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param((1, 1, 1, 0), 0.0, id="one unit, one key"),
        pytest.param((1, 9, 9, 0), 0.0, id="one unit alone"),
        pytest.param((4, 9, 9, 0), 0.0, id="uniques alone"),
        pytest.param((4, 8, 0, 4), 1.0, id="no unique"),
        # 1 - 2/6 * (2 * 2) / (2 * 2 + 4), of three units
        pytest.param((3, 6, 2, 2), 1 - 2 / 6 * 4 / 8, id="two of each"),
        # 1 - 2/5 * (2 * 1) / (2 * 1 + 2), of three units
        pytest.param((3, 5, 2, 0), 1 - 2 / 5 * 2 / 4, id="no duplicate"),
    ],
)
def test_incidence_coverage_by_hand(
    numbers: tuple[int, int, int, int], expected: float
):
    assert incidence_coverage(*numbers) == pytest.approx(expected, rel=1e-15)


def test_theorem_2_on_a_million_birthdays():
    # 0.2 - 2/364 - (35 + 6 ln 1e6) / 1e3, and 0.2 - 0.2/365 + 13 / 1e3
    assert guaranteed_floor(10**6, 200_000, plausible_values=365) == pytest.approx(
        0.2 - 0.0054945 - 0.1178931, abs=1e-7
    )
    assert attainable_error(10**6, 200_000, plausible_values=365) == pytest.approx(
        0.2 - 0.0005479 + 0.013, abs=1e-7
    )


def test_theorem_2_is_clipped_where_it_is_vacuous():
    assert guaranteed_floor(100, 100, plausible_values=365) == 0
    assert attainable_error(100, 100, plausible_values=365) == 1


@given(counts(10**12), st.integers(40, 10**6))
def test_the_floor_is_never_above_what_is_attained(
    numbers: tuple[int, int, int], plausible_values: int
):
    floor = guaranteed_floor(*numbers[:2], plausible_values=plausible_values)
    attained = attainable_error(*numbers[:2], plausible_values=plausible_values)

    assert 0 <= floor <= attained <= 1


@pytest.mark.parametrize(
    ("plausible_values", "arbitrary", "single_valued", "expected"),
    [
        (40, True, True, True),
        (39, True, True, False),
        (40, False, True, False),
        (40, True, False, False),
    ],
)
def test_where_theorem_2_speaks(
    plausible_values: int, arbitrary: bool, single_valued: bool, expected: bool
):
    assert (
        has_theorem(
            plausible_values=plausible_values,
            arbitrary=arbitrary,
            single_valued=single_valued,
        )
        is expected
    )
