"""Good-Toulmin: against the series in exact fractions, scipy, and known populations."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import bdtrc

from pipeline.counting.estimators import esty_interval
from pipeline.counting.good_toulmin import (
    extrapolate_mass,
    extrapolate_spectrum,
    mass_weights,
    smoothing,
)
from pipeline.counting.spectra import count_spectrum, make_spectrum

PAIRS = st.dictionaries(st.integers(1, 40), st.integers(1, 10**9), min_size=1)


def series(pairs: dict[int, int], extra: Fraction) -> Fraction:
    """The plain series, exactly."""
    observations = sum(times * keys for times, keys in pairs.items())
    return (
        sum(
            (
                (-1) ** (times + 1) * times * extra ** (times - 1) * keys
                for times, keys in pairs.items()
            ),
            Fraction(0),
        )
        / observations
    )


@given(PAIRS, st.fractions(0, Fraction(9, 10), max_denominator=100))
def test_the_plain_series_agrees_with_exact_fractions(
    pairs: dict[int, int], extra: Fraction
) -> None:
    found = extrapolate_spectrum(make_spectrum(pairs.items()), extra=float(extra))
    assert found.mass == pytest.approx(float(series(pairs, extra)), rel=1e-12, abs=1e-9)


@given(PAIRS)
def test_without_growth_it_is_good_turing_with_estys_deviation(
    pairs: dict[int, int],
) -> None:
    spectrum = make_spectrum(pairs.items())
    n, f1, f2 = spectrum.observations, spectrum.singletons, spectrum.doubletons
    mass, standard_error = extrapolate_spectrum(spectrum, extra=0)
    assert mass == pytest.approx(f1 / n)
    assert n * standard_error == pytest.approx((f1 + 2 * f2) ** 0.5)
    # Esty's knows that N is fixed, and is clipped.
    low, high = esty_interval(n, f1, f2)
    assert high - low <= 2 * 1.96 * standard_error + 1e-12


@pytest.mark.parametrize("observations", [1, 50, 10**4, 10**12])
@pytest.mark.parametrize("extra", [0.91, 1.0, 1.01, 1.5, 2.0])
def test_the_smoothing_is_a_binomial_tail(observations: int, extra: float) -> None:
    found = smoothing(observations, extra=extra)
    trials = len(found) - 1
    tail = bdtrc(np.arange(trials) * 1.0, trials, 2 / (2 + extra))
    assert found[0] == pytest.approx(1)
    assert found[1:] == pytest.approx(tail, rel=1e-12)
    assert (np.diff(found) <= 0).all()


def test_the_length_of_the_smoothing() -> None:
    # 1/2 log_3 (1e4 * 4 / 1) = 4.82, and at t = 1.01 1/2 log_3 (1e4 * 102.01) = 6.30.
    assert len(smoothing(10**4, extra=2)) == 1 + 5
    assert len(smoothing(10**4, extra=1.01)) == 1 + 7
    assert len(smoothing(10**4, extra=0.95)) == 1 + 7


@pytest.mark.parametrize("extra", [0.0, 0.5, 0.9, 0.95, 1.0, 2.0])
def test_a_prompt_seen_a_billion_times_adds_nothing(extra: float) -> None:
    few = [(1, 50), (2, 20), (3, 7)]
    many = make_spectrum([*few, (10**9, 1), (3 * 10**9 + 1, 2)])
    n = many.observations
    alone = make_spectrum(few)
    expected = extrapolate_mass(alone.times_seen, alone.prompts, n, extra=extra)
    assert extrapolate_spectrum(many, extra=extra) == expected
    assert np.isfinite(mass_weights(many.times_seen, n, extra=extra)).all()


@given(PAIRS, st.floats(0, 2), st.floats(0.01, 100))
def test_expected_counts_need_not_be_whole(
    pairs: dict[int, int], extra: float, factor: float
) -> None:
    spectrum = make_spectrum(pairs.items())
    times, keys, n = spectrum.times_seen, spectrum.prompts, spectrum.observations
    whole = extrapolate_mass(times, keys, n, extra=extra)
    scaled = extrapolate_mass(times, keys * factor, n, extra=extra)
    assert scaled.mass == pytest.approx(whole.mass * factor, rel=1e-9, abs=1e-12)


def test_an_empty_spectrum_has_no_mass() -> None:
    none = make_spectrum([])
    assert extrapolate_mass(none.times_seen, none.prompts, 10, extra=1) == (0, 0)


POPULATIONS = {
    "zipf": 1 / np.arange(1, 20_001),
    "pareto": np.arange(1, 20_001) ** (-1 / 1.2),
    "uniform": np.ones(20_000),
}


@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("extra", [0.5, 0.9, 1.0, 2.0])
def test_known_populations_are_extrapolated(population: str, extra: float) -> None:
    """The mean over samples is near the truth, and they scatter as they say."""
    chances = POPULATIONS[population] / POPULATIONS[population].sum()
    n = 20_000
    truth = float((chances * np.exp(-n * chances * (1 + extra))).sum())
    random = np.random.default_rng(7)
    found = np.array(
        [
            extrapolate_spectrum(
                count_spectrum(random.poisson(n * chances)), extra=extra
            )
            for _ in range(200)
        ]
    )
    mean, scatter = found[:, 0].mean(), found[:, 0].std()
    assert mean == pytest.approx(truth, abs=0.004)
    assert 0.7 * scatter < found[:, 1].mean() < 2 * scatter
