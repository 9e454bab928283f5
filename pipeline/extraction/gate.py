"""The gate: one pass over a document that finds every category's trigger.

It works on bytes and reports only where a trigger ends; what stands around it is for
others to read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import hyperscan

from pipeline.extraction.gate_database import make_database, make_test

# What a plain character of a trigger stands for in text as it comes, in UTF-8.
_SPACE = r"(?: |\n|&nbsp;|\xc2\xa0|\xe2\x80[\x80-\x8a\xaf]|\xe3\x80\x80)"
_NO_BREAK = b"\xc2\xa0"
_SPACE_BYTE = 0x20
_TWO_SPACES = rb"(?: |\xc2\xa0){2}"
_SPACES = re.compile(rb"  (?: |\xc2\xa0)*")
_NO_BREAKS = re.compile(rb"\xc2\xa0(?: |\xc2\xa0)*")
_DASH = r"(?:-|\xe2\x80[\x90-\x95]|\xe2\x88\x92|&[mn]dash;)"
_QUOTE = r"(?:'|\xe2\x80[\x98\x99])"


class Gate:
    """Finds the triggers of several categories in one pass.

    Args:
        triggers: One expression each, with what it belongs to. In a trigger, a space
            stands for any white space, a hyphen for any dash, an apostrophe for any
            apostrophe; the rest is a regular expression that Hyperscan can run.

    Not thread-safe; make one per worker process.
    """

    def __init__(self, triggers: Sequence[tuple[str, int]]) -> None:
        owners: dict[bytes, int] = {}
        for expression, owner in triggers:
            # Owners of one and the same expression share its place in the database.
            encoded = expand_trigger(expression)
            owners[encoded] = owners.get(encoded, 0) | (1 << owner)
        self._masks = list(owners.values())
        self._database = make_database(list(owners))
        self._scratch = hyperscan.Scratch(self._database)
        self._two_spaces = make_test(_TWO_SPACES)
        self._two_spaces_scratch = hyperscan.Scratch(self._two_spaces)

    def find_triggers(self, data: bytes) -> list[tuple[int, int]]:
        """Find every trigger in a document.

        Args:
            data: The document's text in UTF-8.

        Returns:
            (position, owners) in order of position: the last byte of the trigger, and
            the owners as a bit set.
        """
        hits = self._scan(data)
        # In a trigger a space is one space: for any number of them the expressions
        # would take ten times as long, and most documents have no two in a row.
        if self._has_two_spaces(data):
            squeezed, runs = _squeeze(data)
            more = [(runs.place(at), owners) for at, owners in self._scan(squeezed)]
            hits = list({*hits, *more})
        hits.sort()
        return hits

    def _has_two_spaces(self, data: bytes) -> bool:
        found: list[int] = []

        def on_match(
            _identifier: int, _start: int, stop: int, _flags: int, _context: object
        ) -> None:
            found.append(stop)

        self._two_spaces.scan(
            data, match_event_handler=on_match, scratch=self._two_spaces_scratch
        )
        return bool(found)

    def _scan(self, data: bytes) -> list[tuple[int, int]]:
        hits: list[tuple[int, int]] = []
        masks = self._masks
        append = hits.append

        def on_match(
            identifier: int, _start: int, stop: int, _flags: int, _context: object
        ) -> None:
            append((stop - 1, masks[identifier]))

        self._database.scan(data, match_event_handler=on_match, scratch=self._scratch)
        return hits


class _Runs:
    """Where runs of spaces were squeezed into one."""

    def __init__(self) -> None:
        self._behind: list[int] = []  # the place behind each, in the squeezed data
        self._shifts: list[int] = []  # how far that place has moved

    def add(self, behind: int, shift: int) -> None:
        """Note a run: the place behind what it became, and how far it has moved."""
        self._behind.append(behind)
        self._shifts.append(shift)

    def place(self, position: int) -> int:
        """Where a byte of the squeezed data was before."""
        run = bisect_right(self._behind, position)
        return position + self._shifts[run - 1] if run else position


def _find_runs(data: bytes) -> list[tuple[int, int]]:
    """Half-open ranges of two spaces and more, in order; some are ends of others.

    Looked for by what both kinds of runs begin with or hold: an expression that may
    begin with any space would be tried at every word.
    """
    found = {run.span() for run in _SPACES.finditer(data)}
    for run in _NO_BREAKS.finditer(data):
        start, stop = run.span()
        while start and data[start - 1] == _SPACE_BYTE:
            start -= 1
        if stop - start > len(_NO_BREAK):
            found.add((start, stop))
    return sorted(found)


def _squeeze(data: bytes) -> tuple[bytes, _Runs]:
    """Replace each run of spaces and no-break spaces by one space."""
    pieces: list[bytes] = []
    runs = _Runs()
    done = length = 0
    for start, stop in _find_runs(data):
        if start < done:
            continue  # the end of a run that began with another kind of space
        pieces += (data[done:start], b" ")
        length += start - done + 1
        done = stop
        runs.add(length, done - length)
    pieces.append(data[done:])
    return b"".join(pieces), runs


def expand_trigger(expression: str) -> bytes:
    """Spell out white space, dashes and apostrophes of a trigger in UTF-8 bytes.

    Characters inside `[...]` are left as they are.
    """
    parts = []
    # Escapes and character classes are kept whole.
    for part in re.findall(r"\\.|\[(?:\\.|[^\]\\])*\]|.", expression, re.DOTALL):
        parts.append({" ": _SPACE, "-": _DASH, "'": _QUOTE}.get(part, part))
    return "".join(parts).encode("utf-8")


def find_trigger_errors(expressions: Sequence[str]) -> dict[str, str]:
    """Say which triggers cannot be compiled, and why.

    Args:
        expressions: Triggers, in any order.

    Returns:
        The reason for each bad one; empty where all are good, which is found out at
        the price of one compilation.
    """
    if _explain(expressions) is None:
        return {}
    reasons = {one: _explain([one]) for one in expressions}
    return {one: reason for one, reason in reasons.items() if reason is not None}


def _explain(expressions: Sequence[str]) -> str | None:
    try:
        make_database([expand_trigger(one) for one in expressions])
    except hyperscan.error as error:
        return str(error)
    return None
