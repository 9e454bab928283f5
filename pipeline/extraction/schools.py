"""Names of schools, from the village school to the university.

Says which names are those of a school, and with which campus or city behind it: Holt
College, Oxford is another college than Holt College, Cambridge.
"""

from __future__ import annotations

import re

from pipeline.extraction.words.schools import (
    COLLEGE_TOWNS,
    KNOWN_SCHOOLS,
    NOT_SCHOOLS,
    SCHOOL_ENDINGS,
    SCHOOL_KINDS,
    SCHOOL_WORDS,
)

_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r", ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_AMBIGUOUS_HEAD = re.compile(r"\bUniversity of [\w' -]+$|\b(?:College|Hall)$")
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
        The length of `, Oxford` in `Holt College, Oxford`; 0 where nothing tells.
    """
    match = _BEHIND.match(behind)
    if match is None or _AMBIGUOUS_HEAD.search(name) is None:
        return 0
    # Of other towns it is not sure that they are towns: Holt College, Ada Lind said
    return match.end() if match.group(1).casefold() in COLLEGE_TOWNS else 0


def _is_school_word(word: str) -> bool:
    if word in SCHOOL_WORDS:
        return True
    return len(word) > _SHORTEST_ENDING and word.endswith(SCHOOL_ENDINGS)
