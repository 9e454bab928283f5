"""Landmarks: the words and symbols that every match of an expression holds, in order.

To look for them costs a fraction of running the expression, and most skeletons that
hold all the words of a pattern hold them in another order. An expression's landmarks
are read off its syntax tree; what the tree does not tell for sure is none.

Python's parser, which makes the tree, has no public name, and nothing public tells the
same. Where another Python has none like it, expressions have no landmarks: they are
run on more skeletons, and find the same.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

try:
    from re._constants import (  # type: ignore[import-not-found]  # has no public name
        AT,
        BRANCH,
        IN,
        LITERAL,
        MAX_REPEAT,
        MIN_REPEAT,
        RANGE,
        SUBPATTERN,
    )
    from re._parser import (  # type: ignore[import-not-found]  # has no public name
        parse as _parse_tree,
    )
except ImportError:
    _parse_tree = None

Landmark = frozenset[str]
"""Small letters with single spaces, one of which must be there."""

_MOST_JOINED = 16
"""A landmark is spelt out as far as it has no more forms than this."""
_MOST_FORMS = 32
"""To look for one of more forms costs more than it saves."""
_TOO_COMMON = frozenset(("", " ", ".", ",", "'", '"'))
_SPACES = re.compile("  +")
_LAST_ASCII = 0x7F
# RE2 reads [[:alpha:]] as a class of letters, Python as other characters; what stands
# behind \Q is no syntax.
_OTHERWISE_READ = re.compile(r"\[:\^?[a-z]+:\]|\\Q")
_OPTIONAL = (0, 1)
_ONCE = (1, 1)
_Node = tuple[Any, Any]  # what it is, and what is inside
# An escape, a class, a bracket, or what has no syntax of brackets.
_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|[^\\\[()]+", re.DOTALL
)
_OPENING = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_SHORTEST_GROUP = 32
_FIRST_GROUP = 0xF0000  # a code point of nobody's
# An expression with a node of each kind that is read here, and its landmarks.
_SAMPLE = (
    r"^(?:born|Died) +in [a-b]x(?:y*|z)(?:[^k]the){1,2}?(?P<one>(?:k+|l))"
    r"(?:mn)*(?: a)?$"
)
_OF_SAMPLE = [
    frozenset(("born in ax", "born in bx", "died in ax", "died in bx")),
    frozenset(("the",)),
    frozenset(("k", "l")),
]


def fold(skeleton: bytes) -> str:
    """Write a skeleton in small letters, with one space for any number of them.

    As a string: Python finds strings in strings several times faster than bytes in
    bytes.
    """
    folded = skeleton.decode("latin-1").lower()
    return _SPACES.sub(" ", folded) if "  " in folded else folded


def find_landmarks(expression: str) -> list[Landmark]:
    """Find what every match of an expression holds, in this order.

    Args:
        expression: In RE2's syntax, letters in any case.

    Returns:
        Of each landmark its forms; empty where nothing is sure, as for an expression
        that Python's syntax has not.
    """
    if _OTHERWISE_READ.search(expression) or not _is_parser_known():
        return []
    try:
        return _read_landmarks(expression)
    except re.error:
        return []


class Landmarks:
    """The landmarks of one expression, ready to be looked for.

    Args:
        expression: As for `find_landmarks`.

    Attributes:
        forms: Of each landmark, in order.
        steps: Of each what finds it, and the length of its shortest form.
    """

    def __init__(self, expression: str) -> None:
        self.forms = find_landmarks(expression)
        self.steps = [
            (re.compile(_any_of(forms)).search, min(map(len, forms)))
            for forms in self.forms
        ]

    def are_in(self, folded: str, at: int = 0) -> bool:
        """Whether a folded skeleton holds all of them from a place on, in order."""
        for search, length in self.steps:
            found = search(folded, at)
            if found is None:
                return False
            # A form that begins later and is shorter may end earlier.
            at = found.start() + length
        return True


@cache
def _is_parser_known() -> bool:
    """Whether Python's parser is there, and its trees are those that are read here."""
    if _parse_tree is None:
        return False
    try:
        return _read_landmarks(_SAMPLE) == _OF_SAMPLE
    except (re.error, AttributeError, IndexError, TypeError, ValueError):
        return False


def _read_landmarks(expression: str) -> list[Landmark]:
    walk = _Walk()
    with warnings.catch_warnings():
        # Of what Python's syntax may mean one day: it is RE2 that reads it.
        warnings.simplefilter("ignore", FutureWarning)
        walk.read(_GROUPS.parse(expression))
    return [
        forms
        for forms in map(_without_longer, walk.finish())
        if len(forms) <= _MOST_FORMS and _TOO_COMMON.isdisjoint(forms)
    ]


class _Groups:
    """Syntax trees without their longer groups, each parsed but once.

    Most of an expression is what slots stand for, and those are few.
    """

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}  # a group's inside, and what stands for it
        self._insides: list[str] = []
        self.parse = cache(self._parse)
        self.forms = cache(self._forms)
        self.landmark = cache(self._landmark)

    def inside(self, code: int) -> str | None:
        """The inside of the group that a literal stands for, if it is for one."""
        return self._insides[code - _FIRST_GROUP] if code >= _FIRST_GROUP else None

    def _parse(self, expression: str) -> list[_Node]:
        tree = _parse_tree(self._cut(expression), re.IGNORECASE | re.DOTALL)
        return [_without_class_of_groups(node) for node in tree]

    def _forms(self, expression: str) -> Landmark | None:
        return _forms_of_all(self.parse(expression))

    def _landmark(self, expression: str) -> Landmark | None:
        [(_, (_, branches))] = self.parse(expression)
        return _landmark_of_branches(branches)

    def _cut(self, expression: str) -> str:
        """Put one character for each longer group that stands in no other."""
        parts: list[str] = []
        depth = start = done = 0
        for piece in _PIECE.finditer(expression):
            if piece["open"]:
                if not depth:
                    start = piece.start()
                depth += 1
            elif piece["close"]:
                depth -= 1
                opening = _OPENING.match(expression, start)
                if depth or piece.end() - start < _SHORTEST_GROUP or not opening:
                    continue
                inside = expression[opening.end() : piece.start()]
                parts += (expression[done:start], self._stand_in(inside))
                done = piece.end()
        parts.append(expression[done:])
        return "".join(parts)

    def _stand_in(self, inside: str) -> str:
        if inside not in self._codes:
            self._codes[inside] = _FIRST_GROUP + len(self._insides)
            self._insides.append(inside)
        return chr(self._codes[inside])


_GROUPS = _Groups()


class _Walk:
    """Reads a syntax tree from left to right."""

    def __init__(self) -> None:
        self._found: list[Landmark] = []
        self._forms: Landmark = frozenset(("",))  # of the landmark being read

    def read(self, tree: Iterable[_Node]) -> None:
        """Read nodes that follow one another."""
        for node in tree:
            kind, value = node
            forms = _forms_of(node)
            if forms is not None:
                if len(self._forms) * len(forms) > _MOST_JOINED:
                    self._end()
                self._forms = _joined(self._forms, forms)
            elif kind is SUBPATTERN:
                self.read(value[-1])
            elif kind is LITERAL and (inside := _GROUPS.inside(value)):
                self._read_group(inside)
            else:
                self._end()
                if kind in (MAX_REPEAT, MIN_REPEAT) and value[0]:
                    self.read(value[2])
                    self._end()
                elif kind is BRANCH:
                    self._add(_landmark_of_branches(value[1]))

    def finish(self) -> list[Landmark]:
        """End, and return the landmarks found."""
        self._end()
        return self._found

    def _end(self) -> None:
        if "" not in self._forms:
            self._found.append(self._forms)
        self._forms = frozenset(("",))

    def _add(self, landmark: Landmark | None) -> None:
        if landmark is not None:
            self._found.append(landmark)

    def _read_group(self, inside: str) -> None:
        tree = _GROUPS.parse(inside)
        if [kind for kind, _ in tree] == [BRANCH]:
            self._end()
            self._add(_GROUPS.landmark(inside))
        else:
            self.read(tree)


def _landmark_of_branches(branches: Sequence[Any]) -> Landmark | None:
    """Of branches, one landmark of each makes one of all."""
    forms: set[str] = set()
    for branch in branches:
        walk = _Walk()
        walk.read(branch)
        found = walk.finish()
        if not found:
            return None
        forms |= max(found, key=lambda one: (min(map(len, one)), -len(one)))
    return frozenset(forms)


def _without_class_of_groups(node: _Node) -> _Node:
    """Branches that are one character each are a class to the parser."""
    kind, value = node
    if kind is not IN or all(
        one is not LITERAL or code < _FIRST_GROUP for one, code in value
    ):
        return node
    return BRANCH, (None, [[one] for one in value])


def _forms_of(node: _Node) -> Landmark | None:
    """All that a node may match, folded; None where that is much or unknown."""
    kind, value = node
    if kind is LITERAL:
        inside = _GROUPS.inside(value)
        return _letter(value) if inside is None else _GROUPS.forms(inside)
    if kind is IN:
        return _letters(value)
    if kind is AT:
        return frozenset(("",))
    if kind is SUBPATTERN:
        return _forms_of_all(value[-1])
    if kind is BRANCH:
        return _union(_forms_of_all(branch) for branch in value[1])
    if kind in (MAX_REPEAT, MIN_REPEAT):
        least, most, inner = value
        if least == 1 and list(inner) == [(LITERAL, 0x20)]:
            return frozenset((" ",))  # any number of them is folded to one
        if (least, most) in (_OPTIONAL, _ONCE):
            nothing = frozenset(("",)) if most > least else frozenset[str]()
            return _union([_forms_of_all(inner), nothing])
    return None


def _forms_of_all(tree: Iterable[_Node]) -> Landmark | None:
    """All that nodes that follow one another may match."""
    joined: Landmark = frozenset(("",))
    for node in tree:
        forms = _forms_of(node)
        if forms is None or len(joined) * len(forms) > _MOST_JOINED:
            return None
        joined = _joined(joined, forms)
    return joined


def _letter(code: int) -> Landmark | None:
    # RE2 folds letters beyond ASCII in its own way.
    return frozenset((chr(code).lower(),)) if code <= _LAST_ASCII else None


def _letters(ranges: Sequence[_Node]) -> Landmark | None:
    """The members of a class; None for many of them, and for all but some."""
    codes: list[int] = []
    for kind, value in ranges:
        if kind is LITERAL:
            codes.append(value)
        elif kind is RANGE and value[1] - value[0] < _MOST_JOINED:
            codes += range(value[0], value[1] + 1)
        else:
            return None
    return _union([_letter(code) for code in codes])


def _union(several: Iterable[Landmark | None]) -> Landmark | None:
    forms: Landmark = frozenset()
    for one in several:
        if one is None:
            return None
        forms |= one
        if len(forms) > _MOST_JOINED:
            return None
    return forms


def _joined(before: Landmark, behind: Landmark) -> Landmark:
    return frozenset(_SPACES.sub(" ", a + b) for a in before for b in behind)


def _without_longer(forms: Landmark) -> Landmark:
    """The forms that hold no other one: where any form is, one of these is."""
    return frozenset(
        one
        for one in forms
        if not any(other != one and other in one for other in forms)
    )


def _any_of(forms: Landmark) -> str:
    if all(len(one) == 1 for one in forms):
        return "[" + "".join(map(re.escape, sorted(forms))) + "]"
    return "|".join(map(re.escape, sorted(forms)))
