"""One entity: its facts, how often they are stated, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.errors import FloorsError
from pipeline.locations import Location
from pipeline.report.figures import count_things
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import UNITS

READS = (
    "prompt_counts",
    "fact_counts",
    "observations",
    "documents",
    "doc_clusters",
)
"""The tables that a lookup reads."""

_WANTED = pa.schema([("entity_key", pa.string())])


@dataclass(frozen=True)
class Lookup:
    """What a run knows of an entity.

    Attributes:
        entity_key: The key it was looked up by.
        prompts: One row a category, as pipeline/sql/lookup_prompts.sql gives them.
        facts: One row a fact, as lookup_facts.sql gives them.
        passages: One row a different passage, as lookup_passages.sql gives them.
    """

    entity_key: str
    prompts: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    passages: list[dict[str, Any]]


def look_up(run: Location, name: str, entity_key: str) -> Lookup:
    """Find an entity in a run.

    Args:
        run: A finished run's folder.
        name: As the person wrote it.
        entity_key: What counting groups that name by.

    Returns:
        At least one prompt, one fact and one passage.

    Raises:
        FloorsError: The run has no such entity; offers the closest names.
    """
    with Warehouse() as warehouse:
        for table in READS:
            warehouse.bind(table, run / table)
        wanted = pa.Table.from_pylist([{"entity_key": entity_key}], _WANTED)
        warehouse.bind("wanted", wanted)
        prompts = _rows(warehouse, "lookup_prompts")
        if not prompts:
            close = [row["entity"] for row in _rows(warehouse, "lookup_names")]
            raise FloorsError(_explain_absence(run, name, close))
        return Lookup(
            entity_key=entity_key,
            prompts=prompts,
            facts=_rows(warehouse, "lookup_facts"),
            passages=_rows(warehouse, "lookup_passages"),
        )


def render_lookup(lookup: Lookup, passage_limit: int) -> Iterator[RenderableType]:
    """Lay out an entity's prompts, facts and passages.

    Args:
        lookup: What was found.
        passage_limit: Passages to show of each fact, at most.

    Yields:
        Parts to print one after the other.
    """
    names = dict.fromkeys(prompt["entity"] for prompt in lookup.prompts)
    yield Text.assemble((" / ".join(names), "bold"), f"  (key: {lookup.entity_key})")
    grid = Table(box=box.SIMPLE_HEAD)
    for heading in ("category", "value"):
        grid.add_column(heading, overflow="fold")
    for unit in UNITS:
        grid.add_column(unit, justify="right", no_wrap=True)
    for prompt in lookup.prompts:
        single = " (seen once: a singleton)" if prompt["clusters"] == 1 else ""
        facts = [f for f in lookup.facts if f["category"] == prompt["category"]]
        whole = "any value" if len(facts) > 1 else facts[0]["value"]
        grid.add_row(
            prompt["category"], f"{whole}{single}", *_counts(prompt), style="bold"
        )
        if len(facts) > 1:
            for fact in facts:
                grid.add_row("", Text(fact["value"]), *_counts(fact))
    yield grid
    for fact in lookup.facts:
        passages = [
            passage
            for passage in lookup.passages
            if (passage["category"], passage["value"])
            == (fact["category"], fact["value"])
        ]
        yield Text(f"{fact['category']} {fact['value']}", style="bold")
        for passage in passages[:passage_limit]:
            copies = passage["copies"]
            often = f"  ({copies:,} copies)" if copies > 1 else ""
            yield Padding(Text(" ".join(passage["passage"].split())), (0, 0, 0, 2))
            place = passage["url"] or passage["title"] or passage["doc_id"]
            yield Padding(
                Text(f"{place}  {passage['doc_key']}{often}", style="dim"), (0, 0, 0, 4)
            )
        if len(passages) > passage_limit:
            more = count_things(len(passages) - passage_limit, "more passage")
            yield Padding(Text(f"and {more}: --passages {len(passages)}"), (0, 0, 0, 2))


def _rows(warehouse: Warehouse, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = warehouse.table(read_sql(query)).to_pylist()
    return rows


def _counts(row: dict[str, Any]) -> list[str]:
    return [f"{row[unit]:,}" for unit in UNITS]


def _explain_absence(run: Location, name: str, close: list[str]) -> str:
    if not close:
        return f"{run} has no fact of '{name}', nor of a name like it."
    quoted = [f"'{one}'" for one in close]
    several = f"{', '.join(quoted[:-1])} or {quoted[-1]}" if close[1:] else quoted[0]
    return f"{run} has no fact of '{name}'. Did you mean {several}?"
