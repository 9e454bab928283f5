"""MinHash sketches of documents, in bulk. Does not know clusters or tables.

A document's shingles are its runs of five words, or as the settings say. Its sketch
holds, for each of 112 permutations, the smallest permuted hash of a shingle; two
sketches agree in about as many places as their documents' Jaccard similarity says. The
numbers are those of `datasketch.MinHash(scheme="affine32")`, which can load, compare
and index them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.settings import ShingleUnit, SketchSettings
from pipeline.dedup.shingles import Rest, cut_blocks, hash_shingles, shingle_hash
from pipeline.dedup.text_keys import TextKeys
from pipeline.dedup.word_buffer import Places
from pipeline.dedup.word_hashes import hash_characters, hash_words, mix

if TYPE_CHECKING:
    from datasketch import MinHash

Signatures = NDArray[np.uint32]

_SCHEME = "affine32"
_EMPTY = np.uint32(0xFFFFFFFF)
_BAND = 0x9E3779B97F4A7C15

# Shingles permuted at a time: 128 KB of hashes and as much of products, which stay
# in the second-level cache; fewer, and the calls cost more than the arithmetic.
_BLOCK_SHINGLES = 1 << 15


class Sketches(NamedTuple):
    """What is kept of some documents' texts."""

    signatures: Signatures
    """One row a document, one column a permutation."""
    text_keys: NDArray[np.int64]
    """One a document; those of equal words in equal order are equal."""


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
            alone. A document of fewer words (or characters) than a shingle has one
            shingle of all of them, so that two such are either equal or unlike; one
            without words has the signature of the empty set, all bits set.
        """
        return self.sketch_and_key(texts).signatures

    def sketch_and_key(self, texts: Sequence[str]) -> Sketches:
        """Compute the signatures of some documents, and their keys on the way.

        Args:
            texts: As for `sketch`.

        Returns:
            The signatures, and the keys as `text_key` has them.
        """
        size = self.settings.shingle_size
        signatures = np.full((len(texts), self.settings.permutations), _EMPTY)
        keys = TextKeys(len(texts))
        rest = Rest()
        for block in cut_blocks(texts):
            units, firsts = hash_words(block.pieces)
            keys.add(block.documents, units, firsts)
            if self.settings.shingle_unit == ShingleUnit.CHARACTERS:
                units, firsts = hash_characters(block.pieces, goes_on=rest.has_units)
            hashes, counts, rest = hash_shingles(
                units, firsts, size, rest, goes_on=block.goes_on
            )
            self._lower(signatures, hashes, np.repeat(block.documents, counts))
        return Sketches(signatures, keys.finish())

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

    def _lower(
        self,
        signatures: Signatures,
        hashes: Signatures,
        documents: Places,
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


def load_signature(sketch: bytes, settings: SketchSettings | None = None) -> MinHash:
    """Read a stored sketch back as a MinHash to compare, merge or index.

    Args:
        sketch: One signature as documents.sketch stores it: little-endian u32.
        settings: What it was computed with; by default the standard settings.

    Returns:
        The MinHash whose `update` takes a shingle: a sequence of words, or a string.

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
