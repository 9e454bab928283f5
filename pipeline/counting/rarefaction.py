"""What fewer of the same would have left unseen: rarefaction, exactly.

Knows spectra; does not know tables. Right up to a million million observations.
"""

from __future__ import annotations

from math import ceil, fsum

import numpy as np
import numpy.typing as npt

from pipeline.counting.spectra import NEGLIGIBLE, Counts, Spectrum

_BLOCK = 1 << 20
"""Factors multiplied at once, which bounds the memory."""


def rarefied_mass(spectrum: Spectrum, size: int) -> float:
    """Estimate the missing mass of a smaller sample of the same, without bias.

    Args:
        spectrum: Of n > 0 observations.
        size: m, from 0 to n - 1.

    Returns:
        sum_k (k f_k / n) prod_{j=1}^{k-1} (n - j - m) / (n - j), which is one minus
        the rarefied coverage. 1 at m = 0, f1/n at m = n - 1, and never growing
        between.

    Raises:
        ValueError: The size is none of these.

    Source:
        Chao and Jost 2012, "Coverage-based rarefaction and extrapolation", Ecology
        93, equation 6; as sums of log1p, because the form by lnGamma loses all digits
        at n = 1e12.
    """
    return _sum(spectrum, rarefaction_weights(spectrum, size))


def rarefied_singleton_rate(spectrum: Spectrum, size: int) -> float:
    """Return the singleton rate that a part of these observations shows on average.

    Args:
        spectrum: Of n > 0 observations.
        size: m, from 1 to n.

    Returns:
        The mean of f1/m over all parts of m of the n observations: the
        `rarefied_mass` of m - 1. 1 at m = 1, f1/n at m = n.

    Raises:
        ValueError: The size is none of these.
    """
    return rarefied_mass(spectrum, size - 1)


def rarefied_repeat_mass(spectrum: Spectrum, size: int) -> float:
    """Estimate what keys of a smaller sample's missing mass weigh, squared.

    Args:
        spectrum: Of n > 0 observations.
        size: m, from 0 to n - 1.

    Returns:
        sum_k (k (k-1) f_k / n^2) prod_{j=1}^{k-2} (n - j - m) / (n - j): an estimate
        of the sum of p^2 over the keys that m observations miss, which is how far
        their missing mass scatters. 2 f2 / n^2 at m = n - 1, but for a factor
        1 + O(1/n).

    Raises:
        ValueError: The size is none of these.
    """
    products = _products(
        np.maximum(spectrum.times_seen - 1, 1), spectrum.observations, size
    )
    n = float(spectrum.observations)
    times = spectrum.times_seen.astype(np.float64)
    return _sum(spectrum, times / n * ((times - 1) / n) * products)


def rarefaction_weights(spectrum: Spectrum, size: int) -> npt.NDArray[np.float64]:
    """Return what each key adds to the missing mass of a smaller sample.

    Args:
        spectrum: Of n > 0 observations.
        size: m, from 0 to n - 1.

    Returns:
        (k / n) prod_{j=1}^{k-1} (n - j - m) / (n - j) for each number of sightings k;
        0 where it is below 1e-18 k/n.

    Raises:
        ValueError: The size is none of these.
    """
    products = _products(spectrum.times_seen, spectrum.observations, size)
    return spectrum.times_seen / float(spectrum.observations) * products


def _products(
    times_seen: Counts, observations: int, size: int
) -> npt.NDArray[np.float64]:
    """prod_{j=1}^{k-1} (n - j - m) / (n - j) for ascending k, each from 1."""
    if not 0 <= size < observations:
        raise ValueError(
            f"{observations} observations are rarefied to fewer, not to {size}."
        )
    if size == 0:
        return np.ones(len(times_seen))
    logarithms = np.full(len(times_seen), -np.inf)
    # Each factor is at most 1 - m/n, so beyond this many the product is negligible.
    # At k > n - m a factor is 0: no sample of m misses all k sightings.
    factors = ceil(NEGLIGIBLE * observations / size)
    most = min(observations - size, factors + 1)
    done, total = 1, 0.0  # the product for k = 1 is empty
    last = int(np.searchsorted(times_seen, most, side="right"))
    place = 0
    while place < last:
        end = min(done + _BLOCK, int(times_seen[last - 1]))
        through = int(np.searchsorted(times_seen, end, side="right"))
        steps = np.arange(done, end, dtype=np.float64)
        terms = np.log1p(-float(size) / (float(observations) - steps))
        sums = total + np.concatenate([[0.0], np.cumsum(terms)])
        logarithms[place:through] = sums[times_seen[place:through] - done]
        done, total, place = end, float(sums[-1]), through
    products: npt.NDArray[np.float64] = np.exp(logarithms)
    return products


def _sum(spectrum: Spectrum, weights: npt.NDArray[np.float64]) -> float:
    return fsum((weights * spectrum.prompts).tolist())
