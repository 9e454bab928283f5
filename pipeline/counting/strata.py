"""Strata of prompts by how often they were seen. Knows counts only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.counting.spectra import Counts, Spectrum


@dataclass(frozen=True)
class Stratum:
    """The prompts seen so often.

    Attributes:
        name: For a person.
        first: The least number of sightings.
        last: The greatest; None where there is none.
    """

    name: str
    first: int
    last: int | None


STRATA = (
    Stratum("1", 1, 1),
    Stratum("2", 2, 2),
    Stratum("3-5", 3, 5),
    Stratum("6+", 6, None),
)
"""All of them, ascending. Singletons stand alone: a false fact is mostly one of a kind,
so their precision is the worst, and the floor is made of them."""

STRATUM_NAMES = tuple(stratum.name for stratum in STRATA)
"""Their names, in the same order."""

_STARTS = np.array([stratum.first for stratum in STRATA], dtype=np.int64)


def find_strata(times_seen: Counts) -> npt.NDArray[np.intp]:
    """Find the stratum of each number of sightings.

    Args:
        times_seen: Each at least 1; possibly none.

    Returns:
        As many places in STRATA.
    """
    return np.searchsorted(_STARTS, times_seen, side="right") - 1


def count_sightings(spectrum: Spectrum) -> tuple[int, ...]:
    """Count the observations of each stratum.

    Args:
        spectrum: Of one category, unit and key.

    Returns:
        One number a stratum, in the order of STRATA; they add up to N.
    """
    sightings = [0] * len(STRATA)
    for place, times, keys in zip(
        find_strata(spectrum.times_seen).tolist(),
        spectrum.times_seen.tolist(),
        spectrum.prompts.tolist(),
        strict=True,
    ):
        sightings[place] += times * keys
    return tuple(sightings)
