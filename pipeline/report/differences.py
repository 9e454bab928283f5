"""What moved between the floors of two runs, and whether by more than chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.counting.dependence import read_dependence
from pipeline.counting.estimators import (
    esty_deviation,
    missing_mass_deviation,
    trusts_esty,
)
from pipeline.report.figures import NOTHING, format_change, format_interval, format_rate
from pipeline.report.headline import select_headline

_LEVEL = 0.05

TEST = (
    "The test asks whether the missing mass of two independent corpora differs, at 5% "
    "a category: where Esty's interval is to be trusted on both sides, the difference "
    "of the floors is divided by the root of the sum of their squared standard errors, "
    "each as many times larger as the jackknife's interval is than Esty's, "
    "and is beyond chance above 1.96; elsewhere it must exceed the sum of both "
    "deviations of Corollary 3, each at 2.5%, which only large moves do. Of twenty "
    "categories in which nothing moved, one at most is expected to be called beyond "
    "chance."
)
"""What is tested, in plain words."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """One category in two runs, in unit clusters, key prompt.

    Attributes:
        category: Its name.
        observations: N in each run; None where the run does not have the category.
        floor: The floor in each run; None where it has none.
        interval_low: The lower end of its interval in each.
        interval_high: The upper end.
        change: The second floor less the first; None where either is not known.
        chance: How far the floors would lie apart by chance, at 95%; None likewise.
        beyond_chance: Whether the change is larger than that; None likewise.
        test: 'esty' or 'corollary 3'; '' where nothing is tested.
    """

    category: str
    observations: tuple[int | None, int | None]
    floor: tuple[float | None, float | None]
    interval_low: tuple[float | None, float | None]
    interval_high: tuple[float | None, float | None]
    change: float | None
    chance: float | None
    beyond_chance: bool | None
    test: str


def compare_floors(one: Sequence[Row], other: Sequence[Row]) -> list[Move]:
    """Compare the headline floors of two runs, category by category.

    Args:
        one: Rows of the table of floors of the first run.
        other: Those of the second.

    Returns:
        One move a category that either run has, in the order of their names.
    """
    before, after = _headline(one), _headline(other)
    return [
        _compare(name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
    ]


def chance_of(
    one: tuple[int, int, int],
    other: tuple[int, int, int],
    dependence: tuple[float, float] = (1.0, 1.0),
) -> tuple[float, str]:
    """Say how far apart two floors of equal missing mass lie by chance, at 95%.

    Args:
        one: N > 0, f1 and f2 of the first.
        other: Those of the second.
        dependence: Of each, how many times wider its interval must be because
            sightings depend on each other, as `measure_dependence` has it.

    Returns:
        The distance; and the test that gives it, 'esty' or 'corollary 3'.

    Source:
        Esty 1983: each floor lies a normal deviate of variance W from its missing
        mass; two independent ones have the variance W + W'. Kalai et al. 2025,
        Corollary 3, at half the error each, by the union bound.
    """
    if trusts_esty(*one[:2]) and trusts_esty(*other[:2]):
        deviations = [
            factor * esty_deviation(*counts)
            for counts, factor in zip((one, other), dependence, strict=True)
        ]
        return hypot(*deviations), "esty"
    least = (missing_mass_deviation(n, error=_LEVEL / 2) for n, *_ in (one, other))
    return sum(least), "corollary 3"


def render_moves(
    names: tuple[str, str], moves: Sequence[Move], warnings: Sequence[str]
) -> Iterator[RenderableType]:
    """Lay out what moved, after what makes the comparison doubtful.

    Args:
        names: What the runs are called.
        moves: As compare_floors gives them; those that neither run observed are named
            in a line.
        warnings: One sentence each.

    Yields:
        Parts to print one after the other.
    """
    yield Text(f"From {names[0]} to {names[1]}", style="bold")
    for warning in warnings:
        yield Text(f"Mind: {warning}", style="yellow")
    yield Text()
    grid = Table(
        title="Floors: clusters, prompt", title_justify="left", box=box.SIMPLE_HEAD
    )
    grid.add_column("category", no_wrap=True)
    for heading in ("N", "floor", "moved", "chance", "95% intervals"):
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column("beyond chance")
    shown = [move for move in moves if any(move.observations)]
    for move in shown:
        grid.add_row(
            move.category,
            _pair(*(_count(number) for number in move.observations)),
            _pair(*(format_rate(rate) for rate in move.floor)),
            format_change(move.change),
            NOTHING if move.chance is None else f"±{100 * move.chance:.1f}",
            _pair(*map(format_interval, move.interval_low, move.interval_high)),
            _verdict(move),
        )
    yield grid
    without = [move.category for move in moves if not any(move.observations)]
    if without:
        yield Text(f"No observations of {', '.join(without)} in either.")
    beyond = [move.category for move in shown if move.beyond_chance]
    if beyond:
        yield Text(f"Beyond chance: {', '.join(beyond)}.")
    elif any(move.change for move in shown):
        yield Text("Nothing moved by more than chance.")
    else:
        yield Text("Nothing moved.")
    yield Text(f"Moved and chance are in points. {TEST}", style="dim")


def warn_of_sizes(moves: Sequence[Move]) -> list[str]:
    """Warn where one run has far more observations than the other.

    Args:
        moves: As compare_floors gives them.

    Returns:
        One sentence, or none.
    """
    uneven = [
        move.category
        for move in moves
        if all(move.observations)
        and max(filter(None, move.observations))
        > 1.25 * min(filter(None, move.observations))
    ]
    if not uneven:
        return []
    return [
        f"N differs by more than a quarter in {', '.join(uneven)}: a floor falls as a "
        "corpus grows, so a move there need not come from what the texts say."
    ]


def _headline(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["category"]: row for row in select_headline(rows)}


def _compare(name: str, one: Row | None, other: Row | None) -> Move:
    change, chance, beyond, test = None, None, None, ""
    if one and other and one["observations"] and other["observations"]:
        change = other["singleton_rate"] - one["singleton_rate"]
        dependence = read_dependence(one), read_dependence(other)
        chance, test = chance_of(_counts(one), _counts(other), dependence)
        beyond = abs(change) > chance
    return Move(
        category=name,
        observations=(_value(one, "observations"), _value(other, "observations")),
        floor=(_value(one, "singleton_rate"), _value(other, "singleton_rate")),
        interval_low=(_value(one, "ci_low"), _value(other, "ci_low")),
        interval_high=(_value(one, "ci_high"), _value(other, "ci_high")),
        change=change,
        chance=chance,
        beyond_chance=beyond,
        test=test,
    )


def _value(row: Row | None, column: str) -> Any:  # noqa: ANN401  # as the column has it
    return None if row is None else row[column]


def _counts(row: Row) -> tuple[int, int, int]:
    return row["observations"], row["singletons"], row["doubletons"]


def _pair(one: str, other: str) -> str:
    return f"{one} → {other}"


def _count(number: int | None) -> str:
    return NOTHING if number is None else f"{number:,}"


def _verdict(move: Move) -> str:
    if None in move.observations:
        return "only in the " + ("second" if move.observations[0] is None else "first")
    if move.beyond_chance is None:
        return NOTHING
    return "yes" if move.beyond_chance else "no"
