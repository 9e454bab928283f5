"""The floors of a run at other sizes of its corpus, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.counting.dependence import read_dependence
from pipeline.counting.forecast import CURVE_SCALES, Forecast, forecast_curve
from pipeline.counting.spectra import Spectrum

TABLE_SCALES = (0.1, 0.5, 1.0, 2.0, 3.0)
"""Sizes whose numbers are listed; each is on the curve too."""


def forecast_rows(
    rows: Iterable[Mapping[str, Any]], spectra: Mapping[str, Spectrum]
) -> dict[str, list[Forecast]]:
    """Forecast each category's floor at the sizes that make a curve.

    Args:
        rows: Headline rows of the table of floors.
        spectra: In the headline's unit, by category.

    Returns:
        For each category with observations its points, by ascending size; none where
        it has no rate.
    """
    return {
        row["category"]: forecast_curve(
            spectra[row["category"]],
            CURVE_SCALES,
            dependence=read_dependence(row),
        )
        for row in rows
        if row["singleton_rate"] is not None
    }
