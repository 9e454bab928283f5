"""Floors corrected by an audit, as a terminal shows them. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from pipeline.report.figures import format_interval, format_rate
from pipeline.report.titled_table import start_table


def render_corrected(rows: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Lay out the corrected floors beside the raw ones.

    Args:
        rows: Of the table of floors, in its order.

    Yields:
        A table of those rows that were corrected; nothing where none was.
    """
    corrected = [row for row in rows if row["corrected_rate"] is not None]
    if not corrected:
        return
    table = start_table("The same floors without the errors that an audit found")
    table.add_column("category", no_wrap=True)
    table.add_column("key", no_wrap=True)
    for name in ("floor", "95% interval", "corrected", "range"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in corrected:
        table.add_row(
            Text(row["category"]),
            row["key"],
            format_rate(row["singleton_rate"]),
            format_interval(row["ci_low"], row["ci_high"]),
            Text(format_rate(row["corrected_rate"]), style="bold"),
            format_interval(row["corrected_low"], row["corrected_high"]),
        )
    yield table
