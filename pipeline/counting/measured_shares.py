"""Shares that were measured by counting, such as a precision or a recall.

Knows what uncertainty they carry into a result, and nothing of what they are shares of.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtr

Values = npt.NDArray[np.float64]

DRAWS = 512
"""Points at which uncertain shares are taken together."""

_STEPS = 60
"""Halvings of a range of rates: down to the spacing of doubles."""


@dataclass(frozen=True)
class MeasuredShare:
    """A share with what it was measured on.

    Attributes:
        share: From 0 to 1.
        trials: How many independent trials it is worth, above 0, not always a whole
            number; infinite for a share that is assumed.
    """

    share: float
    trials: float = inf

    def spread(self, places: Values) -> Values:
        """Return the quantiles of what the share may truly be.

        Args:
            places: From 0 to 1, exclusive.

        Returns:
            As many shares: of the Beta distribution that Jeffreys' prior gives after
            these trials; of an assumed share, itself.

        Source:
            Brown, Cai, DasGupta 2001, "Interval estimation for a binomial
            proportion", Statist. Sci. 16, on the coverage of that prior.
        """
        if self.trials == inf:
            return np.full(places.shape, self.share)
        hits = self.share * self.trials
        spread: Values = betaincinv(hits + 0.5, self.trials - hits + 0.5, places)
        return spread


def spread_together(shares: list[MeasuredShare]) -> Values:
    """Take several measured shares at points that fill their ranges evenly.

    Args:
        shares: One or more, measured independently of one another.

    Returns:
        DRAWS rows, one column a share; always the same rows for the same shares. One
        row where all are assumed, for then there is nothing uncertain.

    Source:
        Points by Roberts' additive recurrence, after Niederreiter 1992, "Random Number
        Generation and Quasi-Monte Carlo Methods": more even than random ones, and no
        generator decides them.
    """
    if all(share.trials == inf for share in shares):
        return np.array([[share.share for share in shares]])
    # The root of x^(d+1) = x + 1: in one dimension the golden ratio.
    ratio = 2.0
    for _ in range(64):
        ratio = (1 + ratio) ** (1 / (len(shares) + 1))
    steps = np.arange(1, DRAWS + 1, dtype=np.float64)
    columns = [
        share.spread(np.mod(0.5 + steps * ratio**-place, 1.0))
        for place, share in enumerate(shares, 1)
    ]
    return np.column_stack(columns)


def mixture_quantile(centres: Values, deviations: Values, level: float) -> float:
    """Find a quantile of an even mixture of normal distributions.

    Args:
        centres: Their means, one or more.
        deviations: Their standard deviations, as many, 0 or more.
        level: The share of the mixture below the quantile, above 0 and below 1.

    Returns:
        The quantile, found by halving; of one normal distribution its own.
    """
    low = float((centres - 9 * deviations).min())
    high = float((centres + 9 * deviations).max())
    has_width = deviations > 0
    widths = np.where(has_width, deviations, 1.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        smooth = ndtr((middle - centres) / widths)
        below = np.where(has_width, smooth, centres <= middle).mean()
        low, high = (middle, high) if below < level else (low, middle)
    return (low + high) / 2
