"""Compiled patterns, looked for in skeletons: a category's set, and each of it.

Knows how the few that may match are told from the rest; what a pattern says is
expanded in `pattern_language`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.extraction.category import Category
from pipeline.extraction.landmarks import Landmarks, fold
from pipeline.extraction.linear_expressions import (
    UNANCHORED,
    compile_search,
    compile_test,
)
from pipeline.extraction.match_filter import MatchFilter
from pipeline.extraction.pattern_language import (
    ExpandedPattern,
    Pattern,
    expand_pattern,
)

# A word of an office and a small word.
_LONGEST_WORD = 32
_SPACE = 0x20


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

    @cached_property
    def landmarks(self) -> Landmarks:
        """What every match holds; read when first asked for."""
        return Landmarks(self.expression)

    def find_matches(self, skeleton: bytes) -> list[PatternMatch]:
        """Find the pattern's matches in a skeleton, left to right, not overlapping.

        A match in which one of `unless` is found is left out.
        """
        folded = fold(skeleton)
        if self.landmarks.are_in(folded):
            return self.search(skeleton, folded)
        return []

    def search(self, skeleton: bytes, folded: str) -> list[PatternMatch]:
        """Find the matches in a skeleton that may have some, without asking again."""
        matches: list[PatternMatch] = []
        size = len(skeleton)
        # Where the text is as long, what stands behind a match is where it was.
        same = len(folded) == size
        at = 0
        while not at or (
            at <= size and self.landmarks.are_in(folded, at if same else 0)
        ):
            spans = self._search(UNANCHORED, skeleton, at, size)
            start, stop = spans[0]
            if start < 0:
                break
            at = max(stop, at + 1)
            if self._end is not None:
                end, _ = spans[self._end]  # what only had to follow
                if end >= 0:  # it is in one alternative of several, not in this
                    stop = end
            if self._is_forbidden(skeleton, start, stop):
                continue
            matches.append(
                PatternMatch(
                    start,
                    stop,
                    spans[self._entity],
                    spans[self._value],
                    None if self._date is None else spans[self._date],
                )
            )
        return matches

    def _is_forbidden(self, skeleton: bytes, start: int, stop: int) -> bool:
        if self._forbids is not None and self._forbids(skeleton[start:stop]):
            return True
        return (
            self._forbids_behind is not None
            and start > 0
            and skeleton[start - 1] == _SPACE
            and self._forbids_behind(skeleton[max(0, start - _LONGEST_WORD) : start])
        )


class PatternSet:
    """The patterns of one category: only those whose words are there are run.

    A filter tells for all of them which may match at all, by the words and symbols that
    are there.

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
        self._filter: MatchFilter | None = None  # made when first asked

    def find_matches(self, skeleton: bytes) -> list[tuple[Pattern, PatternMatch]]:
        """Find the matches of every pattern, in the order of the patterns."""
        if self._filter is None:
            self._filter = MatchFilter(one.landmarks for one in self._patterns)
        found: list[tuple[Pattern, PatternMatch]] = []
        folded = fold(skeleton)
        for index in self._filter.find_possible(folded):
            compiled = self._patterns[index]
            for match in compiled.search(skeleton, folded):
                found.append((compiled.pattern, match))
        # Asked once there is a match, as few passages have one.
        if found and self._forbids is not None and self._forbids(skeleton):
            return []
        return found


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
