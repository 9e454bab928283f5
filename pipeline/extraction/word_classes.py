"""The class of each word of a passage: a title, an initial, a word of a name.

Knows single words and those beside them; does not know where a name begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.organisation_names import (
    OPENINGS,
    find_final_possessives,
    find_joints,
    find_openings,
    may_join,
)
from pipeline.extraction.words.forenames import AMBIGUOUS, BEFORE_MONTHS, GIVEN_NAMES
from pipeline.extraction.words.name_parts import JOINED_PARTICLES, PARTICLES, SUFFIXES
from pipeline.extraction.words.nations import REGION_CODES
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.ranks import HONOURS, TITLES

TITLE, NAME, INITIAL, PARTICLE, SUFFIX = "T", "N", "I", "P", "S"
HONOUR, COMMA, QUOTE, OPEN, CLOSE, OTHER = "H", "C", "Q", "L", "R", "O"
JOINT, OPENING, EITHER = "J", "B", "E"
"""The classes: a letter each, so that those of a passage are a string.

What may be a joint, an opening (see `organisation_names`) or either, but is none where
it stands, keeps its letter: like what is OTHER, it is in no name.
"""

# Marks & Holt
_MARKS = {",": COMMA, '"': QUOTE, "(": OPEN, ")": CLOSE, "&": PARTICLE}
# Memory stays flat however many words a corpus has.
_WORDS_REMEMBERED = 200_000
# A word that is a name only before another one.
_AMBIGUOUS = "A"
_OF_A_NAME = frozenset((NAME, INITIAL, TITLE, SUFFIX, _AMBIGUOUS))
# Nothing is joined but to a name in front, or to the comma behind one.
_JOINT_PLACE = re.compile(
    f"(?<=[{NAME}{INITIAL}{TITLE}{SUFFIX}{COMMA}])[{JOINT}{EITHER}](?=.)"
)


class WordClassifier:
    """Says of each word of a passage what it may be in a name."""

    def __init__(self) -> None:
        self._classes = _Classes()

    def classify(self, words: Sequence[str]) -> str:
        """Find the class of each word, by itself and by the words around it.

        Args:
            words: The tokens of a passage, in order.

        Returns:
            One of the letters of this module for each.
        """
        known = self._classes
        if len(known) > _WORDS_REMEMBERED:
            known.clear()
        classes = "".join(map(known.__getitem__, words))
        if _AMBIGUOUS in classes:
            classes = _settle(words, classes)
        if OPENING in classes or EITHER in classes:
            classes = _open(words, classes)
        classes = _join(words, classes)
        if NAME + COMMA in classes and not REGION_CODES.isdisjoint(words):
            classes = _place(words, classes)
        return classes


def is_region(words: Sequence[str], classes: Sequence[str], index: int) -> bool:
    """Whether a code stands behind a place: Harn, MA; but not Ada Holt, MA."""
    if index < 2 or words[index - 1] != "," or classes[index - 2] != NAME:
        return False
    before = words[index - 3].casefold() if index > 2 else ""
    return before not in GIVEN_NAMES


def _open(words: Sequence[str], classes: str) -> str:
    """Make parts of names what begins those of organisations."""
    letters = list(classes)
    for index in find_openings(words, _named(classes)):
        letters[index] = NAME
    return "".join(letters)


def _place(words: Sequence[str], classes: str) -> str:
    """Make names what is a code of a region: Harn, MA."""
    letters = list(classes)
    for index, word in enumerate(words):
        if word in REGION_CODES and is_region(words, letters, index):
            letters[index] = NAME
    return "".join(letters)


def _join(words: Sequence[str], classes: str) -> str:
    """Make parts of names what stands inside those of organisations."""
    ampersands = []
    if "&" in words:
        ampersands = [index for index, word in enumerate(words) if word == "&"]
        classes = _with_short_forms(words, classes, ampersands)
    places = [match.start() for match in _JOINT_PLACE.finditer(classes)]
    places += ampersands
    article = "t" in words and "'" in words
    if not places and not article:
        return classes
    named = _named(classes)
    joints = find_joints(words, named, places)
    possessives = find_final_possessives(words, named, places)
    if not joints and not possessives and not article:
        return classes
    letters = list(classes)
    for index in joints:
        letters[index] = PARTICLE
    for index in possessives:
        letters[index - 1], letters[index] = PARTICLE, SUFFIX
    if article:
        _join_articles(words, letters, named)
    return "".join(letters)


def _with_short_forms(
    words: Sequence[str], classes: str, ampersands: Sequence[int]
) -> str:
    """Make names of AT&T and P&G: no pronoun and no initial stands there."""
    letters = list(classes)
    for index in ampersands:
        if not 0 < index < len(words) - 1:
            continue
        for side in (index - 1, index + 1):
            word = words[side]
            if word.isupper() and word.isalpha() and len(word) < 4:
                letters[side] = NAME
    return "".join(letters)


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


def _settle(words: Sequence[str], classes: str) -> str:
    """Decide whether June, Will and the like are names: June Carter, but in June."""
    letters = list(classes)
    for index, kind in enumerate(classes):
        if kind != _AMBIGUOUS:
            continue
        before = words[index - 1].casefold() if index else ""
        named = classes[index + 1 : index + 2] in (NAME, INITIAL, _AMBIGUOUS)
        if before in BEFORE_MONTHS or (not index and words[index] == "An"):
            named = False
        letters[index] = NAME if named else OTHER
    return "".join(letters)


def _named(classes: Sequence[str]) -> list[bool]:
    """Of each token, whether it is a word of a name."""
    return list(map(_OF_A_NAME.__contains__, classes))


class _Classes(dict[str, str]):
    """The classes of words, found when a word is first asked for."""

    def __missing__(self, word: str) -> str:
        kind = _classify_word(word)
        if kind == OTHER and word in OPENINGS:
            kind = EITHER if may_join(word) else OPENING
        elif kind == OTHER and may_join(word):
            kind = JOINT
        self[word] = kind
        return kind


def _classify_word(word: str) -> str:
    lower = word.casefold()
    if not word[0].isalpha():
        return NAME if word[-1].isupper() else _MARKS.get(word, OTHER)  # 3M
    if word[0].islower():
        if lower.rstrip("'") in PARTICLES:
            return PARTICLE
        if word.islower():
            return OTHER
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
    return sum(map(str.isupper, word))
