"""The charts of report.html, as Altair describes them. Draws nothing, reads no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Any

import altair as alt

from pipeline.counting.spectra import Spectrum
from pipeline.report.cluster_report import SizeBin
from pipeline.report.figures import count_things, format_interval, format_rate
from pipeline.report.html.binning import SpectrumBin, bin_spectrum

Row = Mapping[str, Any]

Chart = alt.Chart | alt.LayerChart

WIDE, NARROW = 720, 340
"""Widths of the two drawings of a chart, in CSS pixels: a page shows the one that fits."""

SMALL = 300
"""Width of one of many small charts side by side."""

_LABEL_WIDTH = 135
"""What the longest names of categories take of a width."""

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

_QUALITY_LOOKS = {
    "precision": ("circle", "var(--clusters)"),
    "recall": ("diamond", "var(--mentions)"),
}

_POWER_LABEL = "format(datum.value, datum.value < 1 ? '~g' : '~s')"
"""How the ends of logarithmic axes are written: 0.1, 1, 10, 1k."""


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
    return alt.layer(*layers).properties(
        width=width - _LABEL_WIDTH, height=alt.Step(_STEP)
    )


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
        .title("prompts with conflicting values / prompts in two clusters or more")
        # Room for the label behind the longest bar.
        .scale(domain=[0, most * 1.45], nice=False)
        .axis(format="~%", values=_list_ticks(most)),
        description=alt.Description("tip:N"),
    )
    if width < WIDE:
        base = base.encode(x=base.encoding.x.title("conflicting / seen twice or more"))
    bars = base.mark_bar(color="var(--documents)", height=14)
    labels = base.mark_text(align="left", dx=5).encode(text="label:N")
    return alt.layer(bars, labels).properties(
        width=width - _LABEL_WIDTH, height=alt.Step(_STEP)
    )


def chart_spectrum(
    clusters: Spectrum, mentions: Spectrum, *, most_seen: int, most_prompts: int
) -> Chart:
    """Chart how many prompts of a category were seen how often, on logarithmic axes.

    Args:
        clusters: In the headline's unit; not empty.
        mentions: The same prompts, counted by mentions; possibly empty.
        most_seen: The largest number of sightings in any category.
        most_prompts: The largest number of prompts that were seen equally often.

    Returns:
        A line for each of the two, on axes that are the same for every category.
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
    least = min(value["density"] for value in values)
    x = (
        alt.X("times:Q")
        .title("times seen")
        .scale(type="log", domain=[0.8, max(most_seen, 10) * 1.2], nice=False)
        .axis(values=_powers(1, most_seen), labelExpr=_POWER_LABEL)
    )
    y = (
        alt.Y("density:Q")
        .title("prompts")
        .scale(
            type="log",
            domain=[min(0.7, least * 0.7), max(most_prompts, 10) * 1.5],
            nice=False,
        )
        .axis(values=_powers(least, most_prompts), labelExpr=_POWER_LABEL)
    )
    shapes, colours = _scales(
        {name: UNIT_LOOKS[name] for name in ("mentions", "clusters")}
    )
    base = alt.Chart(_data(values)).encode(
        x=x,
        y=y,
        color=alt.Color("unit:N").scale(**colours).legend(None),
        description=alt.Description("tip:N"),
    )
    lines = base.mark_line(strokeWidth=1.25, opacity=0.6).encode(detail="unit:N")
    points = base.mark_point(filled=True, size=42, opacity=1).encode(
        shape=alt.Shape("unit:N").scale(**shapes).legend(None)
    )
    return alt.layer(lines, points).properties(width=SMALL - 60, height=150)


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
    return alt.layer(lines, points).properties(width=width - 60, height=200)


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
    return alt.layer(bars, labels).properties(
        width=width - _LABEL_WIDTH, height=alt.Step(_STEP)
    )


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
    shapes, colours = _scales(looks)
    categories = list(dict.fromkeys(value["category"] for value in values))
    base = alt.Chart(_data(values)).encode(y=_category_axis(categories))
    legend = alt.Legend(
        orient="top", title=None, columns=5 if width >= WIDE else 3, columnPadding=14
    )
    spans = base.mark_rule(stroke="var(--line)").encode(
        x=alt.X("min(rate):Q"), x2="max(rate):Q"
    )
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=_rate_axis(axis_title, width).field("rate").type("quantitative"),
        shape=alt.Shape("series:N").scale(**shapes).legend(legend),
        color=alt.Color("series:N").scale(**colours).legend(legend),
        description=alt.Description("tip:N"),
        order=alt.Order("draw:Q"),
    )
    points = points.transform_calculate(draw="datum.series === 'clusters' ? 1 : 0")
    return alt.layer(spans, points).properties(
        width=width - _LABEL_WIDTH, height=alt.Step(_STEP)
    )


def _data(values: Sequence[Row]) -> alt.Data:
    return alt.Data(values=[dict(value) for value in values])


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
    return alt.X().title(title).scale(domain=[0, 1]).axis(format="%", values=ticks)


def _scales(
    looks: Mapping[str, tuple[str, str]],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The scales of shapes and of colours that give each name its looks."""
    names = list(looks)
    shapes, colours = zip(*looks.values(), strict=True)
    return (
        {"domain": names, "range": list(shapes)},
        {"domain": names, "range": list(colours)},
    )


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
