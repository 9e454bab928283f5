"""The estimators: against the published table, scikit-bio, and exact fractions."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.estimators import (
    Interval,
    abstention_deviation,
    attainable_error,
    chao1,
    coverage,
    esty_interval,
    guaranteed_floor,
    has_theorem,
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


@given(sample=samples(1_000))
def test_small_samples_agree_with_scikit_bio(skbio_alpha: ModuleType, sample: Sample):
    # Not for large ones: its N ** 3 does not fit 64-bit integers.
    seen = [1] * sample.singletons + [2] * sample.doubletons + sample.others
    low, high = skbio_alpha.esty_ci(np.array(seen))

    # Its normal quantile has nine digits, and an end near 0 is a small difference.
    assert esty_interval(*sample.counts) == pytest.approx(
        (max(low, 0), min(high, 1)), rel=1e-8, abs=1e-9
    )
    expected = skbio_alpha.chao1(np.array(seen), bias_corrected=True)
    assert chao1(sample.keys, *sample.counts[1:]) == pytest.approx(expected, rel=1e-12)


@given(counts(10**12))
def test_large_samples_agree_with_exact_fractions(numbers: tuple[int, int, int]):
    n, f1, f2 = numbers
    with localcontext() as context:
        context.prec = 60
        variance = Fraction(f1 * (n - f1) + 2 * n * f2, n**3)
        root = (
            Decimal(variance.numerator) / Decimal(variance.denominator)
        ).sqrt() * Decimal("1.959963984540054")
        rate = Decimal(f1) / Decimal(n)
        exact = float(max(rate - root, Decimal(0))), float(min(rate + root, Decimal(1)))
    assert esty_interval(*numbers) == pytest.approx(exact, rel=1e-12, abs=1e-15)

    if 0 < f1 < n:
        weight = (
            Fraction((n - 1) * f1, (n - 1) * f1 + 2 * f2)
            if f2
            else Fraction((n - 1) * (f1 - 1), (n - 1) * (f1 - 1) + 2)
        )
        assert coverage(*numbers) == pytest.approx(
            float(1 - Fraction(f1, n) * weight), rel=1e-12, abs=1e-15
        )
    exact_chao1 = f1 + f2 + Fraction(f1 * (f1 - 1), 2 * (f2 + 1))
    assert chao1(f1 + f2, f1, f2) == pytest.approx(float(exact_chao1), rel=1e-12)


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
