"""Scores of categories against gold records, as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.counting.estimators import Interval
from pipeline.gold.check import GoldCheck
from pipeline.gold.diagnosis import GoldError
from pipeline.gold.scoring import Score
from pipeline.report.figures import (
    NOTHING,
    count_things,
    format_interval,
    format_rate,
)

_LONGEST_PASSAGE = 300
"""Code points of a passage or text that are shown of an error."""

MEANING = (
    "Asked are the gold facts that name somebody or something, predicted the facts "
    "found in texts that are annotated for the category. Right are those that agree "
    "with a gold fact, also with one that names no one. Intervals are Wilson's at 95%."
)

GATE_MEANING = (
    "Past the gate is what was found, or has a trigger of the category in a passage "
    "with the value (a date's year, all informative words of a name); beside it, what "
    "has a trigger anywhere in the text. The rest is never read, so the first share is "
    "a ceiling of recall."
)


def render_gold_check(
    title: str, check: GoldCheck, absent: Sequence[str]
) -> Iterator[RenderableType]:
    """Lay out the scores of every category, and how much the gate let through.

    Args:
        title: What it is about.
        check: What was found.
        absent: The categories that were to be scored but that no record concerns.

    Yields:
        Parts to print one after the other.
    """
    yield Text(title, style="bold")
    without = f"{check.without_text:,} of them without text, passed over"
    yield Text(
        f"{count_things(check.records, 'record')}"
        f"{f', {without}' if check.without_text else ''}."
    )
    if absent:
        yield Text(f"Not in these records: {', '.join(absent)}.")
    yield Text()
    yield _scores(check.scores)
    traps = ", ".join(
        f"{name} {score.trapped:,} of {score.traps:,}"
        for name, score in check.scores.items()
        if score.traps
    )
    if traps:
        yield Text(f"Traps fallen into: {traps}.")
    yield Text(MEANING, style="dim")
    yield Text()
    yield _gate(check.scores)
    yield Text(GATE_MEANING, style="dim")


def render_gold_errors(
    category: str, errors: Sequence[GoldError]
) -> Iterator[RenderableType]:
    """Lay out what was missed and what is wrong of one category.

    Args:
        category: Its name.
        errors: In the order to show.

    Yields:
        Parts to print one after the other.
    """
    missed = sum(one.kind == "missed" for one in errors)
    wrong = len(errors) - missed
    yield Text()
    yield Text(f"{category}: {missed:,} missed, {wrong:,} wrong", style="bold")
    for one in errors:
        by = f" [{one.pattern}]" if one.pattern is not None else ""
        near = " = ".join(one.instead) if one.instead is not None else ""
        other = "found" if one.kind == "missed" else "gold"
        yield Text(
            f"{one.kind}  {one.record}  {one.entity} = {one.value}{by}: {one.cause}"
            f"{f' ({other}: {near})' if near else ''}"
        )
        yield Padding(Text(_shorten(one.passage), style="dim"), (0, 0, 0, 4))


def describe_score(score: Score) -> dict[str, Any]:
    """Put a score's counts and rates into plain values, for a program.

    Args:
        score: Any.

    Returns:
        The fields of Score and the rates by name; intervals as [low, high]. What has
        no denominator is None.
    """
    return {
        **asdict(score),
        "missed": score.missed,
        "wrong": score.wrong,
        "recall": score.recall,
        "recall_interval": _ends(score.recall_interval),
        "precision": score.precision,
        "precision_interval": _ends(score.precision_interval),
        "gate_recall": score.gate_recall,
        "gate_recall_anywhere": score.gate_recall_anywhere,
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)


def _scores(scores: dict[str, Score]) -> Table:
    # Eighty columns hold it only without the space that stands before cells.
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("category", no_wrap=True)
    for count, rate in (("asked found", "recall"), ("predicted right", "precision")):
        for heading in count.split():
            grid.add_column(heading, justify="right", no_wrap=True)
        # On a narrow terminal the interval goes below its rate.
        grid.add_column(f"{rate} (95%)", justify="right", min_width=14)
    for name, score in scores.items():
        grid.add_row(
            Text(name),
            f"{score.asked:,}",
            f"{score.found:,}",
            _with_interval(score.recall, score.recall_interval),
            f"{score.predicted:,}",
            f"{score.right:,}",
            _with_interval(score.precision, score.precision_interval),
        )
    return grid


def _gate(scores: dict[str, Score]) -> Table:
    grid = Table(box=box.SIMPLE_HEAD)
    grid.add_column("category", no_wrap=True)
    for heading in ("asked", "past the gate", "share", "trigger anywhere", "share"):
        grid.add_column(heading, justify="right", no_wrap=True)
    for name, score in scores.items():
        grid.add_row(
            Text(name),
            f"{score.asked:,}",
            f"{score.gate:,}",
            format_rate(score.gate_recall),
            f"{score.gate_anywhere:,}",
            format_rate(score.gate_recall_anywhere),
        )
    return grid


def _with_interval(rate: float | None, interval: Interval | None) -> str:
    if rate is None or interval is None:
        return NOTHING
    return f"{format_rate(rate)} ({format_interval(*interval)})"


def _shorten(passage: str) -> str:
    text = " ".join(passage.split())
    if len(text) <= _LONGEST_PASSAGE:
        return text
    return f"{text[: _LONGEST_PASSAGE - 1]}…"
