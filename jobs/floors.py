"""The table floors, and floors.csv, its copy."""

from __future__ import annotations

import pyarrow as pa

from jobs.audit_record import keep_audit_again
from jobs.commands.table_job import make_table_job
from jobs.engine import Engine
from jobs.floor_summaries import RIVALS_READ, SIGHTINGS_READ, make_summaries
from jobs.floors_csv import write_floors_csv
from jobs.run_folder import RunFolder
from pipeline.locations import remove_folder
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
    remove_folder(scratch)
    write_floors_csv(run)
    # Of an earlier end of this run: its tables are the same, whatever was lost.
    keep_audit_again(run)
    return rows


if __name__ == "__main__":
    make_table_job(
        FLOORS.name,
        reads=tuple(dict.fromkeys((*READS, *RIVALS_READ, *SIGHTINGS_READ))),
        make=lambda engines, run, record: make_floors(
            engines.work, run, limited=bool(record.limited), local=engines.local
        ),
    )()
