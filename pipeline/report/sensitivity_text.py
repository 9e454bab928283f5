"""How a floor depends on precision and recall, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from pipeline.report.figures import format_rate
from pipeline.report.titled_table import start_table

MEANING = (
    "Each floor if so many of the sightings were true, the others singletons, and so "
    "many of the true ones found, the others missed one by one. Misses of whole "
    "prompts leave a floor as it is under a recall of 100%. A dash: there are fewer "
    "singletons than false sightings."
)
"""What the figures are, in plain words."""


def render_sensitivity(rows: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Lay out floors under assumptions, a table a category.

    Args:
        rows: category, precision, recall and rate, each category's together.

    Yields:
        Parts to print one after the other.
    """
    for category in dict.fromkeys(row["category"] for row in rows):
        of_category = [row for row in rows if row["category"] == category]
        table = start_table(f"The floor of {category}, at a recall of")
        table.add_column("precision", justify="right", no_wrap=True)
        for recall in dict.fromkeys(row["recall"] for row in of_category):
            table.add_column(f"{recall:.0%}", justify="right", no_wrap=True)
        for precision in dict.fromkeys(row["precision"] for row in of_category):
            rates = [
                row["rate"] for row in of_category if row["precision"] == precision
            ]
            table.add_row(f"{precision:.0%}", *map(format_rate, rates))
        yield table
    yield Text(MEANING, style="dim")
