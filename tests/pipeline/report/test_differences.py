"""What moved between two runs, and how often chance alone is called a move."""

from __future__ import annotations

from io import StringIO
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from pipeline.counting.estimators import missing_mass_interval
from pipeline.counting.spectra import count_spectrum
from pipeline.report.differences import (
    chance_of,
    compare_floors,
    render_moves,
    warn_of_sizes,
)

Row = dict[str, Any]


def floor(category: str, n: int, once: int, twice: int, **changes: Any) -> Row:
    low, high = missing_mass_interval(n, once, twice) if n else (None, None)
    return {
        "category": category,
        "unit": "clusters",
        "key": "prompt",
        "observations": n,
        "singletons": once,
        "doubletons": twice,
        "singleton_rate": once / n if n else None,
        "ci_low": low,
        "ci_high": high,
        "jackknife_low": None,
        "jackknife_high": None,
        **changes,
    }


def shown(*arguments: Any) -> str:
    page = StringIO()
    console = Console(file=page, width=120)
    for part in render_moves(*arguments):
        console.print(part)
    return page.getvalue()


def test_nothing_moves_between_equal_floors() -> None:
    rows = [floor("birthday", 10_000, 3_000, 1_000), floor("capital", 100, 20, 9)]
    moves = compare_floors(rows, rows)
    assert [(move.change, move.beyond_chance) for move in moves] == [(0, False)] * 2
    assert "Nothing moved.\n" in shown(("a", "b"), moves, [])


def test_a_large_move_is_beyond_chance() -> None:
    one = [floor("birthday", 10_000, 3_000, 1_000)]
    other = [floor("birthday", 10_000, 3_600, 1_000)]
    [move] = compare_floors(one, other)
    assert move.change == pytest.approx(0.06)
    assert (move.beyond_chance, move.test) == (True, "esty")
    assert "Beyond chance: birthday." in shown(("a", "b"), [move], [])


def test_a_move_of_dependent_sightings_is_beyond_chance_only_if_larger() -> None:
    one, other = (
        floor("birthday", 10_000, 3_000, 1_000),
        floor("birthday", 9_990, 3_200, 900),
    )
    [alone] = compare_floors([one], [other])
    low, high = (0.3 - 3 * (0.3 - one["ci_low"]), 0.3 + 3 * (one["ci_high"] - 0.3))
    wide = one | {"jackknife_low": low, "jackknife_high": high}
    [dependent] = compare_floors([wide], [other])
    assert alone.chance is not None
    assert dependent.chance is not None
    assert (alone.beyond_chance, dependent.beyond_chance) == (True, False)
    assert dependent.change == alone.change
    # Nine of one variance and one of the other, both about the same.
    assert dependent.chance / alone.chance == pytest.approx(5**0.5, rel=0.02)


def test_small_samples_are_compared_by_corollary_3() -> None:
    one, other = [floor("capital", 300, 100, 40)], [floor("capital", 300, 180, 40)]
    [move] = compare_floors(one, other)
    assert (move.beyond_chance, move.test) == (False, "corollary 3")
    assert "Nothing moved by more than chance." in shown(("a", "b"), [move], [])


def test_only_the_headline_is_compared() -> None:
    rows = [
        floor("birthday", 100, 10, 5),
        floor("birthday", 100, 90, 5, unit="mentions"),
        floor("birthday", 100, 90, 5, key="fact"),
    ]
    assert [move.floor for move in compare_floors(rows, rows)] == [(0.1, 0.1)]


def test_a_category_of_one_run_alone_is_listed() -> None:
    both = [floor("birthday", 100, 10, 5)]
    moves = compare_floors(both, [*both, floor("capital", 90, 9, 5)])
    assert [move.category for move in moves] == ["birthday", "capital"]
    assert moves[1].change is None
    assert "only in the second" in shown(("a", "b"), moves, [])


def test_what_neither_observed_has_no_move() -> None:
    moves = compare_floors([floor("ceo", 0, 0, 0)], [floor("ceo", 0, 0, 0)])
    assert [move.beyond_chance for move in moves] == [None]
    assert "No observations of ceo in either." in shown(("a", "b"), moves, [])


def test_uneven_sizes_are_warned_of() -> None:
    moves = compare_floors(
        [floor("birthday", 100, 10, 5), floor("capital", 100, 10, 5)],
        [floor("birthday", 200, 10, 5), floor("capital", 110, 10, 5)],
    )
    [warning] = warn_of_sizes(moves)
    assert "birthday:" in warning
    assert "capital" not in warning


def test_warnings_come_first() -> None:
    text = shown(("one", "two"), [], ["the category sets differ."])
    assert text.startswith("From one to two\nMind: the category sets differ.")


def test_chance_is_called_a_move_in_one_case_of_twenty_at_most() -> None:
    random = np.random.default_rng(20)
    prompts = random.pareto(1.1, 4_000)
    shares = prompts / prompts.sum()

    def draw() -> tuple[int, int, int]:
        spectrum = count_spectrum(random.multinomial(3_000, shares))
        return spectrum.observations, spectrum.singletons, spectrum.doubletons

    alarms, trials = 0, 400
    for _ in range(trials):
        one, other = draw(), draw()
        chance, test = chance_of(one, other)
        assert test == "esty"
        alarms += abs(one[1] / one[0] - other[1] / other[0]) > chance
    # 5% of 400 is 20; three standard deviations above that is 33.
    assert alarms <= 33
