"""A passage as patterns see it: its text with one symbol for each typed span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.extraction.dates import DateSpan

_STRANGE = re.compile(r"[^ -\xff]")


class TypedSpan(NamedTuple):
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
        pieces: list[str] = []
        done = 0
        for span in spans:
            pieces += (text[done : span.start], span.symbol)
            done = span.stop
        pieces.append(text[done:])
        self._spans = spans
        if text.isascii() and text.isprintable():
            self.data = "".join(pieces).encode("ascii")
        else:
            pieces[0::2] = map(_without_control_characters, pieces[0::2])
            self.data = "".join(pieces).encode("latin-1")

    @cached_property
    def _by_offset(self) -> dict[int, TypedSpan]:
        # Where the symbols stand: asked for by passages with a match only.
        by_offset: dict[int, TypedSpan] = {}
        shorter = 0
        for span in self._spans:
            by_offset[span.start - shorter] = span
            shorter += span.stop - span.start - 1
        return by_offset

    def span_at(self, offset: int) -> TypedSpan | None:
        """The span whose symbol stands at an offset of the skeleton, if any."""
        return self._by_offset.get(offset)

    def position_of(self, offset: int) -> int:
        """The passage's code point that an offset of the skeleton stands for."""
        before = self._by_offset.get(offset - 1)
        if before is not None:
            return before.stop
        position = offset
        for at, span in self._by_offset.items():
            if at >= offset:
                break
            position += span.stop - span.start - 1
        return position


def _without_control_characters(text: str) -> str:
    # A letter beyond Latin-1 becomes a letter that is, so that it still is no mark;
    # control characters would be taken for symbols.
    return _STRANGE.sub(_in_latin, text)


def _in_latin(match: re.Match[str]) -> str:
    return "\xaa" if match.group().isalpha() else "\x7f"
