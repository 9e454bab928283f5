"""Notes below a table: each different one once, by number. Knows no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def split_notes(note: str) -> list[str]:
    """Part a row's note into notes; '' has none."""
    return [part for part in note.split("; ") if part]


def number_notes(notes: Iterable[str]) -> dict[str, int]:
    """Number each different note.

    Args:
        notes: Those of each row, in the order in which rows are shown.

    Returns:
        From 1, in the order in which they are met.
    """
    parts = dict.fromkeys(part for note in notes for part in split_notes(note))
    return {part: number for number, part in enumerate(parts, 1)}


def cite_notes(note: str, numbers: Mapping[str, int]) -> str:
    """Write the numbers of a row's notes, such as 1 3; '' where it has none.

    Args:
        note: The row's.
        numbers: As `number_notes` gives them, of this note among others.
    """
    return " ".join(str(numbers[part]) for part in split_notes(note))
