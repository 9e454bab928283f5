"""What is wrong with the TOML of a category: every problem, led by its key.

Knows the form of the file; what a pattern may say is asked of the modules that run it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from pipeline.extraction.category import DEFAULT_LANGUAGE
from pipeline.extraction.category_toml import build_pattern
from pipeline.extraction.linear_expressions import explain_expression
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.passages import PassageUnit
from pipeline.extraction.pattern_language import find_phrase_problems, find_problems
from pipeline.extraction.slots import ENTITY_CLASSES, VALUE_CLASSES, SlotType, layer_of

_REQUIRED: dict[str, type] = {
    "name": str,
    "version": int,
    "description": str,
    "entity_type": str,
    "value_type": str,
    "normaliser": str,
    "plausible_values": int,
    "arbitrary": bool,
    "single_valued": bool,
    "triggers": dict,
    "patterns": dict,
    "examples": list,
}
_OPTIONAL: dict[str, type] = {
    "passage": str,
    "never": list,
    "phrases": dict,
    "symmetric": bool,
    "questions": list,
    "measured": list,
}
_LEAST_WORDS = ("least_words", "least_value_words")
_PATTERN_KEYS = ("id", "text", "unless", "not_behind", "age", "years", *_LEAST_WORDS)
_MEASUREMENT_KEYS = ("gold_set", "date", "counts", "precision", "recall")
_LARGEST = 1_000_000_000_000
_LEAST_EXAMPLES = 8
_LEAST_EMPTY_EXAMPLES = 2


def find_category_problems(declared: Mapping[str, Any]) -> list[str]:
    """List everything that is wrong with a category's file; empty if nothing.

    Args:
        declared: What the file holds.

    Returns:
        Problems, each led by its key. Triggers are not compiled: that takes seconds.
    """
    known = {**_REQUIRED, **_OPTIONAL}
    problems = [f"{key}: is missing" for key in _REQUIRED if key not in declared]
    for key, value in declared.items():
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            problems.append(f"{key}: is not a key of a category file{hint}")
        # bool is an int to Python, but `version = true` is no version.
        elif type(value) is not known[key]:
            problems.append(
                f"{key}: is {type(value).__name__}, not {_name(known[key])}"
            )
    problems += _find_scalar_problems(declared)
    if not problems:
        problems += _find_type_problems(declared)
    if not problems:
        problems += _find_phrase_problems(declared)
    if not problems:
        problems += _find_language_problems(declared)
        problems += _find_example_problems(declared["examples"])
        problems += _find_other_problems(declared)
    return problems


def _name(kind: type) -> str:
    return {"dict": "a table", "list": "an array"}.get(kind.__name__, kind.__name__)


def _find_scalar_problems(declared: Mapping[str, Any]) -> list[str]:
    problems = []
    name = declared.get("name")
    if isinstance(name, str) and not name.replace("_", "a").isidentifier():
        problems.append(f"name: '{name}' is not of letters, digits and underscores")
    for key, least in (("version", 1), ("plausible_values", 2)):
        value = declared.get(key)
        if type(value) is int and not least <= value <= _LARGEST:
            problems.append(f"{key}: is {value}, not from {least} to {_LARGEST}")
    passage = declared.get("passage")
    if isinstance(passage, str) and passage not in tuple(PassageUnit):
        units = " or ".join(PassageUnit)
        problems.append(f"passage: is '{passage}', not {units}")
    return problems


def _find_type_problems(declared: Mapping[str, Any]) -> list[str]:
    problems = []
    for key, allowed in (
        ("entity_type", sorted(ENTITY_CLASSES)),
        ("value_type", sorted(VALUE_CLASSES)),
        ("normaliser", sorted(NORMALISERS)),
    ):
        if declared[key] not in allowed:
            problems.append(f"{key}: is '{declared[key]}', not {' or '.join(allowed)}")
    if problems:
        return problems
    entity_type, value_type = declared["entity_type"], declared["value_type"]
    normaliser = declared["normaliser"]
    reads = NORMALISERS[normaliser].value_type
    if reads != value_type:
        problems.append(f"normaliser: {normaliser} reads {reads}, not {value_type}")
    if layer_of(SlotType(entity_type), SlotType(value_type)) is None:
        problems.append(f"value_type: {value_type} goes not with {entity_type}")
    if declared.get("symmetric") and entity_type != value_type:
        problems.append(f"symmetric: {value_type} cannot be that of {entity_type} too")
    return problems


def _find_phrase_problems(declared: Mapping[str, Any]) -> list[str]:
    phrases = declared.get("phrases", {})
    if not _is_list_of(list(phrases.values()), str):
        return ["phrases: is not a table of strings"]
    found = find_phrase_problems(
        phrases,
        entity_type=SlotType(declared["entity_type"]),
        value_type=SlotType(declared["value_type"]),
    )
    problems = [f"phrases.{problem}" for problem in found]
    never = declared.get("never", [])
    if not _is_list_of(never, str):
        return [*problems, "never: is not an array of strings"]
    return problems + [
        f"never: {expression!r} {why}"
        for expression in never
        for why in explain_expression(expression)
    ]


def _find_language_problems(declared: Mapping[str, Any]) -> list[str]:
    problems = []
    for language, expressions in declared["triggers"].items():
        key = f"triggers.{language}"
        if not _is_list_of(expressions, str) or not expressions:
            problems.append(f"{key}: is not an array of strings")
            continue
    for language, patterns in declared["patterns"].items():
        if language not in declared["triggers"]:
            problems.append(f"triggers.{language}: is missing, but it has patterns")
        if not isinstance(patterns, list):
            problems.append(f"patterns.{language}: is not an array of tables")
            continue
        seen: set[str] = set()
        for position, pattern in enumerate(patterns):
            key = f"patterns.{language}[{position}]"
            problems += _find_pattern_problems(key, pattern, declared, seen)
    if DEFAULT_LANGUAGE not in declared["patterns"]:
        problems.append(f"patterns.{DEFAULT_LANGUAGE}: is missing")
    return problems


def _find_pattern_problems(
    key: str, pattern: Any, declared: Mapping[str, Any], seen: set[str]
) -> list[str]:
    if not isinstance(pattern, dict):
        return [f"{key}: is not a table"]
    problems = [
        f"{key}.{one}: is not a key of a pattern"
        for one in pattern
        if one not in _PATTERN_KEYS
    ]
    for one in ("id", "text"):
        if not isinstance(pattern.get(one), str):
            problems.append(f"{key}.{one}: is missing or not a string")
    problems += [
        f"{key}.{one}: is not an array of strings"
        for one in ("unless", "not_behind")
        if not _is_list_of(pattern.get(one, []), str)
    ]
    problems += [
        f"{key}.{one}: is not two whole numbers, the smaller first"
        for one in ("age", "years")
        if not _is_range(pattern.get(one, [0, 0]))
    ]
    for name in _LEAST_WORDS:
        least = pattern.get(name, 1)
        if type(least) is not int or least < 1:
            problems.append(f"{key}.{name}: is not a whole number from 1")
    if problems:
        return problems
    if pattern["id"] in seen:
        problems.append(f"{key}.id: '{pattern['id']}' is there twice")
    seen.add(pattern["id"])
    problems += [
        f"{key}.text: {why}"
        for why in find_problems(
            build_pattern(pattern),
            entity_type=SlotType(declared["entity_type"]),
            value_type=SlotType(declared["value_type"]),
            normaliser=declared["normaliser"],
            phrases=declared.get("phrases"),
        )
    ]
    return problems


def _find_example_problems(examples: list[Any]) -> list[str]:
    problems = []
    empty = 0
    for position, example in enumerate(examples):
        key = f"examples[{position}]"
        if not isinstance(example, dict):
            problems.append(f"{key}: is not a table")
            continue
        problems += [
            f"{key}.{one}: is not a key of an example"
            for one in example
            if one not in ("text", "title", "facts")
        ]
        if not isinstance(example.get("text"), str):
            problems.append(f"{key}.text: is missing or not a string")
        if not isinstance(example.get("title", ""), str):
            problems.append(f"{key}.title: is not a string")
        facts = example.get("facts")
        if not isinstance(facts, list) or not all(
            isinstance(fact, dict)
            and set(fact) == {"entity", "value"}
            and _is_list_of(list(fact.values()), str)
            for fact in facts
        ):
            problems.append(f"{key}.facts: is not an array of {{entity, value}}")
        else:
            empty += not facts
    if len(examples) < _LEAST_EXAMPLES or empty < _LEAST_EMPTY_EXAMPLES:
        problems.append(
            f"examples: has {len(examples)}, {empty} of them without a fact; needs "
            f"{_LEAST_EXAMPLES}, {_LEAST_EMPTY_EXAMPLES} without a fact"
        )
    return problems


def _find_other_problems(declared: Mapping[str, Any]) -> list[str]:
    problems = []
    for position, question in enumerate(declared.get("questions", [])):
        if not isinstance(question, str) or question.count("{entity}") != 1:
            problems.append(f"questions[{position}]: does not name {{entity}} once")
    for position, one in enumerate(declared.get("measured", [])):
        problems += _find_measurement_problems(f"measured[{position}]", one)
    return problems


def _find_measurement_problems(key: str, measurement: Any) -> list[str]:
    if not isinstance(measurement, dict):
        return [f"{key}: is not a table"]
    problems = []
    if not isinstance(measurement.get("gold_set"), str):
        problems.append(f"{key}.gold_set: is missing or not a string")
    for rate in ("precision", "recall"):
        value = measurement.get(rate)
        if not isinstance(value, float) or not 0 <= value <= 1:
            problems.append(f"{key}.{rate}: is not a number from 0 to 1")
    # A datetime is a date to Python, but not to a person who reads when it was.
    if "date" in measurement and type(measurement["date"]) is not date:
        problems.append(f"{key}.date: is not a date, such as 2026-05-31 without quotes")
    counts = measurement.get("counts", {})
    if not isinstance(counts, dict):
        problems.append(f"{key}.counts: is not a table")
    else:
        problems += [
            f"{key}.counts.{name}: is not a whole number from 0"
            for name, count in counts.items()
            if type(count) is not int or count < 0
        ]
    problems += [
        f"{key}.{extra}: is not a key of a measurement"
        for extra in measurement
        if extra not in _MEASUREMENT_KEYS
    ]
    return problems


def _is_range(value: object) -> bool:
    return (
        isinstance(value, list)
        and _is_list_of(value, int)
        and len(value) == 2
        and value[0] <= value[1]
    )


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(one) is kind for one in value)
