"""What judged sightings say of the precision of each stratum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.shares import wilson_interval
from pipeline.counting.strata import STRATA


@dataclass(frozen=True)
class Judgment:
    """One sighting that was judged.

    Attributes:
        stratum: The place in STRATA of what is counted, a prompt or a fact.
        right: Whether it is a true sighting.
        weight: Sightings of the run that it stands for, above 0.
    """

    stratum: int
    right: bool
    weight: float


@dataclass(frozen=True)
class StratumPrecision:
    """The precision of a stratum.

    Attributes:
        stratum: Its name; '' of all strata together.
        judged: Sightings judged.
        right: True ones of them.
        measured: The weighted share, and the trials it is worth; None without any.
        low: Lower end of Wilson's 95% interval at those trials; None without any.
        high: Its upper end.
    """

    stratum: str
    judged: int
    right: int
    measured: MeasuredShare | None
    low: float | None
    high: float | None


def measure_strata(judgments: Iterable[Judgment]) -> tuple[StratumPrecision, ...]:
    """Measure the precision of each stratum.

    Args:
        judgments: Of one category and key, in any order.

    Returns:
        One a stratum, in the order of STRATA.
    """
    held = list(judgments)
    return tuple(
        _measure(stratum.name, [one for one in held if one.stratum == place])
        for place, stratum in enumerate(STRATA)
    )


def measure_all(judgments: Iterable[Judgment]) -> StratumPrecision:
    """Measure the precision of all strata together, each counted as often as it is."""
    return _measure("", list(judgments))


def fill_strata(
    measured: Sequence[StratumPrecision],
) -> tuple[list[MeasuredShare], list[str]] | None:
    """Give every stratum a precision, so that a whole spectrum can be corrected.

    Args:
        measured: One a stratum, in the order of STRATA.

    Returns:
        The shares, and the names of the strata that were not judged: each takes the
        precision of the next judged one below, which is unlikely to be better, or
        where there is none, above. None where nothing was judged.
    """
    known = [place for place, one in enumerate(measured) if one.measured is not None]
    if not known:
        return None
    shares: list[MeasuredShare] = []
    borrowed: list[str] = []
    for place, one in enumerate(measured):
        below = [other for other in known if other <= place]
        share = measured[below[-1] if below else known[0]].measured
        if share is not None:
            shares.append(share)
        if one.measured is None:
            borrowed.append(one.stratum)
    return shares, borrowed


def _measure(stratum: str, judgments: Sequence[Judgment]) -> StratumPrecision:
    right = sum(one.right for one in judgments)
    if not judgments:
        return StratumPrecision(stratum, 0, 0, None, None, None)
    total = sum(one.weight for one in judgments)
    share = sum(one.weight for one in judgments if one.right) / total
    # Kish 1965, Survey Sampling: what unequal weights leave of a sample.
    worth = total * total / sum(one.weight * one.weight for one in judgments)
    low, high = wilson_interval(share * worth, worth)
    measured = MeasuredShare(share, worth)
    return StratumPrecision(stratum, len(judgments), right, measured, low, high)
