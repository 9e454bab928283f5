"""Name spans of passages: what finds them, by rules or otherwise.

The extractor hands over the passages of many documents at once, because a trained
pipeline is fastest on batches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.extraction.names import NameFinder, NameSpan
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import NAME_SYMBOLS
from pipeline.extraction.tokens import split_tokens

DATE_MARK = ";"
"""Stands for a date where names are looked for, so that none runs into it."""


class SpanFinder(Protocol):
    """Finds the names in passages."""

    def find_spans(self, texts: Sequence[str]) -> list[list[TypedSpan]]:
        """Find the names of each passage.

        Args:
            texts: Plain passages, `DATE_MARK` in place of each date.

        Returns:
            For each passage its spans, in order, overlapping neither one another nor
            a mark.
        """
        ...


class RuleSpans:
    """Finds names by their words (see `names`).

    Args:
        finder: What knows which words form a name.
    """

    def __init__(self, finder: NameFinder) -> None:
        self._finder = finder

    def find_spans(self, texts: Sequence[str]) -> list[list[TypedSpan]]:
        """Find the names of each passage, as `SpanFinder` says."""
        found = []
        for text in texts:
            words, starts = split_tokens(text)
            names = self._finder.find_names(words)
            found.append([name_span(name, words, starts) for name in names])
        return found


def name_span(name: NameSpan, words: Sequence[str], starts: Sequence[int]) -> TypedSpan:
    """Put a span of tokens into code points.

    Args:
        name: By tokens.
        words: The passage's tokens.
        starts: Where each starts, in code points.
    """
    last, core_last = name.stop - 1, name.core_stop - 1
    return TypedSpan(
        starts[name.start],
        starts[last] + len(words[last]),
        starts[name.core_start],
        starts[core_last] + len(words[core_last]),
        NAME_SYMBOLS[name.kind],
    )
