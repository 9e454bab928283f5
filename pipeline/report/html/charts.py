"""The charts of report.html, as Altair describes them. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import altair as alt

from pipeline.counting.sensitivity import PRECISIONS, RECALLS, AssumedFloor
from pipeline.counting.spectra import Spectrum
from pipeline.report.cluster_report import SizeBin
from pipeline.report.figures import count_things, format_interval, format_rate
from pipeline.report.html.binning import SpectrumBin, bin_spectrum

Row = Mapping[str, Any]

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

WIDE, NARROW = 880, 325
"""Widths of the two drawings of a chart, in CSS pixels; a page shows one of them."""

SMALL = 300
"""Width of one of many small charts side by side."""

_STEP = 24
"""Height of a line of a chart that has a line for each category."""

UNIT_LOOKS = {
    "mentions": ("triangle-up", "var(--mentions)"),
    "passages": ("square", "var(--passages)"),
    "documents": ("diamond", "var(--documents)"),
    "clusters": ("circle", "var(--clusters)"),
    "domains": ("cross", "var(--domains)"),
}
"""The shape and colour of each unit, the same in every chart."""

_FILLED = UNIT_LOOKS["clusters"][1]
"""The colour of marks that are filled where others are hollow."""

_QUALITY_LOOKS = {
    "precision": ("circle", "var(--clusters)"),
    "recall": ("diamond", "var(--mentions)"),
}

_POWER_LABEL = "format(datum.value, datum.value < 1 ? '~g' : '~s')"
"""How the ends of logarithmic axes are written: 0.1, 1, 10, 1k."""


@dataclass(frozen=True)
class SpectrumAxes:
    """How far the axes of spectra go, so that all have the same.

    Attributes:
        most_seen: The largest number of sightings.
        least: The fewest prompts for a number of sightings, on average of a bin.
        most: The most.
    """

    most_seen: int
    least: float
    most: float


def span_spectra(spectra: Iterable[Spectrum]) -> SpectrumAxes:
    """Find axes on which every spectrum can be drawn.

    Args:
        spectra: At least one that is not empty.

    Returns:
        The axes.
    """
    bins = [one for spectrum in spectra for one in bin_spectrum(spectrum)]
    return SpectrumAxes(
        most_seen=max(one.most for one in bins),
        least=min(one.density for one in bins),
        most=max(one.density for one in bins),
    )


def chart_floors(rows: Sequence[Row], *, width: int) -> Chart:
    """Chart floors with their intervals, the highest first.

    Args:
        rows: Headline rows of the table of floors that have a rate; at least one.
        width: In CSS pixels.

    Returns:
        A line for each category: its interval, dashed where it is Corollary 3's, its
        floor, and Theorem 2's two bounds where they say something.
    """
    ordered = sorted(rows, key=lambda row: (-row["singleton_rate"], row["category"]))
    values = [
        {
            "category": row["category"],
            "rate": row["singleton_rate"],
            "low": row["ci_low"],
            "high": row["ci_high"],
            "wide": "Corollary 3" in row["note"],
            "guaranteed": row["guaranteed_floor"] or None,
            "attainable": (
                None if row["attainable_error"] == 1 else row["attainable_error"]
            ),
            "tip": (
                f"{row['category']}: {format_rate(row['singleton_rate'])} of "
                f"{row['observations']:,}, "
                f"{format_interval(row['ci_low'], row['ci_high'])}"
            ),
        }
        for row in ordered
    ]
    base = alt.Chart(_data(values)).encode(
        y=_category_axis([row["category"] for row in ordered]),
        description=alt.Description("tip:N"),
    )
    x = _rate_axis("floor: singletons / N", width)
    intervals = base.mark_rule(
        stroke="var(--clusters)", strokeWidth=3, opacity=0.55
    ).encode(
        x=x.field("low").type("quantitative"),
        x2="high:Q",
        strokeDash=alt.condition("datum.wide", alt.value([3, 3]), alt.value([1, 0])),
    )
    points = base.mark_point(
        filled=True, size=75, color="var(--clusters)", opacity=1
    ).encode(x="rate:Q")
    layers: list[Chart] = [intervals, points]
    for bound, shape in (("guaranteed", "triangle-right"), ("attainable", "stroke")):
        # A layer without a mark would be an empty group in the drawing.
        if any(value[bound] is not None for value in values):
            layers.append(
                base.transform_filter(f"datum.{bound} !== null")
                .mark_point(
                    shape=shape,
                    angle=90 if shape == "stroke" else 0,
                    filled=shape != "stroke",
                    size=110,
                    strokeWidth=2,
                    color="var(--mentions)",
                    opacity=1,
                )
                .encode(x=f"{bound}:Q")
            )
    return _size(alt.layer(*layers), width=width, height=alt.Step(_STEP))


def chart_units(rows: Sequence[Row], *, width: int) -> Chart:
    """Chart each category's floor under every unit.

    Args:
        rows: Of the table of floors, key prompt, that have a rate; at least one.
        width: In CSS pixels.

    Returns:
        A line for each category with a mark for each unit, joined by a rule.
    """
    values = [
        {
            "category": row["category"],
            "series": row["unit"],
            "rate": row["singleton_rate"],
            "tip": (
                f"{row['category']}, {row['unit']}: "
                f"{format_rate(row['singleton_rate'])} of {row['observations']:,}"
            ),
        }
        for row in rows
    ]
    return _chart_dots(values, UNIT_LOOKS, "floor: singletons / N", width)


def chart_quality(rows: Sequence[Row], *, width: int) -> Chart:
    """Chart measured precision and recall.

    Args:
        rows: Of the table of categories; at least one was measured.
        width: In CSS pixels.

    Returns:
        A line for each measured category with a mark for each of the two.
    """
    values = [
        {
            "category": row["name"],
            "series": measure,
            "rate": row[measure],
            "tip": (
                f"{row['name']}, {measure}: {format_rate(row[measure])} on "
                f"{row['gold_set']}"
            ),
        }
        for row in rows
        for measure in _QUALITY_LOOKS
        if row[measure] is not None
    ]
    return _chart_dots(values, _QUALITY_LOOKS, "share of facts", width)


def chart_conflicts(rows: Sequence[Row], *, width: int) -> Chart:
    """Chart the share of prompts whose values conflict.

    Args:
        rows: Of report_conflicts.sql; at least one.
        width: In CSS pixels.

    Returns:
        A bar for each category, the longest first, with what it is a share of.
    """
    values = [
        {
            "category": row["category"],
            "rate": row["conflicting_prompts"] / row["repeated_prompts"],
            "label": f"{row['conflicting_prompts']:,} of {row['repeated_prompts']:,}",
        }
        for row in rows
    ]
    for value in values:
        value["tip"] = (
            f"{value['category']}: {format_rate(value['rate'])}, {value['label']}"
        )
    values.sort(key=lambda value: (-value["rate"], value["category"]))
    most = max(value["rate"] for value in values) or 1.0
    base = alt.Chart(_data(values)).encode(
        y=_category_axis([value["category"] for value in values]),
        x=alt.X("rate:Q")
        .title("conflicting / in two clusters or more")
        # Room for the label behind the longest bar.
        .scale(domain=[0, most * 1.45], nice=False)
        .axis(format="~%", values=_list_ticks(most)),
        description=alt.Description("tip:N"),
    )
    bars = base.mark_bar(color="var(--documents)", height=14)
    labels = base.mark_text(align="left", dx=5).encode(text="label:N")
    return _size(alt.layer(bars, labels), width=width, height=alt.Step(_STEP))


def chart_spectrum(
    clusters: Spectrum, mentions: Spectrum, *, axes: SpectrumAxes
) -> Chart:
    """Chart how many prompts of a category were seen how often, on logarithmic axes.

    Args:
        clusters: In the headline's unit; not empty.
        mentions: The same prompts, counted by mentions; possibly empty.
        axes: How far the axes go.

    Returns:
        A line for each of the two.
    """
    values = [
        {
            "unit": unit,
            "times": one.middle,
            "density": one.density,
            "tip": f"{unit}: {count_things(one.prompts, 'prompt')} seen {_span(one)}",
        }
        for unit, spectrum in (("mentions", mentions), ("clusters", clusters))
        for one in bin_spectrum(spectrum)
    ]
    x = (
        alt.X("times:Q")
        .title("times seen")
        .scale(type="log", domain=[0.8, max(axes.most_seen, 10) * 1.2], nice=False)
        .axis(values=_powers(1, axes.most_seen), labelExpr=_POWER_LABEL)
    )
    y = (
        alt.Y("density:Q")
        .title("prompts")
        .scale(
            type="log",
            domain=[min(0.7, axes.least * 0.7), max(axes.most, 10) * 1.5],
            nice=False,
        )
        .axis(values=_powers(axes.least, axes.most), labelExpr=_POWER_LABEL)
    )
    looks = {name: UNIT_LOOKS[name] for name in ("mentions", "clusters")}
    base = alt.Chart(_data(values)).encode(
        x=x,
        y=y,
        color=alt.Color("unit:N").scale(_name_colours(looks)).legend(None),
        description=alt.Description("tip:N"),
    )
    lines = base.mark_line(strokeWidth=1.25, opacity=0.6).encode(detail="unit:N")
    points = base.mark_point(filled=True, size=42, opacity=1).encode(
        shape=alt.Shape("unit:N").scale(_name_shapes(looks)).legend(None)
    )
    return _size(alt.layer(lines, points), width=SMALL, height=150)


def chart_forecast(points: Sequence[Row], *, most_scale: float) -> Chart:
    """Chart the floor of a category's corpus at other sizes.

    Args:
        points: Their scale, observations, floor, low and high, in ascending order, one
            of them of scale 1.
        most_scale: The end of the axis.

    Returns:
        The floor over the size, within its interval; dashed where it is forecast, with
        a dot at the size that was counted.
    """
    values = [
        {
            **point,
            "tip": (
                f"{point['scale']:g} times, N = {point['observations']:,}: "
                f"{format_rate(point['floor'])}, "
                f"{format_interval(point['low'], point['high'])}"
            ),
        }
        for point in points
    ]
    base = alt.Chart(_data(values)).encode(
        x=alt.X("scale:Q")
        .title("size of the corpus; 1 is this one")
        .scale(domain=[0, most_scale], nice=False)
        .axis(values=[place / 2 for place in range(int(2 * most_scale) + 1)]),
        description=alt.Description("tip:N"),
    )
    floor_axis = (
        alt.Y()
        .title("floor")
        .scale(domain=[0, 1])
        .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    )
    band = base.mark_area(fill="var(--clusters)", opacity=0.18).encode(
        y=floor_axis.field("low").type("quantitative"), y2="high:Q"
    )
    floors = floor_axis.field("floor").type("quantitative")
    line = base.mark_line(stroke="var(--clusters)", strokeWidth=1.75).encode(y=floors)
    counted = base.mark_point(
        color="var(--clusters)", filled=True, size=70, opacity=1
    ).encode(y=floors)
    return _size(
        alt.layer(
            band,
            line.transform_filter("datum.scale <= 1"),
            line.mark_line(
                stroke="var(--clusters)", strokeWidth=1.75, strokeDash=[5, 3]
            ).transform_filter("datum.scale >= 1"),
            counted.transform_filter("datum.scale === 1"),
        ),
        width=SMALL,
        height=150,
    )


def chart_sensitivity(floors: Sequence[AssumedFloor]) -> Chart:
    """Chart what a floor would be at other precisions and recalls.

    Args:
        floors: As `vary_measures` gives them; those without a rate are left out.

    Returns:
        The floor over the assumed recall, a line for each assumed precision: the
        paler, the lower.
    """
    values = [
        {
            "precision": one.precision,
            "recall": one.recall,
            "floor": one.rate,
            "tip": (
                f"precision {one.precision:.0%}, recall {one.recall:.0%}: "
                f"{format_rate(one.rate)}"
            ),
        }
        for one in floors
        if one.rate is not None
    ]
    base = alt.Chart(_data(values)).encode(
        x=alt.X("recall:Q")
        .title("assumed recall")
        .scale(domain=[min(RECALLS), 1], nice=False, reverse=True)
        .axis(format="%", values=[1, 0.8, 0.6, 0.4]),
        y=alt.Y("floor:Q")
        .title("floor")
        .scale(domain=[0, 1])
        .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        opacity=alt.Opacity("precision:Q")
        .scale(domain=[min(PRECISIONS), 1], range=[0.3, 1])
        .legend(None),
        detail="precision:N",
        description=alt.Description("tip:N"),
    )
    line = base.mark_line(stroke="var(--clusters)", strokeWidth=1.5)
    point = base.mark_point(color="var(--clusters)", filled=True, size=30)
    return _size(alt.layer(line, point), width=SMALL, height=150)


def chart_cluster_sizes(sizes: Sequence[SizeBin], *, width: int) -> Chart:
    """Chart how many clusters there are of each size, on logarithmic axes.

    Args:
        sizes: At least one bin.
        width: In CSS pixels.

    Returns:
        A point for each bin, joined by a line.
    """
    values = [
        {
            "size": (one.least * one.most) ** 0.5,
            "clusters": one.clusters,
            "tip": (
                f"{count_things(one.clusters, 'cluster')} of "
                f"{span_sizes(one)} documents"
            ),
        }
        for one in sizes
    ]
    most, largest = max(one.clusters for one in sizes), sizes[-1].most
    base = alt.Chart(_data(values)).encode(
        x=alt.X("size:Q")
        .title("documents in a cluster")
        .scale(type="log", domain=[1.6, max(largest, 10) * 1.2], nice=False)
        .axis(values=[2, 3, 5, *_powers(10, largest)], format="~s"),
        y=alt.Y("clusters:Q")
        .title("clusters")
        .scale(type="log", domain=[0.7, max(most, 10) * 1.5], nice=False)
        .axis(values=_powers(1, most), format="~s"),
        description=alt.Description("tip:N"),
    )
    lines = base.mark_line(color="var(--clusters)", strokeWidth=1.25, opacity=0.6)
    points = base.mark_point(color="var(--clusters)", filled=True, size=60, opacity=1)
    return _size(alt.layer(lines, points), width=width, height=200)


def chart_stages(stages: Sequence[Row], *, width: int) -> Chart:
    """Chart how long each stage of a run took.

    Args:
        stages: Their names and seconds, in order; at least one.
        width: In CSS pixels.

    Returns:
        A bar for each, in their order, with its seconds.
    """
    values = [
        {
            "category": stage["name"],
            "seconds": stage["seconds"],
            "label": f"{stage['seconds']:,.1f} s",
            "tip": f"{stage['name']}: {stage['seconds']:,.1f} seconds",
        }
        for stage in stages
    ]
    most = max(value["seconds"] for value in values) or 1.0
    base = alt.Chart(_data(values)).encode(
        y=_category_axis([value["category"] for value in values]),
        x=alt.X("seconds:Q")
        .title("seconds")
        .scale(domain=[0, most * 1.3], nice=False)
        .axis(format=",~f", tickCount=4 if width < WIDE else 8),
        description=alt.Description("tip:N"),
    )
    bars = base.mark_bar(color="var(--clusters)", height=14)
    labels = base.mark_text(align="left", dx=5).encode(text="label:N")
    return _size(alt.layer(bars, labels), width=width, height=alt.Step(_STEP))


def span_sizes(one: SizeBin) -> str:
    """Write the sizes of a bin: 2, or 4–7."""
    return f"{one.least:,}" if one.least == one.most else f"{one.least:,}–{one.most:,}"


def _chart_dots(
    values: Sequence[Row],
    looks: Mapping[str, tuple[str, str]],
    axis_title: str,
    width: int,
) -> Chart:
    """A line for each category, with a mark for each of its series."""
    categories = list(dict.fromkeys(value["category"] for value in values))
    base = alt.Chart(_data(values)).encode(y=_category_axis(categories))
    legend = alt.Legend(
        orient="top", title=None, columns=5 if width >= WIDE else 2, columnPadding=14
    )
    spans = base.mark_rule(stroke="var(--line)").encode(
        x=alt.X("min(rate):Q"), x2="max(rate):Q"
    )
    # Hollow but for the headline's: where two stand in one place, both are seen.
    points = base.mark_point(size=85, strokeWidth=2, opacity=1).encode(
        x=_rate_axis(axis_title, width).field("rate").type("quantitative"),
        shape=alt.Shape("series:N").scale(_name_shapes(looks)).legend(legend),
        stroke=alt.Stroke("series:N").scale(_name_colours(looks)).legend(legend),
        fill=alt.Fill("series:N")
        .scale(_name_colours(looks, filled_alone=True))
        .legend(legend),
        description=alt.Description("tip:N"),
        order=alt.Order("draw:Q"),
    )
    points = points.transform_calculate(draw="datum.series === 'clusters' ? 1 : 0")
    return _size(alt.layer(spans, points), width=width, height=alt.Step(_STEP))


def _size(
    chart: alt.LayerChart | alt.FacetChart, *, width: int, height: int | alt.Step
) -> Chart:
    """Make a chart as wide as said, with its labels; the height is that of its plot."""
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return chart.properties(width=width, height=height, autosize=fit)


def _data(values: Sequence[Row]) -> alt.InlineData:
    return alt.InlineData(values=[dict(value) for value in values])


def _category_axis(categories: Sequence[str]) -> alt.Y:
    """A line for each name, in the order given."""
    return (
        alt.Y("category:N")
        .title(None)
        .sort(list(categories))
        .axis(grid=True, ticks=False, domain=False, labelPadding=8)
    )


def _rate_axis(title: str, width: int) -> alt.X:
    ticks = [0, 0.25, 0.5, 0.75, 1] if width < WIDE else [i / 10 for i in range(11)]
    return (
        alt.X()
        .title(title)
        .scale(domain=[0, 1])
        .axis(format="%", values=ticks, labelFlush=False)
    )


def _name_shapes(looks: Mapping[str, tuple[str, str]]) -> alt.Scale:
    return alt.Scale(domain=list(looks), range=[shape for shape, _ in looks.values()])


def _name_colours(
    looks: Mapping[str, tuple[str, str]], *, filled_alone: bool = False
) -> alt.Scale:
    """The scale that gives each name its colour, or none where marks are hollow."""
    colours = [
        "transparent" if filled_alone and colour != _FILLED else colour
        for _, colour in looks.values()
    ]
    return alt.Scale(domain=list(looks), range=colours)


def _list_ticks(most: float) -> list[float]:
    """At most six ticks from 0 to the greatest rate."""
    step = next(one for one in (0.01, 0.02, 0.05, 0.1, 0.25) if most / one <= 5)
    return [round(step * place, 2) for place in range(floor(most / step + 1e-9) + 1)]


def _powers(least: float, most: float) -> list[float]:
    """The powers of ten about a range, few enough to be labelled."""
    low, high = floor(log10(least)), ceil(log10(max(most, 10)))
    step = 1 + (high - low) // 7
    return [10.0**exponent for exponent in range(low, high + 1, step)]


def _span(one: SpectrumBin) -> str:
    if one.least == one.most:
        return "once" if one.least == 1 else f"{one.least:,} times"
    return f"{one.least:,} to {one.most:,} times"
