"""What every code point is to words, and how it becomes small: tables by code point."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.words import SPACELESS, list_marks, normalise

OTHER, LETTER, ALONE, MARK = range(4)
"""Kinds: no word's; of a word; a word of its own; of the word before it."""

SAME, SMALLER, CONTEXT = range(3)
"""What normalising does to a character wherever it stands: nothing; makes it the one of
`small`, as long in UTF-8; or its neighbours and the tables cannot tell."""

# All others are the same in lower case and NFC. A test holds this for every code point.
_MAY_CHANGE = (
    range(0x80, 0x3400),
    range(0xA000, 0xAC00),
    range(0xF900, 0x1F000),
    range(0x2F800, 0x2FA20),
)
# They make syllables of one another.
_JAMO = slice(0x1100, 0x1200)
_SIGMA = ord("Σ")

_WORD_CHARACTERS, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")


class CharacterTables(NamedTuple):
    """One entry a code point."""

    kinds: NDArray[np.uint8]
    changes: NDArray[np.uint8]
    small: NDArray[np.int64]
    """As far as there are capitals; 0 for what is none."""


@cache
def make_tables() -> CharacterTables:
    """Make the tables, on first use: it takes a moment, and 3 MB."""
    changes, small = _find_changes()
    return CharacterTables(_find_kinds(), changes, small)


def _find_kinds() -> NDArray[np.uint8]:
    points = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes()
    text = points.decode("utf-32-le", "surrogatepass")
    kinds = np.full(sys.maxunicode + 1, OTHER, dtype=np.uint8)
    for run in _WORD_CHARACTERS.finditer(text):
        kinds[run.start() : run.end()] = LETTER
    for first, last in SPACELESS:
        spaceless = kinds[first : last + 1]
        spaceless[spaceless == LETTER] = ALONE
    for run in _DIGITS.finditer(text):
        kinds[run.start() : run.end()] = LETTER
    for first, last in list_marks():
        kinds[first : last + 1] = MARK
    return kinds


def _find_changes() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    changes = np.full(sys.maxunicode + 1, SAME, dtype=np.uint8)
    small = np.zeros(_MAY_CHANGE[2].stop, dtype=np.int64)
    for code in chain(*_MAY_CHANGE):
        one = chr(code)
        if unicodedata.category(one)[0] == "M":
            changes[code] = CONTEXT
            continue
        to = normalise(one)
        if to == one:
            continue
        alike = len(to) == 1 and code < len(small) and _length(code) == _length(ord(to))
        changes[code] = SMALLER if alike else CONTEXT
        if alike:
            small[code] = ord(to)
    changes[_JAMO] = CONTEXT
    changes[_SIGMA] = CONTEXT
    return changes, small


def _length(code: int) -> int:
    """Bytes of UTF-8 beyond the first."""
    return (code >= 0x80) + (code >= 0x800) + (code >= 0x10000)
