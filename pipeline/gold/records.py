"""Gold records: texts with the facts that they state, as a file of JSON lines has them.

Knows the form of the file; does not know extraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import ArgumentError, FloorsError

NEEDED = ("id", "text", "annotated", "facts")
"""What every line has; title, language and traps it may leave out."""


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that a text states.

    Attributes:
        category: Its category, which need not be one that there is.
        names: What the entity is called: first its name, then other right ones.
        value: As the category writes values.
        is_pronoun: Whether the text names no one ("he was born ..."). Such a fact
            excuses whoever finds it, but is not asked for.
    """

    category: str
    names: tuple[str, ...]
    value: str
    is_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Trap:
    """A pair that a text does not state, though it looks as if."""

    category: str
    entity: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One annotated text.

    Attributes:
        id: As the file gives it.
        title: The text's title, or None.
        text: The text; None where only the facts are given.
        language: Its language, as a corpus gives it, or None.
        annotated: The categories whose facts were looked for in the text, so that
            what is not among `facts` is not stated.
        facts: In the order of the file.
        traps: In the order of the file.
    """

    id: str
    title: str | None
    text: str | None
    language: str | None
    annotated: frozenset[str]
    facts: tuple[GoldFact, ...]
    traps: tuple[Trap, ...]

    def concerns(self, category: str) -> bool:
        """Whether it can tell anything of a category."""
        return (
            category in self.annotated
            or any(one.category == category for one in self.facts)
            or any(one.category == category for one in self.traps)
        )


def read_gold(path: Path) -> tuple[GoldRecord, ...]:
    """Read a file of gold records, one JSON object a line; blank lines are passed over.

    Args:
        path: The file.

    Returns:
        Its records in order; empty for an empty file.

    Raises:
        ArgumentError: There is no such file.
        FloorsError: A line is not a record; the first such line is named.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise ArgumentError(
            f"--gold {path} is not a file: give a file of gold records, one JSON "
            "object a line."
        ) from error
    records = []
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace():
            continue
        try:
            records.append(parse_record(orjson.loads(line)))
        except orjson.JSONDecodeError as error:
            what = f"is not JSON ({error.msg}, column {error.colno})"
            raise _refusal(path, number, what) from error
        except GoldFormError as error:
            raise _refusal(path, number, str(error)) from error
    return tuple(records)


class GoldFormError(Exception):
    """What is wrong with one record, without its file and line."""


def parse_record(value: object) -> GoldRecord:
    """Make a record of the value of a line.

    Args:
        value: As JSON gives it. Keys that a record does not have are passed over.

    Returns:
        The record.

    Raises:
        GoldFormError: A key is missing, or its value is of another kind.
    """
    if not isinstance(value, dict):
        raise GoldFormError(f"holds a JSON {type(value).__name__}, not an object")
    for key in NEEDED:
        if key not in value:
            raise GoldFormError(f"has no {key!r}")
    if type(value["id"]) not in (str, int):
        raise GoldFormError("has an 'id' that is neither a string nor a whole number")
    annotated = value["annotated"]
    if not _is_strings(annotated):
        raise GoldFormError("has an 'annotated' that is not an array of strings")
    return GoldRecord(
        id=str(value["id"]),
        title=_string_or_none(value, "title"),
        text=_string_or_none(value, "text"),
        language=_string_or_none(value, "language"),
        annotated=frozenset(annotated),
        facts=tuple(_fact(*one) for one in _pairs(value, "facts")),
        traps=tuple(
            Trap(one["category"], one["entity"], one["value"])
            for _, one in _pairs(value, "traps")
        ),
    )


def _refusal(path: Path, number: int, what: str) -> FloorsError:
    return FloorsError(
        f"{path}, line {number}, {what}. A gold record is a JSON object with "
        f"{', '.join(NEEDED[:-1])} and {NEEDED[-1]}: mend the line or leave it out."
    )


def _string_or_none(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    raise GoldFormError(f"has a {key!r} that is neither a string nor null")


def _pairs(record: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    """The facts or traps of a record, each with its place, for messages."""
    found = record.get(key)
    if found is None and key not in NEEDED:
        return []
    if not isinstance(found, list):
        raise GoldFormError(f"has {key!r} that are not an array")
    pairs = []
    for position, one in enumerate(found):
        place = f"{key}[{position}]"
        if not isinstance(one, dict):
            raise GoldFormError(f"has a {place} that is not an object")
        for part in ("category", "entity", "value"):
            if not isinstance(one.get(part), str):
                raise GoldFormError(f"has a {place} without a string for {part!r}")
        pairs.append((place, one))
    return pairs


def _fact(place: str, declared: Mapping[str, Any]) -> GoldFact:
    aliases = declared.get("aliases") or []
    if not _is_strings(aliases):
        raise GoldFormError(f"has a {place} whose 'aliases' are not strings")
    is_pronoun = declared.get("pronoun") or False
    if not isinstance(is_pronoun, bool):
        raise GoldFormError(f"has a {place} whose 'pronoun' is not true or false")
    return GoldFact(
        category=declared["category"],
        names=(declared["entity"], *aliases),
        value=declared["value"],
        is_pronoun=is_pronoun,
    )


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
