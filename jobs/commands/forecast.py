"""floors forecast: the floors of a run at other corpus sizes."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import click
import pyarrow.compute as pc

from jobs.commands.completing import complete_category
from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.parquet_files import read_table
from jobs.run_folder import RunFolder, open_run, require_category
from pipeline.counting.dependence import read_dependence
from pipeline.counting.forecast import check_scale, forecast_curve
from pipeline.counting.spectra import collect_spectra, make_spectrum
from pipeline.errors import FloorsError
from pipeline.locations import Location
from pipeline.report.forecast_text import COLUMNS, make_rows, render_forecasts
from schemas.tables import FLOORS, KEYS, SPECTRUM, UNITS

READS = (FLOORS.name, SPECTRUM.name)
"""The tables that a forecast reads."""


def read_scales(
    context: click.Context, option: click.Parameter, text: str
) -> tuple[float, ...]:
    """Read sizes with commas between them, as --scale takes them.

    Args:
        context: For the message.
        option: For the message.
        text: What the person wrote.

    Returns:
        The sizes, ascending, each once, without 1: that is always shown.

    Raises:
        click.BadParameter: A part of it is no number.
        ArgumentError: A number is no size that is forecast.
    """
    scales = set()
    for part in text.split(","):
        try:
            scale = float(part)
        except ValueError as error:
            message = f"'{part.strip()}' is not a number, such as 0.5 or 2."
            raise click.BadParameter(message, context, option) from error
        if not isfinite(scale):
            message = f"'{part.strip()}' is no size; give a number such as 0.5 or 2."
            raise click.BadParameter(message, context, option)
        check_scale(scale)
        scales.add(scale)
    return tuple(sorted(scales - {1.0}))


@click.command()
@run_argument
@click.option(
    "--scale",
    "scales",
    default="0.1,0.5,2,3",
    show_default=True,
    metavar="A,B",
    callback=read_scales,
    help="Sizes of the corpus to forecast, its own being 1; at most 3.",
)
@click.option(
    "--category",
    metavar="NAME",
    shell_complete=complete_category,
    help="Forecast this category only.",
)
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    default="clusters",
    show_default=True,
    help="What one sighting is.",
)
@click.option(
    "--key",
    type=click.Choice(KEYS),
    default="prompt",
    show_default=True,
    help="What is counted: prompts, or facts (prompt and value).",
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
def forecast(
    *,
    run: Location,
    scales: Sequence[float],
    category: str | None,
    unit: str,
    key: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print what the floors of RUN would be in a smaller or a larger corpus.

    Of the same kind, and at most three times as large: beyond that nothing can be
    said. A run over a part of its corpus is refused, for it is no random sample.

    \b
    Example:
        floors forecast runs/first
        floors forecast runs/first --scale 0.25,2 --category birthday
    """
    folder = open_run(run, *READS)
    _refuse_limited(folder)
    floors = [
        row
        for row in read_table(folder.table(FLOORS.name), FLOORS).to_pylist()
        if (row["unit"], row["key"]) == (unit, key)
    ]
    if category is not None:
        require_category(folder, category, [row["category"] for row in floors])
        floors = [row for row in floors if row["category"] == category]
    spectrum = read_table(folder.table(SPECTRUM.name), SPECTRUM)
    wanted = (pc.field("unit") == unit) & (pc.field("key") == key)
    spectra = collect_spectra(spectrum.filter(wanted).to_pylist())
    nothing = make_spectrum(())
    rows: list[dict[str, Any]] = []
    without = {}
    for row in floors:
        if row["singleton_rate"] is None:
            without[row["category"]] = row["note"] if row["observations"] else ""
        else:
            points = forecast_curve(
                spectra.get((row["category"], unit, key), nothing),
                [1.0, *scales],
                dependence=read_dependence(row),
            )
            rows += make_rows(row["category"], unit, key, points)
    if as_csv:
        print_csv(COLUMNS, rows)
    elif as_json:
        print_json({"run": str(folder.path), "forecasts": rows})
    else:
        title = f"Floors of {folder.path} at other sizes: unit {unit}, key {key}"
        print_parts(render_forecasts(title, rows, without))


def _refuse_limited(folder: RunFolder) -> None:
    record = folder.read_record()
    if record is not None and record.limited:
        raise FloorsError(
            f"{folder.path} read the first part of its corpus only, which is no random "
            "sample of it, so nothing follows for other sizes. Run it without "
            "--limit-shards and --limit-documents."
        )
