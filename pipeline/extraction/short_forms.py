"""Candidates for acronyms: tokens whose letters look like a short form."""

from __future__ import annotations

import re

# A capital behind the first letter is looked for first, as few words have one.
# Two capitals at least, or one behind small letters (mRNA, kNN), no sentence word.
_CANDIDATE = re.compile(
    r"(?<![\w-])[A-Za-z](?=[a-z0-9&/.+-]*[A-Z])(?:[A-Za-z0-9]|[&/.+-](?=[A-Za-z0-9])){1,11}\.?(?![\w-])"
)
_CAPITALS = re.compile(r"[A-Z]")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")


def find_short_forms(text: str) -> list[tuple[int, int]]:
    """Find tokens that may be short forms.

    Args:
        text: With plain dashes, quotes and spaces (`typography.plain`).

    Returns:
        Half-open ranges of code points, in order, never overlapping.
    """
    spans = []
    for match in _CANDIDATE.finditer(text):
        word = match.group()
        capitals = len(_CAPITALS.findall(word))
        if capitals < 2 and not (capitals == 1 and word[0].islower()):
            continue
        if _ROMAN.match(word):
            continue
        stop = match.end() - (word.endswith(".") and "." not in word[:-1])
        spans.append((match.start(), stop))
    return spans
