"""MinHash sketches of documents, in bulk. Does not know clusters or tables.

A document's shingles are its runs of five words. Its sketch holds, for each of 112
permutations, the smallest permuted hash of a shingle; two sketches agree in about as
many places as the shingle sets' Jaccard similarity says. The numbers are those of
`datasketch.MinHash(scheme="affine32")`, which can load, compare and index them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.word_hashes import Hashes, hash_word, hash_words, mix, mix_one

if TYPE_CHECKING:
    from datasketch import MinHash

Signatures = NDArray[np.uint32]

_SCHEME = "affine32"
_EMPTY = np.uint32(0xFFFFFFFF)
_MASK = (1 << 64) - 1
# Odd, and 3 modulo 4, so that swapping two words changes the sum.
_ORDER = 0xD6E8FEB86659FD93
_BAND = 0x9E3779B97F4A7C15

# Text is worked on in blocks of so many characters: a block's arrays stay
# close to the core, and memory does not depend on the longest document.
_BLOCK_CHARS = 1 << 18
# Shingles permuted at a time: 128 KB of hashes and as much of products, which stay
# in the second-level cache; fewer, and the calls cost more than the arithmetic.
_BLOCK_SHINGLES = 1 << 15
# A document may be cut after these: no composition, reordering or final sigma
# reaches across them, so the pieces normalise as the whole does.
_CUT = re.compile(r"[\s。、，！？]")


@dataclass(frozen=True)
class SketchSettings:
    """How documents are sketched; sketches compare only under equal settings."""

    shingle_words: int = 5
    permutations: int = 112
    bands: int = 14
    rows: int = 8
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse bands that do not tile the signature."""
        if self.bands * self.rows > self.permutations:
            raise ValueError(
                f"{self.bands} bands of {self.rows} rows need more than the "
                f"{self.permutations} permutations there are."
            )


@dataclass
class _Carry:
    """What the next block must know of a document that the last one cut."""

    words: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    has_shingles: bool = False


class Sketcher:
    """Computes sketches under one setting. Holds the permutations, nothing else."""

    def __init__(self, settings: SketchSettings | None = None) -> None:
        self.settings = settings or SketchSettings()
        self._multipliers, self._addends = _draw_permutations(self.settings)

    def sketch(self, texts: Sequence[str]) -> Signatures:
        """Compute the signatures of some documents.

        Args:
            texts: n >= 0 documents of any length. Beside the texts and the result,
                memory stays under some 20 MB however long they are, unless one runs
                on for millions of characters without white space.

        Returns:
            An (n, permutations) array; row i belongs to texts[i] and depends on it
            alone. A document of fewer words than a shingle has one shingle of all
            its words; one without words has the signature of the empty set, all
            bits set.
        """
        signatures = np.full((len(texts), self.settings.permutations), _EMPTY)
        carry = _Carry()
        for documents, pieces, goes_on in _blocks(texts):
            hashes, counts, carry = self._shingle(pieces, carry, goes_on=goes_on)
            self._lower(signatures, hashes, np.repeat(documents, counts))
        return signatures

    def band_hashes(self, signatures: Signatures) -> NDArray[np.int64]:
        """Hash the rows of each band, so that equal bands can be found by a join.

        Args:
            signatures: An (n, permutations) array from `sketch`.

        Returns:
            An (n, bands) array of signed 64-bit hashes, the same on every machine.
            The band's number is part of the hash: equal rows in different bands
            differ.
        """
        bands, rows = self.settings.bands, self.settings.rows
        used = signatures[:, : bands * rows].astype(np.uint64)
        cells = used.reshape(len(signatures), bands, rows)
        state = np.arange(1, bands + 1, dtype=np.uint64) * np.uint64(_BAND)
        state = np.repeat(state[np.newaxis], len(signatures), axis=0)
        for row in range(rows):
            state ^= cells[:, :, row]
            mix(state)
        return state.view(np.int64)

    def _shingle(
        self, pieces: Sequence[str], carry: _Carry, *, goes_on: bool
    ) -> tuple[Signatures, NDArray[np.int64], _Carry]:
        """Hash the shingles of a block: hashes, their number by piece, and the rest."""
        size = self.settings.shingle_words
        words, firsts = hash_words(pieces)
        if len(carry.words):
            words = np.concatenate([carry.words, words])
            firsts[1:] += len(carry.words)
        lengths = np.diff(firsts)
        counts = np.maximum(lengths - (size - 1), 0)
        hashes = _combine(words, size)
        if len(words):
            # Shingles that run over the end of a document are computed and dropped.
            left = np.repeat(firsts[1:], lengths) - np.arange(len(words))
            hashes = hashes[left[: len(hashes)] >= size]
        short = (lengths > 0) & (lengths < size)
        short[0] &= not carry.has_shingles
        rest = _Carry()
        if goes_on:
            short[-1] = False
            first = max(firsts[-2], firsts[-1] - (size - 1))
            shingled = bool(counts[-1]) or (len(pieces) == 1 and carry.has_shingles)
            rest = _Carry(words[first : firsts[-1]].copy(), shingled)
        if short.any():
            places = np.flatnonzero(short)
            alone = np.empty(len(places), dtype=np.uint64)
            for at, place in enumerate(places):
                part = words[firsts[place] : firsts[place + 1]]
                alone[at] = _combine(part, len(part))[0]
            hashes = np.insert(hashes, np.cumsum(counts)[places], alone)
            counts[places] = 1
        return _fold(hashes), counts, rest

    def _lower(
        self,
        signatures: Signatures,
        hashes: Signatures,
        documents: NDArray[np.int64],
    ) -> None:
        """Lower the documents' signatures to the permuted hashes of their shingles."""
        buffer = np.empty(_BLOCK_SHINGLES, dtype=np.uint32)
        for start in range(0, len(hashes), _BLOCK_SHINGLES):
            block = hashes[start : start + _BLOCK_SHINGLES]
            owners = documents[start : start + _BLOCK_SHINGLES]
            product = buffer[: len(block)]
            changes = np.flatnonzero(owners[1:] != owners[:-1]) + 1
            starts = np.concatenate([np.zeros(1, dtype=np.int64), changes])
            least = np.empty((self.settings.permutations, len(starts)), dtype=np.uint32)
            for index in range(self.settings.permutations):
                np.multiply(block, self._multipliers[index], out=product)
                np.add(product, self._addends[index], out=product)
                np.minimum.reduceat(product, starts, out=least[index])
            rows = owners[starts]
            signatures[rows] = np.minimum(signatures[rows], least.T)


def shingle_hash(words: Sequence[str]) -> int:
    """Hash one shingle: the plain form of what `Sketcher` computes in bulk.

    Args:
        words: One or more words as `split_words` gives them; their order counts.

    Returns:
        An unsigned 32-bit integer, fit to be datasketch's `hashfunc`.
    """
    state = 0
    for word in words:
        state = (state * _ORDER + hash_word(word)) & _MASK
    return mix_one(state) >> 32


def load_signature(sketch: bytes, settings: SketchSettings | None = None) -> MinHash:
    """Read a stored sketch back as a MinHash to compare, merge or index.

    Args:
        sketch: One signature as documents.sketch stores it: little-endian u32.
        settings: What it was computed with; by default the standard settings.

    Returns:
        The MinHash whose `update` takes a sequence of words.

    Raises:
        ValueError: `sketch` is not as long as `settings` say.
    """
    # Imported here alone: it takes longer than a worker needs for 10 MB of text.
    from datasketch import MinHash

    settings = settings or SketchSettings()
    values = np.frombuffer(sketch, dtype="<u4").astype(np.uint32)
    if len(values) != settings.permutations:
        raise ValueError(
            f"A sketch of {len(sketch)} bytes holds {len(values)} values, not the "
            f"{settings.permutations} of these settings."
        )
    return MinHash(
        num_perm=settings.permutations,
        seed=settings.seed,
        scheme=_SCHEME,
        hashfunc=shingle_hash,
        hashvalues=values,
    )


def _draw_permutations(settings: SketchSettings) -> tuple[Signatures, Signatures]:
    """Draw the multipliers, odd, and addends of h -> a h + b mod 2^32.

    Source: the draws of datasketch 2's affine32 scheme; NumPy keeps this generator's
    stream for ever.
    """
    draw = np.random.RandomState(settings.seed)
    halves = draw.randint(0, 1 << 31, settings.permutations, dtype=np.uint32)
    addends = draw.randint(0, 1 << 32, settings.permutations, dtype=np.uint32)
    return halves * np.uint32(2) + np.uint32(1), addends


def _combine(words: Hashes, size: int) -> Hashes:
    """Combine each run of `size` word hashes, in order: (..(w1 p + w2) p ..) + wk."""
    count = max(len(words) - size + 1, 0)
    state = words[:count].copy()
    for place in range(1, size):
        state *= np.uint64(_ORDER)
        state += words[place : place + count]
    return state


def _fold(hashes: Hashes) -> Signatures:
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


def _blocks(
    texts: Sequence[str],
) -> Iterator[tuple[NDArray[np.int64], list[str], bool]]:
    """Group texts into blocks of work, cutting long ones.

    Yields:
        For each block the indices of its documents, their pieces of text, and
        whether the last document goes on in the next block.
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
                yield np.array(documents), pieces, goes_on
                documents, pieces, chars = [], [], 0
            if not goes_on:
                break
    if pieces:
        yield np.array(documents), pieces, False


def _find_cut(text: str, wanted: int) -> int:
    """Find the first place at or after `wanted` where a text may be cut."""
    if wanted >= len(text):
        return len(text)
    found = _CUT.search(text, wanted)
    return found.end() if found else len(text)
