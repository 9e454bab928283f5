"""The table fact_counts: how often each fact is stated."""

from __future__ import annotations

from jobs.commands.table_job import make_table_job
from jobs.engine import Engine
from jobs.run_folder import RunFolder
from schemas.tables import FACT_COUNTS

READS = ("observations", "documents", "doc_clusters")


def make_fact_counts(engine: Engine, run: RunFolder) -> int:
    """Make the table in a run folder.

    Args:
        engine: What runs the SQL.
        run: Has the tables it reads.

    Returns:
        Its rows.
    """
    return engine.run_sql(
        FACT_COUNTS.name,
        reads={name: run.table(name) for name in READS},
        writes=run.table(FACT_COUNTS.name),
        table=FACT_COUNTS,
    )


if __name__ == "__main__":
    make_table_job(
        FACT_COUNTS.name,
        reads=READS,
        make=lambda engines, run, _: make_fact_counts(engines.work, run),
    )()
