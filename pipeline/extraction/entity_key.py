"""The name that counting groups by: one person or thing under its usual spellings.

The rule, in order: Unicode NFKC; the plural s of a short form (GDPs) dropped; case
folded, accents removed; a nickname in quotes or brackets dropped; full stops and other
marks dropped, so that `J.R.R. Tolkien` and `J. R. R. Tolkien` are one; a courtesy in
front (Dr, Sir) and the article dropped; a company's legal form behind two words or more
(`Holt Motors, Inc.`, `Holt Motors Co., Ltd.`) dropped; words joined by one space.
Nothing else is touched: no letter, no number, no middle name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

from pipeline.extraction.words.companies import LEGAL_FORMS
from pipeline.extraction.words.ranks import COURTESIES

_INITIALS = re.compile(r"(?:\b[^\W\d_]\.)+")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PLURAL = re.compile(r"\b([^\W\d_]*[A-Z]{2})s\b")
_PLURAL_END = re.compile(r"[A-Z]{2}s\b")  # few names have any: found at a glance
_NICKNAME = re.compile(r"[\"(][^\")]*[\")]")
# L.L.C., with spaces instead of full stops.
_SPELT_FORMS = (["l", "l", "c"], ["l", "l", "p"], ["p", "l", "c"])
# Letters that NFKD does not take apart, as English writes them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=1 << 16)
def entity_key(name: str) -> str:
    """Make the key of an entity from a name.

    Args:
        name: As a passage or a title writes it.

    Returns:
        The key; never empty unless the name has no letter and no digit. Applying it
        to a key gives that key.
    """
    return " ".join(fold_words(name))


def fold_words(text: str) -> list[str]:
    """The words of `entity_key(text)`, in order; not remembered, for longer texts."""
    bare = _fold(text)
    words = _split(bare)
    if '"' in bare or "(" in bare:
        without = _split(_NICKNAME.sub(" ", bare))
        # "Willie" Lincoln: without the nickname he would be any Lincoln.
        words = without if len(without) > 1 else words
    return _strip(words)


def _fold(text: str) -> str:
    """The text in small letters without accents, in plain quotes."""
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if _PLURAL_END.search(composed):
        composed = _PLURAL.sub(r"\1", composed)
    folded = composed.casefold()
    if folded.isascii():
        return folded
    folded = folded.replace("\u2019", "'").replace("\u2018", "'")
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(filterfalse(unicodedata.combining, parts)).translate(_LETTERS)


def _split(name: str) -> list[str]:
    if "." in name:
        # J.R.R. becomes j r r, whether or not there were spaces.
        name = _INITIALS.sub(lambda run: run.group().replace(".", " "), name)
        name = name.replace(".", "")
    if name.replace(" ", "").isalnum():
        return name.split()
    return _WORDS.findall(name)


def _strip(words: list[str]) -> list[str]:
    start, stop = 0, len(words)
    while start < stop - 1 and (words[start] in COURTESIES or words[start] == "the"):
        start += 1
    while stop - start > 2:  # Holt alone, without its Inc., may be anybody
        if words[stop - 1] in LEGAL_FORMS:
            stop -= 1
        elif stop - start > 4 and words[stop - 3 : stop] in _SPELT_FORMS:
            stop -= 3
        elif stop < len(words) and words[stop - 1] == "co":
            stop -= 1
        else:
            break
    return words[start:stop]
