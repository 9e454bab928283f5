"""How a floor depends on precision and recall, as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt


def draw_sensitivity(
    rows: Sequence[Mapping[str, Any]], *, title: str | None = None
) -> dict[str, Any]:
    """Draw the floors of a category under assumptions, a line a precision.

    Args:
        rows: precision, recall and rate, as vary_measures gives them; those without a
            rate are left out.
        title: Above the chart; None for none.

    Returns:
        A Vega-Lite specification with its data in it.
    """
    values = [
        {
            "precision": f"{row['precision']:.0%}",
            **{k: row[k] for k in ("recall", "rate")},
        }
        for row in rows
        if row["rate"] is not None
    ]
    order = list(dict.fromkeys(value["precision"] for value in values))
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(point=True)
        .encode(
            x=alt.X("recall:Q")
            .title("assumed recall, misses of single sightings")
            .axis(format="%")
            .scale(zero=False, reverse=True),
            y=alt.Y("rate:Q").title("floor").axis(format="%").scale(zero=True),
            color=alt.Color("precision:N")
            .title("assumed precision")
            .sort(order)
            .scale(scheme="viridis"),
            tooltip=[
                alt.Tooltip("precision:N"),
                alt.Tooltip("recall:Q", format=".0%"),
                alt.Tooltip("rate:Q", format=".1%", title="floor"),
            ],
        )
    )
    if title is not None:
        chart = chart.properties(title=title)
    specification: dict[str, Any] = chart.to_dict()
    return specification
