"""Many texts as one buffer of UTF-8, and where their words lie in it.

No Python object a word: what is no word's is overwritten by zeros, so that words are
the runs of non-zero bytes, but where a letter is a word of its own. Does not know
hashes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.words import SPACELESS, list_marks, normalise

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

PADDING = 24
"""Zeros at the end of a buffer, so that loads of 8 bytes may run over the last word."""

_WORD_CHARACTERS, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")
_OTHER, _LETTER, _ALONE, _MARK = range(4)

# ASCII as words see it: capitals become small, everything else that is not \w
# becomes 0, and bytes of longer sequences stay.
_ASCII_WORDS = bytes(
    byte
    if byte >= 0x80
    else ord(chr(byte).lower())
    if chr(byte).isalnum() or chr(byte) == "_"
    else 0
    for byte in range(256)
)


@dataclass(frozen=True)
class WordBuffer:
    """Texts in one buffer.

    Attributes:
        bytes: Lower-case UTF-8 with zeros where no word is. A zero opens it and another
            closes each text, so that no word reaches into the next one.
        starts: The first byte of each word, in order.
        ends: One past its last byte.
        offsets: For each text the zero before it, and the length as one entry more.
    """

    bytes: Bytes
    starts: Places
    ends: Places
    offsets: Places


def find_words(texts: Sequence[str]) -> WordBuffer:
    """Find every word of some texts.

    Args:
        texts: n >= 0 texts, not normalised. Working memory is about 20 bytes for
            each byte of text, so the caller keeps their sum small.

    Returns:
        The words that `split_words` finds.
    """
    pieces = [_encode(text) for text in texts]
    joined = b"\0" + b"\0".join(pieces) + bytes(PADDING)
    buffer = np.frombuffer(bytearray(joined).translate(_ASCII_WORDS), dtype=np.uint8)
    cuts = None
    if not all(text.isascii() for text in texts):
        cuts = _erase_non_words(buffer)
    is_word = buffer != 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    if cuts is not None and len(cuts):
        # Two sorted runs each: a stable sort merges them.
        starts = np.sort(np.concatenate([starts, cuts]), kind="stable")
        ends = np.sort(np.concatenate([ends, cuts]), kind="stable")
    offsets = np.zeros(len(pieces) + 1, dtype=np.int64)
    np.cumsum([len(piece) + 1 for piece in pieces], out=offsets[1:])
    return WordBuffer(buffer, starts, ends, offsets)


def _encode(text: str) -> bytes:
    # ASCII is its own NFC, and the byte table takes care of its capitals.
    if text.isascii():
        return text.encode("ascii")
    return normalise(text).encode("utf-8", "surrogatepass")


def _erase_non_words(buffer: Bytes) -> Places:
    """Zero every non-ASCII character that is no word's; find words without a gap.

    Returns:
        The bytes at which a word begins where another one ends, in order.
    """
    leads = np.flatnonzero(buffer >= 0xC0)
    first = buffer[leads]
    extra = (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
    # The first byte's payload is its low 5, 4 or 3 bits.
    code = (first & (0x1F >> extra)).astype(np.int64)
    for after in range(1, 4):
        more = extra >= after - 1
        following = buffer[leads + after] & 0x3F
        code = np.where(more, (code << 6) | following, code)
    kinds = _kinds()[code]
    _erase(buffer, leads, extra, kinds == _OTHER)
    ends = leads + extra + 2
    if (kinds == _MARK).any():
        orphans, ends = _attach_marks(buffer, leads, ends, kinds)
        _erase(buffer, leads, extra, orphans)
    alone = kinds == _ALONE
    if not alone.any():
        return np.empty(0, dtype=np.int64)
    is_cut = np.zeros(len(buffer), dtype=np.bool_)
    is_cut[leads[alone]] = True
    is_cut[ends[alone]] = True
    is_cut &= buffer != 0
    is_cut[1:] &= buffer[:-1] != 0
    return np.flatnonzero(is_cut)


def _attach_marks(
    buffer: Bytes, leads: Places, ends: Places, kinds: Bytes
) -> tuple[NDArray[np.bool_], Places]:
    """Find the marks that follow no word, and the ends of characters with marks.

    Returns:
        For each character whether it is a mark without a word to belong to; and its
        end, or that of the marks right behind it.
    """
    is_mark = kinds == _MARK
    follows = np.zeros(len(leads), dtype=np.bool_)
    follows[1:] = leads[1:] == ends[:-1]
    marks = np.flatnonzero(is_mark)
    opens = np.ones(len(marks), dtype=np.bool_)
    opens[1:] = ~(follows[marks[1:]] & is_mark[marks[1:] - 1])
    first = marks[opens]
    last = marks[np.append(opens[1:], True)]
    orphans = np.zeros(len(leads), dtype=np.bool_)
    chain = np.cumsum(opens) - 1
    orphans[marks] = (buffer[leads[first] - 1] == 0)[chain]
    reaches = ends.copy()
    behind = first[follows[first]]
    reaches[behind - 1] = ends[last[follows[first]]]
    return orphans, reaches


def _erase(
    buffer: Bytes, leads: Places, extra: Places, gone: NDArray[np.bool_]
) -> None:
    leads, extra = leads[gone], extra[gone]
    buffer[leads] = 0
    buffer[leads + 1] = 0
    for after in range(2, 4):
        buffer[leads[extra >= after - 1] + after] = 0


# Beyond plane 3 there are no letters or digits, only tags, selectors and private use.
_LETTERS_END = 0x40000


@cache
def _kinds() -> Bytes:
    """Say of every code point what it is to words: one byte each, 1.1 MB."""
    points = np.arange(_LETTERS_END, dtype="<u4").tobytes()
    text = points.decode("utf-32-le", "surrogatepass")
    kinds = np.full(sys.maxunicode + 1, _OTHER, dtype=np.uint8)
    for run in _WORD_CHARACTERS.finditer(text):
        kinds[run.start() : run.end()] = _LETTER
    for first, last in SPACELESS:
        spaceless = kinds[first : last + 1]
        spaceless[spaceless == _LETTER] = _ALONE
    for run in _DIGITS.finditer(text):
        kinds[run.start() : run.end()] = _LETTER
    for first, last in list_marks():
        kinds[first : last + 1] = _MARK
    return kinds
