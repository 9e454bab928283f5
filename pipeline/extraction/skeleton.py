"""A passage as patterns see it: its text with one symbol for each typed span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.dates import DateSpan


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """A span that a symbol stands for.

    Attributes:
        start: First code point of the span in the passage.
        stop: One past its last.
        core_start: First code point of what it names, without titles.
        core_stop: One past the last, without honours.
        symbol: Its one-byte symbol (see `slots`).
        date: What it says, if it is a date.
    """

    start: int
    stop: int
    core_start: int
    core_stop: int
    symbol: str
    date: DateSpan | None = None


class Skeleton:
    """A passage with each typed span replaced by its symbol, as Latin-1 bytes.

    Args:
        text: The passage, plain (`typography.plain`).
        spans: In order, never overlapping.
    """

    def __init__(self, text: str, spans: Sequence[TypedSpan]) -> None:
        pieces: list[bytes] = []
        # Where each piece starts, in the skeleton and in the passage.
        self._offsets: list[int] = []
        self._positions: list[int] = []
        self._spans: dict[int, TypedSpan] = {}
        at = done = 0
        for span in spans:
            piece = _bytes(text[done : span.start])
            self._mark(at, done)
            at += len(piece)
            self._mark(at, span.start)
            self._spans[at] = span
            pieces += [piece, span.symbol.encode("latin-1")]
            at += 1
            done = span.stop
        self._mark(at, done)
        pieces.append(_bytes(text[done:]))
        self.data = b"".join(pieces)

    def _mark(self, offset: int, position: int) -> None:
        self._offsets.append(offset)
        self._positions.append(position)

    def span_at(self, offset: int) -> TypedSpan | None:
        """The span whose symbol stands at an offset of the skeleton, if any."""
        return self._spans.get(offset)

    def position_of(self, offset: int) -> int:
        """The passage's code point that an offset of the skeleton stands for."""
        index = bisect_right(self._offsets, offset) - 1
        return self._positions[index] + offset - self._offsets[index]


def _bytes(text: str) -> bytes:
    if text.isascii() and text.isprintable():
        return text.encode("ascii")
    # A letter beyond Latin-1 becomes a letter that is, so that it still is no mark;
    # control characters would be taken for symbols.
    return bytes(
        (ord(c) if 0x20 <= ord(c) < 0x100 else 0xAA if c.isalpha() else 0x7F)
        for c in text
    )
