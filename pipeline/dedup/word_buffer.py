"""Many texts as one buffer of UTF-8, and where their words lie in it.

No Python object a word: what is no word's is overwritten by zeros, so that words are
the runs of non-zero bytes, but where a letter is a word of its own. Does not know
hashes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.characters import (
    ALONE,
    CONTEXT,
    MARK,
    OTHER,
    SMALLER,
    make_tables,
)
from pipeline.dedup.words import map_ascii, normalise

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

PADDING = 24
"""Zeros at the end of a buffer, so that loads of 8 bytes may run over the last word."""

_NO_PLACES: Places = np.empty(0, dtype=np.int64)
# The bits of a sequence's first byte that say how long it is.
_LEAD_BITS = np.array(
    [0] * 0xC0 + [0xC0] * 0x20 + [0xE0] * 0x10 + [0xF0] * 0x10, dtype=np.uint8
)

# Everything that is in no word becomes 0, and bytes of longer sequences stay.
_ASCII_WORDS = map_ascii(b"\0")


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
    pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
    buffer, offsets = _join(pieces)
    cuts = _NO_PLACES
    if not all(text.isascii() for text in texts):
        wide = _read_wide(buffer)
        context = wide.leads[make_tables().changes[wide.codes] == CONTEXT]
        if len(context):
            # Seldom in English: what only the whole text can tell.
            for at in np.unique(np.searchsorted(offsets, context) - 1).tolist():
                pieces[at] = normalise(texts[at]).encode("utf-8", "surrogatepass")
            buffer, offsets = _join(pieces)
            wide = _read_wide(buffer)
        _make_small(buffer, wide)
        cuts = _erase_non_words(buffer, wide)
    is_word = buffer != 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    if len(cuts):
        # Two sorted runs each: a stable sort merges them.
        starts = np.sort(np.concatenate([starts, cuts]), kind="stable")
        ends = np.sort(np.concatenate([ends, cuts]), kind="stable")
    return WordBuffer(buffer, starts, ends, offsets)


@dataclass(frozen=True)
class _Wide:
    """Characters that are not ASCII: their first bytes, bytes over two, and codes."""

    leads: Places
    extra: Places
    codes: Places


def _join(pieces: Sequence[bytes]) -> tuple[Bytes, Places]:
    """Put texts into one buffer, without what of ASCII is no word's; say where."""
    joined = b"\0" + b"\0".join(pieces) + bytes(PADDING)
    buffer = np.frombuffer(bytearray(joined).translate(_ASCII_WORDS), dtype=np.uint8)
    offsets = np.zeros(len(pieces) + 1, dtype=np.int64)
    np.cumsum([len(piece) + 1 for piece in pieces], out=offsets[1:])
    return buffer, offsets


def _read_wide(buffer: Bytes) -> _Wide:
    leads = np.flatnonzero(buffer >= 0xC0)
    first = buffer[leads]
    extra = (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
    # The first byte's payload is its low 5, 4 or 3 bits.
    codes = (first & (0x1F >> extra)).astype(np.int64)
    for after in range(1, 4):
        more = extra >= after - 1
        following = buffer[leads + after] & 0x3F
        codes = np.where(more, (codes << 6) | following, codes)
    return _Wide(leads, extra, codes)


def _make_small(buffer: Bytes, wide: _Wide) -> None:
    """Write small letters over capitals, in the buffer and in its codes."""
    tables = make_tables()
    capitals = np.flatnonzero(tables.changes[wide.codes] == SMALLER)
    small = tables.small[wide.codes[capitals]]
    wide.codes[capitals] = small
    last = wide.leads[capitals] + wide.extra[capitals] + 1
    left = wide.extra[capitals] + 1
    while len(small):
        # From the last byte to the second, six bits each; as many as before.
        buffer[last] = (buffer[last] & 0xC0) | (small & 0x3F)
        small, last, left = small >> 6, last - 1, left - 1
        done = left == 0
        # The first byte says by its high bits how many there are, and has the rest.
        buffer[last[done]] = _LEAD_BITS[buffer[last[done]]] | small[done]
        small, last, left = small[~done], last[~done], left[~done]


def _erase_non_words(buffer: Bytes, wide: _Wide) -> Places:
    """Zero every non-ASCII character that is no word's; find words without a gap.

    Returns:
        The bytes at which a word begins where another one ends, in order.
    """
    leads, extra = wide.leads, wide.extra
    kinds = make_tables().kinds[wide.codes]
    _erase(buffer, leads, extra, kinds == OTHER)
    ends = leads + extra + 2
    if (kinds == MARK).any():
        orphans, ends = _attach_marks(buffer, leads, ends, kinds)
        _erase(buffer, leads, extra, orphans)
    alone = kinds == ALONE
    if not alone.any():
        return _NO_PLACES
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
    is_mark = kinds == MARK
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
