"""Passages: the sentence or the line around a position of a document.

Works on UTF-8 bytes, because that is where the gate found something; only the
passages that are needed are ever decoded. Where a passage begins is decided by the
document alone, never by what was looked for in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from pipeline.extraction.words.abbreviations import ABBREVIATIONS


class PassageUnit(StrEnum):
    """What the passages of a category are."""

    SENTENCE = "sentence"
    LINE = "line"
    """A line; of a line that holds a numbered list, an item of it."""


_MAX_LINE = 1 << 16
"""Bytes. A longer line is cut here before it is read for sentences."""

_MAX_PASSAGE = 2_000
"""Bytes. A longer sentence or line is cut into passages of at most this size."""

_MAX_BRACKET = 600
"""Bytes. So far into a sentence an open bracket still forbids a sentence's end."""

# A full stop, closing marks, white space, and then something that begins a sentence; or
# the full stop of Chinese and Japanese. The first bytes of both stand in one class: an
# expression that begins with a choice would be tried at every byte.
_BOUNDARY = re.compile(
    rb"[.!?\xe3](?:(?<=\xe3)\x80\x82|(?<!\xe3)"
    rb"(?:[\"')\]]|\xe2\x80[\x99\x9d])*(?:\[\d{1,3}\])*(?: |\xc2\xa0|\t|\r)+"
    rb"(?=(?:[\"'(\[]|\xe2\x80[\x98\x9c])*(?:[A-Z0-9]|[\xc3-\xf4])))"
)
# What an item begins with in the middle of a line: [2] Holt; 2. Holt; • Holt; ^ Holt.
_LABEL = re.compile(
    rb"(?<= )(?:\[\d{1,3}\] ?(?=[A-Z\xc3-\xcb])"
    rb"|(?<=[.)\]] )(?P<number>\d{1,3})\. (?=[A-Z\xc3-\xcb])"
    rb"|(?:\xe2\x80\xa2|\^) ?(?=[A-Z\xc3-\xcb]))"
)
_NUMBER_OF_LINE = re.compile(rb"\s*(\d{1,3})\. ")
_LAST_WORD = re.compile(rb"[A-Za-z.\x80-\xff]{1,20}$")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


class PassageFinder:
    """Finds the passages of one document, from left to right.

    Args:
        data: The document's text in UTF-8.
        unit: What a passage is.
    """

    def __init__(self, data: bytes, unit: PassageUnit = PassageUnit.SENTENCE) -> None:
        self._data = data
        self._unit = unit
        self._line_stop = -1
        self._start = self._stop = 0
        self._stops: Iterator[int] = iter(())

    def find_passage(self, position: int) -> tuple[int, int]:
        """Find the passage that holds a byte.

        Args:
            position: 0 <= position < len(data); calls come in ascending order.

        Returns:
            Half-open range of bytes, without white space at its ends. It is empty for
            what a blind cut of a line left without its beginning.
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
        if self._unit is PassageUnit.LINE:
            if start and data[start - 1] != 0x0A:
                # An item that begins behind a comma is none: nobody is its author.
                start = max(data.find(b",", start, stop), start)
            self._stops = _item_stops(data, start, stop)
        else:
            self._stops = _passage_stops(data, start, stop)
        self._start = self._stop = start


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


def _item_stops(data: bytes, start: int, stop: int) -> Iterator[int]:
    """Where the items of a line end: at the next label, or where it is too long."""
    for end in chain(_label_starts(data, start, stop), (stop,)):
        while end - start > _MAX_PASSAGE:
            start = _last_cut(data, start, start + _MAX_PASSAGE)
            yield start
        yield end
        start = end


def _label_starts(data: bytes, start: int, stop: int) -> Iterator[int]:
    numbered = _NUMBER_OF_LINE.match(data, start, stop)
    number = int(numbered[1]) if numbered else None
    for match in _LABEL.finditer(data, start, stop):
        if match["number"] is not None:
            # Only the number that comes next, so that none of a volume is taken.
            if number is None or int(match["number"]) != number + 1:
                continue
            number += 1
        yield match.start()


def _last_cut(data: bytes, start: int, stop: int) -> int:
    """The last place where a line too long may be cut: better behind a sentence."""
    *_, last = (start, *_sentence_stops(data, start, stop))
    if last > start:
        return last
    comma = data.rfind(b",", start + 1, stop)
    space = data.rfind(b" ", start + 1, stop) + 1
    return comma if comma > 0 else space or _character(data, stop)


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
