"""Passages: the sentence or line around a position of a document.

Works on UTF-8 bytes, because that is where the gate found something; only the
passages that are needed are ever decoded. Where a passage begins is decided by the
document alone, never by what was looked for in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pipeline.extraction.word_lists import ABBREVIATIONS

_MAX_LINE = 1 << 16
"""Bytes. A longer line is cut here before it is read for sentences."""

_MAX_PASSAGE = 2_000
"""Bytes. A longer sentence is cut into passages of at most this size."""

_MAX_BRACKET = 600
"""Bytes. So far into a sentence an open bracket still forbids a sentence's end."""

# A full stop, closing marks, white space, and then something that begins a sentence.
_BOUNDARY = re.compile(
    rb"[.!?](?:[\"')\]]|\xe2\x80[\x99\x9d])*(?:\[\d{1,3}\])*(?: |\xc2\xa0|\t|\r)+"
    rb"(?=(?:[\"'(\[]|\xe2\x80[\x98\x9c])*(?:[A-Z0-9]|[\xc3-\xf4]))"
    rb"|[\xe3]\x80\x82"  # the full stop of Chinese and Japanese
)
_LAST_WORD = re.compile(rb"[A-Za-z.\x80-\xff]{1,20}$")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


class PassageFinder:
    """Finds the passages of one document, from left to right.

    Args:
        data: The document's text in UTF-8.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._line_stop = -1
        self._start = self._stop = 0
        self._stops: Iterator[int] = iter(())

    def find_passage(self, position: int) -> tuple[int, int]:
        """Find the passage that holds a byte.

        Args:
            position: 0 <= position < len(data); calls come in ascending order.

        Returns:
            Half-open range of bytes, without white space at its ends.
        """
        if position >= self._line_stop:
            self._read_line(position)
        # A trigger may end in the line's end, which belongs to its last passage.
        while position >= self._stop and self._stop < self._line_stop:
            self._start, self._stop = self._stop, next(self._stops)
        return _strip(self._data, self._start, self._stop)

    def _read_line(self, position: int) -> None:
        data = self._data
        start = data.rfind(b"\n", 0, position) + 1
        stop = data.find(b"\n", position)
        stop = len(data) if stop < 0 else stop
        if stop - start > _MAX_LINE:
            block = start + (position - start) // _MAX_LINE * _MAX_LINE
            if position < _character(data, block):
                block -= _MAX_LINE
            start = max(start, _character(data, block))
            stop = min(stop, _character(data, min(stop, block + _MAX_LINE)))
        self._line_stop = stop
        self._start = self._stop = start
        self._stops = _passage_stops(data, start, stop)


def _passage_stops(data: bytes, start: int, stop: int) -> Iterator[int]:
    """Where the passages of a line end, as far as they are asked for."""
    for end in chain(_sentence_stops(data, start, stop), (stop,)):
        while end - start > _MAX_PASSAGE:
            # At a space, so that no word and no character is torn.
            space = data.rfind(b" ", start + 1, start + _MAX_PASSAGE)
            start = space + 1 if space > 0 else _character(data, start + _MAX_PASSAGE)
            yield start
        yield end
        start = end


def _sentence_stops(data: bytes, start: int, stop: int) -> Iterator[int]:
    for match in _BOUNDARY.finditer(data, start, stop):
        if _ends_sentence(data, start, match.start()):
            start = match.end()
            yield start


def _ends_sentence(data: bytes, start: int, stop: int) -> bool:
    if data[stop] == 0x2E:
        word = data[max(start, stop - 20, data.rfind(b" ", start, stop) + 1) : stop]
        if _is_abbreviation(word):
            return False
    if stop - start > _MAX_BRACKET:
        return True
    opened = data.count(b"(", start, stop)
    return not opened or opened <= data.count(b")", start, stop + 3)


@lru_cache(maxsize=1 << 16)
def _is_abbreviation(word: bytes) -> bool:
    """Whether the full stop behind a word belongs to it: an initial, b., St., U.S."""
    found = _LAST_WORD.search(word)
    if found is None:
        return False
    last = found.group().decode("utf-8", "ignore").lstrip(".")
    if len(last) == 1 and last.isalpha() and last not in "I":
        return True
    return last.casefold() in ABBREVIATIONS or bool(_DOTTED.fullmatch(last))


def _character(data: bytes, position: int) -> int:
    """The position itself, or the start of the character that it lies in."""
    while 0 < position < len(data) and data[position] & 0xC0 == 0x80:
        position -= 1
    return position


def _strip(data: bytes, start: int, stop: int) -> tuple[int, int]:
    while start < stop and data[start] <= 0x20:
        start += 1
    while stop > start and data[stop - 1] <= 0x20:
        stop -= 1
    return start, stop
