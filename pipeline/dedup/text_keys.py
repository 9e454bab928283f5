"""One 64-bit key for all the words of a document, so that exact copies share it.

The sum of the words' hashes, each times a power that says where it stands, so that it
can be computed in bulk and in pieces.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.word_buffer import Places
from pipeline.dedup.word_hashes import Hashes, hash_word, mix, mix_one
from pipeline.dedup.words import split_words

_MASK = (1 << 64) - 1
# Odd, so that powers have inverses; not the one of shingles, which a document of one
# shingle would otherwise share its key with.
_PLACE = 0xA3B195354A39B70D
_COUNT = 0x9E3779B97F4A7C15


class TextKeys:
    """Sums up the keys of some documents, which come piece by piece."""

    def __init__(self, documents: int) -> None:
        """Start with documents that have no word.

        Args:
            documents: How many.
        """
        self._sums = np.zeros(documents, dtype=np.uint64)
        self._counts = np.zeros(documents, dtype=np.int64)

    def add(self, documents: Places, words: Hashes, firsts: Places) -> None:
        """Add the next words of some documents.

        Args:
            documents: Which document each piece is of; none twice.
            words: The hashes of the pieces' words.
            firsts: For each piece the index of its first word; their number at the end.
        """
        lengths = np.diff(firsts)
        has_words = lengths > 0
        if not has_words.any():
            return
        starts, owners = firsts[:-1][has_words], documents[has_words]
        powers, inverses = _POWERS.reach(len(words))
        sums = np.add.reduceat(words * powers[: len(words)], starts)
        sums *= inverses[starts]
        for at in np.flatnonzero(self._counts[owners]):
            # Seldom: a document that was cut goes on.
            done = int(self._counts[owners[at]])
            sums[at : at + 1] *= np.uint64(pow(_PLACE, done, 1 << 64))
        self._sums[owners] += sums
        self._counts[owners] += lengths[has_words]

    def finish(self) -> NDArray[np.int64]:
        """The keys, one a document."""
        state = self._sums + self._counts.astype(np.uint64) * np.uint64(_COUNT)
        return mix(state).view(np.int64)


def text_key(text: str) -> int:
    """Compute a document's key: the plain form of `TextKeys`.

    Args:
        text: Any text. Punctuation, case and spacing do not matter.

    Returns:
        A signed 64-bit integer, the same on every machine.
    """
    words = split_words(text)
    state, power = len(words) * _COUNT & _MASK, 1
    for word in words:
        state = (state + hash_word(word) * power) & _MASK
        power = power * _PLACE & _MASK
    key = mix_one(state)
    return key - (1 << 64) if key >> 63 else key


class _Powers:
    """Powers of _PLACE from 0, and of its inverse; kept, as blocks are alike."""

    def __init__(self) -> None:
        self._powers = np.ones(1, dtype=np.uint64)
        self._inverses = self._powers

    def reach(self, count: int) -> tuple[Hashes, Hashes]:
        """At least `count` of each."""
        if len(self._powers) < count:
            size = 1 << (count - 1).bit_length()
            self._powers = _list_powers(_PLACE, size)
            self._inverses = _list_powers(pow(_PLACE, -1, 1 << 64), size)
        return self._powers, self._inverses


def _list_powers(base: int, count: int) -> Hashes:
    powers = np.full(count, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


_POWERS = _Powers()
