"""Words, numbers and marks of a passage. Knows letters; does not know names."""

from __future__ import annotations

import re

# A letter with what may be written above or below it: decomposed accents are letters.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
# Each alternative starts on another kind of character and repeats one class at a
# time, so that the search is linear.
_TOKEN = re.compile(
    r"Ph\.? ?D\.?(?!\w)"
    r"|(?:[^\W\d_]\.){1,8}"  # initials: J. or J.R.R. or U.S.
    r"|de'(?= [^\W\d_])"  # Lorenzo de' Medici
    # O'Brien, Jean-Luc; but Tarnby-born is a place and what it says of somebody.
    rf"|{_LETTERS}(?:['-](?!(?:s|born|based|bred|raised)\b){_LETTERS})*"
    r"(?:\.(?:com|org|net|co\.uk)\b|!(?=,? [a-z]))?"  # Holt.com; Holt! is
    r"|(?<![^\W_])\d{1,3}[A-Z]\b"  # 3M, but not H2C
    r"|\d+(?:[.,]\d+)*"
    r"|[^\w\s]|_"
)
_DOTTED = frozenset(
    "mr mrs ms dr prof st rev fr gen col maj capt lt sgt jr sr hon gov sen rep "
    "jan feb mar apr jun jul aug sep sept oct nov dec inc ltd corp co bt bart esq "
    "ca fl msgr ph.d".split()
)


def split_tokens(text: str) -> tuple[list[str], list[int]]:
    """Split a passage into tokens.

    Args:
        text: With plain dashes, quotes and spaces (`typography.plain`).

    Returns:
        The tokens in order, and the code point at which each starts. White space is in
        no token. The full stop of a usual abbreviation (Dr., Jr.) belongs to it.
    """
    words: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "." and words:
            last = words[-1]
            if (
                last.lower() in _DOTTED
                and starts[-1] + len(last) == match.start()
                and not last.endswith(".")
            ):
                words[-1] = last + "."
                continue
        words.append(word)
        starts.append(match.start())
    return words, starts
