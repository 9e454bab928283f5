"""Categories as a terminal shows them. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.extraction.category import Category, Measurement
from pipeline.report.figures import format_rate


def render_categories(loaded: tuple[Category, ...]) -> Iterator[RenderableType]:
    """Lay out the list of categories: one line each.

    Args:
        loaded: In the order to show.

    Yields:
        Parts to print one after the other.
    """
    grid = Table(box=box.SIMPLE_HEAD)
    grid.add_column("category", no_wrap=True)
    for heading in ("version", "plausible values", "precision", "recall"):
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column("values", no_wrap=True)
    grid.add_column("what a fact says")
    for category in loaded:
        grid.add_row(
            category.name,
            str(category.version),
            f"{category.plausible_values:,}",
            format_rate(category.precision),
            format_rate(category.recall),
            _describe_values(category),
            Text(category.description),
        )
    yield grid


def render_one_category(category: Category) -> Iterator[RenderableType]:
    """Lay out everything that a category's file says, its triggers apart.

    Args:
        category: Any.

    Yields:
        Parts to print one after the other.
    """
    yield Text.assemble(
        (category.name, "bold"), f", version {category.version}: {category.description}"
    )
    yield Text(
        f"{category.entity_type} -> {category.value_type}, normalised as "
        f"{category.normaliser}; {category.plausible_values:,} plausible values or "
        f"more; values of an entity: {_describe_values(category)}."
    )
    yield Text(_describe_measurement(category.measured))
    yield Text(f"Hash {category.hash}")
    grid = Table(box=box.SIMPLE_HEAD)
    for heading in ("language", "pattern", "text"):
        grid.add_column(heading, overflow="fold")
    for language, patterns in category.patterns.items():
        for pattern in patterns:
            grid.add_row(language, pattern.id, Text(pattern.text))
    yield grid
    for question in category.questions:
        yield Text(f"Asked as: {question}")
    for example in category.examples:
        facts = ", ".join(f"{entity} = {value}" for entity, value in example.facts)
        yield Text(f"Example: {example.text}  ->  {facts or 'nothing'}")


def _describe_measurement(measured: Measurement | None) -> str:
    if measured is None:
        return "Precision and recall were not measured."
    when = f", {measured.date.isoformat()}" if measured.date is not None else ""
    counts = ", ".join(f"{name} {count:,}" for name, count in measured.counts.items())
    return (
        f"Precision {format_rate(measured.precision)}, recall "
        f"{format_rate(measured.recall)} on {measured.gold_set}{when}"
        f"{f' ({counts})' if counts else ''}."
    )


def _describe_values(category: Category) -> str:
    one = "one" if category.single_valued else "several"
    return f"{one}, arbitrary" if category.arbitrary else one
