"""From what a passage writes to the canonical value. Knows forms, not categories."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extraction.author_lists import direct_order
from pipeline.extraction.dates import DateSpan, Precision
from pipeline.extraction.expansions import find_expansion
from pipeline.extraction.schools import find_campus, names_school, names_town
from pipeline.extraction.slots import DATE_SYMBOLS, LISTED_SCHOOLS, SlotType
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.nations import DEMONYMS
from pipeline.extraction.words.places import (
    BUILDING_WORDS,
    INSTITUTION_WORDS,
    NOT_PLACES,
    PLACE_WORDS,
)

_BRACKET = re.compile(r" ?\([^()]*\)")
_AGE_OF_PLACE = re.compile(r"(?:Modern|Ancient|Medieval|Present)(?:-day)? (?=[A-Z])")
_NEAR = re.compile(r",? near ")
_ADJECTIVE = re.compile(r"(?:ian|ish|ese)$")
_SETTLEMENT = re.compile(
    r" (?:[a-z]+ )?(?:village|town|city|hamlet|suburb|port|capital|province|island)\b"
)
# Between a place and what it lies in: Westerby, in the Upper Marches, Oland.
_INSIDE = re.compile(
    r"(?:,(?: now| then)?(?: in)?| in) (?:the )?(?:(?:town|city|village|county|province"
    r"|district|region|state|department) of )?"
)


class Candidate(NamedTuple):
    """A value as a pattern met it.

    Attributes:
        text: Its plain text.
        entity: The entity's plain text.
        before_entity: Whether the value stands before the entity.
        behind: The plain text that follows it.
        date: The date span, if it is one.
    """

    text: str
    entity: str
    before_entity: bool
    behind: str = ""
    date: DateSpan | None = None


class NormalValue(NamedTuple):
    """A canonical value, and the part of the candidate's text that gave it."""

    value: str
    start: int
    stop: int


@dataclass(frozen=True)
class Normaliser:
    """How a category makes its values canonical.

    Attributes:
        value_type: What it reads.
        normalise: Returns None for what is no value after all.
        symbols: The narrower class of skeleton symbols that `{value}` matches, or ''.
    """

    value_type: SlotType
    normalise: Callable[[Candidate], NormalValue | None]
    symbols: str = ""


def _iso_date(candidate: Candidate) -> NormalValue | None:
    if candidate.date is None:
        return None
    return NormalValue(candidate.date.iso, 0, len(candidate.text))


def _year(candidate: Candidate) -> NormalValue | None:
    if candidate.date is None or candidate.date.year is None:
        return None
    return NormalValue(f"{candidate.date.year:04d}", 0, len(candidate.text))


def _name(candidate: Candidate) -> NormalValue | None:
    name = _canonical(candidate.text)
    # A place is not the capital of itself, nor a person married to themselves.
    if not name or name.casefold() == _canonical(candidate.entity).casefold():
        return None
    return NormalValue(name, 0, len(candidate.text))


def _place(candidate: Candidate) -> NormalValue | None:
    """A place without the age of it that is spoken of: Modern Tarnby."""
    age = _AGE_OF_PLACE.match(candidate.text)
    if age is None:
        return _name(candidate)
    found = _name(candidate._replace(text=candidate.text[age.end() :]))
    return found and NormalValue(found.value, age.end(), len(candidate.text))


def _first_author(candidate: Candidate) -> NormalValue | None:
    author = _canonical(direct_order(candidate.text))
    return NormalValue(author, 0, len(candidate.text)) if author else None


def _location(candidate: Candidate) -> NormalValue | None:
    """A city, its region, its country; without what else it was called or is near."""
    text = _NEAR.split(_BRACKET.sub("", candidate.text))[0]
    parts: list[str] = []
    for part in _INSIDE.split(text):
        words = part.strip(" ,").casefold().split()
        if not words or (not parts and _is_building(words)):
            continue  # Harn House, Tarnby: the place is Tarnby
        if words[-1] in DEMONYMS or words[0] in NOT_PLACES or words[-1] in NOT_PLACES:
            break
        given = len(words) > 1 and words[0] in GIVEN_NAMES
        if given and PLACE_WORDS.isdisjoint(words):
            break  # somebody who is named behind the place
        parts.append(_canonical(part.strip(" ,")))
    value = ", ".join(parts)
    if _ADJECTIVE.search(value) and _SETTLEMENT.match(candidate.behind):
        return None  # the Tarnian village of Unfel
    if not value or value.casefold() == _canonical(candidate.entity).casefold():
        return None
    return NormalValue(value, 0, len(candidate.text))


def _is_building(words: list[str]) -> bool:
    headword = words[max(0, words.index("of") - 1) if "of" in words else -1]
    if len(words) > 1 and headword in BUILDING_WORDS:
        return True
    return not INSTITUTION_WORDS.isdisjoint(words)


def _school(candidate: Candidate) -> NormalValue | None:
    if not names_school(candidate.text) or names_town(candidate.text, candidate.behind):
        return None
    campus = find_campus(candidate.text, candidate.behind)
    name = _canonical(candidate.text + candidate.behind[:campus])
    return NormalValue(name, 0, len(candidate.text) + campus) if name else None


def _expansion(candidate: Candidate) -> NormalValue | None:
    found = find_expansion(
        candidate.entity, candidate.text, at_end=candidate.before_entity
    )
    if found is None:
        return None
    start, stop = found
    # What stands in quotes is stressed, or is Latin: the "linear" tide
    value = _canonical(candidate.text[start:stop].replace('"', ""))
    return NormalValue(value, start, stop) if value else None


def _canonical(text: str) -> str:
    """Composed, spaces squeezed; empty where a control character spoils it."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return composed if composed.isprintable() else ""


def _class_of(*precisions: Precision) -> str:
    symbols = "".join(f"\\x{ord(DATE_SYMBOLS[one]):02x}" for one in precisions)
    return f"[{symbols}]"


NORMALISERS: dict[str, Normaliser] = {
    "full_date": Normaliser(SlotType.DATE, _iso_date, _class_of(Precision.DAY)),
    "calendar_date": Normaliser(
        SlotType.DATE, _iso_date, _class_of(Precision.DAY, Precision.DAY_OF_YEAR)
    ),
    "year": Normaliser(
        SlotType.DATE,
        _year,
        _class_of(Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.EARLY_YEAR),
    ),
    "place": Normaliser(SlotType.PLACE, _place),
    "location": Normaliser(SlotType.LOCATION, _location),
    "person": Normaliser(SlotType.PERSON, _name),
    "first_author": Normaliser(SlotType.PERSON, _first_author),
    "organisation": Normaliser(SlotType.ORGANISATION, _name),
    "school": Normaliser(SlotType.ORGANISATION, _school, LISTED_SCHOOLS),
    "work": Normaliser(SlotType.WORK, _name),
    "expansion": Normaliser(SlotType.EXPANSION, _expansion),
}
"""By the name that a category file uses."""
