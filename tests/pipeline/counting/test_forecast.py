"""The forecast: laws, exact extrapolation, refusals, and the dependence it allows."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.estimators import (
    coverage,
    missing_mass_interval,
)
from pipeline.counting.forecast import (
    CURVE_SCALES,
    Method,
    extrapolate_chao_jost,
    forecast_curve,
    forecast_floor,
)
from pipeline.counting.good_toulmin import extrapolate_spectrum
from pipeline.counting.rarefaction import rarefied_singleton_rate
from pipeline.counting.spectra import count_spectrum, make_spectrum
from pipeline.errors import ArgumentError

PAIRS = st.dictionaries(st.integers(1, 10**9), st.integers(1, 10**9), min_size=1)
SPECTRUM = make_spectrum([(1, 900), (2, 300), (3, 150), (5, 80), (40, 10)])


@given(PAIRS, st.floats(0.001, 3))
def test_a_forecast_is_a_share_within_an_interval_of_some_width(
    pairs: dict[int, int], scale: float
) -> None:
    found = forecast_floor(make_spectrum(pairs.items()), scale)
    assert 0 <= found.interval.low <= found.floor <= found.interval.high <= 1
    assert found.interval.low < found.interval.high
    assert found.observations >= 1


@given(PAIRS)
def test_now_is_what_the_floors_say(pairs: dict[int, int]) -> None:
    spectrum = make_spectrum(pairs.items())
    n, f1, f2 = spectrum.observations, spectrum.singletons, spectrum.doubletons
    found = forecast_floor(spectrum, 1)
    assert (found.floor, found.method) == (f1 / n, Method.COUNTED)
    assert found.interval == pytest.approx(missing_mass_interval(n, f1, f2))


def test_each_size_has_its_method() -> None:
    n = SPECTRUM.observations
    half, now, double = forecast_curve(SPECTRUM, [0.5, 1, 2])
    assert half.method is Method.RAREFACTION
    assert half.floor == rarefied_singleton_rate(SPECTRUM, n // 2)
    assert (half.chao_jost, half.good_toulmin) == (None, None)
    assert now.observations == n
    assert double.method is Method.EXTRAPOLATION
    assert double.chao_jost == extrapolate_chao_jost(SPECTRUM, more=n).mass
    assert double.good_toulmin == extrapolate_spectrum(SPECTRUM, extra=1).mass
    assert double.interval.low < double.chao_jost < double.floor < now.floor


def test_a_curve_never_rises_and_has_no_step_at_the_corpus_itself() -> None:
    curve = forecast_curve(SPECTRUM, CURVE_SCALES)
    assert [point.scale for point in curve] == sorted(CURVE_SCALES)
    for smaller, larger in pairwise(curve):
        assert larger.floor <= smaller.floor
    just_below, just_above = forecast_curve(SPECTRUM, [0.999, 1.001])
    assert just_below.floor == pytest.approx(just_above.floor, abs=0.002)


def test_nothing_is_forecast_of_nothing() -> None:
    assert forecast_curve(make_spectrum([]), [0.5, 1, 2]) == []


@pytest.mark.parametrize(
    ("scale", "why"),
    [
        (3.0001, "beyond 3 times"),
        (10.0, "beyond 3 times"),
        (0.0, "above 0"),
        (-2.0, "above 0"),
        (float("nan"), "above 0"),
    ],
)
def test_other_sizes_are_refused(scale: float, why: str) -> None:
    for spectrum in (SPECTRUM, make_spectrum([])):
        with pytest.raises(ArgumentError, match=why) as refused:
            forecast_curve(spectrum, [0.5, scale])
        assert "\n" not in str(refused.value)


@given(PAIRS, st.integers(0, 10**12))
def test_chao_and_jost_agrees_with_exact_fractions(
    pairs: dict[int, int], more: int
) -> None:
    spectrum = make_spectrum(pairs.items())
    n, f1, f2 = spectrum.observations, spectrum.singletons, spectrum.doubletons
    found = extrapolate_chao_jost(spectrum, more=more).mass
    if f1 in (0, n):
        assert found == (f1 == n)
        return
    with localcontext() as context:
        context.prec = 60
        odds = (
            Decimal(2 * f2) / ((n - 1) * f1)
            if f2
            else Decimal(2) / ((n - 1) * (f1 - 1))
            if f1 > 1
            else None
        )
        expected = (
            0.0 if odds is None else float(Decimal(f1) / n / (1 + odds) ** (more + 1))
        )
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(PAIRS)
def test_chao_and_jost_without_growth_is_the_coverage(pairs: dict[int, int]) -> None:
    spectrum = make_spectrum(pairs.items())
    numbers = spectrum.observations, spectrum.singletons, spectrum.doubletons
    found = extrapolate_chao_jost(spectrum, more=0).mass
    assert found == pytest.approx(1 - coverage(*numbers), abs=1e-12)


def test_few_observations_get_the_interval_of_corollary_3() -> None:
    few = make_spectrum([(1, 30), (2, 10)])
    for found in forecast_curve(few, [0.5, 1, 2]):
        assert found.by_corollary
        assert found.interval.high - found.interval.low > 0.5
    assert not any(
        point.by_corollary for point in forecast_curve(SPECTRUM, [0.5, 1, 2])
    )


def test_dependence_widens_every_interval() -> None:
    for scale in (0.1, 0.5, 1.0, 2.0):
        alone = forecast_floor(SPECTRUM, scale)
        dependent = forecast_floor(SPECTRUM, scale, dependence=3)
        assert dependent.floor == alone.floor
        assert dependent.interval.low < alone.interval.low
        assert dependent.interval.high > alone.interval.high


@pytest.mark.parametrize("scale", [0.1, 0.5, 0.9])
def test_another_corpus_of_a_smaller_size_lies_within_the_interval(
    scale: float,
) -> None:
    random = np.random.default_rng(11)
    chances = 1 / np.arange(1, 5_001)
    chances /= chances.sum()
    size, draws = round(3_000 * scale), 200
    masses = rates = 0
    for _ in range(draws):
        spectrum = count_spectrum(random.multinomial(3_000, chances))
        low, high = forecast_floor(spectrum, scale).interval
        other = random.multinomial(size, chances)
        masses += low <= chances[other == 0].sum() <= high
        rates += low <= (other == 1).sum() / size <= high
    assert masses >= 0.94 * draws
    assert rates >= 0.94 * draws
