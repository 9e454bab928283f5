"""A 64-bit hash for every word or character of many texts at once.

Each is hashed from 8-byte loads at its start: no Python object per word. `hash_word` is
the same hash, plainly. Does not know documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.word_buffer import Bytes, Places, find_words

Hashes = NDArray[np.uint64]

_MASK = (1 << 64) - 1
# Odd constants with well-spread bits: the golden ratio for the length, MurmurHash3's
# finaliser and Steele's splitmix64 for the rest. Changing one changes every sketch.
_LENGTH = 0x9E3779B97F4A7C15
_CHUNK = 0xBF58476D1CE4E5B9
_MIX_1 = 0xFF51AFD7ED558CCD
_MIX_2 = 0xC4CEB9FE1A85EC53

# Longer words are not language; hashing them one by one keeps the bulk loop short.
_LONGEST_IN_BULK = 64

_KEEP_BYTES = np.array([(1 << (8 * count)) - 1 for count in range(9)], dtype=np.uint64)


def hash_word(word: str) -> int:
    """Hash one word: the plain form of `hash_words`.

    Args:
        word: A word as `split_words` gives it.

    Returns:
        An unsigned 64-bit integer. Words of up to 8 bytes of UTF-8 that have the
        same length never share it.
    """
    data = word.encode("utf-8", "surrogatepass")
    if len(data) > _LONGEST_IN_BULK:
        return _digest(data)
    state = len(data) * _LENGTH & _MASK
    for start in range(0, len(data), 8):
        chunk = int.from_bytes(data[start : start + 8], "little")
        state = (state ^ chunk) * _CHUNK & _MASK
        state ^= state >> 32
    return mix_one(state)


def hash_words(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """Hash every word of some texts.

    Args:
        texts: n >= 0 texts, not normalised. Working memory is about 20 bytes for
            each byte of text, so the caller keeps their sum small.

    Returns:
        The hashes of all words in order, and for each text the index of its first
        word, with the number of words as an (n + 1)-th entry.
    """
    found = find_words(texts)
    hashes = _hash_runs(found.bytes, found.starts, found.ends)
    return hashes, np.searchsorted(found.starts, found.offsets + 1)


def hash_characters(
    texts: Sequence[str], *, goes_on: bool = False
) -> tuple[Hashes, Places]:
    """Hash every character of some texts as `squeeze` writes them.

    Args:
        texts: As for `hash_words`.
        goes_on: Whether the first text goes on where another one with words ended: then
            a space is before its first word too.

    Returns:
        The hashes of all characters in order, each as if it were a word; and for each
        text the index of its first, with their number as an (n + 1)-th entry.
    """
    found = find_words(texts)
    buffer = found.bytes
    # A word has a zero before it, unless it touches the last one: there its space goes.
    spaces = found.starts[buffer[found.starts - 1] == 0] - 1
    first = np.searchsorted(spaces, found.offsets)
    opening = first[:-1][first[1:] > first[:-1]]
    if goes_on and len(opening) and first[1]:
        opening = opening[1:]
    buffer[np.delete(spaces, opening)] = ord(" ")
    # Every byte but a zero and the later ones of a sequence starts a character.
    starts = np.flatnonzero((buffer != 0) & (buffer & 0xC0 != 0x80))
    lead = buffer[starts]
    lengths = 1 + (lead >= 0xC0).astype(np.int64) + (lead >= 0xE0) + (lead >= 0xF0)
    hashes = _hash_runs(buffer, starts, starts + lengths)
    return hashes, np.searchsorted(starts, found.offsets)


def mix(state: Hashes) -> Hashes:
    """Spread every input bit over all output bits, in place (MurmurHash3 fmix64)."""
    state ^= state >> np.uint64(33)
    state *= np.uint64(_MIX_1)
    state ^= state >> np.uint64(33)
    state *= np.uint64(_MIX_2)
    state ^= state >> np.uint64(33)
    return state


def mix_one(state: int) -> int:
    """Do to one integer what `mix` does to an array of them."""
    state ^= state >> 33
    state = state * _MIX_1 & _MASK
    state ^= state >> 33
    state = state * _MIX_2 & _MASK
    return state ^ state >> 33


def _hash_runs(buffer: Bytes, starts: Places, ends: Places) -> Hashes:
    """Hash the bytes of each run [start, end)."""
    lengths = ends - starts
    # Eight bytes from any offset are two aligned loads, shifted and joined: several
    # times faster than a gather from an unaligned view.
    aligned: Hashes = buffer[: len(buffer) // 8 * 8].view("<u8")
    state = lengths.astype(np.uint64) * np.uint64(_LENGTH)
    # Almost all words end within the first loads, so later rounds are short.
    _absorb(state, _load(aligned, starts), lengths)
    rest = np.flatnonzero(lengths > 8)
    done = 8
    while len(rest) and done < _LONGEST_IN_BULK:
        part = state[rest]
        _absorb(part, _load(aligned, starts[rest] + done), lengths[rest] - done)
        state[rest] = part
        done += 8
        rest = rest[lengths[rest] > done]
    mix(state)
    for run in rest.tolist():
        state[run] = _digest(buffer[starts[run] : ends[run]].tobytes())
    return state


def _load(aligned: Hashes, offsets: Places) -> Hashes:
    index = offsets >> 3
    shift = ((offsets & 7) << 3).astype(np.uint64)
    chunk: Hashes = aligned[index] >> shift
    # Shifting by 64 is undefined: shift by one, then by the rest.
    chunk |= (aligned[index + 1] << np.uint64(1)) << (np.uint64(63) - shift)
    return chunk


def _absorb(state: Hashes, chunk: Hashes, left: Places) -> None:
    chunk &= _KEEP_BYTES[np.minimum(left, 8)]
    state ^= chunk
    state *= np.uint64(_CHUNK)
    state ^= state >> np.uint64(32)


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
