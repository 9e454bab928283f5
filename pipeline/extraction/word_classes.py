"""The class of each word of a passage: a title, an initial, a word of a name.

Knows single words and those beside them; does not know where a name begins or ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.organisation_names import (
    OPENINGS,
    find_final_possessives,
    find_joints,
    find_openings,
)
from pipeline.extraction.words.forenames import AMBIGUOUS, BEFORE_MONTHS, GIVEN_NAMES
from pipeline.extraction.words.name_parts import JOINED_PARTICLES, PARTICLES, SUFFIXES
from pipeline.extraction.words.nations import REGION_CODES
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.ranks import HONOURS, TITLES

TITLE, NAME, INITIAL, PARTICLE, SUFFIX = "T", "N", "I", "P", "S"
HONOUR, COMMA, QUOTE, OPEN, CLOSE, OTHER = "H", "C", "Q", "L", "R", "O"
"""The classes: a letter each, so that those of a passage are a string."""

# Marks & Holt
_MARKS = {",": COMMA, '"': QUOTE, "(": OPEN, ")": CLOSE, "&": PARTICLE}
# Memory stays flat however many words a corpus has.
_WORDS_REMEMBERED = 200_000
# A word that is a name only before another one.
_AMBIGUOUS = "A"
_OF_A_NAME = frozenset((NAME, INITIAL, TITLE, SUFFIX, _AMBIGUOUS))


class WordClassifier:
    """Says of each word of a passage what it may be in a name."""

    def __init__(self) -> None:
        self._classes = _Classes()

    def classify(self, words: Sequence[str]) -> list[str]:
        """Find the class of each word, by itself and by the words around it.

        Args:
            words: The tokens of a passage, in order.

        Returns:
            One of the letters of this module for each.
        """
        known = self._classes
        if len(known) > _WORDS_REMEMBERED:
            known.clear()
        classes = list(map(known.__getitem__, words))
        if _AMBIGUOUS in classes:
            _settle(words, classes)
        if not OPENINGS.isdisjoint(words):
            named = _named(classes)
            for index in find_openings(words, named):
                classes[index] = NAME
        _join(words, classes)
        if not REGION_CODES.isdisjoint(words):
            for index, word in enumerate(words):
                if word in REGION_CODES and is_region(words, classes, index):
                    classes[index] = NAME
        return classes


def is_region(words: Sequence[str], classes: Sequence[str], index: int) -> bool:
    """Whether a code stands behind a place: Harn, MA; but not Ada Holt, MA."""
    if index < 2 or words[index - 1] != "," or classes[index - 2] != NAME:
        return False
    before = words[index - 3].casefold() if index > 2 else ""
    return before not in GIVEN_NAMES


def _join(words: Sequence[str], classes: list[str]) -> None:
    """Make parts of names what stands inside those of organisations."""
    if "&" in words:
        for index in range(1, len(words) - 1):
            # AT&T, P&G: a short form is no pronoun and no initial here
            if words[index] == "&":
                for side in (index - 1, index + 1):
                    word = words[side]
                    if word.isupper() and word.isalpha() and len(word) < 4:
                        classes[side] = NAME
    named = _named(classes)
    for index in find_joints(words, named):
        classes[index] = PARTICLE
    if "'" in words:
        for index in find_final_possessives(words, named):
            classes[index - 1], classes[index] = PARTICLE, SUFFIX
        _join_articles(words, classes, named)


def _join_articles(
    words: Sequence[str], classes: list[str], named: Sequence[bool]
) -> None:
    """Make the Dutch article part of a name: Dirk 't Harn, Dirk in 't Harn."""
    for index in range(1, len(words) - 2):
        if words[index : index + 2] != ["'", "t"] or not named[index + 2]:
            continue
        if words[index - 1] in ("in", "aan") and index > 1 and named[index - 2]:
            classes[index - 1] = PARTICLE
        elif not named[index - 1] and classes[index - 1] != PARTICLE:
            continue
        classes[index] = classes[index + 1] = PARTICLE


def _settle(words: Sequence[str], classes: list[str]) -> None:
    """Decide whether June, Will and the like are names: June Carter, but in June."""
    for index, kind in enumerate(classes):
        if kind != _AMBIGUOUS:
            continue
        before = words[index - 1].casefold() if index else ""
        follows = classes[index + 1 : index + 2]
        named = follows in ([NAME], [INITIAL], [_AMBIGUOUS])
        if before in BEFORE_MONTHS or (not index and words[index] == "An"):
            named = False
        classes[index] = NAME if named else OTHER


def _named(classes: Sequence[str]) -> list[bool]:
    """Of each token, whether it is a word of a name."""
    return list(map(_OF_A_NAME.__contains__, classes))


class _Classes(dict[str, str]):
    """The classes of words, found when a word is first asked for."""

    def __missing__(self, word: str) -> str:
        kind = self[word] = _classify_word(word)
        return kind


def _classify_word(word: str) -> str:
    lower = word.casefold()
    if not word[0].isalpha():
        return NAME if word[-1].isupper() else _MARKS.get(word, OTHER)  # 3M
    if word[0].islower():
        if lower.rstrip("'") in PARTICLES:
            return PARTICLE
        # d'Arc, al-Khwarizmi, iPhone: a capital behind the first few letters
        if any(c.isupper() for c in word[1:4]):
            return NAME
        head = lower.replace("-", "'").partition("'")[0]
        joined = head in JOINED_PARTICLES
        return NAME if joined and word[len(head) + 1 :][:1].isupper() else OTHER
    if lower in SUFFIXES and (word.isupper() or lower[:2] in ("jr", "sr")):
        return SUFFIX  # before the pronoun I: Elizabeth I
    if word in AMBIGUOUS:
        return _AMBIGUOUS
    if lower in NOT_NAMES:
        return OTHER
    if lower in TITLES:
        return TITLE
    if word.endswith(".") and len(word) <= 12 and word[1:2] in ".":
        return INITIAL
    if lower in HONOURS and ("." in word or count_capitals(word) > 1):
        return HONOUR  # PhD, FMedSci
    if len(word) == 1:
        return INITIAL
    return NAME


def count_capitals(word: str) -> int:
    """How many of a word's letters are capitals."""
    return sum(c.isupper() for c in word)
