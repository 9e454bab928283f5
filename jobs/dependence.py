"""How dependent on each other a run's floors find sightings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.counting.estimators import Interval
from pipeline.counting.jackknife import measure_dependence
from pipeline.counting.spectra import Spectrum


def read_dependence(floor: Mapping[str, Any], spectrum: Spectrum) -> float:
    """Tell how many times wider than of independent sightings intervals must be.

    Args:
        floor: A row of the table of floors, with observations.
        spectrum: Of the same category, unit and key.

    Returns:
        As `measure_dependence` has it; 1 where the row has no jackknife.
    """
    low, high = floor["jackknife_low"], floor["jackknife_high"]
    jackknife = None if low is None else Interval(low, high)
    return measure_dependence(spectrum, jackknife)
