"""The table floors, and floors.csv, its copy."""

from __future__ import annotations

import shutil

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from jobs.commands.table_job import make_table_job
from jobs.engine import Engine
from jobs.parquet_files import TEMPORARY_SUFFIX
from jobs.run_folder import FLOORS_CSV, RunFolder
from schemas.tables import FLOORS
from schemas.views import PROMPT_CONFLICTS

READS = ("categories", "spectrum", "observations", "documents")
CONFLICTS_READ = ("categories", "prompt_counts", "fact_counts")

_SETTINGS = pa.schema([("limited", pa.bool_())])


def make_floors(engine: Engine, run: RunFolder, *, limited: bool) -> int:
    """Make the table in a run folder, and floors.csv beside it.

    Args:
        engine: A local one: its logarithms are DuckDB's, whatever made the counts.
        run: Has the tables it reads.
        limited: Whether only a part of the corpus was read.

    Returns:
        Its rows.
    """
    conflicts = run.scratch / PROMPT_CONFLICTS.name
    engine.run_sql(
        PROMPT_CONFLICTS.name,
        reads={name: run.table(name) for name in CONFLICTS_READ},
        writes=conflicts,
        table=PROMPT_CONFLICTS,
    )
    settings = pa.Table.from_pylist([{"limited": limited}], _SETTINGS)
    rows = engine.run_sql(
        FLOORS.name,
        reads={name: run.table(name) for name in READS}
        | {PROMPT_CONFLICTS.name: conflicts, "run_settings": settings},
        writes=run.table(FLOORS.name),
        table=FLOORS,
    )
    shutil.rmtree(conflicts, ignore_errors=True)
    path = run.path / FLOORS_CSV
    temporary = path.with_name(f".{FLOORS_CSV}{TEMPORARY_SUFFIX}")
    pyarrow.csv.write_csv(pq.read_table(run.table(FLOORS.name)), temporary)
    temporary.replace(path)
    return rows


if __name__ == "__main__":
    make_table_job(
        FLOORS.name,
        reads=tuple(dict.fromkeys((*READS, *CONFLICTS_READ))),
        make=lambda engines, run, record: make_floors(
            engines.local, run, limited=bool(record.limited)
        ),
    )()
