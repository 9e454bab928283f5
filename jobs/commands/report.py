"""floors report: the floors of a finished run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from jobs.commands.completing import complete_category
from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.parquet_files import read_table
from jobs.reading import read_reading
from jobs.run_folder import RunFolder, open_run, require_category
from pipeline.errors import ArgumentError, FloorsError
from pipeline.locations import Location
from pipeline.report.cluster_report import read_clusters, render_clusters
from pipeline.report.clusters_text import describe_clusters
from pipeline.report.figures import count_things
from pipeline.report.floors_text import (
    render_category,
    render_floors,
    render_units,
)
from pipeline.report.markdown import write_floors, write_units
from pipeline.report.query import open_tables
from pipeline.report.reading import Reading
from pipeline.report.units import COLUMNS, put_side_by_side
from schemas.tables import (
    BY_NAME,
    CATEGORIES,
    DOC_CLUSTERS,
    DOCUMENTS,
    FLOORS,
    REJECTS,
    SHARDS,
)

READS = (FLOORS.name, CATEGORIES.name, SHARDS.name, REJECTS.name)
"""The tables that a report reads."""

CLUSTERS_READ = (DOCUMENTS.name, DOC_CLUSTERS.name)
"""The tables that a report of clusters reads."""


@click.command()
@run_argument
@click.option(
    "--category",
    metavar="NAME",
    shell_complete=complete_category,
    help="Show everything about this one.",
)
@click.option(
    "--units",
    is_flag=True,
    help="Print what mentions, passages, documents, clusters and domains would give, "
    "side by side, alone.",
)
@click.option(
    "--clusters", is_flag=True, help="Show the clusters of documents instead."
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print the tables as Markdown."
)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    is_flag=False,
    flag_value="",
    help="Make the page anew that a run ends with, at FILE.  "
    "[default: report.html in RUN]",
)
def report(
    *,
    run: Location,
    category: str | None,
    units: bool,
    clusters: bool,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    page: str | None,
) -> None:
    """Print the predicted hallucination floor of every category in RUN.

    With --html, write a page of everything that there is to see, in one file that
    needs no network, and print where it is. With --clusters, print instead how large
    its clusters of documents are, what the largest are called, and how many documents
    only a chain of others joins.

    \b
    Example:
        floors report runs/first
        floors report runs/first --category birthday
        floors report runs/first --units --csv
        floors report runs/first --clusters
        floors report runs/first --html
    """
    forms = {"--json": as_json, "--csv": as_csv, "--markdown": as_markdown}
    parts = {"--category": category is not None, "--units": units}
    if page is not None:
        _refuse_beside("--html is a page", parts | forms | {"--clusters": clusters})
        click.echo(_write_page(run, page))
        return
    if clusters:
        others = {name: given for name, given in forms.items() if name != "--json"}
        _refuse_beside("--clusters is text or --json", parts | others)
        print_clusters(open_run(run, *CLUSTERS_READ), as_json=as_json)
        return
    if sum(forms.values()) > 1:
        raise ArgumentError(f"Give one of {', '.join(forms)}: each is a whole answer.")
    form = next((name[2:] for name, given in forms.items() if given), "text")
    print_report(open_run(run, *READS), category=category, units=units, form=form)


def _refuse_beside(what: str, others: Mapping[str, bool]) -> None:
    """Refuse options that an option for the whole run has no use for."""
    if any(others.values()):
        raise ArgumentError(
            f"{what} of the whole run: leave out "
            f"{', '.join(name for name, given in others.items() if given)}."
        )


def _write_page(run: Location, file: str) -> Location:
    # Charts take a second to load, which no other report should wait for.
    from jobs.report_page import make_report_page

    folder = open_run(run, *BY_NAME)
    record = folder.read_record()
    if record is None or record.finished is None:
        raise FloorsError(
            f"{run} is not finished, so there is no page of it yet. Give its floors "
            "run command again first."
        )
    writes = Path(file) if file else None
    if writes is not None and not writes.parent.is_dir():
        raise ArgumentError(
            f"There is no folder {writes.parent} for --html {file}. Make it first."
        )
    if writes is not None and writes.is_dir():
        raise ArgumentError(
            f"--html {file} is a folder. Give a file, such as {writes / 'report.html'}."
        )
    return make_report_page(folder, record, writes=writes)


def print_report(
    folder: RunFolder, *, category: str | None, form: str, units: bool = False
) -> None:
    """Print a run's floors.

    Args:
        folder: A finished run.
        category: Only this one; None for all.
        form: text, json, csv or markdown.
        units: Only what each unit gives, side by side.

    Raises:
        ArgumentError: The run has no such category.
    """
    rows: list[dict[str, Any]] = read_table(
        folder.table(FLOORS.name), FLOORS
    ).to_pylist()
    if category is not None:
        require_category(folder, category, [row["category"] for row in rows])
        rows = [row for row in rows if row["category"] == category]
    if units:
        _print_units(rows, form)
        return
    if form == "csv":
        print_csv(FLOORS.arrow.names, rows)
        return
    reading = read_reading(folder)
    if form == "json":
        print_json(_describe(folder, rows, reading))
        return
    gold_sets = _read_gold_sets(folder)
    configuration = _read_configuration(folder)
    if form == "markdown":
        title = f"Hallucination floors of {folder.path}"
        click.echo(write_floors(title, rows, reading, gold_sets, configuration))
        return
    if category is not None:
        title = f"The floor of {category} in {folder.path}"
        print_parts(render_category(title, rows, reading, gold_sets, configuration))
    elif not reading.observations:
        click.echo(_explain_no_fact(folder, reading))
    else:
        title = f"Hallucination floors of {folder.path}"
        print_parts(render_floors(title, rows, reading, gold_sets, configuration))


def _print_units(rows: Sequence[dict[str, Any]], form: str) -> None:
    if form == "csv":
        print_csv(COLUMNS, put_side_by_side(rows))
    elif form == "json":
        print_json(put_side_by_side(rows))
    elif form == "markdown":
        click.echo("\n".join(write_units(rows)))
    else:
        print_parts(render_units(rows))


def print_clusters(folder: RunFolder, *, as_json: bool) -> None:
    """Print how large a run's clusters are and what holds them together.

    Args:
        folder: A run with its clusters.
        as_json: As JSON rather than as text.
    """
    configuration = _read_configuration(folder)
    sketch, dedup = configuration["sketch"], configuration.get("dedup", {})
    with open_tables(folder.path, CLUSTERS_READ) as warehouse:
        found = read_clusters(
            warehouse,
            threshold=dedup.get("threshold"),
            bands=sketch["bands"],
            rows=sketch["rows"],
        )
    how = describe_clusters(configuration)
    if as_json:
        print_json({"run": str(folder.path), "made_of": how, **asdict(found)})
        return
    print_parts(render_clusters(f"Clusters of {folder.path}", how, found))


def _read_configuration(folder: RunFolder) -> dict[str, Any]:
    record = folder.read_record()
    return {} if record is None else record.configuration


def _read_gold_sets(folder: RunFolder) -> dict[str, str | None]:
    """What each category of a run was measured on."""
    table = read_table(folder.table(CATEGORIES.name), CATEGORIES)
    return {row["name"]: row["gold_set"] for row in table.to_pylist()}


def _describe(
    folder: RunFolder, rows: list[dict[str, Any]], reading: Reading
) -> dict[str, Any]:
    record = folder.read_record()
    return {
        "run": str(folder.path),
        "started": None if record is None else record.started,
        "finished": None if record is None else record.finished,
        "limited": None if record is None else record.limited,
        "read": vars(reading),
        "clusters": None if record is None else describe_clusters(record.configuration),
        "floors": rows,
    }


def _explain_no_fact(folder: RunFolder, reading: Reading) -> str:
    documents = count_things(reading.documents, "document")
    return (
        f"No fact: extraction found none in {documents} of {folder.path}, so every "
        "floor has N = 0. Check the corpus's language, --text-field and --categories."
    )
