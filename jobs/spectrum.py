"""The table spectrum: how many prompts were seen exactly so often."""

from __future__ import annotations

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
