"""The delete-one-group jackknife of f1/N: what dependence between sightings costs.

Documents of one cluster or domain are not independent. Groups of them are, nearly; so
how much the rate moves when one group is left out tells how far to trust it. Never a
bootstrap instead: drawing with replacement turns singletons into doubletons.
"""

from __future__ import annotations

from hashlib import md5
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.counting.estimators import (
    NORMAL_QUANTILE,
    Interval,
    corollary_3_interval,
    esty_deviation,
    interval_around,
    singleton_rate,
    trusts_esty,
)
from pipeline.counting.spectra import Counts

GROUPS = 50
"""Enough to tell the spread within a tenth, few enough that each is a fair share."""

LEAST_GROUPS = 20
"""With fewer, the spread between them is too uncertain for a normal quantile."""

SHARED = -1
"""The group of a sighting that lies in two groups or more, and goes with neither."""

Rates = npt.NDArray[np.float64]


class LeftOut(NamedTuple):
    """What is lost when each group is left out.

    Attributes:
        groups: The groups in which some sighting lies alone, ascending.
        observations: By how much N is less without each, at least 1.
        singletons: By how much f1 is; negative where more keys become singletons.
    """

    groups: Counts
    observations: Counts
    singletons: Counts


def find_group(name: str) -> int:
    """Tell the group of a cluster or domain.

    Args:
        name: A cluster_id or domain.

    Returns:
        From 0 to 49: the first 16 bits of the MD5 of its UTF-8, modulo GROUPS; the
        same in every run, and in the query group_tallies.
    """
    digest = md5(name.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:2]) % GROUPS


def leave_out_groups(keys: Counts, groups: Counts, counts: Counts) -> LeftOut:
    """Count what N and f1 lose without each group of sightings.

    Args:
        keys: A number for each key, in any order and any number of times.
        groups: As long: the group in which its sightings lie, or SHARED.
        counts: As long: how many sightings of the key lie there, 1 or more.

    Returns:
        The losses; of no group where every sighting is shared, or there is none.
    """
    if not len(keys):
        return LeftOut(*(np.zeros(0, np.int64) for _ in range(3)))
    numbered, key_of = np.unique(keys, return_inverse=True)
    found, group_of = np.unique(groups, return_inverse=True)
    cells, cell_of = np.unique(key_of * len(found) + group_of, return_inverse=True)
    lost = np.zeros(len(cells), np.int64)
    np.add.at(lost, cell_of, counts)
    times_seen = np.zeros(len(numbered), np.int64)
    np.add.at(times_seen, key_of, counts)
    kept = times_seen[cells // len(found)] - lost
    # A singleton that goes, or a key that is left with one sighting.
    change = np.where(kept + lost == 1, 1, np.where(kept == 1, -1, 0))
    observations = np.zeros(len(found), np.int64)
    singletons = np.zeros(len(found), np.int64)
    np.add.at(observations, cells % len(found), lost)
    np.add.at(singletons, cells % len(found), change)
    alone = found != SHARED
    return LeftOut(found[alone], observations[alone], singletons[alone])


def group_deviation(
    observations: int, singletons: int, left_out: LeftOut
) -> float | None:
    """Return how far f1/N may lie from its mean at 95%, by a jackknife.

    Args:
        observations: N.
        singletons: f1.
        left_out: What each group takes away.

    Returns:
        1.96 sqrt((g - 1) / g sum((r_i - r)^2)) over g groups, with r_i the rate
        without the i-th and r their mean; may be 0. None for fewer groups than
        LEAST_GROUPS.

    Source:
        Tukey 1958, "Bias and confidence in not quite large samples", Ann. Math.
        Statist. 29; of groups, Wolter 2007, "Introduction to Variance Estimation",
        chapter 4.
    """
    groups = len(left_out.groups)
    if groups < LEAST_GROUPS:
        return None
    rates: Rates = (singletons - left_out.singletons) / (
        observations - left_out.observations
    )
    return NORMAL_QUANTILE * sqrt((groups - 1) * float(np.var(rates)))


def jackknife_deviation(
    observations: int, singletons: int, doubletons: int, by_groups: float
) -> float:
    """Return how far the missing mass may lie from f1/N at 95%, by a jackknife.

    The variance between groups is too large by 4 f1 f2 / N^3 even where sightings are
    independent: a group takes away a singletons, turns b doubletons into new ones and
    has n sightings, so its rate moves by about (b - a + n f1/N) / N. Where a, b and
    what else it has are Poisson, that varies by Esty's W / g and by 4 f1 f2 / N^3 / g,
    which b and n have in common. Dependence adds to Esty's, so it is the least.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.
        by_groups: As `group_deviation` has it.

    Returns:
        sqrt(by_groups^2 - 1.96^2 4 f1 f2 / N^3), or `esty_deviation` where that is
        more.
    """
    n, f1, f2 = float(observations), float(singletons), float(doubletons)
    excess = NORMAL_QUANTILE * NORMAL_QUANTILE * (4 * f1 * f2 / (n * n * n))
    least = esty_deviation(observations, singletons, doubletons)
    return sqrt(max(by_groups * by_groups - excess, least * least))


def jackknife_interval(
    observations: int, singletons: int, doubletons: int, *groupings: LeftOut
) -> Interval | None:
    """Bound the missing mass at 95%, allowing for sightings that depend on each other.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.
        groupings: What the groups of each way to group take away: of clusters, and of
            domains where they are known.

    Returns:
        f1/N -+ the largest `jackknife_deviation`, clipped to [0, 1]: no narrower than
        Esty's. It is a normal approximation as that is: where that is not to be
        trusted, no narrower than Corollary 3's. None where no way to group gives
        groups enough.
    """
    found = [group_deviation(observations, singletons, one) for one in groupings]
    known = [deviation for deviation in found if deviation is not None]
    if not known:
        return None
    rate = singleton_rate(observations, singletons)
    deviation = jackknife_deviation(observations, singletons, doubletons, max(known))
    interval = interval_around(rate, deviation)
    if trusts_esty(observations, singletons):
        return interval
    wide = corollary_3_interval(observations, singletons)
    return Interval(min(interval.low, wide.low), max(interval.high, wide.high))


def jackknife_sightings(
    keys: Counts, groups: Counts, counts: Counts
) -> Interval | None:
    """Bound the missing mass at 95% from sightings and one way to group them.

    Args:
        keys: A number for each key, in any order and any number of times.
        groups: As long: the group in which its sightings lie, or SHARED.
        counts: As long: how many sightings of the key lie there, 1 or more.

    Returns:
        The interval of `jackknife_interval`; None without a sighting, or with too few
        groups.
    """
    if not len(keys):
        return None
    _, key_of = np.unique(keys, return_inverse=True)
    times_seen = np.zeros(key_of.max() + 1, np.int64)
    np.add.at(times_seen, key_of, counts)
    return jackknife_interval(
        int(times_seen.sum()),
        int(np.count_nonzero(times_seen == 1)),
        int(np.count_nonzero(times_seen == 2)),
        leave_out_groups(keys, groups, counts),
    )
