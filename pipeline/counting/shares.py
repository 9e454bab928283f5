"""A share that was counted, and how far off it may be. Knows counts only."""

from __future__ import annotations

from math import sqrt

from pipeline.counting.estimators import NORMAL_QUANTILE, Interval


def wilson_interval(successes: float, trials: float) -> Interval:
    """Bound a probability at 95% from independent trials.

    Args:
        successes: From 0 to `trials`.
        trials: Above 0; both are fractions where trials are of unequal weight.

    Returns:
        A range within [0, 1] that holds successes / trials; never of no width, not even
        where all trials or none succeeded.

    Source:
        Wilson 1927, "Probable inference, the law of succession, and statistical
        inference", J. Am. Stat. Assoc. 22; without continuity correction.
    """
    share, n = successes / trials, float(trials)
    squared = NORMAL_QUANTILE * NORMAL_QUANTILE
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half_width = (
        NORMAL_QUANTILE
        / (1 + squared / n)
        * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    )
    # The ends are exact where rounding would leave them off by a little.
    return Interval(
        0.0 if successes == 0 else max(0.0, centre - half_width),
        1.0 if successes == trials else min(1.0, centre + half_width),
    )
