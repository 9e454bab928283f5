"""The shingles of many documents as 32-bit hashes. Does not know permutations.

A shingle is a run of words, or of characters. Its hash is that of its units' hashes in
order, so it is computed for all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.word_buffer import Places
from pipeline.dedup.word_hashes import Hashes, hash_word, mix, mix_one

ShingleHashes = NDArray[np.uint32]

_MASK = (1 << 64) - 1
# Odd, and 3 modulo 4, so that swapping two words changes the sum.
_ORDER = 0xD6E8FEB86659FD93

# Text is worked on in blocks of so many characters: a block's arrays stay
# close to the core, and memory does not depend on the longest document.
_BLOCK_CHARS = 1 << 18
# A document may be cut after these: no composition, reordering or final sigma
# reaches across them, so the pieces normalise as the whole does.
_CUT = re.compile(r"[\s。、，！？]")


@dataclass(frozen=True)
class Block:
    """Some text, to be worked on together.

    Attributes:
        documents: Which document each piece is of.
        pieces: Whole documents, but for the first, which may have begun in the block
            before, and the last.
        goes_on: Whether the last document goes on in the next block.
    """

    documents: Places
    pieces: list[str]
    goes_on: bool


@dataclass
class Rest:
    """What the next block must know of a document that the last one cut."""

    units: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    has_shingles: bool = False

    @property
    def has_units(self) -> bool:
        """Whether the document had any word yet."""
        return self.has_shingles or len(self.units) > 0


def cut_blocks(texts: Sequence[str]) -> Iterator[Block]:
    """Group texts into blocks of work, cutting long ones.

    Args:
        texts: n >= 0 documents of any length.

    Yields:
        Blocks that hold all of the text, in order.
    """
    documents: list[int] = []
    pieces: list[str] = []
    chars = 0
    for index, text in enumerate(texts):
        start = 0
        while True:
            cut = _find_cut(text, start + _BLOCK_CHARS - chars)
            documents.append(index)
            pieces.append(text[start:cut])
            chars += cut - start
            start = cut
            goes_on = start < len(text)
            if chars >= _BLOCK_CHARS:
                yield Block(np.array(documents), pieces, goes_on)
                documents, pieces, chars = [], [], 0
            if not goes_on:
                break
    if pieces:
        yield Block(np.array(documents), pieces, goes_on=False)


def hash_shingles(
    units: Hashes, firsts: Places, size: int, rest: Rest, *, goes_on: bool
) -> tuple[ShingleHashes, Places, Rest]:
    """Hash the shingles of a block.

    Args:
        units: The hashes of the words or characters of its pieces.
        firsts: For each piece the index of its first unit; their number at the end.
        size: Units of a shingle.
        rest: What the block before left over.
        goes_on: Whether the last piece's document goes on in the next block.

    Returns:
        The hashes, ready to be permuted; how many each piece has; and what this block
        leaves over. A document of fewer units than a shingle has one of all of them.
    """
    firsts = firsts.copy()
    if len(rest.units):
        units = np.concatenate([rest.units, units])
        firsts[1:] += len(rest.units)
    lengths = np.diff(firsts)
    counts = np.maximum(lengths - (size - 1), 0)
    hashes = _combine(units, size)
    if len(units):
        # Shingles that run over the end of a document are computed and dropped.
        left = np.repeat(firsts[1:], lengths) - np.arange(len(units))
        hashes = hashes[left[: len(hashes)] >= size]
    short = (lengths > 0) & (lengths < size)
    short[0] &= not rest.has_shingles
    over = Rest()
    if goes_on:
        short[-1] = False
        first = max(firsts[-2], firsts[-1] - (size - 1))
        shingled = bool(counts[-1]) or (len(lengths) == 1 and rest.has_shingles)
        over = Rest(units[first : firsts[-1]].copy(), shingled)
    if short.any():
        places = np.flatnonzero(short)
        alone = np.empty(len(places), dtype=np.uint64)
        for at, place in enumerate(places):
            part = units[firsts[place] : firsts[place + 1]]
            alone[at] = _combine(part, len(part))[0]
        hashes = np.insert(hashes, np.cumsum(counts)[places], alone)
        counts[places] = 1
    return _fold(hashes), counts, over


def shingle_hash(units: Sequence[str]) -> int:
    """Hash one shingle: the plain form of what is computed in bulk.

    Args:
        units: One or more words as `split_words` gives them, or characters as `squeeze`
            writes them (a string); their order counts.

    Returns:
        An unsigned 32-bit integer, fit to be datasketch's `hashfunc`.
    """
    state = 0
    for unit in units:
        state = (state * _ORDER + hash_word(unit)) & _MASK
    return mix_one(state) >> 32


def _combine(units: Hashes, size: int) -> Hashes:
    """Combine each run of `size` hashes, in order: (..(h1 p + h2) p ..) + hk.

    By doubling: a run of 2k is a run of k, times p^k, plus the one behind it.
    """
    state, length = units, 1
    for bit in f"{size:b}"[1:]:
        state, length = _join(state, state, length, length), 2 * length
        if bit == "1":
            state, length = _join(state, units, length, 1), length + 1
    return state


def _join(before: Hashes, behind: Hashes, length: int, added: int) -> Hashes:
    """Combine runs of `length` with those of `added` that follow them."""
    count = max(len(behind) - length, 0)
    joined: Hashes = before[:count] * np.uint64(pow(_ORDER, added, 1 << 64))
    joined += behind[length : length + count]
    return joined


def _fold(hashes: Hashes) -> ShingleHashes:
    """Fold combined hashes to 32 bits, ready to be permuted.

    Source: the last three lines are the pre-mix (MurmurHash3 fmix32) that
    datasketch applies to every hash under its affine32 scheme.
    """
    folded = (mix(hashes) >> np.uint64(32)).astype(np.uint32)
    folded ^= folded >> np.uint32(16)
    folded *= np.uint32(0x85EBCA6B)
    folded ^= folded >> np.uint32(13)
    folded *= np.uint32(0xC2B2AE35)
    folded ^= folded >> np.uint32(16)
    return folded


def _find_cut(text: str, wanted: int) -> int:
    """Find the first place at or after `wanted` where a text may be cut."""
    if wanted >= len(text):
        return len(text)
    found = _CUT.search(text, wanted)
    return found.end() if found else len(text)
