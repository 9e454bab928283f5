"""The errors a person can cause: one line saying what, where and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

DAMAGED = "The file is damaged: give its floors run command again with --no-resume."
"""What to do about a table's file that cannot be read."""


class FloorsError(Exception):
    """A state of the world that stops the work: exit code 1."""

    exit_code = 1


class ArgumentError(FloorsError):
    """A wrong argument, such as a missing path or an unknown category: exit code 2."""

    exit_code = 2


def suggest(name: str, known: Iterable[str]) -> str:
    """Offer the near miss of a wrong name: " Did you mean 'birthday'?", or nothing."""
    close = get_close_matches(name, list(known), n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


def one_line(text: str) -> str:
    """Join the lines of a message, one problem each, into one."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return " ".join([*lines[:1], "; ".join(lines[1:])]).strip()
