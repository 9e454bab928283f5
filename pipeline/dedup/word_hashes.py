"""A 64-bit hash for every word of many texts at once. Does not know documents.

Texts are joined into one buffer of UTF-8, words are the runs of its non-zero bytes,
and a word is hashed from 8-byte loads at its start: no Python object per word.
`hash_word` is the same hash, plainly.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.words import WORD, normalise

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

# ASCII as words see it: capitals become small, everything else that is not \w
# becomes 0, and bytes of longer sequences stay.
_ASCII_WORDS = bytes(
    byte if byte >= 0x80 else ord(chr(byte).lower()) if WORD.match(chr(byte)) else 0
    for byte in range(256)
)
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


def hash_words(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64]]:
    """Hash every word of some texts.

    Args:
        texts: n >= 0 texts, not normalised. Working memory is about 20 bytes for
            each byte of text, so the caller keeps their sum small.

    Returns:
        The hashes of all words in order, and for each text the index of its first
        word, with the number of words as an (n + 1)-th entry.
    """
    pieces = [_encode(text) for text in texts]
    # Each piece is closed by a zero, so that words never run together; the first
    # zero opens the buffer and the last ones let 8-byte loads run over the end.
    joined = b"\0" + b"\0".join(pieces) + bytes(24)
    buffer = np.frombuffer(bytearray(joined).translate(_ASCII_WORDS), dtype=np.uint8)
    if not all(text.isascii() for text in texts):
        _erase_non_words(buffer)
    is_word = buffer != 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    offsets = np.zeros(len(pieces) + 1, dtype=np.int64)
    np.cumsum([len(piece) + 1 for piece in pieces], out=offsets[1:])
    return _hash_runs(buffer, starts, ends), np.searchsorted(starts, offsets + 1)


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


def _encode(text: str) -> bytes:
    # ASCII is its own NFC, and the byte table takes care of its capitals.
    if text.isascii():
        return text.encode("ascii")
    return normalise(text).encode("utf-8", "surrogatepass")


def _hash_runs(
    buffer: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Hashes:
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


def _load(aligned: Hashes, offsets: NDArray[np.int64]) -> Hashes:
    index = offsets >> 3
    shift = ((offsets & 7) << 3).astype(np.uint64)
    chunk: Hashes = aligned[index] >> shift
    # Shifting by 64 is undefined: shift by one, then by the rest.
    chunk |= (aligned[index + 1] << np.uint64(1)) << (np.uint64(63) - shift)
    return chunk


def _absorb(state: Hashes, chunk: Hashes, left: NDArray[np.int64]) -> None:
    chunk &= _KEEP_BYTES[np.minimum(left, 8)]
    state ^= chunk
    state *= np.uint64(_CHUNK)
    state ^= state >> np.uint64(32)


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def _erase_non_words(buffer: NDArray[np.uint8]) -> None:
    """Set the bytes of every non-ASCII character that is not a word's to zero."""
    leads = np.flatnonzero(buffer >= 0xC0)
    first = buffer[leads]
    extra = (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
    # The first byte's payload is its low 5, 4 or 3 bits.
    code = (first & (0x1F >> extra)).astype(np.int64)
    for after in range(1, 4):
        more = extra >= after - 1
        following = buffer[leads + after] & 0x3F
        code = np.where(more, (code << 6) | following, code)
    gone = ~_word_table()[code]
    leads, extra = leads[gone], extra[gone]
    buffer[leads] = 0
    buffer[leads + 1] = 0
    for after in range(2, 4):
        buffer[leads[extra >= after - 1] + after] = 0


@cache
def _word_table() -> NDArray[np.bool_]:
    """Say of every code point whether `\\w` matches it: one byte each, 1.1 MB."""
    points = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes()
    table = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for run in WORD.finditer(points.decode("utf-32-le", "surrogatepass")):
        table[run.start() : run.end()] = True
    return table
