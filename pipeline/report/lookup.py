"""One entity: its facts, how often they are stated, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.errors import FloorsError
from pipeline.locations import Location
from pipeline.report.figures import count_things
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import FACT_COUNTS, PROMPT_COUNTS, UNITS
from schemas.views import PROMPT_CONFLICTS, VALUE_PARTS

READS = (
    "categories",
    "prompt_counts",
    "fact_counts",
    "observations",
    "documents",
    "doc_clusters",
)
"""The tables that a lookup reads."""

_SLIP_LENGTH = 6
"""Letters of a name for each slip of the keys in it that is forgiven: none is in a
shorter one, since 'AMC' and 'AMD' are two names."""

_MOST_SLIPS = 2

_ALL = 1 << 62
"""More passages than any fact has."""


@dataclass(frozen=True)
class Lookup:
    """What a run knows of an entity.

    Attributes:
        entity_key: The key it is known by.
        taken_as: The entity's name, where another spelling was looked up; else None.
        prompts: One row a category, as pipeline/sql/lookup_prompts.sql gives them.
        facts: One row a fact, as lookup_facts.sql gives them, and `is_rival`: whether
            its value conflicts with the prompt's top_value.
        passages: One row a different passage, as lookup_passages.sql gives them.
    """

    entity_key: str
    taken_as: str | None
    prompts: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    passages: list[dict[str, Any]]


def look_up(
    run: Location, name: str, entity_key: str, *, passage_limit: int | None = None
) -> Lookup:
    """Find an entity in a run, under a name that may have a slip in it.

    Args:
        run: A finished run's folder.
        name: As the person wrote it.
        entity_key: What counting groups that name by.
        passage_limit: Passages of each fact, at most; None for all.

    Returns:
        At least one prompt and one fact.

    Raises:
        FloorsError: The run has no such entity, and no single name that is clearly
            the closest; offers the closest names.
    """
    with Warehouse() as warehouse:
        for table in READS:
            warehouse.bind(table, run / table)
        prompts = _rows(warehouse, "lookup_prompts", entity_key)
        taken_as = None
        if not prompts:
            close = _rows(warehouse, "lookup_names", entity_key)
            meant = choose_spelling(entity_key, close)
            if meant is None:
                names = [row["entity"] for row in close]
                raise FloorsError(_explain_absence(run, name, names))
            entity_key, taken_as = meant["entity_key"], meant["entity"]
            prompts = _rows(warehouse, "lookup_prompts", entity_key)
        facts = _rows(warehouse, "lookup_facts", entity_key)
        passages = _rows(
            warehouse,
            "lookup_passages",
            entity_key,
            passage_limit=_ALL if passage_limit is None else passage_limit,
        )
        rivals = _find_rivals(warehouse, prompts, facts)
        return Lookup(
            entity_key=entity_key,
            taken_as=taken_as,
            prompts=prompts,
            facts=[
                {**fact, "is_rival": (fact["category"], fact["value"]) in rivals}
                for fact in facts
            ],
            passages=passages,
        )


def choose_spelling(
    entity_key: str, close: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """Say which name was meant by one that a run does not have.

    Args:
        entity_key: The key that was looked up.
        close: Rows as lookup_names.sql gives them.

    Returns:
        The row with the fewest slips, where no other has as few, its digits are those
        looked up, and they are few for a name of that length; else None.
    """
    if not close:
        return None
    first, *others = sorted(close, key=lambda row: int(row["slips"]))
    forgiven = min(len(entity_key) // _SLIP_LENGTH, _MOST_SLIPS)
    alone = not others or others[0]["slips"] > first["slips"]
    digits = [
        [c for c in key if c.isdigit()] for key in (entity_key, first["entity_key"])
    ]
    if first["slips"] <= forgiven and alone and digits[0] == digits[1]:
        return first
    return None


def render_lookup(lookup: Lookup) -> Iterator[RenderableType]:
    """Lay out an entity's prompts, facts and passages.

    Args:
        lookup: What was found.

    Yields:
        Parts to print one after the other.
    """
    names = dict.fromkeys(prompt["entity"] for prompt in lookup.prompts)
    if lookup.taken_as is not None:
        yield Text(f"Taken as {lookup.taken_as!r}: the closest name, and the only one.")
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
                rival = " (conflicts)" if fact["is_rival"] else ""
                grid.add_row("", Text(f"{fact['value']}{rival}"), *_counts(fact))
    yield grid
    for fact in lookup.facts:
        passages = [
            passage
            for passage in lookup.passages
            if (passage["category"], passage["value"])
            == (fact["category"], fact["value"])
        ]
        yield Text(f"{fact['category']} {fact['value']}", style="bold")
        for passage in passages:
            copies = passage["copies"]
            often = f"  ({copies:,} copies)" if copies > 1 else ""
            yield Padding(Text(" ".join(passage["passage"].split())), (0, 0, 0, 2))
            place = passage["url"] or passage["title"] or passage["doc_id"]
            yield Padding(
                Text(f"{place}  {passage['doc_key']}{often}", style="dim"), (0, 0, 0, 4)
            )
        # Without a passage shown, each of them is one more.
        stated = passages[0]["passages"] if passages else fact["passages"]
        if stated > len(passages):
            more = count_things(stated - len(passages), "more passage")
            yield Padding(Text(f"and {more}: --passages {stated}"), (0, 0, 0, 2))


def _rows(
    warehouse: Warehouse, query: str, entity_key: str, **limits: int
) -> list[dict[str, Any]]:
    values: dict[str, str | int] = {"entity_key": entity_key, **limits}
    answer = warehouse.table(read_sql(query), values)
    rows: list[dict[str, Any]] = answer.to_pylist()
    return rows


def _find_rivals(
    warehouse: Warehouse,
    prompts: list[dict[str, Any]],
    facts: list[dict[str, Any]],
) -> frozenset[tuple[str, str]]:
    """Category and value of the facts that conflict with their prompt's top value.

    Each is put beside the top value as a prompt of its own, so that what a conflict is
    stays said in one place, prompt_conflicts.sql. These prompts take the place of the
    run's in the warehouse: asked last.
    """
    top_values = {prompt["category"]: prompt["top_value"] for prompt in prompts}
    pairs = [
        {
            "category": fact["category"],
            "value": fact["value"],
            "top_value": top_values[fact["category"]],
        }
        for fact in facts
        if fact["value"] != top_values[fact["category"]]
    ]
    if not pairs:
        return frozenset()
    # As JSON, because an Arrow table makes DuckDB load pandas, which takes long.
    prompt_rows = read_sql("lookup_paired_prompts")
    warehouse.define("lookup_paired_prompts", prompt_rows)
    warehouse.define(PROMPT_COUNTS.name, prompt_rows)
    warehouse.define(FACT_COUNTS.name, read_sql("lookup_paired_facts"))
    warehouse.define(VALUE_PARTS.name, read_sql(VALUE_PARTS.name))
    judged = warehouse.table(
        read_sql(PROMPT_CONFLICTS.name), {"rivals": json.dumps(pairs)}
    )
    return frozenset(
        (row["category"], row["entity_key"])
        for row in judged.to_pylist()
        if row["has_conflict"]
    )


def _counts(row: dict[str, Any]) -> list[str]:
    return [f"{row[unit]:,}" for unit in UNITS]


def _explain_absence(run: Location, name: str, close: list[str]) -> str:
    if not close:
        return f"{run} has no fact of '{name}', nor of a name like it."
    quoted = [f"'{one}'" for one in close]
    several = f"{', '.join(quoted[:-1])} or {quoted[-1]}" if close[1:] else quoted[0]
    return f"{run} has no fact of '{name}'. Did you mean {several}?"
