"""How numbers are written for a person. Knows no table."""

from __future__ import annotations

NOTHING = "–"
"""Stands where there is no number."""


def format_rate(rate: float | None) -> str:
    """Write a rate as a percentage, with more digits where it is small.

    Args:
        rate: 0..1; None where there is none.

    Returns:
        Such as 21.3%, 0.042% or 0%; a dash for None.
    """
    if rate is None:
        return NOTHING
    if rate == 0:
        return "0%"
    percent = 100 * rate
    if percent >= 0.1:
        return f"{percent:.1f}%"
    return f"{percent:.2g}%"


def format_change(change: float | None) -> str:
    """Write what a rate gains or loses, in points: +9.3, -0.1, 0; a dash for None."""
    if change is None:
        return NOTHING
    return "0" if abs(change) < 0.0005 else f"{100 * change:+.1f}"


def format_interval(low: float | None, high: float | None) -> str:
    """Write an interval of rates as 19.8%–22.9%; a dash where there is none."""
    if low is None or high is None:
        return NOTHING
    return f"{format_rate(low)}–{format_rate(high)}"


def format_bound(bound: float | None, *, says_nothing: float) -> str:
    """Write a theorem's bound, or that it is vacuous.

    Args:
        bound: A rate; None where the theorem does not apply.
        says_nothing: The value at which the bound is true of every model: 0 for one
            from below, 1 for one from above.

    Returns:
        The rate, "vacuous", or a dash for None.
    """
    if bound is not None and bound == says_nothing:
        return "vacuous"
    return format_rate(bound)


def format_bytes(size: float) -> str:
    """Write a number of bytes as 312 bytes, 1.5 kB, 64.0 MB or 1.2 TB."""
    if size < 1000:
        return f"{size:,.0f} bytes"
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 1000:
            return f"{size:.1f} {unit}"
    return f"{size / 1000:,.1f} TB"


def count_things(number: int, thing: str) -> str:
    """Write a number with its noun: 1 document, 2,000 documents."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
