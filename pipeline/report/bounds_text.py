"""What else bounds the floors of one category, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from pipeline.counting.dependence import read_dependence
from pipeline.counting.estimators import kalai_vempala_slack, kalai_vempala_sparsity
from pipeline.report.figures import format_bound, format_interval, format_rate
from pipeline.report.headline import is_headline
from pipeline.report.titled_table import start_table
from schemas.tables import KEYS, UNITS

MEANING = (
    "Corollary 3 holds at 95% for any distribution of independent sightings. The "
    "jackknife leaves out a fiftieth of all clusters, or domains, at a time: it allows "
    "for sightings that come together. The bound of facts is Kalai and Vempala's "
    "(2024), at 95%. Coverage is that of clusters, or another unit, drawn as a whole."
)
"""What they are, in plain words."""

_NOTEWORTHY = 1.25
"""How many times wider dependence makes an interval that is worth a word: of fifty
independent groups the jackknife's own width scatters by a tenth."""

Row = Mapping[str, Any]


def render_bounds(rows: Sequence[Row]) -> Iterator[RenderableType]:
    """Lay out the bounds that rest on fewer assumptions than the headline, or others.

    Args:
        rows: A category's rows of the table of floors.

    Yields:
        Parts to print one after the other.
    """
    table = start_table("The same floors, bounded in other ways")
    table.add_column("key")
    table.add_column("unit")
    for name in ("floor", "Corollary 3", "jackknife", "of facts", "coverage"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in order_rows(rows):
        table.add_row(
            row["key"],
            row["unit"],
            format_rate(row["singleton_rate"]),
            format_interval(row["cor3_low"], row["cor3_high"]),
            format_interval(row["jackknife_low"], row["jackknife_high"]),
            format_bound(row["kv_floor"], says_nothing=0),
            format_rate(row["coverage_incidence"]),
        )
    yield table
    for row in rows:
        if row["unit"] == "clusters" and row["kv_floor"] is not None:
            yield Text(_describe_terms(row))
    yield Text(MEANING, style="dim")
    yield Text()


def describe_dependence(rows: Sequence[Row]) -> Iterator[str]:
    """Say of which headline floors the interval is too narrow, as sightings depend.

    Args:
        rows: Of the table of floors, in its order.

    Yields:
        A line where the jackknife's interval is wider than Esty's by a quarter or
        more; else nothing.
    """
    wider = [
        f"{row['category']} "
        f"{format_interval(row['jackknife_low'], row['jackknife_high'])}"
        for row in rows
        if is_headline(row) and read_dependence(row) >= _NOTEWORTHY
    ]
    if wider:
        yield (
            "Sightings that come together make these intervals too narrow. The "
            f"jackknife has, at 95%: {', '.join(wider)}."
        )


def order_rows(rows: Sequence[Row]) -> list[Row]:
    """Sort a category's rows as a reader looks for them.

    Args:
        rows: Of the table of floors.

    Returns:
        Prompts before facts, units from the finest to the coarsest.
    """
    return sorted(
        rows, key=lambda row: (KEYS.index(row["key"]), UNITS.index(row["unit"]))
    )


def _describe_terms(row: Row) -> str:
    """Each term of Kalai and Vempala's bound, for a calibrated model."""
    terms = (
        format_rate(row["singleton_rate"]),
        f"{format_rate(kalai_vempala_sparsity(row['plausible_values']))} (sparsity)",
        f"{format_rate(kalai_vempala_slack(row['observations']))} (finite sample)",
    )
    bound = format_bound(row["kv_floor"], says_nothing=0)
    return f"Of facts, in clusters: {' - '.join(terms)}: {bound}."
