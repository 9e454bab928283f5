"""Scores and errors against gold records, as a person sees them."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from pipeline.gold.check import GoldCheck
from pipeline.gold.diagnosis import Cause, GoldError
from pipeline.gold.scoring import Score
from pipeline.report.gold_text import (
    describe_score,
    render_gold_check,
    render_gold_errors,
)

SCORE = Score(
    asked=1_263,
    found=1_081,
    gate=1_200,
    gate_anywhere=1_250,
    predicted=1_148,
    right=1_115,
    traps=3,
    trapped=1,
)


def show(parts: Any, width: int = 120) -> str:
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return captured.get()


def check(**scores: Score) -> GoldCheck:
    return GoldCheck(2_000, 0, scores, {name: [] for name in scores})


def test_every_rate_stands_with_its_counts_and_interval() -> None:
    text = show(render_gold_check("Gold", check(birthday=SCORE, capital=Score()), []))
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "2,000 records." in rows
    assert (
        "birthday 1,263 1,081 85.6% (83.5%–87.4%) 1,148 1,115 97.1% (96.0%–97.9%)"
    ) in rows
    assert "Traps fallen into: birthday 1 of 3." in rows
    assert "birthday 1,263 1,200 95.0% 1,250 99.0%" in rows
    assert "capital 0 0 – 0 0 –" in rows
    assert "capital 0 0 – 0 –" in rows
    assert "Not in these records" not in text


def test_where_there_is_no_trap_nothing_is_said_of_them() -> None:
    text = show(render_gold_check("Gold", check(capital=Score()), []))
    assert "Traps" not in text


def test_what_was_left_out_is_said() -> None:
    left_out = GoldCheck(2_000, 59, {"birthday": SCORE}, {"birthday": []})
    text = show(render_gold_check("Gold", left_out, ["acronym", "capital"]))
    assert "2,000 records, 59 of them without text, passed over.\n" in text
    assert "Not in these records: acronym, capital.\n" in text


@pytest.mark.parametrize("width", [80, 100])
def test_no_count_is_cut_off_on_a_narrow_terminal(width: int) -> None:
    text = show(render_gold_check("Gold", check(founding_year=SCORE), []), width)
    for figure in ("1,263", "1,081", "1,148", "1,115", "85.6%", "(96.0%–97.9%)"):
        assert f" {figure} " in text
    assert "founding_year" in text
    assert "…" not in text


def test_errors_are_listed_with_their_causes() -> None:
    missed = GoldError(
        kind="missed",
        record="a-1",
        entity="Ada [b]Holt",
        value="1960-03-05",
        cause=Cause.OTHER_VALUE,
        instead=("Holt", "1961-03-05"),
        pattern=None,
        passage="A line,\nand a [long] one. " + "x" * 400,
    )
    wrong = GoldError(
        kind="wrong",
        record="a-2",
        entity="Jonas Lind",
        value="1971-05-01",
        cause=Cause.NOT_IN_GOLD,
        instead=None,
        pattern="was_born_on",
        passage="There.",
    )
    text = show(render_gold_errors("birthday", [missed, wrong]), width=500)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    assert lines[0] == "birthday: 1 missed, 1 wrong"
    assert lines[1] == (
        "missed  a-1  Ada [b]Holt = 1960-03-05: other value (found: Holt = 1961-03-05)"
    )
    assert lines[2].startswith("    A line, and a [long] one. xxx")
    assert lines[2].endswith("x…")
    assert len(lines[2]) == 4 + 300
    assert lines[3:] == [
        "wrong  a-2  Jonas Lind = 1971-05-01 [was_born_on]: not in the gold",
        "    There.",
    ]


def test_a_score_for_a_program_has_counts_rates_and_intervals() -> None:
    described = describe_score(SCORE)
    assert described["asked"] == 1_263
    assert (described["missed"], described["wrong"]) == (182, 33)
    assert described["recall"] == 1_081 / 1_263
    low, high = described["precision_interval"]
    assert low < described["precision"] < high
    empty = describe_score(Score())
    assert empty["recall"] is None
    assert empty["recall_interval"] is None
