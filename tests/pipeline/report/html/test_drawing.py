"""Charts drawn for a page: named, hollow of scripts, in the page's own colours."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from pipeline.counting.sensitivity import vary_measures
from pipeline.counting.spectra import make_spectrum
from pipeline.report.cluster_report import SizeBin
from pipeline.report.html.charts import (
    NARROW,
    SMALL,
    WIDE,
    Chart,
    chart_cluster_sizes,
    chart_conflicts,
    chart_floors,
    chart_forecast,
    chart_quality,
    chart_sensitivity,
    chart_spectrum,
    chart_stages,
    chart_units,
    span_spectra,
)
from pipeline.report.html.drawing import draw_chart

HOSTILE = "<script>alert(1)</script>\"'&"


def floor_row(category: str, **changes: object) -> dict[str, object]:
    return {
        "category": category,
        "unit": "clusters",
        "observations": 1_000,
        "singleton_rate": 0.4,
        "ci_low": 0.3,
        "ci_high": 0.5,
        "guaranteed_floor": None,
        "attainable_error": None,
        "note": "",
        **changes,
    }


SPECTRUM = make_spectrum([(1, 500), (2, 100), (7, 3), (900, 1)])
FLOORS = [
    floor_row("birthday", guaranteed_floor=0.1, attainable_error=0.6),
    floor_row("birth_year", note="interval by Corollary 3 at 95%"),
    floor_row("capital", guaranteed_floor=0.0, attainable_error=1.0),
]
UNITS = [
    floor_row("birthday", unit=unit, singleton_rate=rate)
    for unit, rate in (("mentions", 0.1), ("clusters", 0.4), ("domains", 0.3))
]
QUALITY = [
    {"name": "birthday", "precision": 1.0, "recall": 0.5, "gold_set": HOSTILE},
    {"name": "ceo", "precision": None, "recall": 0.5, "gold_set": "two"},
]
CONFLICTS = [
    {"category": "birthday", "repeated_prompts": 40, "conflicting_prompts": 2},
    {"category": "capital", "repeated_prompts": 4, "conflicting_prompts": 0},
]
STAGES = [{"name": "shards", "seconds": 12.5}, {"name": "floors", "seconds": 0.0}]
FORECAST = [
    {"scale": scale, "observations": n, "floor": floor, "low": 0.2, "high": 0.7}
    for scale, n, floor in ((0.5, 50, 0.6), (1.0, 100, 0.5), (2.0, 200, 0.3))
]
SIZES = [SizeBin(2, 2, 40, 80), SizeBin(64, 127, 1, 70)]


def all_charts(width: int) -> dict[str, tuple[Chart, int]]:
    """Every chart, and how many marks of data it should have."""
    return {
        # An interval and a point each, and the two bounds that say something.
        "floors": (chart_floors(FLOORS, width=width), 8),
        "units": (chart_units(UNITS, width=width), 4),
        "quality": (chart_quality(QUALITY, width=width), 5),
        "conflicts": (chart_conflicts(CONFLICTS, width=width), 4),
        "stages": (chart_stages(STAGES, width=width), 4),
        "clusters": (chart_cluster_sizes(SIZES, width=width), 3),
        # A band, a line to each side of a dot.
        "forecast": (chart_forecast(FORECAST, most_scale=3), 4),
        # A line for each precision, a dot for each of its recalls.
        "sensitivity": (
            chart_sensitivity(vary_measures(SPECTRUM, (1.0, 0.9), (1.0, 0.8, 0.5))),
            2 + 6,
        ),
        "spectrum": (
            chart_spectrum(SPECTRUM, SPECTRUM, axes=span_spectra([SPECTRUM])),
            10,
        ),
    }


def draw(chart: Chart, name: str = "chart") -> ET.Element:
    drawn = draw_chart(chart, name=name, title="A title", description=HOSTILE)
    return ET.fromstring(str(drawn))


def count_marks(root: ET.Element) -> int:
    groups = [g for g in root.iter("g") if "role-mark" in g.get("class", "").split()]
    return sum(1 for g in groups for child in g if child.tag != "g")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", all_charts(WIDE))
def test_a_chart_has_a_mark_for_each_number(name: str, width: int) -> None:
    chart, marks = all_charts(width)[name]
    root = draw(chart)
    assert count_marks(root) == marks
    assert float(root.get("width", "")) == (
        SMALL if name in ("spectrum", "forecast", "sensitivity") else width
    )


@pytest.mark.parametrize("name", all_charts(WIDE))
def test_a_chart_says_what_it_shows(name: str) -> None:
    chart, _ = all_charts(WIDE)[name]
    root = draw(chart, name)
    assert (root[0].tag, root[0].text) == ("title", "A title")
    assert (root[1].tag, root[1].text) == ("desc", HOSTILE)
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root.get("role") == "img"


@pytest.mark.parametrize("name", all_charts(WIDE))
def test_a_chart_takes_its_colours_from_the_page(name: str) -> None:
    chart, _ = all_charts(WIDE)[name]
    drawn = str(draw_chart(chart, name="x", title="t", description="d"))
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn))
    assert {one for one in colours if not one.startswith("var(--")} <= {
        "none",
        "transparent",
    }


@pytest.mark.parametrize("name", all_charts(WIDE))
def test_a_chart_has_no_style_script_or_reference(name: str) -> None:
    chart, _ = all_charts(WIDE)[name]
    drawn = str(draw_chart(chart, name="x", title="t", description=HOSTILE))
    assert not re.search(r"<(script|style|image|use|a)\b", drawn)
    assert not re.search(r"\b(style|href|on[a-z]+)=|url\(|https?://", drawn)


def test_what_a_mark_says_when_pointed_at_is_escaped() -> None:
    root = draw(chart_quality(QUALITY, width=WIDE))
    tips = [tip.text for tip in root.iter("title")]
    assert f"birthday, precision: 100.0% on {HOSTILE}" in tips


def test_text_that_is_none_is_drawn_all_the_same() -> None:
    name = "a\x00b\ud800"
    root = draw(chart_floors([floor_row(name)], width=WIDE))
    assert "a␀b[U+D800]" in [text.text for text in root.iter("text")]


def test_equal_charts_are_drawn_the_same() -> None:
    one, other = (
        draw_chart(chart_floors(FLOORS, width=WIDE), name="x", title="", description="")
        for _ in range(2)
    )
    assert one == other
