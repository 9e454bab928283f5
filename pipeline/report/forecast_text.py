"""The forecast of floors at other sizes, as rows and as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.counting.forecast import MOST, Forecast
from pipeline.report.figures import format_interval, format_rate
from pipeline.report.headline import HEADLINE_UNIT

COLUMNS = (
    "category",
    "unit",
    "key",
    "scale",
    "observations",
    "floor",
    "low",
    "high",
    "method",
    "chao_jost",
    "good_toulmin",
    "note",
)
"""The columns of a row, in order."""

BY_COROLLARY = (
    "too few observations (N below 1,000 or f1 below 20), or a floor above 90%, for a "
    "normal interval: it is at least Corollary 3's"
)

MEANING = (
    "Each line is the floor that a corpus with so many times the category's "
    "observations (N) is expected to have, if it is more, or less, of the same: not of "
    "other sources, languages or times. Below 1 by rarefaction, which is exact; above "
    "by Good and Toulmin's smoothed estimate, whose interval is joined with Chao and "
    "Jost's. The interval at 95% is that of the missing mass, widened as far as "
    "the jackknife finds sightings dependent on each other. Beyond "
    f"{MOST:g} times nothing is forecast."
)
"""What a forecast is, in plain words."""


def make_rows(
    category: str, unit: str, key: str, forecasts: Sequence[Forecast]
) -> list[dict[str, Any]]:
    """Make rows with COLUMNS of the forecasts of one category.

    Args:
        category: Its name.
        unit: What a sighting is.
        key: prompt or fact.
        forecasts: In any order; possibly none.

    Returns:
        A row a forecast, in the same order. chao_jost and good_toulmin are null but
        above scale 1; note is '' where there is nothing to say.
    """
    return [
        {
            "category": category,
            "unit": unit,
            "key": key,
            "scale": one.scale,
            "observations": one.observations,
            "floor": one.floor,
            "low": one.interval.low,
            "high": one.interval.high,
            "method": one.method.value,
            "chao_jost": one.chao_jost,
            "good_toulmin": one.good_toulmin,
            "note": BY_COROLLARY if one.by_corollary else "",
        }
        for one in forecasts
    ]


def render_forecasts(
    title: str, rows: Sequence[Mapping[str, Any]], without: Mapping[str, str]
) -> Iterator[RenderableType]:
    """Lay out the forecasts of every category.

    Args:
        title: What it is about.
        rows: With COLUMNS, those of a category together.
        without: Categories that have no forecast, and the note that says why; '' for
            those without observations.

    Yields:
        Parts to print one after the other.
    """
    yield Text(title, style="bold")
    yield Text()
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("category", no_wrap=True)
    for name in ("scale", "N", "floor", "95% interval"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("method", no_wrap=True)
    table.add_column("note")
    before = None
    for row in rows:
        first = row["category"] != before
        if first and before is not None:
            table.add_section()
        before = row["category"]
        now = row["scale"] == 1
        table.add_row(
            Text(before if first else ""),
            "now" if now else f"{row['scale']:g}",
            f"{row['observations']:,}",
            Text(format_rate(row["floor"]), style="bold" if now else ""),
            format_interval(row["low"], row["high"]),
            row["method"],
            "1" if row["note"] else "",
        )
    if rows:
        yield table
    if any(row["note"] for row in rows):
        yield Text(f"  1  {BY_COROLLARY}")
        yield Text()
    if any(row["unit"] != HEADLINE_UNIT for row in rows):
        yield Text(
            f"The jackknife is of unit {HEADLINE_UNIT} alone: these intervals take "
            "sightings for independent of each other."
        )
        yield Text()
    for category, note in without.items():
        if note:
            yield Text(f"No forecast of {category}: {note}.")
    empty = [category for category, note in without.items() if not note]
    if empty:
        yield Text(f"No observations of {', '.join(empty)}.")
    if without:
        yield Text()
    yield Text(MEANING, style="dim")
