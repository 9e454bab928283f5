"""What a passage begins with instead of a name: a pronoun, a nominal, a label.

Does not know whom it means.
"""

from __future__ import annotations

import re

from pipeline.extraction.labelled_lines import is_labelled_line
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import (
    LABEL_SYMBOL,
    NOMINAL_SYMBOL,
    PRONOUN_SYMBOL,
    SlotType,
)

# A sentence begins with it, or with a phrase that names no agent: In 1950, he
_PRONOUN = re.compile(
    r"[\"( ]{0,3}(?:(?:In|On|At|From|Since|Until|By|Born|Educated|Raised)\b"
    r"[^,();:.\"']{1,80}, (?:[^,();:.\"']{1,40}, )?|The (?:title|subject|topic) of "
    r"|(?:The (?:same|next|following)|That) year )?"
    r"(?:(He|She|His|Her|he|she|his|her)(?= [a-z\"(]|'s\b|,)"
    # Other novels include: those of whom the text is about.
    r"|(Other)(?= (?:[a-z]+ )?(?:novels|books|plays|poems|stories|works|writings)"
    r" (?:by h|include)))"
)
_GROUPS = (
    "company|firm|corporation|organisation|organization|group|bank|club|school"
    "|university|college|institute|institution|agency|airline|newspaper|magazine|band"
    "|label|studio|publisher|retailer|brand|society|association|foundation|charity"
    "|museum|hospital|business|party|union|league|team|network|manufacturer|developer"
    "|orchestra|choir|journal|academy|brewery|council|movement|duo|trio|quartet"
)
_WORKS = (
    "novel|novella|book|play|poem|story|short story|essay|memoir|autobiography"
    "|treatise|monograph|article|report|text|work|tale|epic|trilogy|series|comic|manga"
)
_PLACES = (
    "country|state|province|city|town|village|municipality|region|district|county"
    "|department|territory|canton|prefecture|island|republic|kingdom|governorate"
    "|oblast|settlement|commune|parish|voivodeship|division|zone|republic|emirate"
)
NOUNS = {
    SlotType.ORGANISATION: _GROUPS,
    SlotType.WORK: _WORKS,
    SlotType.PLACE: _PLACES,
}
"""The nouns of nominals, as alternatives of an expression, by what they may mean."""

_NOMINAL = re.compile(
    rf"[\"( ]{{0,3}}(?:(?:In|On|Since|By|Originally)\b[^,();:.\"']{{0,60}}, )?"
    rf"((?:The|the) (?:{_GROUPS}|{_WORKS}|{_PLACES})|It|it|Its|its)(?= [a-z\"(]|'s\b|,)"
    # The capital is Tarnby: that of what the text is about.
    r"|(The)(?= (?:[a-z]+ ){0,2}(?:capital|seat)(?: city)? (?:is|was) )"
)
_LONGEST_LABELLED = 200


def find_anaphor(text: str, *, starts_line: bool) -> TypedSpan | None:
    """Find what a passage begins with instead of a name.

    Args:
        text: The passage, plain.
        starts_line: Whether it stands at the start of a line.

    Returns:
        The span of a pronoun or nominal, or an empty one at the start of a line that
        labels what it says; None where there is nothing of the kind.
    """
    for expression, symbol in ((_PRONOUN, PRONOUN_SYMBOL), (_NOMINAL, NOMINAL_SYMBOL)):
        match = expression.match(text)
        if match:
            start, stop = match.span(match.lastindex or 1)
            return TypedSpan(start, stop, start, stop, symbol)
    if starts_line and len(text) <= _LONGEST_LABELLED and is_labelled_line(text):
        return TypedSpan(0, 0, 0, 0, LABEL_SYMBOL)
    return None
