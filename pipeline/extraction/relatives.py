"""Relatives of a document's subject who are called by their given names alone.

His daughter Albine was born in 1902: she has a family name, which the text leaves out,
so that her given name alone is nobody in particular.
"""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.full_names import SEARCHED_CHARACTERS
from pipeline.extraction.lead import Lead
from pipeline.extraction.subject import Subject
from pipeline.extraction.words.forenames import GIVEN_NAMES

# Who has the subject's family name, so that two given names are all that is said.
_CHILD = r"(?:(?:step|half-)?(?:son|daughter|child|brother|sister)|sibling|twin)"
_KIN = (
    rf"(?:{_CHILD}|grandson|granddaughter|(?:grand)?(?:mother|father)|wife|husband|widow"
    "|uncle|aunt|niece|nephew)"
)
_BEHIND_KIN = re.compile(
    rf"\b(?:{_KIN},?(?: named| called)?"
    rf"|(?:{_CHILD}s|children)\b(?:[^.;\n]*?(?:[,:]| and)|[^.\n]*?;(?: and)?)) $"
)
_BEHIND_CHILD = re.compile(
    rf"\b(?:{_CHILD},?(?: named| called)?"
    rf"|(?:{_CHILD}s|children)\b[^.:;\n]{{0,24}}:(?:[^.\n]|\b[bcd]\.)*) $"
)
_LONGEST_LIST = 200
_MOST_PLACES = 100  # whoever is named so often is introduced before
# Before it, one name was most often all there was.
_FAMILY_NAMES_SINCE = 1600
_YEAR = re.compile(r"\b[0-9]{4}\b")


class Relatives:
    """Knows the relatives of one document's subject by the words before their names.

    Args:
        text: The document.
        subject: What its title says.
        lead: What its first paragraph says of the subject.
    """

    def __init__(self, text: str, subject: Subject, lead: Lead) -> None:
        self._text = text
        self._subject = subject
        self._lead = lead
        self._known: dict[str, bool] = {}

    def is_one(self, name: str, *, start: int) -> bool:
        """Whether a name is the mere given name of a relative of the subject.

        Args:
            name: A person's, as resolved.
            start: Its first code point in the document.

        Returns:
            True for one word that the text has behind wife, son and the like, wherever
            it does; and for several of which the last is a given name too, behind
            the subject's son, sister and so on. Always False where the subject has
            no family name to share: in old times, or where it is no person.
        """
        words = entity_key(name).split()
        if not words:
            return False
        lone = len(words) == 1
        if not lone and words[-1] not in GIVEN_NAMES:
            return False
        if not self._family or self._family == words[-1]:
            return False
        if lone:
            if name not in self._known:
                self._known[name] = self._is_behind_kin(name)
            return self._known[name]
        before = self._text[max(0, start - _LONGEST_LIST) : start]
        return _BEHIND_CHILD.search(before) is not None

    @cached_property
    def _family(self) -> str:
        """The subject's family name; empty where it has none."""
        family, words = self._subject.family, self._subject.key.split()
        if not family or family == words[0] or "the" in words:
            return ""
        if not self._lead.is_person:
            return ""
        year = _YEAR.search(self._subject.lead)
        if year is None or int(year.group()) < _FAMILY_NAMES_SINCE:
            return ""
        return family

    def _is_behind_kin(self, name: str) -> bool:
        at = self._text.find(name, 0, SEARCHED_CHARACTERS)
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            if _BEHIND_KIN.search(self._text[max(0, at - _LONGEST_LIST) : at]):
                return True
            at = self._text.find(name, at + len(name), SEARCHED_CHARACTERS)
        return False
