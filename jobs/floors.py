"""The table floors, and floors.csv, its copy."""

from __future__ import annotations

import shutil

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from jobs.engine import Engine
from jobs.floor_summaries import make_summaries
from jobs.parquet_files import TEMPORARY_SUFFIX
from jobs.run_folder import FLOORS_CSV, RunFolder
from schemas.tables import FLOORS

READS = ("categories", "spectrum")

_SETTINGS = pa.schema([("limited", pa.bool_())])


def make_floors(
    engine: Engine, run: RunFolder, *, limited: bool, local: Engine | None = None
) -> int:
    """Make the table in a run folder, and floors.csv beside it.

    Args:
        engine: What runs the SQL over the run's tables, of any size.
        run: Has the tables it reads.
        limited: Whether only a part of the corpus was read.
        local: What makes floors of their summaries, which are small: DuckDB, whose
            logarithms floors are by. None where `engine` is that.

    Returns:
        Its rows.
    """
    scratch = run.scratch / FLOORS.name
    summaries = make_summaries(engine, run, scratch=scratch)
    settings = pa.Table.from_pylist([{"limited": limited}], _SETTINGS)
    rows = (local or engine).run_sql(
        FLOORS.name,
        reads={name: run.table(name) for name in READS}
        | summaries
        | {"run_settings": settings},
        writes=run.table(FLOORS.name),
        table=FLOORS,
    )
    shutil.rmtree(scratch, ignore_errors=True)
    path = run.path / FLOORS_CSV
    temporary = path.with_name(f".{FLOORS_CSV}{TEMPORARY_SUFFIX}")
    pyarrow.csv.write_csv(pq.read_table(run.table(FLOORS.name)), temporary)
    temporary.replace(path)
    return rows
