"""Compiled patterns, looked for in skeletons: a category's set, and each of it.

Knows how the few that may match are told from the rest; what a pattern says is
expanded in `pattern_language`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extraction.category import Category
from pipeline.extraction.landmarks import Landmarks, fold
from pipeline.extraction.linear_expressions import (
    UNANCHORED,
    compile_filter,
    compile_search,
    compile_test,
)
from pipeline.extraction.pattern_language import (
    ExpandedPattern,
    Pattern,
    expand_pattern,
)

# A word of an office and a small word.
_LONGEST_WORD = 32
# So few patterns are told apart faster by their landmarks alone.
_FEWEST_FILTERED = 6


class PatternMatch(NamedTuple):
    """Where a pattern met a skeleton: half-open ranges of its bytes.

    Attributes:
        start: First byte of the match.
        stop: One past its last.
        entity: Range of `{entity}` or `{entities}`.
        value: Range of `{value}`.
        date: Range of `{date}`, or None where the pattern has none.
    """

    start: int
    stop: int
    entity: tuple[int, int]
    value: tuple[int, int]
    date: tuple[int, int] | None


class CompiledPattern:
    """A pattern, ready to search skeletons with.

    Args:
        expanded: As `expand_pattern` gives it.
    """

    def __init__(self, expanded: ExpandedPattern) -> None:
        self.pattern = expanded.pattern
        self.expression = expanded.expression
        self.symbols = tuple(expanded.symbols)
        self._landmarks: Landmarks | None = None  # read when first asked for
        self._search, groups = compile_search(expanded.expression)
        self._entity: int = groups[b"entity"]
        self._value: int = groups[b"value"]
        self._date: int | None = groups.get(b"date")
        self._end: int | None = groups.get(b"end")
        self._forbids = compile_test(expanded.unless) if expanded.unless else None
        self._forbids_behind = None
        if expanded.not_behind:
            words = "|".join(expanded.not_behind)
            self._forbids_behind = compile_test([rf"(?:^|\W)(?:{words}) +$"])

    def find_matches(self, skeleton: bytes) -> Iterator[PatternMatch]:
        """Find the pattern's matches in a skeleton, left to right, not overlapping.

        A match in which one of `unless` is found is left out.
        """
        folded = fold(skeleton)
        if self.may_be_in(folded):
            yield from self.search(skeleton, folded)

    def may_be_in(self, folded: bytes, at: int = 0) -> bool:
        """Whether a folded skeleton has, from a place on, the landmarks of a match."""
        if self._landmarks is None:
            self._landmarks = Landmarks(self.expression)
        return self._landmarks.are_in(folded, at)

    def search(self, skeleton: bytes, folded: bytes) -> Iterator[PatternMatch]:
        """Find the matches in a skeleton that may have some, without asking again."""
        size = len(skeleton)
        # Where the text is as long, what stands behind a match is where it was.
        same = len(folded) == size
        at = 0
        while not at or (at <= size and self.may_be_in(folded, at if same else 0)):
            spans = self._search(UNANCHORED, skeleton, at, size)
            start, stop = spans[0]
            if start < 0:
                return
            at = max(stop, at + 1)
            if self._end is not None:
                stop, _ = spans[self._end]  # what only had to follow
            if self._forbids is not None and self._forbids(skeleton[start:stop]):
                continue
            if self._forbids_behind is not None and self._forbids_behind(
                skeleton[max(0, start - _LONGEST_WORD) : start]
            ):
                continue
            yield PatternMatch(
                start,
                stop,
                spans[self._entity],
                spans[self._value],
                None if self._date is None else spans[self._date],
            )


class PatternSet:
    """The patterns of one category: only those whose words are there are run.

    First a filter tells for all of them which words are there at all; then their
    landmarks tell of each that is left whether they stand in its order.

    A set automaton of all patterns would be one pass, but its states run into the
    hundreds of thousands, and it says that nothing matches where it has no room for
    them. A pattern alone has few.

    Args:
        patterns: In the order of the category file.
        never: Expressions; a skeleton that holds one has no match.
    """

    def __init__(
        self, patterns: Sequence[CompiledPattern], never: Sequence[str] = ()
    ) -> None:
        self._patterns = tuple(patterns)
        self._forbids = compile_test(never) if never else None
        # Most patterns of a category ask for the same symbols in one of two orders:
        # where they are not there, none of them need be tried.
        self._by_symbols = [
            (
                tuple(re.compile(one.encode("latin-1")) for one in symbols),
                frozenset(i for i, p in enumerate(patterns) if p.symbols == symbols),
            )
            for symbols in dict.fromkeys(one.symbols for one in patterns)
        ]
        self._words = compile_filter(one.expression for one in patterns)

    def find_matches(self, skeleton: bytes) -> Iterator[tuple[Pattern, PatternMatch]]:
        """Find the matches of every pattern, in the order of the patterns."""
        possible: set[int] = set()
        for symbols, indices in self._by_symbols:
            if _holds(skeleton, symbols):
                possible |= indices
        if len(possible) > _FEWEST_FILTERED:
            possible.intersection_update(
                self._words.Match(skeleton, potential=True) or ()
            )
        if not possible:
            return
        folded = fold(skeleton)
        forbids = self._forbids
        for index in sorted(possible):
            compiled = self._patterns[index]
            if not compiled.may_be_in(folded):
                continue
            for match in compiled.search(skeleton, folded):
                # Asked once there is a match, as few passages have one.
                if forbids is not None and forbids(skeleton):
                    return
                forbids = None
                yield compiled.pattern, match


def compile_patterns(category: Category, language: str) -> PatternSet:
    """Compile the patterns that a category has for a language.

    Args:
        category: Checked as its file is: every pattern is valid.
        language: One that it has patterns for.
    """
    return PatternSet(
        [
            CompiledPattern(
                expand_pattern(
                    pattern,
                    entity_type=category.entity_type,
                    value_type=category.value_type,
                    normaliser=category.normaliser,
                    phrases=category.phrases,
                )
            )
            for pattern in category.patterns[language]
        ],
        category.never,
    )


def _holds(skeleton: bytes, symbols: Sequence[re.Pattern[bytes]]) -> bool:
    """Whether a skeleton has a symbol of each class, one behind the other."""
    at = 0
    for one in symbols:
        found = one.search(skeleton, at)
        if found is None:
            return False
        at = found.end()
    return True
