"""Everything that report.html shows of a run, gathered with few rows of large tables.

Small tables (a row a category, a unit, a shard or a number of sightings) are read
whole; of large ones, queries give the few rows that a page can show.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.counting.spectra import Spectrum, collect_spectra
from pipeline.errors import FloorsError
from pipeline.report.cluster_report import LargeCluster, SizeBin, bin_sizes
from pipeline.report.headline import HEADLINE_KEY
from pipeline.report.reading import Reading
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import UNITS

Row = Mapping[str, Any]

READS = (
    "categories",
    "documents",
    "doc_clusters",
    "fact_counts",
    "floors",
    "observations",
    "prompt_counts",
    "rejects",
    "spectrum",
)
"""The tables that are read here."""

VIEWS = ("prompt_conflicts", "conflicts")
"""Queries that are read as tables, in an order in which they can be defined."""


@dataclass(frozen=True)
class RunFacts:
    """What run.json and its place say of a run.

    Attributes:
        name: What the run is called on the page.
        configuration: As run.json has it.
        corpus: One entry a file: its key and its size in bytes.
        versions: Of the tool, of Python and of the libraries.
        execution: The engine and its workers.
        stages: One entry a stage: its name, seconds and rows.
        started: In ISO 8601, UTC.
        finished: The same; None where the run is not finished.
        limited: Whether a limit left out any record of the corpus.
    """

    name: str
    configuration: Mapping[str, Any]
    corpus: list[dict[str, Any]]
    versions: Mapping[str, str]
    execution: Mapping[str, Any]
    stages: list[dict[str, Any]]
    started: str
    finished: str | None
    limited: bool


@dataclass(frozen=True)
class Evidence:
    """What the page is made of; lists are in the order in which they are shown.

    Attributes:
        run: What run.json says.
        reading: What was read and rejected.
        categories: The table of categories.
        floors: The table of floors.
        spectra: Of prompts, by category and unit; those without one are missing.
        conflicts: Rows of report_conflicts.sql, by category.
        conflict_examples: Rows of report_conflict_examples.sql.
        patterns: Rows of report_patterns.sql.
        singletons: Rows of report_singletons.sql.
        rejects: Rows of report_rejects.sql.
        cluster_sizes: Clusters by size, without those of one document.
        largest_clusters: At most twenty.
    """

    run: RunFacts
    reading: Reading
    categories: list[Row]
    floors: list[Row]
    spectra: dict[tuple[str, str], Spectrum]
    conflicts: dict[str, Row]
    conflict_examples: list[Row]
    patterns: list[Row]
    singletons: list[Row]
    rejects: list[Row]
    cluster_sizes: list[SizeBin]
    largest_clusters: list[LargeCluster]


def gather_evidence(warehouse: Warehouse, run: RunFacts, reading: Reading) -> Evidence:
    """Ask a run's tables for what the page shows.

    Args:
        warehouse: Has READS and VIEWS bound.
        run: What run.json says of it.
        reading: What was read for it.

    Returns:
        The evidence; of a run without a fact, most of its lists are empty.

    Raises:
        FloorsError: Its tables are not of one run: somebody changed one of them.
    """

    def ask(query: str) -> list[Row]:
        rows: list[Row] = warehouse.table(read_sql(query)).to_pylist()
        return rows

    def read_whole(table: str) -> list[Row]:
        rows: list[Row] = warehouse.table(f'from "{table}"').to_pylist()
        return rows

    categories, floors = read_whole("categories"), read_whole("floors")
    spectra = {
        (category, unit): spectrum
        for (category, unit, key), spectrum in collect_spectra(
            read_whole("spectrum")
        ).items()
        if key == HEADLINE_KEY
    }
    _require_fit(categories, floors, spectra)
    return Evidence(
        run=run,
        reading=reading,
        categories=categories,
        floors=floors,
        spectra=spectra,
        conflicts={row["category"]: row for row in ask("report_conflicts")},
        conflict_examples=ask("report_conflict_examples"),
        patterns=ask("report_patterns"),
        singletons=ask("report_singletons"),
        rejects=ask("report_rejects"),
        cluster_sizes=bin_sizes(warehouse.table(read_sql("cluster_sizes"))),
        largest_clusters=[LargeCluster(**row) for row in ask("largest_clusters")],
    )


def _require_fit(
    categories: Iterable[Row],
    floors: Iterable[Row],
    spectra: Container[tuple[str, str]],
) -> None:
    """Refuse tables of which one says something of a category that another lacks."""
    shown = [row for row in floors if row["key"] == HEADLINE_KEY]
    counted = {(row["category"], row["unit"]) for row in shown}
    expected = {(row["name"], unit) for row in categories for unit in UNITS}
    missing = [place for place in sorted(expected) if place not in counted]
    missing += [
        (row["category"], row["unit"])
        for row in shown
        if row["singleton_rate"] is not None
        and (row["category"], row["unit"]) not in spectra
    ]
    if missing:
        category, unit = missing[0]
        raise FloorsError(
            f"The tables floors and spectrum do not fit each other: one of them lacks "
            f"{category} in {unit}. Run the corpus again, into another folder."
        )
