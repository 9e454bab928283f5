"""What more of the same would leave unseen: Good and Toulmin's extrapolation.

Knows spectra as arrays; does not know tables. The numbers of keys may be fractions, as
those of a spectrum are that was corrected by measured shares.
"""

from __future__ import annotations

from math import ceil, comb, fsum, log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.counting.spectra import NEGLIGIBLE, Counts, Spectrum

PLAIN_UP_TO = 0.9
"""Above this t the plain series is smoothed: at t = 1 its deviation is 20 times that
at 0.9."""

_LEAST_SMOOTHED = 1.01
"""The length of the smoothing has a pole at t = 1, so it is taken from here on."""

Weights = npt.NDArray[np.float64]
Keys = npt.NDArray[np.float64] | Counts


class MassEstimate(NamedTuple):
    """An estimated missing mass, not clipped to [0, 1], and its standard error."""

    mass: float
    standard_error: float


def extrapolate_spectrum(spectrum: Spectrum, *, extra: float) -> MassEstimate:
    """Estimate the missing mass of a larger sample; see `extrapolate_mass`."""
    return extrapolate_mass(
        spectrum.times_seen, spectrum.prompts, spectrum.observations, extra=extra
    )


def extrapolate_mass(
    times_seen: Counts, keys: Keys, observations: float, *, extra: float
) -> MassEstimate:
    """Estimate what n (1 + t) observations would leave unseen, from n of them.

    Args:
        times_seen: Numbers of sightings, each once, in any order, from 1; possibly
            none.
        keys: How many keys were seen exactly so often; fractions where they are
            expected numbers.
        observations: n > 0.
        extra: t >= 0, the share by which the sample grows.

    Returns:
        The mass, (1/n) sum (-1)^(i+1) i t^(i-1) w_i f_i, neither clipped nor rounded,
        where w_i is 1 for t <= 0.9 and P(L >= i) of `smoothing` above; and its
        standard error as an estimate of the missing mass that the larger sample will
        have, sqrt(sum (i t^(i-1) w_i)^2 f_i + 2 f_2) / n. It is that of Poissonised
        sightings, so a little too large for a fixed number of them (at t = 0 it is
        Esty's but for the term -f1^2/N^3, and f_2 only falls as the sample grows); it
        knows neither the bias of smoothing nor that `keys` were themselves estimated.

    Source:
        Good and Toulmin 1956, "The number of new species, and the increase in
        population coverage, when a sample is increased", Biometrika 43; smoothing:
        Orlitsky, Suresh and Wu 2016 (arXiv:1511.07428), there of the number of new
        keys, of whose series this is the derivative.
    """
    weights = mass_weights(times_seen, observations, extra=extra)
    doubletons = float(keys[times_seen == 2].sum())
    used = weights != 0
    weights, keys = weights[used], keys[used].astype(np.float64)
    variance = fsum((weights * weights * keys).tolist()) + 2 * doubletons
    return MassEstimate(
        fsum((weights * keys).tolist()) / observations, sqrt(variance) / observations
    )


def mass_weights(times_seen: Counts, observations: float, *, extra: float) -> Weights:
    """Return what each key adds to n times the extrapolated missing mass.

    Args:
        times_seen: Numbers of sightings, from 1.
        observations: n > 0.
        extra: t >= 0.

    Returns:
        (-1)^(i+1) i t^(i-1) w_i for each number of sightings i; 0 for those that are
        beyond the smoothing or, where the series is plain, have t^(i-1) below 1e-18:
        all of these together are a smaller share of the mass than that.
    """
    terms = _terms(observations, extra)
    weights = np.zeros(len(times_seen))
    within = times_seen < len(terms)
    weights[within] = terms[times_seen[within]]
    return weights


def smoothing(observations: float, *, extra: float) -> Weights:
    """Return by how much each term of the series counts where it is smoothed.

    Args:
        observations: n > 0.
        extra: t > 0.

    Returns:
        P(L >= i) for i = 0, 1, ..., k, beyond which it is 0, where L is binomial of k
        trials with probability 2 / (2 + t), and k = 1/2 log_3 (n t^2 / (t - 1)),
        rounded up; for t below 1.01, k is that of t = 1.01. k is at least 1.

    Source:
        Orlitsky, Suresh and Wu 2016 (arXiv:1511.07428), Theorem 1.
    """
    growth = max(extra, _LEAST_SMOOTHED)
    length = 0.5 * log(observations * growth * growth / (growth - 1)) / log(3)
    trials = max(ceil(length), 1)
    chance = 2 / (2 + extra)
    exactly = np.array(
        [
            comb(trials, hits) * chance**hits * (1 - chance) ** (trials - hits)
            for hits in range(trials + 1)
        ]
    )
    return np.flip(np.cumsum(np.flip(exactly)))


def _terms(observations: float, extra: float) -> Weights:
    """The weights of i = 0, 1, ... sightings, as far as there are any."""
    if extra > PLAIN_UP_TO:
        smooth = smoothing(observations, extra=extra)
    elif extra > 0:
        smooth = np.ones(ceil(NEGLIGIBLE / -log(extra)) + 2)
    else:
        smooth = np.ones(2)
    times = np.arange(len(smooth))
    signs = np.where(times % 2 == 1, 1.0, -1.0)
    return signs * times * np.power(extra, np.maximum(times - 1, 0)) * smooth
