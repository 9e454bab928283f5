"""Rarefaction: against exact fractions, and against every part of a small sample."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.rarefaction import (
    rarefied_mass,
    rarefied_repeat_mass,
    rarefied_singleton_rate,
)
from pipeline.counting.spectra import Spectrum, make_spectrum

PAIRS = st.dictionaries(st.integers(1, 60), st.integers(1, 10**9), min_size=1)


def exact_mass(spectrum: Spectrum, size: int) -> Fraction:
    """The formula, product by product."""
    n, total = spectrum.observations, Fraction(0)
    product, steps = Fraction(1), 1
    pairs = zip(spectrum.times_seen.tolist(), spectrum.prompts.tolist(), strict=True)
    for times, keys in pairs:
        while steps < times:
            product *= Fraction(n - steps - size, n - steps)
            steps += 1
        total += Fraction(times * keys, n) * product
    return total


@given(PAIRS, st.fractions(0, 1, max_denominator=1000))
def test_it_agrees_with_exact_fractions(pairs: dict[int, int], share: Fraction) -> None:
    spectrum = make_spectrum(pairs.items())
    size = min(int(share * spectrum.observations), spectrum.observations - 1)
    found = rarefied_mass(spectrum, size)
    assert found == pytest.approx(float(exact_mass(spectrum, size)), rel=1e-12)


@pytest.mark.parametrize("share", [1_000, 10, 2, 1])
def test_a_million_million_observations_keep_their_digits(share: int) -> None:
    spectrum = make_spectrum(
        [(1, 3 * 10**11), (2, 10**11), (3, 7), (400, 10**8), (46 * 10**7, 1_000)]
    )
    assert spectrum.observations > 10**12 - 10**9
    size = spectrum.observations // share - (share == 1)
    few = make_spectrum([(1, 3 * 10**11), (2, 10**11), (3, 7), (400, 10**8)])
    n = spectrum.observations
    # What is seen more often is never missed, so it need not be multiplied out.
    product, steps, expected = Fraction(1), 1, 0.0
    for times, keys in zip(few.times_seen.tolist(), few.prompts.tolist(), strict=True):
        while steps < times:
            product *= Fraction(n - steps - size, n - steps)
            steps += 1
        expected += float(Fraction(times * keys, n) * product)
    assert rarefied_mass(spectrum, size) == pytest.approx(expected, rel=1e-12)


@given(PAIRS)
def test_the_whole_shows_its_own_rate_and_one_observation_is_a_singleton(
    pairs: dict[int, int],
) -> None:
    spectrum = make_spectrum(pairs.items())
    n = spectrum.observations
    assert rarefied_singleton_rate(spectrum, n) == pytest.approx(
        spectrum.singletons / n, abs=1e-12
    )
    assert rarefied_singleton_rate(spectrum, 1) == pytest.approx(1)


@given(PAIRS, st.integers(2, 50))
def test_it_never_grows_with_the_sample(pairs: dict[int, int], steps: int) -> None:
    spectrum = make_spectrum(pairs.items())
    n = spectrum.observations
    sizes = sorted({max(n * step // steps, 1) for step in range(steps + 1)})
    rates = [rarefied_singleton_rate(spectrum, size) for size in sizes]
    for smaller, larger in pairwise(rates):
        assert larger <= smaller + 1e-12


def test_it_is_the_mean_over_every_part() -> None:
    sightings = "aaabbcdde"
    spectrum = make_spectrum([(1, 2), (2, 2), (3, 1)])
    for size in range(1, len(sightings) + 1):
        rates = [
            sum(times == 1 for times in Counter(part).values()) / size
            for part in combinations(sightings, size)
        ]
        assert rarefied_singleton_rate(spectrum, size) == pytest.approx(fmean(rates))


def test_what_missed_keys_weigh_is_of_doubletons_at_the_end_and_all_at_the_start() -> (
    None
):
    spectrum = make_spectrum([(1, 40), (2, 15), (5, 6)])
    n = spectrum.observations
    assert rarefied_repeat_mass(spectrum, n - 1) == pytest.approx(
        2 * 15 / n**2, rel=0.05
    )
    assert rarefied_repeat_mass(spectrum, 0) == pytest.approx((2 * 15 + 20 * 6) / n**2)


@pytest.mark.parametrize("size", [-1, 10, 11])
def test_a_sample_is_not_rarefied_to_a_larger_one(size: int) -> None:
    with pytest.raises(ValueError, match="rarefied"):
        rarefied_mass(make_spectrum([(1, 4), (3, 2)]), size)
