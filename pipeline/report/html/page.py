"""The page itself: evidence into one HTML file, under a strict content policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from pipeline.counting.forecast import Forecast
from pipeline.report.clusters_text import describe_clusters, describe_sighting
from pipeline.report.figures import (
    NOTHING,
    count_things,
    format_bound,
    format_bytes,
    format_change,
    format_interval,
    format_rate,
)
from pipeline.report.footnotes import number_notes, split_notes
from pipeline.report.headline import HEADLINE_KEY, HEADLINE_UNIT
from pipeline.report.html.charts import span_sizes
from pipeline.report.html.evidence import Evidence, Row
from pipeline.report.html.forecasts import TABLE_SCALES, forecast_rows
from pipeline.report.html.gallery import draw_figures
from pipeline.report.html.visible import (
    find_link,
    mark_match,
    shorten_text,
    show_characters,
    show_text,
)
from pipeline.report.html.words import (
    count_kinds,
    list_names,
    say_what_it_does_not_say,
    say_what_it_says,
    select_found,
)
from pipeline.report.reading import describe_reading
from pipeline.report.units import put_side_by_side
from schemas.tables import UNITS

FILES_SHOWN = 20
"""Corpus files that are listed by name."""

SPECTRUM_HEADS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
"""Numbers of sightings that the table of spectra has a column for."""

_TEMPLATE, _STYLE = "report.html.j2", "report.css"

_MEASURES: tuple[tuple[str, str, str], ...] = (
    ("singletons", "seen once", "count"),
    ("doubletons", "seen twice", "count"),
    ("prompts", "prompts", "count"),
    ("chao1", "prompts there are, at least (Chao1)", "count"),
    ("coverage", "coverage (Chao–Jost)", "rate"),
    ("coverage_incidence", "coverage by clusters (incidence)", "rate"),
    ("cor3", "Corollary 3, 95%", "interval"),
    ("jackknife", "jackknife, 95%", "interval"),
    ("kv_floor", "Kalai–Vempala 2024", "bound"),
    ("share_le_10", "of N, seen ≤ 10 times", "rate"),
    ("share_le_100", "of N, seen ≤ 100 times", "rate"),
    ("conflict_rate", "conflicts", "rate"),
)
"""Further measures of a headline row: its columns, heading and form. Those of which the
table of floors has no column are left out."""


@dataclass(frozen=True)
class Measures:
    """Further measures of every category.

    Attributes:
        headings: One a measure.
        lines: For each category its name and one cell a measure.
    """

    headings: list[str]
    lines: list[tuple[str, list[str]]]


def render_page(evidence: Evidence) -> str:
    """Render report.html.

    Args:
        evidence: Of a run; possibly without a fact.

    Returns:
        A whole HTML document, of which nothing is fetched from anywhere.
    """
    style = _read(_STYLE)
    rows = select_found(evidence.floors)
    found = {row["category"] for row in rows}
    run = evidence.run
    forecasts = _forecast(evidence, rows)
    return (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            # Markup: our own style, in which nothing is put.
            style=Markup(style),  # noqa: S704
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
            run=run,
            reading=evidence.reading,
            reading_lines=describe_reading(evidence.reading),
            sighting=describe_sighting(run.configuration),
            clusters_are=describe_clusters(run.configuration),
            says=say_what_it_says(evidence),
            says_not=say_what_it_does_not_say(evidence),
            rows=rows,
            notes=number_notes(row["note"] for row in rows),
            corrected=any(row["corrected_rate"] is not None for row in rows),
            without=[
                row["name"] for row in evidence.categories if row["name"] not in found
            ],
            measures=_tabulate_measures(rows),
            units=UNITS,
            by_unit=put_side_by_side(
                row
                for row in evidence.floors
                if row["key"] == HEADLINE_KEY and row["category"] in found
            ),
            evidence=evidence,
            conflict_examples=_group(
                evidence.conflict_examples, "category", "entity_key"
            ),
            patterns=_group(evidence.patterns, "category"),
            singletons=_group(evidence.singletons, "category"),
            f1={row["category"]: row["singletons"] for row in rows},
            any_bound=any(
                row["guaranteed_floor"] or (row["attainable_error"] or 1) < 1
                for row in rows
            ),
            spectrum_heads=SPECTRUM_HEADS,
            spectrum_lines=_tabulate_spectra(evidence, rows),
            clustered=sum(one.documents for one in evidence.cluster_sizes),
            cluster_count=sum(one.clusters for one in evidence.cluster_sizes),
            figures=draw_figures(evidence, forecasts),
            forecast_scales=TABLE_SCALES,
            forecasts=[
                (name, [point for point in points if point.scale in TABLE_SCALES])
                for name, points in forecasts.items()
            ],
            files_shown=FILES_SHOWN,
            corpus_bytes=sum(file.get("bytes") or 0 for file in run.corpus),
        )
    )


def _forecast(evidence: Evidence, rows: Sequence[Row]) -> dict[str, list[Forecast]]:
    """Forecasts of a run that read its corpus whole: a first part is no sample."""
    if evidence.run.limited:
        return {}
    spectra = {
        category: spectrum
        for (category, unit), spectrum in evidence.spectra.items()
        if unit == HEADLINE_UNIT
    }
    return forecast_rows(rows, spectra)


def _tabulate_measures(rows: Sequence[Row]) -> Measures:
    known = [
        (name, heading, form)
        for name, heading, form in _MEASURES
        if rows and (f"{name}_low" if form == "interval" else name) in rows[0]
    ]
    return Measures(
        headings=[heading for _, heading, _ in known],
        lines=[
            (
                row["category"],
                [_format_measure(row, name, form) for name, _, form in known],
            )
            for row in rows
        ],
    )


def _tabulate_spectra(evidence: Evidence, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """A line for each category: prompts seen 1 to 10 times, and more often."""
    lines = []
    for row in rows:
        spectrum = evidence.spectra[row["category"], HEADLINE_UNIT]
        prompts = [spectrum.seen(times) for times in SPECTRUM_HEADS]
        lines.append(
            {
                "category": row["category"],
                "prompts": prompts,
                "more": spectrum.keys - sum(prompts),
                "most": int(spectrum.times_seen[-1]),
            }
        )
    return lines


def _format_measure(row: Row, name: str, form: str) -> str:
    if form == "interval":
        return format_interval(row[f"{name}_low"], row[f"{name}_high"])
    if row[name] is None:
        return NOTHING
    if form == "count":
        return f"{row[name]:,.0f}"
    if form == "bound":
        return format_bound(row[name], says_nothing=0)
    return format_rate(row[name])


def _group(rows: Iterable[Row], *names: str) -> list[tuple[Any, ...]]:
    """Group rows by some columns, in the order in which they are met.

    Returns:
        Tuples of the columns' values and at last the list of rows.
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return [(*values, group) for values, group in groups.items()]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({_TEMPLATE: _read(_TEMPLATE)}),
        autoescape=True,
        undefined=StrictUndefined,
        # Of everything that is put into the page, whatever else is done to it.
        finalize=lambda value: show_characters(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "rate": format_rate,
        "bytes": format_bytes,
        "change": format_change,
        "count": "{:,}".format,
        "shown": show_text,
        "short": shorten_text,
        "link": find_link,
        "notes": split_notes,
        "names": list_names,
    }
    environment.globals |= {
        "interval": format_interval,
        "bound": format_bound,
        "mark_match": mark_match,
        "things": count_things,
        "kinds": count_kinds,
        "sizes": span_sizes,
    }
    return environment


@cache
def _read(name: str) -> str:
    source = files("pipeline.report.html").joinpath(name)
    return source.read_text(encoding="utf-8")
