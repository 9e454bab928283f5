"""The floors of one category under every unit, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.report.figures import NOTHING, format_rate
from schemas.tables import UNITS

COLUMNS = (
    "category",
    "key",
    *(name for unit in UNITS for name in (f"{unit}_n", f"{unit}_rate")),
    "deduplication",
)
"""The columns of a row, in order."""


def put_side_by_side(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Make one row of the five that a category and key have in the table of floors.

    Args:
        rows: Of the table of floors, in any order; possibly none.

    Returns:
        One row a (category, key), in the order in which they are first met, with
        COLUMNS: for each unit N and f1/N, and in deduplication what counting clusters
        instead of documents adds to the rate. Null where a unit has no rate, or no row.
    """
    wide: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        which = row["category"], row["key"]
        into = wide.setdefault(
            which, dict.fromkeys(COLUMNS) | {"category": which[0], "key": which[1]}
        )
        into[f"{row['unit']}_n"] = row["observations"]
        into[f"{row['unit']}_rate"] = row["singleton_rate"]
    for row in wide.values():
        before, after = row["documents_rate"], row["clusters_rate"]
        if before is not None and after is not None:
            row["deduplication"] = after - before
    return list(wide.values())


def format_side(wide: Mapping[str, Any], unit: str) -> str:
    """Write one unit of such a row as 21.3% of 1,204; a dash where it has no rate."""
    if wide[f"{unit}_rate"] is None:
        return NOTHING
    return f"{format_rate(wide[f'{unit}_rate'])} of {wide[f'{unit}_n']:,}"
