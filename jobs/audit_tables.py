"""What an audit reads of a run: its tables, and the rows of a sheet among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jobs.parquet_files import read_table
from jobs.run_folder import RunFolder
from pipeline.audit.sheet import SheetRow, make_row
from pipeline.counting.spectra import Spectrum, collect_spectra, make_spectrum
from pipeline.report.headline import HEADLINE_UNIT
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import CATEGORIES, FLOORS, KEYS, SPECTRUM

UNIT = HEADLINE_UNIT
"""What a sighting is in an audit."""

READS = (
    "categories",
    "observations",
    "documents",
    "doc_clusters",
    "prompt_counts",
    "fact_counts",
    "spectrum",
    "floors",
)
"""The tables that an audit reads."""

_VIEW = "audit_observations"
_WANTED = pa.schema([("row_id", pa.string())])


@contextmanager
def open_tables(run: RunFolder) -> Iterator[Warehouse]:
    """Open what audit_sample.sql and audit_rows.sql read.

    Args:
        run: With READS.

    Yields:
        A warehouse with READS and audit_observations bound.
    """
    with Warehouse() as warehouse:
        for table in READS:
            warehouse.bind(table, run.table(table))
        warehouse.define(_VIEW, read_sql(_VIEW))
        yield warehouse


def read_rows(warehouse: Warehouse, ids: Sequence[str]) -> list[SheetRow]:
    """Read the rows of a sheet.

    Args:
        warehouse: As `open_tables` gives it.
        ids: Of the rows, in any order.

    Returns:
        Those of them that the run has, by category, then times seen, then id.
    """
    wanted = pa.Table.from_pylist([{"row_id": one} for one in ids], _WANTED)
    warehouse.bind("wanted", wanted)
    rows = warehouse.table(read_sql("audit_rows")).to_pylist()
    return [make_row(row) for row in rows]


def read_spectra(run: RunFolder) -> dict[tuple[str, str], Spectrum]:
    """Read the spectra of a run in unit clusters.

    Args:
        run: With its categories and spectrum.

    Returns:
        By category and key, of every category, also where nothing was observed.
    """
    names = read_table(run.table(CATEGORIES.name), CATEGORIES, ["name"])["name"]
    rows = read_table(run.table(SPECTRUM.name), SPECTRUM)
    found = collect_spectra(rows.filter(pc.field("unit") == UNIT).to_pylist())
    nothing = make_spectrum(())
    return {
        (name, key): found.get((name, UNIT, key), nothing)
        for name in sorted(names.to_pylist())
        for key in KEYS
    }


def read_floors(run: RunFolder) -> list[dict[str, Any]]:
    """Read the table of floors of a run, in its order."""
    rows: list[dict[str, Any]] = read_table(run.table(FLOORS.name), FLOORS).to_pylist()
    return rows
