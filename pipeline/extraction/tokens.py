"""Words, numbers and marks of a passage. Knows letters; does not know names."""

from __future__ import annotations

import re
from itertools import accumulate

# A letter with what may be written above or below it: decomposed accents are letters.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
_BEHIND_PLACE = "s|born|based|bred|raised|trained|educated"
# Each alternative repeats one class at a time, so that the search is linear. The first
# two take most tokens at once: plain words, marks. White space behind a token goes with
# it, so that no alternative is tried there in vain.
_TOKEN = re.compile(
    r"(?:[A-Za-z][a-z]+(?=[ ,;:)])"
    r"|[^\w\s]"
    r"|Ph\.? ?D\.?(?!\w)"
    rf"|(?:[^\W\d_]\.){{2,8}}-(?=[A-Z][a-z]){_LETTERS}"  # U.S.-Oland
    r"|(?:[^\W\d_]\.){1,8}"  # initials: J. or J.R.R. or U.S.
    r"|de'(?= [^\W\d_])"  # Lorenzo de' Medici
    # O'Brien, Jean-Luc; but Tarnby-born is a place and what it says of somebody.
    rf"|{_LETTERS}(?:['-](?!(?:{_BEHIND_PLACE})\b){_LETTERS})*"
    r"(?:\.(?:com|org|net|co\.uk)\b|!(?=,? [a-z]))?"  # Holt.com; Holt! is
    r"|(?<![^\W_])\d{1,3}[A-Z]\b"  # 3M, but not H2C
    r"|\d+(?:[.,]\d+)*"
    r"|_)\s*"
)
_DOTTED = frozenset(
    "mr mrs ms dr prof st rev fr gen col maj capt lt sgt jr sr hon gov sen rep "
    "jan feb mar apr jun jul aug sep sept oct nov dec inc ltd corp co bt bart esq "
    "ca fl msgr ph.d ft mt ste".split()
)


def split_tokens(text: str) -> tuple[list[str], list[int]]:
    """Split a passage into tokens.

    Args:
        text: With plain dashes, quotes and spaces (`typography.plain`).

    Returns:
        The tokens in order, and the code point at which each starts. White space is in
        no token. The full stop of a usual abbreviation (Dr., Jr.) belongs to it.
    """
    found = _TOKEN.findall(text)  # all that is no white space is in a token
    words = list(map(str.rstrip, found))
    starts = list(accumulate(map(len, found), initial=len(text) - len(text.lstrip())))
    starts.pop()
    _join_abbreviations(words, starts)
    return words, starts


def _join_abbreviations(words: list[str], starts: list[int]) -> None:
    """Give the full stops of abbreviations back to their words."""
    at = 0
    for _ in range(words.count(".")):
        at = words.index(".", at)
        last = words[at - 1] if at else ""
        if last.lower() in _DOTTED and starts[at - 1] + len(last) == starts[at]:
            words[at - 1] = last + "."
            del words[at], starts[at]
        else:
            at += 1
