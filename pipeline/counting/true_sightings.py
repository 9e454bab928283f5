"""What a spectrum would sum to without its false sightings.

Knows a spectrum and the share of true sightings in each of its strata, in many draws at
once; does not know where the shares are from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import xlog1py, xlogy

from pipeline.counting.good_toulmin import PLAIN_UP_TO, smoothing
from pipeline.counting.measured_shares import Values
from pipeline.counting.spectra import Spectrum
from pipeline.counting.strata import find_strata

_BLOCK = 512
"""Numbers of sightings reckoned at once, so that memory stays small."""


class TrueSightings(NamedTuple):
    """Sums over the corrected spectrum f' of each draw, one value a draw.

    Attributes:
        observations: N' = sum of j f_j'.
        singletons: f_1'.
        doubletons: f_2'.
        series: Good and Toulmin's, N' times the missing mass: sum of a_j f_j' with a_j
            as `good_toulmin.mass_weights` has it; f_1' at t = 0.
        squares: Sum of a_j^2 f_j', of which its variance is made.
        sizes: Sum of j^2 f_j', of which the variance is made that comes of not knowing
            which prompts were missed.
    """

    observations: Values
    singletons: Values
    doubletons: Values
    series: Values
    squares: Values
    sizes: Values


class _Block(NamedTuple):
    """Some numbers of sightings k, as many f_k, and p_k a draw and number."""

    times: Values
    keys: Values
    shares: Values


def sum_true_sightings(
    spectrum: Spectrum, shares: Values, extra: Values, *, together: bool
) -> TrueSightings:
    """Correct a spectrum for false sightings, and sum what its floor is made of.

    Args:
        spectrum: As observed; possibly empty.
        shares: True sightings / sightings: one row a draw, one column a stratum of
            STRATA.
        extra: t >= 0 of the series, one a draw.
        together: Whether a prompt's sightings are true or false as one, f_j' = p_j
            f_j. Else each for itself: f_j' = sum of f_k binomial(j; k, p_k).

    Returns:
        The sums. The plain series of the binomial case is summed in closed form,
        sum_k f_k k p_k (1 - p_k (1 + t))^(k - 1): no spectrum is made.
    """
    observations, sizes = np.zeros(len(shares)), np.zeros(len(shares))
    for block in _blocks(spectrum, shares):
        true = block.shares * (block.keys * block.times)
        observations += true.sum(axis=1)
        apart = 1 - block.shares + block.times * block.shares
        sizes += (true * (block.times if together else apart)).sum(axis=1)
    plain = extra <= PLAIN_UP_TO
    weights = _weigh_smoothed(observations[~plain], extra[~plain])
    most = max(2, weights.shape[1])
    few = _expect_few(spectrum, shares, most, together=together)
    series, squares = np.zeros(len(shares)), np.zeros(len(shares))
    for block in _blocks(spectrum, shares[plain]):
        add = _add_together if together else _add_apart
        first, second = add(block, extra[plain][:, np.newaxis])
        series[plain] += first
        squares[plain] += second
    kept = few[~plain][:, : weights.shape[1]]
    series[~plain] = (weights * kept).sum(axis=1)
    squares[~plain] = (weights * weights * kept).sum(axis=1)
    return TrueSightings(observations, few[:, 0], few[:, 1], series, squares, sizes)


def _blocks(spectrum: Spectrum, shares: Values) -> Iterator[_Block]:
    for start in range(0, len(spectrum.times_seen), _BLOCK):
        times = spectrum.times_seen[start : start + _BLOCK]
        keys = spectrum.prompts[start : start + _BLOCK]
        yield _Block(
            times.astype(np.float64),
            keys.astype(np.float64),
            shares[:, find_strata(times)],
        )


def _add_together(block: _Block, extra: Values) -> tuple[Values, Values]:
    times, true = block.times, block.shares * block.keys
    series = true * times * np.power(-extra, times - 1)
    squares = true * times**2 * np.power(extra, 2 * (times - 1))
    return series.sum(axis=1), squares.sum(axis=1)


def _add_apart(block: _Block, extra: Values) -> tuple[Values, Values]:
    """Sum over j in closed form: both are derivatives of (1 - p + p x)^k."""
    times, keys, share = block
    once = times * share * keys
    series = once * np.power(1 - share * (1 + extra), times - 1)
    squared = extra * extra
    base = 1 - share + share * squared
    squares = once * np.power(base, times - 1)
    twice = once * (times - 1) * share * squared
    squares += twice * np.power(base, np.maximum(times - 2, 0))
    return series.sum(axis=1), squares.sum(axis=1)


def _expect_few(
    spectrum: Spectrum, shares: Values, most: int, *, together: bool
) -> Values:
    """Expect f_1' to f_most': one row a draw, one column a number of sightings."""
    few = np.zeros((len(shares), most))
    for block in _blocks(spectrum, shares):
        # ln of k over j, from one j to the next; -inf where k < j.
        ways: npt.NDArray[np.float64] = np.zeros_like(block.times)
        for place in range(most):
            times = place + 1
            if together:
                found = block.times == times
                few[:, place] += (block.shares * block.keys)[:, found].sum(axis=1)
                continue
            left = block.times - place
            with np.errstate(divide="ignore"):
                ways = ways + np.log(np.maximum(left, 0)) - np.log(times)
            chance = (
                ways
                + xlogy(times, block.shares)
                + xlog1py(np.maximum(left - 1, 0), -block.shares)
            )
            few[:, place] += (block.keys * np.exp(chance)).sum(axis=1)
    return few


def _weigh_smoothed(observations: Values, extra: Values) -> Values:
    """The weight a_j of each draw, one row, and number of sightings, one column."""
    rows = []
    for n, t in zip(observations.tolist(), extra.tolist(), strict=True):
        tail = smoothing(max(n, 1.0), extra=t)[1:]
        times = np.arange(1, len(tail) + 1, dtype=np.float64)
        rows.append(tail * times * np.power(-t, times - 1))
    weights = np.zeros((len(rows), max(map(len, rows), default=0)))
    for row, found in zip(weights, rows, strict=True):
        row[: len(found)] = found
    return weights
