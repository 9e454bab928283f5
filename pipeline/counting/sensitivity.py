"""What a floor would be if precision and recall were other than was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.counting.good_toulmin import extrapolate_mass
from pipeline.counting.spectra import Spectrum

PRECISIONS = (1.0, 0.99, 0.97, 0.95, 0.9, 0.8)
"""Assumed shares of true sightings."""

RECALLS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
"""Assumed recalls; below a third nothing can be un-thinned."""


@dataclass(frozen=True)
class AssumedFloor:
    """A floor under assumptions.

    Attributes:
        precision: The assumed share of true sightings.
        recall: The assumed recall.
        rate: The floor; None where there would be more false sightings than singletons.
    """

    precision: float
    recall: float
    rate: float | None


def vary_measures(
    spectrum: Spectrum,
    precisions: Sequence[float] = PRECISIONS,
    recalls: Sequence[float] = RECALLS,
) -> list[AssumedFloor]:
    """Reckon the floor at each assumed precision and recall.

    The harshest reading of both: every false sighting is a singleton, as a fresh key
    is, so that f1' = f1 - (1 - precision) N; and every miss is of a single sighting,
    un-thinned by Good and Toulmin's series at t = 1/recall - 1.

    Args:
        spectrum: As observed; possibly empty.
        precisions: Above 0, at most 1.
        recalls: Above 0, at most 1.

    Returns:
        One for each pair, precisions first; none of an empty spectrum.
    """
    n = float(spectrum.observations)
    if n == 0:
        return []
    found = []
    for precision in precisions:
        keys = spectrum.prompts.astype(np.float64)
        keys[spectrum.times_seen == 1] -= (1 - precision) * n
        # What rounding leaves of a spectrum of singletons alone is nothing.
        possible = spectrum.singletons - (1 - precision) * n > -1e-9 * n
        for recall in recalls:
            rate = None
            if possible and precision > 0:
                mass = extrapolate_mass(
                    spectrum.times_seen, keys, precision * n, extra=1 / recall - 1
                ).mass
                rate = min(max(mass, 0.0), 1.0)
            found.append(AssumedFloor(precision, recall, rate))
    return found
