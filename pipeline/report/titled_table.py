"""A table with a title, as the reports of a terminal have it."""

from __future__ import annotations

from rich import box
from rich.table import Table


def start_table(title: str) -> Table:
    """Make a table without columns and rows, its title plain and at the left."""
    return Table(title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD)
