"""The tables and their columns, as text, Markdown or plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from schemas.contract import SCHEMA_VERSION, Table
from schemas.tables import TABLES
from schemas.views import VIEWS

LISTED = (*TABLES, *VIEWS)
"""What there is to ask about, in order."""


def render_schemas(tables: tuple[Table, ...] = LISTED) -> Iterator[RenderableType]:
    """Lay out every table: its grain, its key and its columns.

    Args:
        tables: Which, in order.

    Yields:
        Parts to print one after the other.
    """
    for table in tables:
        view = " (a view of floors sql)" if table in VIEWS else ""
        yield Text.assemble((table.name, "bold"), f"{view}: one row is {table.grain}")
        yield Text(f"key: {', '.join(table.key)}")
        grid = Grid(box=box.SIMPLE_HEAD)
        grid.add_column("column", no_wrap=True)
        grid.add_column("type", no_wrap=True)
        grid.add_column("meaning")
        for column in table.columns:
            kind = f"{column.type}{' or null' if column.nullable else ''}"
            grid.add_row(column.name, kind, Text(column.meaning))
        yield grid


def write_markdown(tables: tuple[Table, ...] = LISTED) -> str:
    """Write the same as Markdown, a section a table.

    Args:
        tables: Which, in order.

    Returns:
        Lines that end with a line break.
    """
    lines = []
    for table in tables:
        lines += [
            f"### {table.name}",
            "",
            f"{_kind(table)}One row is {table.grain}. "
            f"Key: {', '.join(map(_code, table.key))}.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        for column in table.columns:
            kind = f"{column.type}{' or null' if column.nullable else ''}"
            meaning = column.meaning.replace("|", "\\|")
            lines.append(f"| {_code(column.name)} | {kind} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def list_schemas(tables: tuple[Table, ...] = LISTED) -> dict[str, Any]:
    """Put the same into plain values, for a program.

    Args:
        tables: Which, in order.

    Returns:
        The schema version; and for each table, and apart from them for each view,
        its name, grain, key and columns.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tables": [_describe(table) for table in tables if table not in VIEWS],
        "views": [_describe(view) for view in tables if view in VIEWS],
    }


def _describe(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "grain": table.grain,
        "key": list(table.key),
        "columns": [
            {
                "name": column.name,
                "type": str(column.type),
                "nullable": column.nullable,
                "meaning": column.meaning,
            }
            for column in table.columns
        ],
    }


def _kind(table: Table) -> str:
    return "A view of `floors sql`, in no file. " if table in VIEWS else ""


def _code(name: str) -> str:
    return f"`{name}`"
