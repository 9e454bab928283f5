"""The floor of a larger or a smaller corpus of the same, with its interval.

Knows spectra; does not know tables. What is forecast is the missing mass that a corpus
of `scale` times as many observations of the category would have, drawn as these were:
the floor, and what its own f1/N would show but for sampling error, which is less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, exp, fsum, log1p, sqrt

from pipeline.counting.estimators import (
    NORMAL_QUANTILE,
    Interval,
    missing_mass_deviation,
    missing_mass_interval,
    singleton_rate,
    trusts_esty,
)
from pipeline.counting.good_toulmin import MassEstimate, extrapolate_spectrum
from pipeline.counting.rarefaction import (
    rarefaction_weights,
    rarefied_repeat_mass,
    rarefied_singleton_rate,
)
from pipeline.counting.spectra import Spectrum
from pipeline.errors import ArgumentError

MOST = 3.0
"""The largest scale that is forecast."""

CURVE_SCALES = (
    *(0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    *(1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0),
)
"""Sizes that make a smooth curve, ascending."""

_STEP = 0.1
"""Between the sizes whose forecasts no larger one exceeds."""


class Method(StrEnum):
    """How a forecast was made."""

    RAREFACTION = "rarefaction"
    COUNTED = "counted"
    EXTRAPOLATION = "extrapolation"


@dataclass(frozen=True)
class Forecast:
    """The floor of a corpus of another size.

    Attributes:
        scale: Its size, these observations being 1.
        observations: The same as a number, at least 1.
        floor: Its expected floor, 0..1: rarefied below 1, counted at 1, smoothed
            Good-Toulmin above, but no lower than Chao-Jost, below which no expectation
            is, and no higher than at smaller sizes, in steps of 0.1.
        interval: Holds, nominally at 95%, the missing mass of such a corpus, and its
            own singleton rate: below 1 of any such, above 1 of one that holds these
            observations.
        method: How it was made.
        chao_jost: Above 1, the missing mass by Chao and Jost's extrapolation.
        good_toulmin: Above 1, that by Good and Toulmin's, smoothed above 1.9, as it
            comes: it may leave 0..1.
        by_corollary: Whether the interval was widened to Corollary 3's because there
            are too few observations for a normal one.
    """

    scale: float
    observations: int
    floor: float
    interval: Interval
    method: Method
    chao_jost: float | None = None
    good_toulmin: float | None = None
    by_corollary: bool = False


def check_scale(scale: float) -> None:
    """Refuse a scale that is not forecast.

    Args:
        scale: A size, the observations at hand being 1.

    Raises:
        ArgumentError: It is not above 0, or above 3.
    """
    if not scale > 0:
        raise ArgumentError(
            f"There is no corpus of scale {scale:g}: give a number above 0, such as "
            "0.5 for half of these observations or 2 for twice as many."
        )
    if scale > MOST:
        raise ArgumentError(
            f"A scale of {scale:g} is not forecast: beyond {MOST:g} times the "
            "observations the estimators' error outgrows what they estimate. Give "
            f"{MOST:g} or less, or run on more of the corpus."
        )


def forecast_curve(
    spectrum: Spectrum, scales: Iterable[float], *, dependence: float = 1.0
) -> list[Forecast]:
    """Forecast the floor at several sizes: the points of a curve.

    Args:
        spectrum: Of one category, unit and key.
        scales: In any order, each above 0 and at most 3.
        dependence: As `forecast_floor` takes it.

    Returns:
        A point a scale, in the given order; none where nothing was observed.

    Raises:
        ArgumentError: A scale is out of bounds.
    """
    scales = list(scales)
    for scale in scales:
        check_scale(scale)
    if not spectrum.observations:
        return []
    return [forecast_floor(spectrum, one, dependence=dependence) for one in scales]


def forecast_floor(
    spectrum: Spectrum, scale: float, *, dependence: float = 1.0
) -> Forecast:
    """Forecast the floor of a corpus of another size.

    The interval is 1.96 standard errors to each side. The error is that of the
    estimate and that of the other corpus's own missing mass (below 1, also of its own
    singleton rate) about the mean. Above 1 it is the union of the intervals of the two
    estimators, since Chao and Jost's is biased down unless all prompts are alike and
    Good and Toulmin's scatters; and it ends no higher than that of today, since no new
    observation adds to what is missing. Where `trusts_esty` has a normal interval
    too narrow, it is widened to Corollary 3's deviation at the smaller of the sizes.

    Args:
        spectrum: Of one category, unit and key; N > 0.
        scale: Above 0, at most 3.
        dependence: How many times wider than of independent sightings an interval
            is, 1 or more: the jackknife's width over Esty's.

    Returns:
        The forecast.

    Raises:
        ArgumentError: The scale is out of bounds.
    """
    check_scale(scale)
    n = spectrum.observations
    size = max(round(scale * n), 1)
    if size == n:
        return _count(spectrum, scale, dependence)
    if size < n:
        return _rarefy(spectrum, scale, size, dependence)
    return _extrapolate(spectrum, scale, size, dependence)


def extrapolate_chao_jost(spectrum: Spectrum, *, more: int) -> MassEstimate:
    """Estimate the missing mass after more observations from f1 and f2 alone.

    Args:
        spectrum: Of n > 0 observations.
        more: m* >= 0, by how many the sample grows.

    Returns:
        f1/n A^(m* + 1), one minus the extrapolated coverage, with A as `coverage` has
        it; its standard error by the delta method, f1 and f2 being Poisson and f2 at
        least 1, and including the scatter of the larger sample's own missing mass,
        2 f2 / n^2 at most. 0 without a singleton.

    Source:
        Chao and Jost 2012, "Coverage-based rarefaction and extrapolation", Ecology
        93, equation 12.
    """
    n = float(spectrum.observations)
    f1, f2 = float(spectrum.singletons), float(spectrum.doubletons)
    if f1 == 0:
        return MassEstimate(0.0, sqrt(2 * f2) / n)
    if f1 == n:
        return MassEstimate(1.0, 1.0)
    if f2 > 0:
        odds = 2 * f2 / ((n - 1) * f1)
    elif f1 > 1:
        odds = 2 / ((n - 1) * (f1 - 1))
    else:
        return MassEstimate(0.0, 1 / n)
    steps = more + 1
    mass = f1 / n * exp(-steps * log1p(odds))
    # The logarithm of the mass is ln f1 - steps ln(1 + odds).
    by_f1 = (1 + steps * odds / (1 + odds)) / f1
    by_f2 = steps * odds / (1 + odds) / max(f2, 1.0)
    variance = mass * mass * (by_f1 * by_f1 * f1 + by_f2 * by_f2 * max(f2, 1.0))
    return MassEstimate(mass, sqrt(variance + 2 * f2 / (n * n)))


def _count(spectrum: Spectrum, scale: float, dependence: float) -> Forecast:
    n, f1 = spectrum.observations, spectrum.singletons
    rate = singleton_rate(n, f1)
    low, high = missing_mass_interval(n, f1, spectrum.doubletons)
    widened = Interval(
        max(rate - dependence * (rate - low), 0.0),
        min(rate + dependence * (high - rate), 1.0),
    )
    return Forecast(
        scale,
        n,
        rate,
        widened,
        Method.COUNTED,
        by_corollary=not trusts_esty(n, f1),
    )


def _rarefy(spectrum: Spectrum, scale: float, size: int, dependence: float) -> Forecast:
    n = float(spectrum.observations)
    rate = rarefied_singleton_rate(spectrum, size)
    weights = rarefaction_weights(spectrum, size)
    keys = spectrum.prompts
    own = fsum((weights * weights * keys).tolist())
    repeat = rarefied_repeat_mass(spectrum, size)
    # Both sizes are fixed: what one key has more of, the others have less of.
    shared = fsum((weights * keys * spectrum.times_seen).tolist()) - n * repeat
    of_mass = repeat - size * repeat * repeat
    of_rate = (rate - (rate - size * repeat) ** 2) / size
    variance = own - shared * shared / n + max(of_mass, of_rate)
    error = dependence * sqrt(max(variance, 0.0))
    interval, by_corollary = _interval(spectrum, [MassEstimate(rate, error)], size)
    return Forecast(
        scale,
        size,
        rate,
        interval,
        Method.RAREFACTION,
        by_corollary=by_corollary,
    )


def _extrapolate(
    spectrum: Spectrum, scale: float, size: int, dependence: float
) -> Forecast:
    n = spectrum.observations
    now = _count(spectrum, 1.0, dependence)
    estimates = [
        extrapolate_chao_jost(spectrum, more=size - n),
        extrapolate_spectrum(spectrum, extra=size / n - 1),
    ]
    chao_jost, good_toulmin = (estimate.mass for estimate in estimates)
    smaller = [
        extrapolate_spectrum(spectrum, extra=_STEP * step).mass
        for step in range(ceil((size / n - 1) / _STEP))
    ]
    interval, by_corollary = _interval(
        spectrum,
        [MassEstimate(mass, dependence * error) for mass, error in estimates],
        size,
    )
    return Forecast(
        scale,
        size,
        max(min(good_toulmin, *smaller), chao_jost),
        Interval(interval.low, min(interval.high, now.interval.high)),
        Method.EXTRAPOLATION,
        chao_jost=chao_jost,
        good_toulmin=good_toulmin,
        by_corollary=by_corollary,
    )


def _interval(
    spectrum: Spectrum, estimates: list[MassEstimate], size: int
) -> tuple[Interval, bool]:
    """The union of the estimates' intervals, and whether it is Corollary 3's."""
    n = spectrum.observations
    by_corollary = not trusts_esty(n, spectrum.singletons)
    least = missing_mass_deviation(min(n, size)) if by_corollary else 0.0
    widths = [max(NORMAL_QUANTILE * one.standard_error, least) for one in estimates]
    lows = [one.mass - width for one, width in zip(estimates, widths, strict=True)]
    highs = [one.mass + width for one, width in zip(estimates, widths, strict=True)]
    low, high = min(lows), max(highs)
    return Interval(min(max(low, 0.0), 1.0), max(min(high, 1.0), 0.0)), by_corollary
