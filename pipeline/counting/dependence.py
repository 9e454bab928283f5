"""How many times wider intervals must be because sightings depend on each other.

One factor for everything that is reckoned from f1 and f2 as if sightings were
independent: forecasts, corrected floors, what moves between two runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.counting.estimators import (
    Interval,
    esty_interval,
    singleton_rate,
    trusts_esty,
)


def measure_dependence(
    observations: int, singletons: int, doubletons: int, jackknife: Interval | None
) -> float:
    """Tell how many times wider than of independent sightings intervals must be.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.
        jackknife: The delete-one-group jackknife's interval of the same; None where
            there were too few groups.

    Returns:
        Its width over Esty's, at least 1; 1 where either is not to be had.
    """
    if jackknife is None or not trusts_esty(observations, singletons):
        return 1.0
    rate = singleton_rate(observations, singletons)
    # The longer side: the other may have been cut off at 0 or 1.
    wide, narrow = (
        max(rate - low, high - rate)
        for low, high in (
            jackknife,
            esty_interval(observations, singletons, doubletons),
        )
    )
    return max(wide / narrow, 1.0)


def read_dependence(floor: Mapping[str, Any]) -> float:
    """Tell the same of a row of the table of floors.

    Args:
        floor: The row.

    Returns:
        As `measure_dependence`; 1 where the row has no rate, or no jackknife.
    """
    low, high = floor["jackknife_low"], floor["jackknife_high"]
    if floor["singleton_rate"] is None or low is None:
        return 1.0
    return measure_dependence(
        floor["observations"],
        floor["singletons"],
        floor["doubletons"],
        Interval(low, high),
    )
