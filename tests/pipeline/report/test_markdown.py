"""The floors as Markdown tables."""

from __future__ import annotations

from pipeline.report.markdown import escape_markdown, write_floors, write_units
from pipeline.report.reading import Reading
from schemas.tables import UNITS

READING = Reading(2, 64_000_000, 1_200, 300, 900, {"no_text": 1})


def make_rows(category: str, **changes: object) -> list[dict[str, object]]:
    return [
        {
            "category": category,
            "unit": unit,
            "key": "prompt",
            "observations": 12_000,
            "singletons": 2_400,
            "doubletons": 700,
            "singleton_rate": 0.2,
            "ci_low": 0.19,
            "ci_high": 0.21,
            "guaranteed_floor": 0.0,
            "attainable_error": 0.3,
            "recall": 0.5,
            "precision": 0.9,
            "note": "vacuous: N is too small",
            "jackknife_low": 0.18,
            "jackknife_high": 0.22,
            **changes,
        }
        for unit in UNITS
    ]


def test_a_headline_row_has_every_figure_with_its_n() -> None:
    lines = write_floors(
        "Floors", make_rows("birthday"), READING, {"birthday": "Gold"}
    ).splitlines()
    assert lines[0] == "# Floors"
    assert (
        "| birthday | 12,000 | 20.0% | 19.0%–21.0% | vacuous | 30.0% | 90.0% | 50.0% "
        "| Gold | 1 |"
    ) in lines
    assert "1. vacuous: N is too small" in lines
    [wider] = [line for line in lines if "The jackknife" in line]
    assert wider.endswith("birthday 18.0%–22.0%.")
    assert "Rejected 1 record: 1 no\\_text." in lines


def test_every_line_of_a_table_has_the_same_number_of_cells() -> None:
    rows = make_rows("a|b") + make_rows("plain")
    table = [line for line in write_units(rows) if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in table} == {8}
    assert table[2].startswith("| a\\|b | 20.0% of 12,000 |")


def test_markdown_in_a_name_stands_for_itself() -> None:
    assert escape_markdown("*a*_b_[c](d)\n<e>`") == r"\*a\*\_b\_\[c\](d) \<e\>\`"
