"""What a person is shown of a category."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rich.console import Console

from pipeline.extraction.category import Category, Measurement
from pipeline.extraction.category_files import load_categories
from pipeline.report.categories_text import render_one_category

MEASURED = Measurement(
    gold_set="parish books",
    precision=0.9,
    recall=0.8,
    date=date(2024, 5, 6),
    counts={"found": 1_200, "wrong": 120},
)


def show(measured: Measurement | None) -> str:
    [birthday] = load_categories(["birthday"])
    category: Category = replace(birthday, measured=measured)
    console = Console(width=120, highlight=False)
    with console.capture() as captured:
        for part in render_one_category(category):
            console.print(part)
    return captured.get()


def test_a_measurement_is_told_with_its_date_and_counts() -> None:
    assert (
        "Precision 90.0%, recall 80.0% on parish books, 2024-05-06 "
        "(found 1,200, wrong 120).\n"
    ) in show(MEASURED)


def test_a_measurement_may_be_bare() -> None:
    bare = replace(MEASURED, date=None, counts={})
    assert "Precision 90.0%, recall 80.0% on parish books.\n" in show(bare)


def test_a_category_without_a_measurement_says_so() -> None:
    assert "Precision and recall were not measured.\n" in show(None)
