"""A person's own SQL over a run's tables: what it may do, and how its rows look."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

import pyarrow as pa
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.locations import Location
from pipeline.report.figures import NOTHING
from pipeline.warehouse import Warehouse, read_sql
from schemas.views import CONFLICTS, PROMPT_CONFLICTS, VALUE_PARTS

ROW_LIMIT = 200
"""Rows laid out for a person; more is for --csv or --json."""

_CELL_LIMIT = 200

VIEW_READS = {
    VALUE_PARTS.name: ("categories", "prompt_counts", "fact_counts"),
    PROMPT_CONFLICTS.name: ("categories", "prompt_counts", "fact_counts"),
    CONFLICTS.name: ("categories", "prompt_counts", "fact_counts", "observations"),
}
"""The tables that each view needs; a run that lacks one has no such view."""


@contextmanager
def open_tables(run: Location, tables: Sequence[str]) -> Iterator[Warehouse]:
    """Open a run's tables for queries that can change nothing and read nothing else.

    Args:
        run: The run folder.
        tables: The names of those it has; each becomes a view, beside the views of
            schemas.views.

    Yields:
        A sealed warehouse.
    """
    with Warehouse() as warehouse:
        for name in tables:
            warehouse.bind(name, run / name)
        for name, reads in VIEW_READS.items():
            if set(reads) <= set(tables):
                warehouse.define(name, read_sql(name))
        warehouse.seal()
        yield warehouse


def render_rows(rows: pa.Table) -> Iterator[RenderableType]:
    """Lay out the rows of an answer.

    Args:
        rows: Any number; at most ROW_LIMIT are shown.

    Yields:
        Parts to print one after the other.
    """
    grid = Table(box=box.SIMPLE_HEAD)
    for field in rows.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        grid.add_column(
            Text(field.name),
            justify="right" if number else "left",
            overflow="fold",
        )
    for row in zip(
        *(column.to_pylist() for column in rows.slice(0, ROW_LIMIT).columns),
        strict=True,
    ):
        grid.add_row(*map(_cell, row))
    yield grid


def explain_text(rows: pa.Table) -> str | None:
    """Return the plan that an `explain` answers with, laid out as DuckDB lays it out.

    Args:
        rows: Any answer.

    Returns:
        The plan; None where the answer is no plan.
    """
    if rows.schema.names != ["explain_key", "explain_value"]:
        return None
    return "\n".join(str(plan) for plan in rows["explain_value"].to_pylist())


def plain_value(value: object) -> object:
    """Make a value one that can be written: bytes in hexadecimal, at any depth."""
    match value:
        case bytes():
            return value.hex()
        case dict():
            return {key: plain_value(one) for key, one in value.items()}
        case list() | tuple():
            return [plain_value(one) for one in value]
        case _:
            return value


def json_value(value: object) -> object:
    """Make a value one that JSON can hold, at any depth.

    Args:
        value: As Arrow gives it to Python.

    Returns:
        Of JSON's own kinds where it has one for it: what is not a number (NaN) or
        not finite is null, a decimal or an integer of any size a number, bytes a
        string in hexadecimal. Other values, such as dates, as they are.
    """
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {str(key): json_value(one) for key, one in value.items()}
        case list() | tuple():
            return [json_value(one) for one in value]
        case _:
            return plain_value(value)


def _cell(value: object) -> Text:
    if value is None:
        return Text(NOTHING)
    text = f"{value:.6g}" if isinstance(value, float) else str(plain_value(value))
    if len(text) > _CELL_LIMIT:
        text = f"{text[: _CELL_LIMIT - 1]}…"
    return Text(text)
