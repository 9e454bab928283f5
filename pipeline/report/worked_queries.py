"""The queries of pipeline/sql/adhoc: what an analyst asks a run first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.errors import ArgumentError, suggest


@dataclass(frozen=True)
class WorkedQuery:
    """One query, with what its header says.

    Attributes:
        name: Of its file.
        question: What it answers, as one line.
        grain: What one row is.
        text: The query itself, with its header.
    """

    name: str
    question: str
    grain: str
    text: str


def list_worked_queries() -> tuple[WorkedQuery, ...]:
    """Read every worked query, by name."""
    folder = files("pipeline").joinpath("sql", "adhoc")
    found = [
        _read(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda query: query.name))


def find_worked_query(name: str) -> WorkedQuery:
    """Find a worked query.

    Args:
        name: As the person wrote it.

    Returns:
        The query.

    Raises:
        ArgumentError: There is none of that name; offers the near miss.
    """
    known = {query.name: query for query in list_worked_queries()}
    if name not in known:
        hint = suggest(name, known) or " List them with: floors sql --list"
        raise ArgumentError(f"There is no worked query '{name}'.{hint}")
    return known[name]


def render_worked_queries(queries: Sequence[WorkedQuery]) -> Iterator[RenderableType]:
    """Lay out what each query answers.

    Args:
        queries: In order.

    Yields:
        Parts to print one after the other.
    """
    grid = Table(box=box.SIMPLE_HEAD)
    grid.add_column("query", no_wrap=True)
    grid.add_column("question")
    for query in queries:
        grid.add_row(query.name, Text(query.question))
    yield grid


def _read(name: str, text: str) -> WorkedQuery:
    """Read the header: a line of name and question, then fields with their text."""
    fields: dict[str, list[str]] = {"question": []}
    current = fields["question"]
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        said = line.removeprefix("--").removeprefix(" ")
        first, _, rest = said.partition(" ")
        if first in ("Grain", "Reads", "Mind"):
            current = fields[first.lower()] = [rest.strip()]
        elif said.strip():
            current.append(said.strip())
    question = " ".join(fields["question"]).removeprefix(f"{name}: ")
    return WorkedQuery(name, question, " ".join(fields.get("grain", [])), text)
