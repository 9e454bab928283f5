"""Cells that a spreadsheet shows and does not run. Knows no table.

A corpus is hostile: an entity may be called '=HYPERLINK("http://...")'. `neutralise` is
for what is only read; `guard` for what comes back from a spreadsheet, so it also keeps
what one would write otherwise than it read it: numbers and dates.
"""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""

_GUARDED = frozenset((*_STARTS, "＝", "＋", "－", "＠", "'"))
"""The same, also in full width; and the mark that is put before it."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")


def neutralise(value: object) -> object:
    """Keep a spreadsheet from running a text: a quote before what looks like a formula.

    Args:
        value: A cell; only a string can be a formula.

    Returns:
        The value; a string that begins like a formula and is no number, with an
        apostrophe in front. So `--03-05`, a date without a year, becomes `'--03-05`.

    Source:
        OWASP, "CSV Injection".
    """
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_STARTS):
        return value
    return value if _NUMBER.fullmatch(value) else f"'{value}"


def guard(cell: str) -> str:
    """Keep a cell text, whatever it begins with; `unguard` takes that back."""
    first = cell[:1]
    return f"'{cell}" if first in _GUARDED or first.isdigit() else cell


def unguard(cell: str) -> str:
    """Take off what `guard` put before a cell, and spaces around it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") else cell
