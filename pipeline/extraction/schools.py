"""Names of schools, from the village school to the university.

Says which names are those of a school, and with which campus or city behind it: Holt
College, Oxford is another college than Holt College, Cambridge.
"""

from __future__ import annotations

import re

from pipeline.extraction.words.organisations import FIELD_ENDINGS, FIELDS
from pipeline.extraction.words.schools import (
    COLLEGE_TOWNS,
    KNOWN_SCHOOLS,
    NOT_SCHOOLS,
    SCHOOL_ENDINGS,
    SCHOOL_KINDS,
    SCHOOL_WORDS,
    STATE_CAMPUSES,
    TOWN_REGIONS,
    TOWN_SCHOOLS,
)

_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r", ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_AMBIGUOUS_HEAD = re.compile(r"\bUniversity of [\w' -]+$|\b(?:College|Hall)$")
_OF_STATE = re.compile(r"\b(?:University of [\w' -]+|State University)$")
_TOWN_OF_SCHOOL = re.compile(r"\bSchool$")
_REGION = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*)?)")
# A town has many such schools: Harn School No. 5
_NUMBER = re.compile(r" (?:\u2116|No\.?|Nr\.?|Number) ?\d+\b")
# The names of two people, and of several fields, go on: Harn School of Painting,
# Sculpture and Design
_WILLIAM = re.compile(r"\bCollege of William$")
_AND_MARY = re.compile(r" (?:and|&) Mary\b")
_OF_FIELD = re.compile(r"\b(?:of|for) (?:[A-Z][\w'-]+ )?([A-Z]\w+)$")
_AND_FIELDS = re.compile(
    r"(?:, [A-Z]\w+){0,3},? (?:and|&) [A-Z]\w+(?: [A-Z]\w+)?(?! [A-Z])"
)
_FIELDS = FIELDS | SCHOOL_KINDS | {"international"}
_SHORTEST_ENDING = 4


def names_school(name: str) -> bool:
    """Whether a name is that of one school, and not of schools in general.

    Law School and University name none; Harn Law School and Harvard do.
    """
    words = [word.casefold() for word in _WORD.findall(name)]
    if not words:
        return False
    if " ".join(words) in KNOWN_SCHOOLS or words[0] in KNOWN_SCHOOLS:
        return NOT_SCHOOLS.isdisjoint(words)
    if not any(_is_school_word(word) for word in words):
        return False
    return NOT_SCHOOLS.isdisjoint(words) and not SCHOOL_KINDS.issuperset(words)


def find_campus(name: str, behind: str) -> int:
    """How many characters behind a school's name say which one of that name it is.

    Args:
        name: A school's name, plain.
        behind: The plain text that follows it.

    Returns:
        The length of `, Oxford` in `Holt College, Oxford`, and of what else the name
        goes on with; 0 where nothing tells.
    """
    number = _NUMBER.match(behind)
    if number is not None:
        return number.end()
    if _WILLIAM.search(name):
        mary = _AND_MARY.match(behind)
        return mary.end() if mary else 0
    match = _BEHIND.match(behind)
    if match is None:
        return _find_fields(name, behind)
    # Of other towns it is not sure that they are towns: Holt College, Ada Lind said
    town = match.group(1).casefold()
    belongs = (
        (town in COLLEGE_TOWNS and _AMBIGUOUS_HEAD.search(name))
        or (town in STATE_CAMPUSES | COLLEGE_TOWNS and _OF_STATE.search(name))
        or (
            town in TOWN_SCHOOLS
            and _TOWN_OF_SCHOOL.search(name)
            and not names_town(town, behind[match.end() :])
        )
    )
    return match.end() if belongs else _find_fields(name, behind)


def names_town(name: str, behind: str) -> bool:
    """Whether what may be the name of a school is that of the town it is in.

    Args:
        name: A school's name, plain.
        behind: The plain text that follows it.

    Returns:
        True for `Princeton` where `, New Jersey` follows.
    """
    if name.casefold() not in TOWN_SCHOOLS:
        return False
    match = _REGION.match(behind)
    if match is None:
        return False
    region = match.group(1).casefold().replace(".", "")
    return region in TOWN_REGIONS or region.split()[0] in TOWN_REGIONS


def _find_fields(name: str, behind: str) -> int:
    """How many characters behind a school's name are further fields of it."""
    field = _OF_FIELD.search(name)
    if field is None or not _is_field(field.group(1).casefold()):
        return 0
    match = _AND_FIELDS.match(behind)
    if match is None:
        return 0
    further = set(_WORD.findall(match.group().casefold())) - {"and"}
    return match.end() if all(map(_is_field, further)) else 0


def _is_field(word: str) -> bool:
    return word in _FIELDS or word.endswith(FIELD_ENDINGS)


def _is_school_word(word: str) -> bool:
    if word in SCHOOL_WORDS:
        return True
    return len(word) > _SHORTEST_ENDING and word.endswith(SCHOOL_ENDINGS)
