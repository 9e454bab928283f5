"""The tables of floors as Markdown, for a README or an issue. Computes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.report.bounds_text import describe_dependence
from pipeline.report.clusters_text import describe_clusters, describe_sighting
from pipeline.report.figures import (
    NOTHING,
    format_bound,
    format_change,
    format_interval,
    format_rate,
)
from pipeline.report.floors_text import (
    MEANING,
    NO_CONFIGURATION,
    NO_GOLD,
    GoldSets,
    Row,
    select_observed,
)
from pipeline.report.footnotes import cite_notes, number_notes
from pipeline.report.headline import HEADLINE_KEY, select_headline
from pipeline.report.reading import Reading, describe_reading
from pipeline.report.units import format_side, put_side_by_side
from schemas.tables import UNITS

_HEADLINE = (
    *("category", "N", "floor", "95% interval", "guaranteed", "attainable"),
    *("precision", "recall", "measured on", "notes"),
)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&]")


def write_floors(
    title: str,
    rows: Sequence[Row],
    reading: Reading,
    gold_sets: GoldSets = NO_GOLD,
    configuration: Mapping[str, Any] = NO_CONFIGURATION,
) -> str:
    """Write the floors of every category: the headline, the units, what they mean.

    Args:
        title: What it is about.
        rows: Of the table of floors, in its order.
        reading: What was read for them.
        gold_sets: What precision and recall were measured on, by category.
        configuration: The run's, as run.json has it; empty where it is not known.

    Returns:
        Markdown of the kind that GitHub reads, without a line end at its end.
    """
    lines = [f"# {escape_markdown(title)}", ""]
    for line in describe_reading(reading):
        lines += [escape_markdown(line), ""]
    if configuration:
        lines += [f"Clusters: {describe_clusters(configuration)}.", ""]
    sighting = describe_sighting(configuration)
    lines += [f"A sighting is {sighting} with the prompt.", ""]
    shown = select_observed(rows)
    headline = select_headline(shown)
    notes = number_notes(row["note"] for row in headline)
    lines += _write_table(
        _HEADLINE,
        "lrrrrrrrll",
        [
            (
                row["category"],
                f"{row['observations']:,}",
                format_rate(row["singleton_rate"]),
                format_interval(row["ci_low"], row["ci_high"]),
                format_bound(row["guaranteed_floor"], says_nothing=0),
                format_bound(row["attainable_error"], says_nothing=1),
                format_rate(row["precision"]),
                format_rate(row["recall"]),
                gold_sets.get(row["category"]) or NOTHING,
                cite_notes(row["note"], notes),
            )
            for row in headline
        ],
    )
    lines.append("")
    lines += [f"{place}. {escape_markdown(note)}" for note, place in notes.items()]
    for line in describe_dependence(shown):
        lines += ["", escape_markdown(line)]
    lines += ["", *write_units(shown), "", escape_markdown(MEANING)]
    return "\n".join(lines)


def write_units(rows: Sequence[Row]) -> Iterator[str]:
    """Write the floors of every category under each unit, side by side.

    Args:
        rows: Of the table of floors, in its order.

    Yields:
        Lines of one table.
    """
    prompts = [row for row in select_observed(rows) if row["key"] == HEADLINE_KEY]
    yield from _write_table(
        ("category", *UNITS, "clusters, not documents (points)"),
        "l" + "r" * (len(UNITS) + 1),
        [
            (
                wide["category"],
                *(format_side(wide, unit) for unit in UNITS),
                format_change(wide["deduplication"]),
            )
            for wide in put_side_by_side(prompts)
        ],
    )


def escape_markdown(text: str) -> str:
    """Make text stand for itself in Markdown, also within a table."""
    return " ".join(_SPECIAL.sub(r"\\\g<0>", text).split())


def _write_table(
    headings: Sequence[str], sides: str, rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Lines of a table; `sides` has l or r for each column."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{'|'.join(' ---: ' if side == 'r' else ' --- ' for side in sides)}|"
    for row in rows:
        yield f"| {' | '.join(escape_markdown(cell) for cell in row)} |"
