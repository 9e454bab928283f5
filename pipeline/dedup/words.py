"""The words of a text, as copies are compared. Does not know hashing in bulk.

A word is a run of letters, digits and underscores with the marks that belong to them,
in lower case and NFC. Scripts that put no spaces between words have no such runs:
each of their letters, with its marks, is a word of its own. Digits stay as they are:
two pages of one template that differ only in a date are different pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from itertools import chain, pairwise
from typing import NamedTuple

SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue, Khmer symbols
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x1B00, 0x1B7F),  # Balinese
    (0x3005, 0x3007),  # 々, 〆, 〇
    (0x3021, 0x3029),  # Hangzhou numerals
    (0x3031, 0x3035),  # kana repeat marks
    (0x3038, 0x303C),
    (0x3041, 0x312F),  # Hiragana, Katakana, Bopomofo
    (0x31A0, 0x31BF),  # Bopomofo
    (0x31F0, 0x31FF),  # Katakana for Ainu
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0xA4CF),  # Han, Yi
    (0xA980, 0xA9DF),  # Javanese
    (0xA9E0, 0xA9FF),  # Burmese
    (0xAA60, 0xAADF),  # Burmese, Tai Viet
    (0xF900, 0xFAFF),  # Han
    (0xFF66, 0xFF9F),  # Katakana of half width
    (0x11700, 0x1174F),  # Ahom
    (0x1AFF0, 0x1B16F),  # Katakana, Hiragana
    (0x20000, 0x3FFFF),  # Han
)
"""First and last code points of scripts without spaces; only their letters matter here.

Source: classes SA, AK, ID and CJ of Unicode's line breaking (UAX #14). Tibetan parts
its syllables by a dot and Korean its words by spaces: they are not among them.
"""

# Where marks are: ideographs and syllables of Korean and private characters are none.
_MARKS = (range(0x300, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x20000))
# They choose a glyph and spell nothing: "1" and an emoji's "1" are one word.
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)

_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_IN_WORD = re.compile(rb"\w", re.ASCII).match
_WORD = re.compile(r"\w+")
# All but Latin, Greek and Cyrillic letters, quotes and dashes: among these are no mark
# and no script without spaces, so that `_WORD` finds their words, six times as fast.
_UNUSUAL = re.compile("[^\0-\u02ff\u0370-\u0482\u2000-\u20cf]")


def map_ascii(other: bytes) -> bytes:
    """What `bytes.translate` makes of ASCII text to leave its words alone.

    Args:
        other: The byte that stands for all that is in no word.

    Returns:
        The small letter of each byte, and bytes beyond ASCII as they are.
    """
    return b"".join(
        code if not code.isascii() else code.lower() if _IN_WORD(code) else other
        for code in (bytes([byte]) for byte in range(256))
    )


_ASCII_LOWER = map_ascii(b" ")


class WordPatterns(NamedTuple):
    """What words are made of, as regular expressions."""

    word: re.Pattern[str]
    """A word."""
    run: re.Pattern[str]
    """A run of words with nothing between them."""


@cache
def compile_patterns() -> WordPatterns:
    """Compile the patterns, on first use: finding every mark takes a while."""
    spaceless = _write_ranges(SPACELESS)
    mark = f"[{_write_ranges(list_marks())}]"
    # Of a spaceless script only digits make runs, and everything else stands alone.
    letter = rf"(?:[^\W{spaceless}]|(?=\d)[{spaceless}])"
    alone = rf"(?=[^\W\d])[{spaceless}]"
    return WordPatterns(
        word=re.compile(f"{letter}(?:{letter}|{mark})*|{alone}{mark}*"),
        run=re.compile(rf"\w(?:\w|{mark})*"),
    )


@cache
def list_marks() -> list[tuple[int, int]]:
    """First and last code points of the runs of marks, which belong to a word."""
    # Mapped, for every process that sketches begins with this: a fifth of the time.
    codes = list(chain(*_MARKS))
    kinds = map(unicodedata.category, map(chr, codes))
    marks = [
        code
        for code, kind in zip(codes, kinds, strict=True)
        if kind[0] == "M" and code not in _VARIATION_SELECTORS
    ]
    starts = [marks[0], *(b for a, b in pairwise(marks) if b != a + 1)]
    ends = [*(a for a, b in pairwise(marks) if b != a + 1), marks[-1]]
    return list(zip(starts, ends, strict=True))


def normalise(text: str) -> str:
    """Put a text into the form whose words are compared: lower case, then NFC."""
    # In this order, as some capitals compose with no mark that their small ones do.
    return unicodedata.normalize("NFC", text.lower())


def split_words(text: str) -> list[str]:
    """Split a text into its words.

    Args:
        text: Any text; it need not be normalised.

    Returns:
        The words in order, with repeats, in lower case and NFC. Empty for a text
        without a letter or digit.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    normal = normalise(text)
    pattern = compile_patterns().word if _UNUSUAL.search(normal) else _WORD
    return pattern.findall(normal)


def squeeze(text: str) -> str:
    """Write a text's words with one space wherever anything else parts them.

    Args:
        text: Any text; it need not be normalised.

    Returns:
        Lower case and NFC. Letters of scripts without spaces have none between them.
    """
    return " ".join(compile_patterns().run.findall(normalise(text)))


def passage_key(passage: str) -> int:
    """Hash a passage so that copies of it share the key.

    Args:
        passage: A sentence or line. Punctuation, case and spacing do not matter.

    Returns:
        A signed 64-bit integer, the same on every machine and in every version:
        BLAKE2b-64 of the words joined by one space, in UTF-8.
    """
    if passage.isascii():
        words = b" ".join(passage.encode("ascii").translate(_ASCII_LOWER).split())
    else:
        words = " ".join(split_words(passage)).encode("utf-8", "surrogatepass")
    digest = blake2b(words, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _write_ranges(ranges: Iterable[tuple[int, int]]) -> str:
    """Write code points as the inside of a regular expression's brackets."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
