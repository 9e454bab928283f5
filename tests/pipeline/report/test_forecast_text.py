"""The forecast as rows and as a terminal shows it."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from rich.console import Console

from pipeline.counting.forecast import forecast_curve
from pipeline.counting.spectra import make_spectrum
from pipeline.report.forecast_text import COLUMNS, make_rows, render_forecasts

MANY = make_spectrum([(1, 900), (2, 300), (3, 150), (4, 90), (40, 10)])
FEW = make_spectrum([(1, 9), (2, 3)])


def rows(category: str, *, few: bool = False) -> list[dict[str, Any]]:
    forecasts = forecast_curve(FEW if few else MANY, [1.0, 0.5, 2.0])
    return make_rows(category, "clusters", "prompt", forecasts)


def render(table: list[dict[str, Any]], without: Mapping[str, str]) -> str:
    page = StringIO()
    console = Console(file=page, width=100, highlight=False)
    for part in render_forecasts("Floors at other sizes", table, without):
        console.print(part)
    return page.getvalue()


def test_a_row_has_every_column() -> None:
    now, half, double = rows("birthday")
    for row in (now, half, double):
        assert tuple(row) == COLUMNS
        assert row["note"] == ""
    assert [row["method"] for row in (now, half, double)] == [
        "counted",
        "rarefaction",
        "extrapolation",
    ]
    assert half["chao_jost"] is None
    assert double["good_toulmin"] is not None


def test_few_observations_are_noted() -> None:
    text = render([*rows("birthday"), *rows("capital", few=True)], {})
    lines = {line.split()[0]: line for line in text.splitlines() if line.strip()}
    assert lines["capital"].rstrip().endswith("1")
    assert not lines["birthday"].rstrip().endswith("1")
    assert "too few observations" in text


def test_each_category_is_named_once_and_now_comes_as_given() -> None:
    text = render([*rows("birthday"), *rows("capital")], {})
    assert text.count("birthday") == 1
    assert text.count("capital") == 1
    assert text.index(" now ") < text.index(" 0.5 ") < text.index(" 2 ")


def test_what_has_no_forecast_is_named_with_its_reason() -> None:
    text = render(rows("birthday"), {"ceo": "", "founder": "domains: 3 are too few"})
    assert "No observations of ceo." in text
    assert "No forecast of founder: domains: 3 are too few." in text
    assert "No observations of ceo." in render([], {"ceo": ""})


def test_one_observation_is_now_only_at_its_own_size() -> None:
    forecasts = forecast_curve(make_spectrum([(1, 1)]), [1.0, 0.5])
    text = render(make_rows("ceo", "clusters", "prompt", forecasts), {})
    assert text.count(" now ") == 1
    assert " 0.5 " in text


def test_in_other_units_intervals_are_said_to_know_no_dependence() -> None:
    table = rows("birthday")
    assert "independent" not in render(table, {})
    documents = [row | {"unit": "documents"} for row in table]
    assert "take sightings for independent" in render(documents, {})
