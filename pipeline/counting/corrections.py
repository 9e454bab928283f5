"""A floor corrected for measured errors of extraction: false sightings, missed ones.

Knows a spectrum, the precision of each stratum of it, and a recall; does not know how
they were measured. First the false sightings are taken off, f_j' = sum of phi_kj f_k
with phi_kj the share of the prompts seen k times of which exactly j sightings are true;
then the missed ones are given back, by Good and Toulmin's series at t = 1/recall - 1.

Two things no audit of single sightings measures, so both ends of each are reckoned.
Whether a prompt's sightings are false *apart*, each for itself (phi_kj is binomial),
or *together*, as where a name was cut short and copied (phi_kk is the precision,
phi_k0 the rest). And whether sightings were missed one by one, so that what is left is
a thinned sample, or by whole prompts, which biases nothing: un-thinning would do harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.counting.estimators import missing_mass_deviation, trusts_esty
from pipeline.counting.measured_shares import (
    MeasuredShare,
    Values,
    mixture_quantile,
    spread_together,
)
from pipeline.counting.spectra import Spectrum
from pipeline.counting.strata import STRATA
from pipeline.counting.true_sightings import sum_true_sightings

LEAST_RECALL = 1 / 3
"""Below it more than twice of what was found was missed: un-thinning would extrapolate
beyond three times the sample, where the series says nothing."""

_NOTHING = 1e-12
"""What halving leaves of an end at 0."""

_TAIL = 0.025
"""What a 95% interval leaves out on each side."""


@dataclass(frozen=True)
class CorrectedFloor:
    """A floor without its measured errors.

    Attributes:
        observations: N without false sightings; a fraction, as it is expected.
        apart: The floor without false sightings, each true or false for itself; nothing
            is un-thinned.
        together: The same where a prompt's sightings are true or false as one.
        unthinned: The least and the greatest floor with full un-thinning; None where
            no recall was measured, or one below LEAST_RECALL.
        low: Lower end of the range from no un-thinning to full, with the uncertainty
            of the measurements and of the floor itself, at 95%; 0 where the recall is
            below LEAST_RECALL, for then nothing bounds it.
        high: Its upper end.
    """

    observations: float
    apart: float
    together: float
    unthinned: tuple[float, float] | None
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The floor without false sightings: the middle of apart and together."""
        return (self.apart + self.together) / 2


class _Missed(NamedTuple):
    """How much was missed in each draw, in one of two ways.

    Attributes:
        extra: Of single sightings, missed / found.
        prompts: Of whole prompts, missed / all.
    """

    extra: Values
    prompts: Values


def correct_floor(
    spectrum: Spectrum,
    precision: Sequence[MeasuredShare],
    recall: MeasuredShare | None = None,
    *,
    dependence: float = 1.0,
) -> CorrectedFloor | None:
    """Correct the floor of a spectrum.

    Like that of the raw floor, the interval is of the missing mass. The measured shares
    are taken at 512 even points of their posterior distributions, the same every
    time; at each the floor has Esty's error, as many times as `dependence` says,
    with no un-thinning also that of not knowing which prompts were missed, and the
    interval leaves 2.5% of the mixture on each side. Where Esty's is not to be trusted
    at the corrected counts, it also holds the floors give or take the deviation of
    Corollary 3. Of the four cases, false sightings apart or together and no un-thinning
    or full, the least and the greatest end are given.

    Args:
        spectrum: As observed; possibly empty.
        precision: True sightings / sightings of each stratum, in the order of STRATA.
        recall: True sightings found / true sightings; None where it was not measured.
        dependence: How many times wider than of independent sightings an interval of
            the floor is, 1 or more, as `measure_dependence` has it.

    Returns:
        The corrected floor: with precision and recall 1, both assumed, the raw one with
        its interval. None where nothing was observed, or nothing that is true.

    Source:
        A share e of false singletons: observed = (1 - e) true + e, which this undoes.
        Good and Toulmin 1956, Esty 1983 and Corollary 3: see good_toulmin, estimators.
    """
    point = np.array([[one.share for one in precision]])
    observations, apart, f1 = _estimate(spectrum, point, together=False)
    if observations == 0:
        return None
    _, together, _ = _estimate(spectrum, point, together=True)
    draws = spread_together([*precision, *([] if recall is None else [recall])])
    shares = draws[:, : len(STRATA)]
    nothing = np.zeros(len(draws))
    # Whatever was missed was missed as whole prompts; or one by one.
    cases = [_Missed(nothing, nothing if recall is None else 1 - draws[:, -1])]
    unthinned: tuple[float, float] | None = None
    if recall is not None and recall.share >= LEAST_RECALL:
        cases.append(_Missed(_extra(draws[:, -1]), nothing))
        unthinned = _unthin(spectrum, point, recall.share)
    deviation = _corollary_deviation(observations, f1)
    ends = [apart, together, *(unthinned or ())]
    for missed in cases:
        for way in (False, True):
            mass, error = _spread(
                spectrum, shares, missed, together=way, dependence=dependence
            )
            ends += _bound(mass, error)
            if deviation is not None:
                least, most = _bound(mass, np.zeros_like(mass))
                ends += least - deviation, most + deviation
    out_of_reach = recall is not None and unthinned is None
    return CorrectedFloor(
        observations=observations,
        apart=apart,
        together=together,
        unthinned=unthinned,
        low=0.0 if out_of_reach else _clip(min(ends)),
        high=_clip(max(ends)),
    )


def _estimate(
    spectrum: Spectrum, point: Values, *, together: bool
) -> tuple[float, float, float]:
    """N', the floor and f1' without false sightings; 0 for the floor where N' is 0."""
    sums = sum_true_sightings(spectrum, point, np.zeros(1), together=together)
    n, f1 = float(sums.observations[0]), float(sums.singletons[0])
    return n, f1 / n if n else 0.0, f1


def _unthin(spectrum: Spectrum, point: Values, recall: float) -> tuple[float, float]:
    """The two floors with full un-thinning, the lesser first."""
    extra = _extra(np.array([recall]))
    sums = [
        sum_true_sightings(spectrum, point, extra, together=way)
        for way in (False, True)
    ]
    low, high = sorted(_clip(float((one.series / one.observations)[0])) for one in sums)
    return low, high


def _spread(
    spectrum: Spectrum,
    shares: Values,
    missed: _Missed,
    *,
    together: bool,
    dependence: float,
) -> tuple[Values, Values]:
    """The floor and its standard error in each draw.

    A recall that is out of reach in a draw bounds the floor by 0, and no further.
    """
    reached = missed.extra <= 1 / LEAST_RECALL - 1
    n, f1, f2, series, squares, sizes = sum_true_sightings(
        spectrum, shares, np.where(reached, missed.extra, 0.0), together=together
    )
    n = np.maximum(n, np.finfo(np.float64).tiny)
    mass = series / n
    # Esty's at t = 0, and good_toulmin's, with the term of a fixed N, above.
    variance = np.maximum((squares + 2 * f2) / n - mass * mass, 0.0) / n
    variance *= dependence * dependence
    # Of a ratio of sums over prompts, each of which was found or not: one seen often
    # weighs much in N. Cochran 1977, Sampling Techniques, 2.11.
    residual = np.maximum(f1 - 2 * mass * f1 + mass * mass * sizes, 0.0)
    variance += missed.prompts * residual / (n * n)
    return np.where(reached, mass, 0.0), np.where(reached, np.sqrt(variance), 0.0)


def _bound(mass: Values, error: Values) -> tuple[float, float]:
    low, high = (mixture_quantile(mass, error, at) for at in (_TAIL, 1 - _TAIL))
    return low, high


def _corollary_deviation(observations: float, singletons: float) -> float | None:
    """That of Corollary 3 where Esty's interval is not to be trusted, else None."""
    n = max(round(observations), 1)
    if trusts_esty(n, min(round(singletons), n)):
        return None
    return missing_mass_deviation(n)


def _extra(recall: Values) -> Values:
    return 1 / np.maximum(recall, np.finfo(np.float64).tiny) - 1


def _clip(rate: float) -> float:
    return 0.0 if rate < _NOTHING else min(rate, 1.0)
