"""What `floors sql` offers beside the tables: queries over them, kept in no file."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import Column, Table

_STRING = pa.string()
_INT64 = pa.int64()

VALUE_PARTS = Table(
    name="value_parts",
    grain="one part of one value of a prompt that may have a conflict",
    key=("category", "entity_key", "value", "part"),
    columns=(
        Column("category", _STRING, "The category; single-valued ones alone."),
        Column("entity_key", _STRING, "The entity; seen in two clusters or more."),
        Column("value", _STRING, "One of the prompt's values, which are two or more."),
        Column(
            "part",
            _STRING,
            "The year, month or day of a date (year 1960), or a word of a name in "
            "lower case: a value refines one whose parts it has all.",
        ),
    ),
)

PROMPT_CONFLICTS = Table(
    name="prompt_conflicts",
    grain="one prompt of a single-valued category, seen in two clusters or more",
    key=("category", "entity_key"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("entity_key", _STRING, "The entity."),
        Column(
            "has_conflict",
            pa.bool_(),
            "Whether two of its values conflict: neither refines the other.",
        ),
    ),
)

CONFLICTS = Table(
    name="conflicts",
    grain="one value of a prompt whose values conflict",
    key=("category", "entity_key", "value"),
    columns=(
        Column("category", _STRING, "The category; single-valued ones alone."),
        Column("entity_key", _STRING, "The entity."),
        Column("value", _STRING, "One of the prompt's values."),
        Column("entity", _STRING, "The entity's name in most clusters of this value."),
        Column("clusters", _INT64, "Distinct clusters that state this value."),
        Column("documents", _INT64, "Distinct documents that state it."),
        Column(
            "prompt_clusters",
            _INT64,
            "Distinct clusters that state the prompt, with any value.",
        ),
        Column("rival_values", _INT64, "How many values the prompt has."),
        Column(
            "years_apart",
            _INT64,
            "Years from the earliest to the latest. Null where values are no dates.",
            nullable=True,
        ),
        Column(
            "looks_like",
            _STRING,
            "What the years suggest. homonym: a person's dates 15 years apart or more, "
            "or births and deaths that no one life holds. error: as far apart, though "
            "births and deaths fit one life; or dates of anything, with one value in "
            "three times the clusters of all others. Else ''.",
        ),
        Column("doc_key", _STRING, "The first document that states this value."),
        Column("passage", _STRING, "Where that document states it."),
    ),
)

VIEWS = (VALUE_PARTS, PROMPT_CONFLICTS, CONFLICTS)
"""All of them; each reads tables and the views before it."""
