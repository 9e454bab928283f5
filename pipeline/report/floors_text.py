"""The table of floors as a terminal shows it. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.report.bounds_text import (
    describe_dependence,
    order_rows,
    render_bounds,
)
from pipeline.report.clusters_text import describe_clusters, describe_sighting
from pipeline.report.corrected_text import render_corrected
from pipeline.report.figures import (
    NOTHING,
    format_bound,
    format_change,
    format_interval,
    format_rate,
)
from pipeline.report.footnotes import cite_notes, number_notes
from pipeline.report.headline import HEADLINE_KEY, select_headline
from pipeline.report.reading import Reading, describe_reading
from pipeline.report.titled_table import start_table
from pipeline.report.units import format_side, put_side_by_side
from schemas.tables import UNITS

MEANING = (
    "A floor is the share of a category's observations (N) whose prompt, such as "
    '"when is X\'s birthday?", was seen exactly once. A calibrated base model that was '
    "trained on exactly these observations, each once, and answers such prompts as "
    "often as the text raises them, is expected to be wrong about that often at least. "
    "The interval is that of the missing mass at 95% where sightings are independent "
    "of each other. Guaranteed and attainable are the two sides of Theorem 2 of Kalai "
    "et al. 2025 for a calibrated model, which holds with a probability of 99%; a "
    "bound that is true of any model is called vacuous, and below about a million "
    "observations the guaranteed one is. Not a statement about a model that "
    'was post-trained, or that says "I don\'t know".'
)
"""What a floor is, in plain words."""

_UNBOUNDED = 10_000
"""Columns of a terminal that anything fits into."""

Row = Mapping[str, Any]

GoldSets = Mapping[str, str | None]
NO_GOLD: GoldSets = MappingProxyType({})
NO_CONFIGURATION: Mapping[str, Any] = MappingProxyType({})


def render_floors(
    title: str,
    rows: Sequence[Row],
    reading: Reading,
    gold_sets: GoldSets = NO_GOLD,
    configuration: Mapping[str, Any] = NO_CONFIGURATION,
) -> Iterator[RenderableType]:
    """Lay out the floors of every category: the headline, the units, the measures.

    Categories without observations are named in one line, unless none has any.

    Args:
        title: What it is about.
        rows: Of the table of floors, in its order.
        reading: What was read for them.
        gold_sets: What precision and recall were measured on, by category.
        configuration: The run's, as run.json has it; empty where it is not known.

    Yields:
        Parts to print one after the other.
    """
    yield from _introduce(title, reading, configuration)
    shown = select_observed(rows)
    notes = number_notes(row["note"] for row in select_headline(shown))
    headline = _headline(shown, notes, configuration)
    wide = _headline(shown, notes, configuration, quality=True)
    is_measured = any(
        row["precision"] is not None or row["recall"] is not None for row in shown
    )
    yield _Fitting(wide, [wide], [headline]) if is_measured else headline
    yield from _list_notes(notes)
    for line in describe_dependence(shown):
        yield Text(line)
        yield Text()
    observed = {row["category"] for row in shown}
    without = sorted({row["category"] for row in rows} - observed)
    if without:
        yield Text(f"No observations of {', '.join(without)}.")
        yield Text()
    yield from render_units(shown)
    if is_measured:
        yield _Fitting(
            wide,
            [*_say_gold_sets(shown, gold_sets), Text()],
            [_measures(shown, gold_sets)],
        )
    yield from render_corrected(shown)
    yield Text(MEANING, style="dim")


def render_category(
    title: str,
    rows: Sequence[Row],
    reading: Reading,
    gold_sets: GoldSets = NO_GOLD,
    configuration: Mapping[str, Any] = NO_CONFIGURATION,
) -> Iterator[RenderableType]:
    """Lay out everything that is known of one category's floor.

    Args:
        title: What it is about.
        rows: The category's rows of the table of floors.
        reading: What was read for them.
        gold_sets: What precision and recall were measured on, by category.
        configuration: The run's, as run.json has it; empty where it is not known.

    Yields:
        Parts to print one after the other.
    """
    yield from _introduce(title, reading, configuration)
    ordered = order_rows(rows)
    headline = select_headline(rows)
    notes = number_notes(row["note"] for row in (*headline, *ordered))
    yield _headline(rows, notes, configuration)
    table = start_table("Every way of counting")
    table.add_column("key")
    table.add_column("unit")
    for name in ("N", "seen", "once", "twice", "floor", "95% interval", "coverage"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("notes")
    for row in ordered:
        table.add_row(
            row["key"],
            row["unit"],
            f"{row['observations']:,}",
            f"{row['prompts']:,}",
            f"{row['singletons']:,}",
            f"{row['doubletons']:,}",
            format_rate(row["singleton_rate"]),
            format_interval(row["ci_low"], row["ci_high"]),
            format_rate(row["coverage"]),
            cite_notes(row["note"], notes),
        )
    yield table
    yield from _list_notes(notes)
    yield from render_bounds(rows)
    yield from render_corrected(rows)
    yield from (Text(line) for line in _remarks(rows[0], gold_sets))
    yield Text()
    yield Text(MEANING, style="dim")


def _introduce(
    title: str, reading: Reading, configuration: Mapping[str, Any]
) -> Iterator[Text]:
    """What was read, and which documents are one cluster."""
    yield Text(title, style="bold")
    for line in describe_reading(reading):
        yield Text(line)
    if configuration:
        yield Text(f"Clusters: {describe_clusters(configuration)}.")
    yield Text()


@dataclass(frozen=True)
class _Fitting:
    """Parts that are shown where a table has room, and others where it has not.

    Attributes:
        table: What must fit.
        wide: The parts where it does.
        narrow: The parts where it does not.
    """

    table: Table
    wide: Sequence[RenderableType]
    narrow: Sequence[RenderableType]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Choose by the width that there is."""
        unbounded = options.update(max_width=_UNBOUNDED)
        needs = Measurement.get(console, unbounded, self.table).maximum
        yield from self.wide if needs <= options.max_width else self.narrow


def _list_notes(notes: Mapping[str, int]) -> Iterator[RenderableType]:
    """The notes below a table, by number."""
    for note, number in notes.items():
        yield Padding(Text(f"{number}  {note}"), (0, 0, 0, 2))
    if notes:
        yield Text()


def _headline(
    rows: Sequence[Row],
    notes: Mapping[str, int],
    configuration: Mapping[str, Any],
    *,
    quality: bool = False,
) -> Table:
    sighting = describe_sighting(configuration)
    table = start_table(f"Floors: a sighting is {sighting} with the prompt")
    table.add_column("category", no_wrap=True)
    names = ["N", "floor", "95% interval", "guaranteed", "attainable"]
    for name in names + ["precision", "recall"] * quality:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("notes")
    for row in select_headline(rows):
        cells: list[RenderableType] = [
            Text(row["category"]),
            f"{row['observations']:,}",
            Text(format_rate(row["singleton_rate"]), style="bold"),
            format_interval(row["ci_low"], row["ci_high"]),
            format_bound(row["guaranteed_floor"], says_nothing=0),
            format_bound(row["attainable_error"], says_nothing=1),
        ]
        if quality:
            cells += [format_rate(row["precision"]), format_rate(row["recall"])]
        table.add_row(*cells, cite_notes(row["note"], notes))
    return table


def render_units(rows: Sequence[Row]) -> Iterator[RenderableType]:
    """Lay out the floors of every category under each unit, side by side.

    Categories without observations are left out, unless none has any.

    Args:
        rows: Of the table of floors, in its order.

    Yields:
        Parts to print one after the other.
    """
    table = start_table(
        "The same floors where a sighting is something else, and their N"
    )
    table.add_column("category", no_wrap=True)
    for unit in UNITS:
        # On a narrow terminal N goes below its rate; neither is ever cut off.
        table.add_column(unit, justify="right", min_width=len(unit))
    prompts = [row for row in rows if row["key"] == HEADLINE_KEY]
    sides = put_side_by_side(select_observed(prompts))
    for wide in sides:
        table.add_row(
            Text(wide["category"]), *(format_side(wide, unit) for unit in UNITS)
        )
    yield table
    # In a line, as eighty columns are full.
    changes = {w["category"]: format_change(w["deduplication"]) for w in sides}
    told = [f"{name} {by}" for name, by in changes.items() if by not in (NOTHING, "0")]
    if told:
        what = "Clusters instead of documents change these floors by, in points"
        yield Text(f"{what}: {', '.join(told)}.")
        yield Text()


def _say_gold_sets(rows: Sequence[Row], gold_sets: GoldSets) -> Iterator[Text]:
    """A line that says on what precision and recall were measured."""
    measured: dict[str, list[str]] = {}
    for name in dict.fromkeys(row["category"] for row in rows):
        gold_set = gold_sets.get(name)
        if gold_set is not None:
            measured.setdefault(gold_set, []).append(name)
    if measured:
        sets = "; ".join(f"{one} ({', '.join(of)})" for one, of in measured.items())
        yield Text(f"Precision and recall were measured on {sets}.")


def _measures(rows: Sequence[Row], gold_sets: GoldSets) -> Table:
    """How far to trust the facts behind each floor; apart, where columns are full."""
    table = start_table("How well the facts behind these floors are read")
    table.add_column("category", no_wrap=True)
    table.add_column("precision", justify="right", no_wrap=True)
    table.add_column("recall", justify="right", no_wrap=True)
    table.add_column("measured on", overflow="fold")
    for row in select_headline(rows):
        table.add_row(
            Text(row["category"]),
            format_rate(row["precision"]),
            format_rate(row["recall"]),
            Text(gold_sets.get(row["category"]) or NOTHING),
        )
    return table


def select_observed(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of categories with observations; all, where there are none."""
    found = {row["category"] for row in rows if row["observations"]}
    return [row for row in rows if row["category"] in found] or rows


def _remarks(row: Row, gold_sets: GoldSets) -> Iterator[str]:
    """What is the same on every row of a category, in words."""
    values = "arbitrary" if row["arbitrary"] else "not arbitrary"
    yield f"At least {row['plausible_values']:,} plausible values, {values}."
    if row["conflict_rate"] is not None:
        yield (
            f"{format_rate(row['conflict_rate'])} of the prompts seen in two clusters "
            "or more have values that conflict."
        )
    if row["share_le_10"] is not None:
        yield (
            f"{format_rate(row['share_le_10'])} of N (clusters) is of prompts seen 10 "
            f"times or less, {format_rate(row['share_le_100'])} of 100 times or less."
        )
    if row["precision"] is not None or row["recall"] is not None:
        gold_set = gold_sets.get(row["category"])
        yield (
            f"Measured precision {format_rate(row['precision'])}, "
            f"recall {format_rate(row['recall'])}"
            f"{'' if gold_set is None else f' on {gold_set}'}."
        )
