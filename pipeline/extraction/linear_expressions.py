"""Expressions that run in linear time and little memory, by RE2.

The only place that knows RE2. Letters match in any case; a character is a byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import re2

# Bytes for a pattern and the states it is run with. With little room RE2 walks the
# pattern itself instead of an automaton of its states: no passage is like the last, so
# that building states costs more than they save, and memory stays flat.
_LEAST_MEMORY = 1 << 18
_MOST_MEMORY = 1 << 22
UNANCHORED = re2._re2.RE2.Anchor.UNANCHORED
"""How a search of `compile_search` is called: match anywhere."""

_NOWHERE = (-1, -1)

Search = Callable[[Any, bytes, int, int], Sequence[tuple[int, int]]]
"""`UNANCHORED`, bytes, first and last place to look, to half-open ranges.

Of the whole match and of each group; (-1, -1) where there is none.
"""


def compile_search(expression: str) -> tuple[Search, Mapping[bytes, int]]:
    """Make what finds an expression's first match, and number its named groups."""
    compiled = _compile(expression)
    return compiled._regexp.Match, compiled.groupindex


def compile_filter(expressions: Iterable[str]) -> Any:
    """Make an `re2.Filter`: which expressions' words are in bytes, by their places."""
    words = re2.Filter()
    for expression in expressions:
        words.Add(expression.encode("latin-1"), _options())
    words.Compile()
    return words


def compile_test(expressions: Sequence[str]) -> Callable[[bytes], bool]:
    """Make what says whether one of some expressions is found in bytes."""
    expression = "|".join(f"(?:{one})" for one in expressions)
    options = _options(_least_memory(expression))
    options.never_capture = True
    search = re2._re2.RE2(expression.encode("latin-1"), options).Match

    def is_in(data: bytes) -> bool:
        found = search(UNANCHORED, data, 0, len(data))
        return bool(found[0] != _NOWHERE)

    return is_in


def explain_expression(expression: str) -> Sequence[str]:
    """Say why an expression cannot be compiled; empty where it can."""
    try:
        _compile(expression)
    except (re2.error, UnicodeEncodeError) as error:
        return [f"is not a valid expression: {error}"]
    return []


def _compile(expression: str) -> Any:
    options = _options(_least_memory(expression))
    return re2.compile(expression.encode("latin-1"), options)


def _options(memory: int = _MOST_MEMORY) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = memory
    return options


@lru_cache(maxsize=1 << 12)
def _least_memory(expression: str) -> int:
    """As little memory as an expression can be compiled in, about."""
    memory = _LEAST_MEMORY
    while memory < _MOST_MEMORY:
        if re2._re2.RE2(expression.encode("latin-1"), _options(memory)).ok():
            return memory
        memory *= 2
    return _MOST_MEMORY
