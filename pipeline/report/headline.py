"""Which rows of the table of floors are the headline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

HEADLINE_UNIT, HEADLINE_KEY = "clusters", "prompt"

Row = Mapping[str, Any]


def is_headline(row: Row) -> bool:
    """Tell whether a row of the table of floors is its category's headline."""
    return (row["unit"], row["key"]) == (HEADLINE_UNIT, HEADLINE_KEY)


def select_headline(rows: Iterable[Row]) -> list[Row]:
    """Pick the headline rows of the table of floors: one a category, in its order."""
    return [row for row in rows if is_headline(row)]
