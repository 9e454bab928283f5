"""The sample of a run that an audit judges."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from jobs.audit_tables import open_tables, read_rows, read_spectra
from jobs.run_folder import RunFolder, require_category
from pipeline.audit.sampling import share_among_strata, share_rows
from pipeline.audit.sheet import SheetRow
from pipeline.counting.strata import STRATA, count_sightings
from pipeline.errors import FloorsError
from pipeline.warehouse import read_sql

_MOST_TIMES = 2**62
"""Stands for no limit where a number must be."""

_QUOTAS = pa.schema(
    [
        ("category", pa.string()),
        ("stratum", pa.int64()),
        ("least_times", pa.int64()),
        ("most_times", pa.int64()),
        ("rows_wanted", pa.int64()),
    ]
)
_SETTINGS = pa.schema([("seed", pa.int64())])


def sample_rows(
    run: RunFolder, *, rows: int, categories: Sequence[str], seed: int
) -> list[SheetRow]:
    """Sample sightings to judge, the same for the same run and seed.

    Args:
        run: A finished run.
        rows: How many, shared evenly by the categories, half of them singletons.
        categories: Only of these; none for all that have observations.
        seed: Another gives another sample.

    Returns:
        Rows by category, then times seen, then id; fewer than asked for where there are
        fewer sightings.

    Raises:
        ArgumentError: The run has no such category.
        FloorsError: There is nothing to judge.
    """
    spectra = read_spectra(run)
    known = [category for category, key in spectra if key == "prompt"]
    for name in categories:
        require_category(run, name, known)
    sightings = {
        name: count_sightings(spectra[name, "prompt"])
        for name in (sorted(set(categories)) or known)
    }
    if not any(map(sum, sightings.values())):
        raise FloorsError(f"{run.path} has no observation to judge.")
    shared = share_rows(rows, [sum(counts) for counts in sightings.values()])
    quotas = [
        {
            "category": name,
            "stratum": place,
            "least_times": STRATA[place].first,
            "most_times": STRATA[place].last or _MOST_TIMES,
            "rows_wanted": wanted,
        }
        for (name, counts), part in zip(sightings.items(), shared, strict=True)
        for place, wanted in enumerate(share_among_strata(part, counts))
        if wanted
    ]
    with open_tables(run) as warehouse:
        warehouse.bind("audit_quotas", pa.Table.from_pylist(quotas, _QUOTAS))
        warehouse.bind(
            "audit_settings", pa.Table.from_pylist([{"seed": seed}], _SETTINGS)
        )
        sampled = warehouse.table(read_sql("audit_sample"))["row_id"].to_pylist()
        return read_rows(warehouse, sampled)
