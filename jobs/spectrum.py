"""The table spectrum: how many prompts were seen exactly so often."""

from __future__ import annotations

from jobs.commands.table_job import make_table_job
from jobs.engine import Engine
from jobs.run_folder import RunFolder
from schemas.tables import SPECTRUM

READS = ("prompt_counts", "fact_counts")


def make_spectrum(engine: Engine, run: RunFolder) -> int:
    """Make the table in a run folder.

    Args:
        engine: What runs the SQL.
        run: Has the tables it reads.

    Returns:
        Its rows.
    """
    return engine.run_sql(
        SPECTRUM.name,
        reads={name: run.table(name) for name in READS},
        writes=run.table(SPECTRUM.name),
        table=SPECTRUM,
    )


if __name__ == "__main__":
    make_table_job(
        SPECTRUM.name,
        reads=READS,
        make=lambda engines, run, _: make_spectrum(engines.work, run),
    )()
