"""Which charts the page has, and what each says of itself to who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.counting.forecast import MOST, Forecast
from pipeline.counting.sensitivity import vary_measures
from pipeline.counting.spectra import Spectrum, make_spectrum
from pipeline.report.figures import count_things, format_rate
from pipeline.report.headline import HEADLINE_KEY, HEADLINE_UNIT
from pipeline.report.html.charts import (
    NARROW,
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
from pipeline.report.html.evidence import Evidence, Row
from pipeline.report.html.words import select_found

ENOUGH = 1_000
"""Observations from which on it says something how a floor moves with its errors."""


@dataclass(frozen=True)
class Figure:
    """A chart in the two widths of which a page shows one.

    Attributes:
        wide: For a screen or paper.
        narrow: For a phone.
    """

    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class SmallFigure:
    """One of many small charts, side by side.

    Attributes:
        category: What it is about.
        drawn: In its one width.
    """

    category: str
    drawn: Markup


@dataclass(frozen=True)
class Figures:
    """The charts of a page; None or empty where there is nothing to draw."""

    floors: Figure | None
    units: Figure | None
    quality: Figure | None
    conflicts: Figure | None
    clusters: Figure | None
    stages: Figure | None
    spectra: list[SmallFigure]
    forecasts: list[SmallFigure]
    sensitivity: list[SmallFigure]


def draw_figures(
    evidence: Evidence, forecasts: Mapping[str, Sequence[Forecast]]
) -> Figures:
    """Draw every chart that the evidence has data for.

    Args:
        evidence: Of a run.
        forecasts: The points of a curve, by category; possibly none.

    Returns:
        The charts.
    """
    rows = [row for row in select_found(evidence.floors) if row["ci_low"] is not None]
    found = {row["category"] for row in rows}
    by_unit = [
        row
        for row in evidence.floors
        if row["key"] == HEADLINE_KEY
        and row["singleton_rate"] is not None
        and row["category"] in found
    ]
    measured = [
        row
        for row in evidence.categories
        if row["precision"] is not None or row["recall"] is not None
    ]
    conflicts = list(evidence.conflicts.values())
    return Figures(
        floors=_draw_if(
            rows,
            lambda width: chart_floors(rows, width=width),
            name="floors",
            title="The floor of each category with its 95% interval",
            description=lambda: _span_rates(rows, "singleton_rate", "category"),
        ),
        units=_draw_if(
            by_unit,
            lambda width: chart_units(by_unit, width=width),
            name="units",
            title="The floor of each category in each of five units",
            description=lambda: (
                "A line for each category, with a mark for each unit; the headline's "
                "unit is clusters."
            ),
        ),
        quality=_draw_if(
            measured,
            lambda width: chart_quality(measured, width=width),
            name="quality",
            title="Measured precision and recall of each category",
            description=lambda: _span_rates(
                [row for row in measured if row["precision"] is not None],
                "precision",
                "name",
            ),
        ),
        conflicts=_draw_if(
            conflicts,
            lambda width: chart_conflicts(conflicts, width=width),
            name="conflicts",
            title="The share of repeated prompts whose values conflict",
            description=lambda: "A bar for each category with such prompts.",
        ),
        clusters=_draw_if(
            evidence.cluster_sizes,
            lambda width: chart_cluster_sizes(evidence.cluster_sizes, width=width),
            name="clusters",
            title="How many clusters there are of each size",
            description=lambda: (
                "Logarithmic axes: documents in a cluster across, clusters upwards."
            ),
        ),
        stages=_draw_if(
            evidence.run.stages,
            lambda width: chart_stages(evidence.run.stages, width=width),
            name="stages",
            title="How long each stage took",
            description=lambda: "A bar for each stage, in their order.",
        ),
        forecasts=_draw_forecasts(forecasts),
        spectra=_draw_spectra(evidence, [row["category"] for row in rows]),
        sensitivity=_draw_sensitivity(
            evidence,
            [row["category"] for row in rows if row["observations"] >= ENOUGH],
        ),
    )


def _draw_if(
    data: object,
    chart: Callable[[int], Chart],
    *,
    name: str,
    title: str,
    description: Callable[[], str],
) -> Figure | None:
    """Draw a chart in both widths where there is anything to draw it from."""
    if not data:
        return None
    says = description()
    wide, narrow = (
        draw_chart(chart(width), name=f"{name}-{size}", title=title, description=says)
        for size, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return Figure(wide, narrow)


def _draw_spectra(evidence: Evidence, categories: list[str]) -> list[SmallFigure]:
    nothing = make_spectrum(())
    drawn = {
        name: (
            evidence.spectra[name, HEADLINE_UNIT],
            evidence.spectra.get((name, "mentions"), nothing),
        )
        for name in categories
        if (name, HEADLINE_UNIT) in evidence.spectra
    }
    both = [one for pair in drawn.values() for one in pair if one.keys]
    if not both:
        return []
    axes = span_spectra(both)
    return [
        SmallFigure(
            name,
            draw_chart(
                chart_spectrum(clusters, mentions, axes=axes),
                name=f"spectrum-{place}",
                title=f"The spectrum of {name}",
                description=_describe_spectrum(clusters),
            ),
        )
        for place, (name, (clusters, mentions)) in enumerate(drawn.items())
    ]


def _draw_forecasts(
    forecasts: Mapping[str, Sequence[Forecast]],
) -> list[SmallFigure]:
    return [
        SmallFigure(
            name,
            draw_chart(
                chart_forecast(
                    [
                        {
                            "scale": point.scale,
                            "observations": point.observations,
                            "floor": point.floor,
                            "low": point.interval.low,
                            "high": point.interval.high,
                        }
                        for point in points
                    ],
                    most_scale=MOST,
                ),
                name=f"forecast-{place}",
                title=f"The floor of {name} at other sizes of the corpus",
                description=(
                    f"From {format_rate(points[0].floor)} at {points[0].scale:g} of "
                    f"its size to {format_rate(points[-1].floor)} at "
                    f"{points[-1].scale:g} times."
                ),
            ),
        )
        for place, (name, points) in enumerate(forecasts.items())
    ]


def _draw_sensitivity(evidence: Evidence, categories: list[str]) -> list[SmallFigure]:
    return [
        SmallFigure(
            name,
            draw_chart(
                chart_sensitivity(vary_measures(evidence.spectra[name, HEADLINE_UNIT])),
                name=f"sensitivity-{place}",
                title=f"The floor of {name} at other precisions and recalls",
                description=(
                    "The floor falls with the assumed recall, and with the assumed "
                    "precision: a line for each, the palest for the lowest."
                ),
            ),
        )
        for place, name in enumerate(categories)
        if (name, HEADLINE_UNIT) in evidence.spectra
    ]


def _describe_spectrum(clusters: Spectrum) -> str:
    return (
        f"In clusters: {count_things(clusters.keys, 'prompt')}, "
        f"{clusters.singletons:,} seen once, {clusters.doubletons:,} twice, the "
        f"commonest {int(clusters.times_seen[-1]):,} times."
    )


def _span_rates(rows: list[Row], rate: str, name: str) -> str:
    if not rows:
        return "Recall alone was measured."
    low = min(rows, key=lambda row: (row[rate], row[name]))
    high = max(rows, key=lambda row: (row[rate], row[name]))
    return (
        f"From {format_rate(low[rate])} ({low[name]}) to {format_rate(high[rate])} "
        f"({high[name]})."
    )
