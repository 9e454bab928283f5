"""A category of facts: what its TOML file says, checked.

Knows the form of the file; what a pattern or trigger may say is asked of the modules
that run them. Every problem of every file is reported at once.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import ArgumentError, FloorsError, suggest
from pipeline.extraction.gate import find_trigger_errors
from pipeline.extraction.linear_expressions import explain_expression
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.passages import PassageUnit
from pipeline.extraction.pattern_language import (
    Pattern,
    find_phrase_problems,
    find_problems,
)
from pipeline.extraction.slots import (
    ENTITY_CLASSES,
    VALUE_CLASSES,
    SlotType,
    layer_of,
)
from schemas.tables import CATEGORIES

DEFAULT_LANGUAGE = "en"
"""Whose patterns a document without a language is read with."""

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
# What does not decide the counts is not in the hash.
_NOT_HASHED = ("examples", "questions", "measured")
_LEAST_WORDS = ("least_words", "least_value_words")
_PATTERN_KEYS = ("id", "text", "unless", "not_behind", "age", "years", *_LEAST_WORDS)
_MEASUREMENT_KEYS = ("gold_set", "date", "counts", "precision", "recall")
_LARGEST = 1_000_000_000_000
_LEAST_EXAMPLES = 8
_LEAST_EMPTY_EXAMPLES = 2


@dataclass(frozen=True)
class Example:
    """A text with the facts that it states, all of them.

    Attributes:
        text: A document.
        facts: (entity, value) pairs, the entity as in `entity_key`'s input.
        title: The document's title, or None.
    """

    text: str
    facts: tuple[tuple[str, str], ...]
    title: str | None = None


@dataclass(frozen=True)
class Measurement:
    """How well a category did on an annotated set, as its file tells it.

    Attributes:
        gold_set: The name of the set.
        precision: 0..1.
        recall: 0..1.
        date: When it was measured, or None.
        counts: The counts behind the rates, by name; empty if not told.
    """

    gold_set: str
    precision: float
    recall: float
    date: date | None
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Category:
    """One category, as its file declares it. Lists are by language.

    Of a symmetric category every fact holds the other way round too: spouses. Of its
    measurements it keeps the first, which goes into the tables.
    """

    name: str
    version: int
    hash: str
    description: str
    entity_type: SlotType
    value_type: SlotType
    normaliser: str
    plausible_values: int
    arbitrary: bool
    single_valued: bool
    triggers: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, str]
    never: tuple[str, ...]
    patterns: Mapping[str, tuple[Pattern, ...]]
    questions: tuple[str, ...]
    examples: tuple[Example, ...]
    symmetric: bool = False
    passage: PassageUnit = PassageUnit.SENTENCE
    measured: Measurement | None = None

    @property
    def precision(self) -> float | None:
        """Measured precision (0..1), if any."""
        return None if self.measured is None else self.measured.precision

    @property
    def recall(self) -> float | None:
        """Measured recall (0..1), if any."""
        return None if self.measured is None else self.measured.recall

    @property
    def gold_set(self) -> str | None:
        """The annotated set of the two, if any."""
        return None if self.measured is None else self.measured.gold_set


def load_categories(
    names: Sequence[str] | None = None, directory: Path | None = None
) -> tuple[Category, ...]:
    """Load the built-in categories and, if given, those of a folder.

    Args:
        names: Only these; None for all.
        directory: A folder with further `*.toml` files.

    Returns:
        Categories in order of their names.

    Raises:
        ArgumentError: An unknown name, or a folder that is none.
        FloorsError: One or more files are not valid; the message lists every problem.
    """
    sources = [
        (item.name, item.read_text(encoding="utf-8"))
        for item in resources.files("pipeline.categories").iterdir()
        if item.name.endswith(".toml")
    ]
    built_in = [file for file, _ in sources]
    if directory is not None:
        if not directory.is_dir():
            raise ArgumentError(
                f"--category-dir {directory} is not a folder: give the folder that "
                "holds your *.toml category files."
            )
        sources += [
            (str(path), path.read_text(encoding="utf-8-sig", errors="replace"))
            for path in directory.glob("*.toml")
        ]
    # Compiling triggers takes seconds, and the tests do it for the built-in ones.
    categories = parse_categories(sources, trusted=frozenset(built_in))
    if names is None:
        return categories
    by_name = {category.name: category for category in categories}
    for name in names:
        if name not in by_name:
            hint = suggest(name, by_name) or f" There are: {', '.join(by_name)}."
            raise ArgumentError(f"There is no category '{name}'.{hint}")
    return tuple(by_name[name] for name in sorted(set(names)))


def parse_categories(
    sources: Iterable[tuple[str, str]], *, trusted: Set[str] = frozenset()
) -> tuple[Category, ...]:
    """Parse category files.

    Args:
        sources: (file name, TOML text) pairs.
        trusted: Names of files whose triggers need not be compiled to be believed.

    Returns:
        Categories in order of their names.

    Raises:
        FloorsError: Listing every problem of every file.
    """
    problems: list[str] = []
    categories: dict[str, tuple[str, Category]] = {}
    for file, text in sorted(sources):
        try:
            declared = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{file}: is not TOML: {error}")
            continue
        found = _find_problems(declared)
        problems += [f"{file}: {problem}" for problem in found]
        if found:
            continue
        category = _category(declared)
        if category.name in categories:
            other = categories[category.name][0]
            problems.append(f"{file}: name: '{category.name}' is also that of {other}")
            continue
        categories[category.name] = (file, category)
    problems += _find_trigger_problems(
        one for one in categories.values() if one[0] not in trusted
    )
    if problems:
        many = "s" if len(problems) > 1 else ""
        listed = "\n  ".join(problems)
        message = f"{len(problems)} problem{many} in category files:\n  {listed}"
        raise FloorsError(message)
    return tuple(categories[name][1] for name in sorted(categories))


def categories_table(categories: Sequence[Category]) -> pa.Table:
    """The `categories` table of a run: one row a category, by name."""
    rows = [
        {column: getattr(category, column) for column in CATEGORIES.arrow.names}
        for category in sorted(categories, key=lambda one: one.name)
    ]
    return pa.Table.from_pylist(rows, schema=CATEGORIES.arrow)


def _find_trigger_problems(found: Iterable[tuple[str, Category]]) -> list[str]:
    """The triggers that do not compile; asked of all files together, for speed."""
    triggers = [
        (file, language, expression)
        for file, category in found
        for language, expressions in category.triggers.items()
        for expression in expressions
    ]
    errors = find_trigger_errors([expression for _, _, expression in triggers])
    return [
        f"{file}: triggers.{language}: {expression!r} cannot be compiled: "
        f"{errors[expression]}"
        for file, language, expression in triggers
        if expression in errors
    ]


def _category(declared: Mapping[str, Any]) -> Category:
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
            language: tuple(_pattern(one) for one in patterns)
            for language, patterns in declared["patterns"].items()
        },
        questions=tuple(declared.get("questions", ())),
        examples=tuple(_example(one) for one in declared["examples"]),
        symmetric=declared.get("symmetric", False),
        passage=PassageUnit(declared.get("passage", PassageUnit.SENTENCE)),
        measured=_measurement(measured[0]) if measured else None,
    )


def _hash(declared: Mapping[str, Any]) -> str:
    counted = {key: declared[key] for key in declared if key not in _NOT_HASHED}
    canonical = json.dumps(counted, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _pattern(declared: Mapping[str, Any]) -> Pattern:
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


def _find_problems(declared: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a file, each problem led by its key."""
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
            _pattern(pattern),
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
