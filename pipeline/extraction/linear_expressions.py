"""Expressions that run in linear time and little memory, by RE2.

The only place that knows RE2. Letters match in any case; a character is a byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import re2

# Bytes for an expression and the states it is run with. With little room RE2 walks the
# expression itself instead of an automaton of its states: no passage is like the last,
# so that building states costs more than they save, and memory stays flat.
_LEAST_MEMORY = 1 << 18
_MOST_MEMORY = 1 << 22
# A test is of words wherever they stand: it has few states, and they serve again.
_MEMORY_OF_TESTS = 1 << 20
UNANCHORED = re2._re2.RE2.Anchor.UNANCHORED
"""How a search of `compile_search` is called: match anywhere."""

_NOWHERE = (-1, -1)

Search = Callable[[Any, bytes, int, int], Sequence[tuple[int, int]]]
"""`UNANCHORED`, bytes, first and last place to look, to half-open ranges.

Of the whole match and of each group; (-1, -1) where there is none.
"""


def compile_search(expression: str) -> tuple[Search, Mapping[bytes, int]]:
    """Make what finds an expression's first match, and number its named groups."""
    compiled = _compile(expression.encode("latin-1"))
    return compiled.Match, dict(compiled.NamedCapturingGroups())


def compile_test(expressions: Sequence[str]) -> Callable[[bytes], bool]:
    """Make what says whether one of some expressions is found in bytes."""
    expression = "|".join(f"(?:{one})" for one in expressions).encode("latin-1")
    for memory in (_MEMORY_OF_TESTS, _MOST_MEMORY):
        compiled = re2._re2.RE2(expression, _options(memory, captures=False))
        if compiled.ok():
            break
    search = compiled.Match

    def is_in(data: bytes) -> bool:
        found = search(UNANCHORED, data, 0, len(data))
        return bool(found[0] != _NOWHERE)

    return is_in


def explain_expression(expression: str) -> Sequence[str]:
    """Say why an expression cannot be compiled; empty where it can."""
    try:
        _compile(expression.encode("latin-1"))
    except (re2.error, UnicodeEncodeError) as error:
        return [f"is not a valid expression: {error}"]
    return []


@lru_cache(maxsize=1)  # an expression that is explained is compiled next
def _compile(expression: bytes) -> Any:
    """An expression in as little memory as it can be compiled in, about."""
    memory = _LEAST_MEMORY
    compiled = re2._re2.RE2(expression, _options(memory))
    while not compiled.ok():
        if memory == _MOST_MEMORY:
            raise re2.error(compiled.error())
        memory *= 2
        compiled = re2._re2.RE2(expression, _options(memory))
    return compiled


def _options(memory: int, *, captures: bool = True) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = memory
    options.never_capture = not captures
    return options
