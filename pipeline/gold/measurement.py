"""A score written as the `[[measured]]` table of a category's file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from pipeline.gold.scoring import Score

_DIGITS = 3
"""Of a rate; the counts beside it are exact."""

_MEANING = """\
# found: facts found, wrong of them; asked: facts of the gold set, missed of them;
# gate: facts asked for that have a trigger in a passage with their value.
"""


def write_measurements(scores: Mapping[str, Score], gold_set: str, day: date) -> str:
    """Write a table for each category, to be pasted into its file.

    Args:
        scores: By category.
        gold_set: What the gold set is called.
        day: When it was measured.

    Returns:
        TOML, with the category's name as a comment before each table. A category of
        which nothing was asked, or nothing found, has no rates and so no table, but a
        comment that says so.
    """
    blocks = [_write_one(name, score, gold_set, day) for name, score in scores.items()]
    return "\n".join([_MEANING, *blocks])


def _write_one(name: str, score: Score, gold_set: str, day: date) -> str:
    if score.precision is None or score.recall is None:
        lacking = "found" if score.precision is None else "asked for"
        return f"# {name}: nothing was {lacking}, so there is nothing to write down\n"
    # A TOML string is a JSON string, but for one character.
    quoted = json.dumps(gold_set, ensure_ascii=False).replace("\x7f", "\\u007f")
    counts = {
        "found": score.predicted,
        "wrong": score.wrong,
        "asked": score.asked,
        "missed": score.missed,
        "gate": score.gate,
    }
    listed = ", ".join(f"{key} = {count}" for key, count in counts.items())
    return (
        f"# {name}\n"
        "[[measured]]\n"
        f"gold_set = {quoted}\n"
        f"date = {day.isoformat()}\n"
        f"counts = {{ {listed} }}\n"
        f"precision = {round(score.precision, _DIGITS)}\n"
        f"recall = {round(score.recall, _DIGITS)}\n"
    )
