"""Where a text names somebody of a surname in full. Knows neither title nor lead."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.nations import DEMONYMS
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.occupations import OCCUPATIONS, POSTS
from pipeline.extraction.words.ranks import NAME_LIKE_TITLES, TITLES

_LONGEST_FORENAMES = 3 * 32
# What stands directly before a surname, and what may not stand behind it. Written so
# that the capital it begins with can be looked for.
_FORENAME = r"[A-Z](?:[\w'-]{1,30} |\. ?)"
_FORENAMES = re.compile(rf"{_FORENAME}(?:{_FORENAME}){{0,2}}\Z")
_GOES_ON = re.compile(r"[\w-]| [A-Z]")
SEARCHED_CHARACTERS = 50_000
"""So much of a document is read for the names of people."""

_BARE_TITLES = TITLES - NAME_LIKE_TITLES
_DESCRIPTIONS = (OCCUPATIONS | POSTS | {"former", "prime"}) - GIVEN_NAMES
_BEHIND_PLACE = ("-born", "-based", "-bred", "-raised", "-trained", "-educated")
# Unexpectedly; no forename is as long.
_ADVERB = re.compile(r"[A-Z][a-z]{6,}ly")


class FullName(NamedTuple):
    """A surname with forenames before it.

    Attributes:
        start: Its first code point in the text.
        forename: The first word of its key.
        name: As the text writes it.
    """

    start: int
    forename: str
    name: str


class FullNames:
    """The full names of a text that end in one surname.

    Args:
        text: The document; no more than its beginning is searched.
        surname: One word or more, as the text writes it.
    """

    def __init__(self, text: str, surname: str) -> None:
        self._text = text
        self._surname = surname
        self._found: list[FullName] = []
        self._searched = 0  # up to here
        self._taken = 0  # by the last one found

    def find_before(self, stop: int) -> list[FullName]:
        """Find those that begin before a position, in order.

        The text is read no further than that takes, and never twice.
        """
        length = len(self._surname)
        reach = min(stop + _LONGEST_FORENAMES + length, SEARCHED_CHARACTERS)
        at = self._text.find(self._surname, self._searched, reach)
        while at >= 0:
            self._read(at)
            self._searched = at + length
            at = self._text.find(self._surname, self._searched, reach)
        self._searched = max(self._searched, reach - length + 1)
        return [one for one in self._found if one.start < stop]

    def _read(self, at: int) -> None:
        """Read the forenames, if any, before a place where the surname stands."""
        # Only what stands directly before the name can be part of it.
        first, stop = max(self._taken, at - _LONGEST_FORENAMES), at + len(self._surname)
        # Most often a word in small letters stands before it: of, and, when
        if _last_word(self._text, first, at).islower():
            return
        match = _FORENAMES.search(self._text, first, at)
        if not match or _GOES_ON.match(self._text, stop, SEARCHED_CHARACTERS):
            return
        self._taken = stop
        name = _without_small_words(self._text[match.start() : stop])
        words = entity_key(name).split()
        if len(words) > 1 and (words[0] not in TITLES or words[0] in GIVEN_NAMES):
            self._found.append(FullName(match.start(), words[0], name))


def _last_word(text: str, start: int, stop: int) -> str:
    """What stands between the last space of a range and the one that may end it."""
    return text[max(start, text.rfind(" ", start, stop - 1) + 1) : stop]


def _without_small_words(name: str) -> str:
    """A run of capitalised words without those that begin it and are no name.

    Small ones (In, Since), and what somebody is: Actor, Danish Premier.
    """
    words = name.split()
    for index, word in enumerate(words[:-2]):
        if word.casefold() in _BARE_TITLES:
            words = words[index + 1 :]
            break
    while len(words) > 1 and (
        words[0].casefold() in NOT_NAMES
        or words[0].casefold() in _DESCRIPTIONS
        or (len(words) > 2 and words[0].casefold() in DEMONYMS)
        or _ADVERB.fullmatch(words[0])
        or words[0].endswith(_BEHIND_PLACE)
    ):
        words.pop(0)
    return " ".join(words)
