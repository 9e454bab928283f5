"""The TOML of a category, read into a `Category`, and its hash.

The TOML has no problem that `category_problems` finds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pipeline.extraction.category import Category, Example, Measurement
from pipeline.extraction.passages import PassageUnit
from pipeline.extraction.pattern_language import Pattern
from pipeline.extraction.slots import SlotType

# What does not decide the counts is not in the hash.
_NOT_HASHED = ("examples", "questions", "measured")


def build_category(declared: Mapping[str, Any]) -> Category:
    """Make a category of what its file declares."""
    measured = declared.get("measured", [])
    return Category(
        name=declared["name"],
        version=declared["version"],
        hash=_hash(declared),
        description=declared["description"],
        entity_type=SlotType(declared["entity_type"]),
        value_type=SlotType(declared["value_type"]),
        normaliser=declared["normaliser"],
        plausible_values=declared["plausible_values"],
        arbitrary=declared["arbitrary"],
        single_valued=declared["single_valued"],
        triggers={
            language: tuple(expressions)
            for language, expressions in declared["triggers"].items()
        },
        phrases=dict(declared.get("phrases", {})),
        never=tuple(declared.get("never", ())),
        patterns={
            language: tuple(build_pattern(one) for one in patterns)
            for language, patterns in declared["patterns"].items()
        },
        questions=tuple(declared.get("questions", ())),
        examples=tuple(_example(one) for one in declared["examples"]),
        symmetric=declared.get("symmetric", False),
        passage=PassageUnit(declared.get("passage", PassageUnit.SENTENCE)),
        measured=_measurement(measured[0]) if measured else None,
    )


def build_pattern(declared: Mapping[str, Any]) -> Pattern:
    """Make a pattern of what its table declares."""
    age, years = declared.get("age"), declared.get("years")
    return Pattern(
        id=declared["id"],
        text=declared["text"],
        unless=tuple(declared.get("unless", ())),
        not_behind=tuple(declared.get("not_behind", ())),
        age=(age[0], age[1]) if age else None,
        years=(years[0], years[1]) if years else None,
        least_words=declared.get("least_words", 1),
        least_value_words=declared.get("least_value_words", 1),
    )


def _hash(declared: Mapping[str, Any]) -> str:
    counted = {key: declared[key] for key in declared if key not in _NOT_HASHED}
    canonical = json.dumps(counted, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _measurement(declared: Mapping[str, Any]) -> Measurement:
    return Measurement(
        gold_set=declared["gold_set"],
        precision=declared["precision"],
        recall=declared["recall"],
        date=declared.get("date"),
        counts=dict(declared.get("counts", {})),
    )


def _example(declared: Mapping[str, Any]) -> Example:
    return Example(
        text=declared["text"],
        title=declared.get("title"),
        facts=tuple((fact["entity"], fact["value"]) for fact in declared["facts"]),
    )
