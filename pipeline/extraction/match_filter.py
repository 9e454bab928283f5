"""Which of several expressions may match a text: those whose landmarks are there.

A word that each needs is looked for first, as that costs next to nothing and most lack
theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.extraction.landmarks import Landmark, Landmarks

_SYMBOLS = re.compile(r"[\x01-\x1f]")
_MARKS = " ,.'\""  # the ways to begin and end a word are many
_SHORTEST = 3
"""Shorter ones are in most texts."""
_SHORTEST_STEM = 4


class MatchFilter:
    """Tells the expressions that may match from those that cannot.

    Args:
        landmarks: Of each expression.
    """

    def __init__(self, landmarks: Iterable[Landmarks]) -> None:
        several = list(landmarks)
        self._steps = [one.steps for one in several]
        words = [_find_words(one.forms) for one in several]
        stems = _find_stems(frozenset[str]().union(*words))
        needing = defaultdict[str, set[int]](set)
        for index, forms in enumerate(words):
            for form in forms:
                needing[stems[form]].add(index)
        self._needing = list(needing.items())
        self._wordless = frozenset(i for i, forms in enumerate(words) if not forms)

    def find_possible(self, folded: str) -> list[int]:
        """Find the expressions, by their places, whose landmarks a folded text has."""
        asked = set(self._wordless)
        for word, indices in self._needing:
            if word in folded:
                asked |= indices
        possible: list[int] = []
        for index in sorted(asked):
            at = 0
            for search, length in self._steps[index]:  # as Landmarks.are_in, at once
                found = search(folded, at)
                if found is None:
                    break
                at = found.start() + length
            else:
                possible.append(index)
        return possible


def _find_words(landmarks: Sequence[Landmark]) -> frozenset[str]:
    """Words one of which is where all landmarks are; empty where none tells much."""
    several = [frozenset(map(_longest_word, forms)) for forms in landmarks]
    found = max(several, key=_rarity, default=frozenset[str]())
    if not found or min(map(len, found)) < _SHORTEST:
        return frozenset()
    shortest = min(found, key=len)
    for length in range(len(shortest), _SHORTEST_STEM - 1, -1):
        for start in range(len(shortest) - length + 1):
            stem = shortest[start : start + length]
            if all(stem in one for one in found):
                return frozenset((stem,))
    return found


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """The longer and the fewer, the rarer they are."""
    return min(map(len, words)), -len(words)


def _longest_word(form: str) -> str:
    return max((one.strip(_MARKS) for one in _SYMBOLS.split(form)), key=len)


def _find_stems(words: Iterable[str]) -> dict[str, str]:
    """For each word the shortest of them that it holds, if that tells as much."""
    stems: dict[str, str] = {}
    for word in sorted(words, key=lambda one: (len(one), one)):
        stems[word] = next(
            (one for one in stems if len(one) >= _SHORTEST_STEM and one in word), word
        )
    return stems
