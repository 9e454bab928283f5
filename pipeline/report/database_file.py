"""A run's tables as one database file, for any DuckDB since 1.0."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from pipeline.locations import Location
from pipeline.report.query import VIEW_READS
from pipeline.warehouse import DatabaseFile, Warehouse, read_sql
from schemas.tables import BY_NAME
from schemas.views import VIEWS


def write_database(path: Path, run: Location, tables: Sequence[str]) -> int:
    """Write a run's tables and views into a DuckDB file, whole or not at all.

    Args:
        path: The file to make; what lies there is replaced once it is whole.
        run: The run folder.
        tables: The names of the tables it has.

    Returns:
        The rows of all tables.

    Raises:
        FloorsError: A table cannot be read, or the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    rows = 0
    try:
        with Warehouse() as warehouse, DatabaseFile(temporary) as database:
            for name in tables:
                warehouse.bind(name, run / name)
                rows += database.add_table(
                    BY_NAME[name], warehouse.stream(f'from "{name}"')
                )
                warehouse.forget()
            for view in VIEWS:
                if set(VIEW_READS[view.name]) <= set(tables):
                    database.add_view(view, read_sql(view.name))
        # A rename may reach the disk before the bytes do.
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_name(f"{temporary.name}.wal").unlink(missing_ok=True)
    return rows
