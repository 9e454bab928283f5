"""The small tables that floors are made of, which a run counts and does not keep.

Each has a row per category, unit or group, however large the corpus: whatever is
computed from them needs one machine.
"""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import Column, Table
from schemas.tables import UNITS

_STRING = pa.string()
_INT64 = pa.int64()

CATEGORY_TALLIES = Table(
    name="category_tallies",
    grain="one category with observations",
    key=("category",),
    columns=(
        Column("category", _STRING, "The category."),
        Column("statements", _INT64, "Its observations."),
        Column(
            "statements_with_domain",
            _INT64,
            "Those in a document that has a domain.",
        ),
        *(
            Column(unit, _INT64, f"Different {unit} that state any of its facts.")
            for unit in UNITS
        ),
    ),
)

CONFLICT_TALLIES = Table(
    name="conflict_tallies",
    grain="one single-valued category with a prompt seen in two clusters or more",
    key=("category",),
    columns=(
        Column("category", _STRING, "The category."),
        Column("repeated_prompts", _INT64, "Its prompts seen in two clusters or more."),
        Column("conflicting_prompts", _INT64, "Those whose values conflict."),
    ),
)

GROUP_TALLIES = Table(
    name="group_tallies",
    grain="one group of observations that some sighting of unit clusters lies in alone",
    key=("category", "key", "grouped_by", "group_number"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("key", _STRING, "What is counted: prompt or fact."),
        Column(
            "grouped_by",
            _STRING,
            "What stays together in one group: clusters or domains.",
        ),
        Column("group_number", _INT64, "The group, 0 to 49."),
        Column(
            "observations_lost",
            _INT64,
            "By how much N is less without the group's observations: at least 1.",
        ),
        Column(
            "singletons_lost",
            _INT64,
            "By how much f1 is less without them; negative where keys become "
            "singletons.",
        ),
    ),
)

SUMMARIES = (CATEGORY_TALLIES, CONFLICT_TALLIES, GROUP_TALLIES)
"""All of them."""
