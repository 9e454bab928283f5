"""Offices of companies: capitalised words that are part of no name."""

from __future__ import annotations

import re

_CHIEF = r"(?:Co-)?Chief [A-Z][a-z]+ Officer|Chief Executive|C\.E\.O\.?|CEO|CFO|COO|CTO"
_OFFICE = (
    r"(?:(?:Founding|Interim|Acting|Deputy|Executive|Managing|Vice|Former|Current"
    r"|Scientific(?= Dir)|Medical(?= Dir)|Artistic|Technical(?= Dir)|Musical) ){0,4}"
    rf"(?:{_CHIEF}|President|Chair(?:man|woman|person)?(?: of the Board)?"
    r"|(?:Co-?)?(?:[Ff]ounder|[Oo]wner)|Director|(?:General )?Manager|Publisher|Chief)"
)
_JOINT = r"(?:,| and| &|, and|/|-) ?"
# Founder, Chairman and CEO: what stands beside such an office is one itself.
_OFFICES = re.compile(rf"\b{_OFFICE}(?:{_JOINT}{_OFFICE})*(?![\w-])")
_CERTAIN = re.compile(
    rf"\b(?:{_CHIEF}|(?:Co-?)?[Ff]ounder|Co-?[Oo]wner|General Manager|Managing Director"
    r"|Executive Director|Chair(?:man|woman|person)? of the Board)\b"
)
_BEFORE_OF = re.compile(
    r"\b(?:Chair(?:man|woman|person)(?=,? (?:of|and|at|&) )"
    r"|(?:Manager|Director|Owner|Publisher|Editor|Producer|Partner)(?= (?:of|and|at) ))"
)
# Founders Day
_FOUNDERS = re.compile(
    r"\b(?:Co-?)?[Ff]ounders\b(?!'? (?:Day|Award|Cup|Hall|Week|Fund|Prize|Club|Park))"
)
# Every office has one of these; to look for them is faster than for any expression.
_PARTS = (
    "ounder",
    "wner",
    "Chair",
    "Chief",
    "Manager",
    "Director",
    "Publisher",
    "Editor",
    "Producer",
    "Partner",
    "CEO",
    "C.E.O",
    "CFO",
    "COO",
    "CTO",
)


def without_offices(text: str) -> str:
    """Write offices such as Chief Executive Officer in small letters.

    Args:
        text: A passage, plain.

    Returns:
        A text of the same length, in which no name runs into an office: Holt Motors
        ceo Ada Holt. Presidents and the like are left alone, unless they are something
        of a company besides: president and ceo.
    """
    for part in _PARTS:
        if part in text:
            break
    else:
        return text
    text = _OFFICES.sub(_in_small_letters_where_certain, text)
    for certain in (_FOUNDERS, _BEFORE_OF):
        text = certain.sub(_in_small_letters, text)
    return text


def _in_small_letters(match: re.Match[str]) -> str:
    return match.group().lower()


def _in_small_letters_where_certain(match: re.Match[str]) -> str:
    offices = match.group()
    return offices.lower() if _CERTAIN.search(offices) else offices
