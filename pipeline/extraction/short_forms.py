"""Candidates for acronyms: tokens whose letters look like a short form."""

from __future__ import annotations

import re

# A capital behind the first letter: few words have one, and only they are read.
_INNER_CAPITAL = re.compile(r"[A-Z](?<=[A-Za-z0-9&/.+-][A-Z])")
# Two capitals at least, or one behind small letters (mRNA, kNN), no sentence word.
_CANDIDATE = re.compile(
    r"(?<![\w-])[A-Za-z](?=[a-z0-9&/.+-]*[A-Z])(?:[A-Za-z0-9]|[&/.+-](?=[A-Za-z0-9])){1,11}\.?(?![\w-])"
)
_ROMAN = frozenset("IVXLCDM")


def find_short_forms(text: str) -> list[tuple[int, int]]:
    """Find tokens that may be short forms.

    Args:
        text: With plain dashes, quotes and spaces (`typography.plain`).

    Returns:
        Half-open ranges of code points, in order, never overlapping.
    """
    spans = []
    stop = 0  # of the last word read, between spaces
    for capital in _INNER_CAPITAL.finditer(text):
        at = capital.start()
        if at < stop:
            continue
        start = max(stop, text.rfind(" ", stop, at) + 1)
        stop = text.find(" ", at)
        stop = len(text) if stop < 0 else stop
        for match in _CANDIDATE.finditer(text, start, stop):
            word = match.group()
            inner = word[1:]
            if inner == inner.lower() or _ROMAN.issuperset(word):
                continue
            full_stop = word.endswith(".") and "." not in word[:-1]
            spans.append((match.start(), match.end() - full_stop))
    return spans
