"""Names with the surname in front, as lists and catalogues have them: Holt, Ada Maren.

Only a line's beginning is read so, and only where a given name or an initial follows
the comma: Westerby, Oland is a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import NAME_SYMBOLS
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.name_parts import SUFFIXES

# Holt; De Wit; van der Berg. Letters behind a name (MBE) are no given name.
_FAMILY = (
    r"(?:(?:[Dd]e|[Dd]i|[Dd]u|[Ll]a|[Vv][ao]n) (?:de[nr]? )?)?[^\W\d_a-z][\w-]{1,40}"
)
_GIVEN = r"[^\W\d_a-z](?:\.|[^\W\d_A-Z][\w-]{0,40})?"
_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN}(?: {_GIVEN}){{0,3}})"
)
_BEFORE_LINE = re.compile(r"[*|>\u2022\u00b7 -]{0,4}")
_BRACKET = re.compile(r",? ?\(")
_PERSON = NAME_SYMBOLS[NameKind.PERSON]
_OTHER = NAME_SYMBOLS[NameKind.OTHER]


def upright(name: str) -> str:
    """A name with its given names in front; any other name as it is.

    >>> upright("Holt, Ada Maren")
    'Ada Maren Holt'
    >>> upright("Ada Holt, Jr.")
    'Ada Holt, Jr.'
    """
    found = _INVERTED.fullmatch(name)
    if found is None or not _is_given(found["given"]):
        return name
    return f"{found['given']} {found['family']}"


def with_inverted_name(text: str, spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Join the surname and the given names that a line begins with.

    Args:
        text: The passage, plain, at the start of its line.
        spans: Its spans, in order.

    Returns:
        Spans in order. Two names with a comma between them and a bracket behind are one
        person where a given name or an initial follows the comma, else no person: of
        Falk, Runa (1900-1980) nobody can say which word is a surname.
    """
    start = _BEFORE_LINE.match(text)
    found = _INVERTED.match(text, start.end()) if start else None
    if found is None or not _BRACKET.match(text, found.end()):
        return list(spans)
    given = found["given"]
    rest = [one for one in spans if one.start >= found.end()]
    covered = spans[: len(spans) - len(rest)]
    if not covered or covered[0].start != found.start():
        return list(spans)  # In Tarnby, Ada (1900-1980)
    if any(
        one.symbol not in NAME_SYMBOLS.values() or one.stop > found.end()
        for one in covered
    ):
        return list(spans)
    if given.rstrip(".").casefold() in SUFFIXES:
        return list(spans)
    symbol = _PERSON if _is_given(given) else _OTHER
    return [TypedSpan(*found.span(), *found.span(), symbol), *rest]


def _is_given(words: str) -> bool:
    first = words.split()[0].rstrip(".").casefold()
    return first not in SUFFIXES and (len(first) == 1 or first in GIVEN_NAMES)
