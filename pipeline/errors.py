"""The errors a person can cause: one line saying what, where and what to do next."""

from __future__ import annotations


class FloorsError(Exception):
    """A state of the world that stops the work: exit code 1."""

    exit_code = 1


class ArgumentError(FloorsError):
    """A wrong argument, such as a missing path or an unknown category: exit code 2."""

    exit_code = 2
