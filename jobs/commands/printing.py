"""How commands print their answers on stdout."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

import click
from rich.console import Console, RenderableType

_WIDTH = 120
"""Of what is printed into a file or a pipe, which has no width of its own."""


def print_parts(parts: Iterable[RenderableType]) -> None:
    """Print parts laid out for a person, as wide as the terminal.

    Args:
        parts: Printed one after the other.
    """
    # Without `highlight`, rich does not colour numbers and quotes by guesswork.
    if sys.stdout.isatty():
        console = Console(highlight=False)
        for part in parts:
            console.print(part)
        return
    page = StringIO()
    console = Console(file=page, width=_WIDTH, highlight=False)
    for part in parts:
        console.print(part)
    # A table fills its lines with spaces, which only matter on a terminal.
    click.echo("\n".join(line.rstrip() for line in page.getvalue().splitlines()))


def print_json(answer: object) -> None:
    """Print an answer for a program; dates and other values become strings.

    Args:
        answer: Mappings, sequences and scalars.
    """
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False, default=str))


def print_csv(
    columns: Iterable[str], rows: Iterable[Mapping[str, Any]], *, header: bool = True
) -> None:
    """Print rows with commas between their values, after a line of names.

    Args:
        columns: The names, in order.
        rows: Nulls are printed as nothing.
        header: Whether to print the names.
    """
    writer = csv.DictWriter(sys.stdout, list(columns), lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
