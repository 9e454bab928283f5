"""Cells that a spreadsheet shows and does not run. Knows no table."""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")


def neutralise(value: object) -> object:
    """Keep a spreadsheet from running a text: a quote before what looks like a formula.

    Corpus text is hostile: an entity may be called '=HYPERLINK("http://...")'.

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
