"""The summaries that floors are made of, counted by an engine over large tables."""

from __future__ import annotations

from jobs.engine import Engine
from jobs.run_folder import RunFolder
from pipeline.counting.value_parts import split_values
from pipeline.locations import Location
from schemas.summaries import CATEGORY_TALLIES, CONFLICT_TALLIES, GROUP_TALLIES
from schemas.views import PROMPT_CONFLICTS, VALUE_PARTS

RIVALS_READ = ("categories", "prompt_counts", "fact_counts")
SIGHTINGS_READ = ("observations", "documents", "doc_clusters")


def make_summaries(
    engine: Engine, run: RunFolder, *, scratch: Location
) -> dict[str, Location]:
    """Count, over the tables of a run, what its floors need beside their spectrum.

    Args:
        engine: What runs the SQL.
        run: Has the tables up to prompt_counts and fact_counts.
        scratch: Folder for what is made here; the caller's to remove.

    Returns:
        Of each table of schemas.summaries, by its name, the folder.
    """
    value_parts = scratch / VALUE_PARTS.name
    engine.run_sql(
        "rival_values",
        reads={name: run.table(name) for name in RIVALS_READ},
        writes=value_parts,
        table=None,
        through=split_values,
        schema=VALUE_PARTS.arrow,
    )
    conflicts = scratch / PROMPT_CONFLICTS.name
    engine.run_sql(
        PROMPT_CONFLICTS.name,
        reads={name: run.table(name) for name in RIVALS_READ[:2]}
        | {VALUE_PARTS.name: value_parts},
        writes=conflicts,
        table=PROMPT_CONFLICTS,
    )
    made = {CONFLICT_TALLIES.name: scratch / CONFLICT_TALLIES.name}
    engine.run_sql(
        CONFLICT_TALLIES.name,
        reads={PROMPT_CONFLICTS.name: conflicts},
        writes=made[CONFLICT_TALLIES.name],
        table=CONFLICT_TALLIES,
    )
    for tallies in (CATEGORY_TALLIES, GROUP_TALLIES):
        made[tallies.name] = scratch / tallies.name
        engine.run_sql(
            tallies.name,
            reads={name: run.table(name) for name in SIGHTINGS_READ},
            writes=made[tallies.name],
            table=tallies,
        )
    return made
