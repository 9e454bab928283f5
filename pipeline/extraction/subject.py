"""Whom a document is about, and whom a short name in it means.

A document's title names its subject; its first sentence often names the same subject
by another, longer name. Counting must see one entity, so the title wins where it is
safe: a wrong merge or a wrong name costs more than a missed fact.
"""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.entity_key import entity_key, fold_words
from pipeline.extraction.full_names import FullName, FullNames
from pipeline.extraction.typography import plain
from pipeline.extraction.words.forenames import GIVEN_NAMES, NICKNAMES
from pipeline.extraction.words.name_parts import PARTICLES

_DISAMBIGUATION = re.compile(r"\s*\([^()]*\)\s*$")
# Arthur Wellesley, 1st Duke of Wellington: a rank behind the name is not part of it.
_RANK = re.compile(r", (?:\d+(?:st|nd|rd|th) .*|(?:Baron|Baroness|Lord|Lady|Earl) .*)$")
# The first sentence begins with its subject, behind a few words at most (Sir, The).
_LEAD_CHARACTERS = 40
_LEAD_PARAGRAPH = 800
LEAD_CHARACTERS = 700
"""How much of the first paragraph says what the subject is."""
_LONGEST_HEADING = 200
_NEAR_CHARACTERS = 400
# Titles and an article, but no sentence of its own, may stand before him who leads.
_BEFORE_LEAD = re.compile(
    r"[\"'(]*(?:(?:[A-Z][\w'-]*\.?|the|of|d[aeiu]|ser|v[ao]n|[ae]l|ibn|bin)\s+[\"'(]*)*"
)
_SUFFIXES = frozenset(("jr", "sr"))
_QUOTING = re.compile(r"[\"()]")
_RELATIVE = re.compile(
    r"\b(?:father|mother|grand\w+|uncle|aunt|brother|sister|son|daughter|cousin|nephew"
    r"|niece|wife|husband|ancestor)\b"
)
_OTHER_NAME = re.compile(r"\b(?:or|as|called|born)\s+$")


class Subject:
    """Resolves the names of one document.

    Args:
        text: The document.
        title: Its title, or None.
    """

    def __init__(self, text: str, title: str | None) -> None:
        self._text = text
        self.name = clean_title(title)
        # The entity key of the title; empty without one.
        self.key = entity_key(self.name) if self.name else ""
        self._words = [] if _is_headline(self.name) else self.key.split()
        self._bare = [word for word in self._words if word not in _SUFFIXES]
        # The family name; empty where the title tells none: a single name is its own.
        # Isidore of Seville has no family name: Seville alone is a city. Nor have Holt
        # and Lind, who are two.
        two = {"of", "and"} & set(self._bare)
        named = self._bare and not two and _is_name(self.name or "")
        self.family = self._bare[-1] if named else ""
        self._full_names: dict[str, FullNames] = {}

    def resolve(self, name: str, *, start: int, alone: bool = True) -> str | None:
        """Say who is meant by a name.

        Args:
            name: A person's name as a passage writes it.
            start: The name's first code point in the document.
            alone: Whether no title stands before it and no bracket behind it; the
                subject's bare surname with either is somebody else.

        Returns:
            The title, where the name means the document's subject; an earlier full
            name, where the name is a bare surname; else the name itself. None where a
            bare surname may mean several people, and for a bare given name.
        """
        words = entity_key(name).split()
        if not words:
            return None
        if words == self._words:
            return name
        if self._words and self._leads(start):
            spoken = fold_words(_QUOTING.sub(" ", name))  # with a nickname in quotes
            if self._is_subject(spoken):
                return self.name
        if self.family and words == self._bare[-len(words) :]:
            # The family name alone, of one word or more: the subject, unless somebody
            # else of that name was named just before.
            others = self._forenames_before(name, start) - {self._bare[0]}
            return self.name if alone and not others else None
        bare = [word for word in words if word not in _SUFFIXES]
        if len(bare) == 1:
            # their son Robert: nobody in particular
            if bare[0] in GIVEN_NAMES or (self.family and bare == self._bare[:1]):
                return None
            return self._full_name(name, start)
        return name

    def is_same_person(self, key: str) -> bool:
        """Whether an entity key has the title's first and last word: a fuller name.

        Enough only together with an equal value: John Adams and John Quincy Adams.
        """
        words = key.split()
        return (
            len(self._words) > 1
            and len(words) > 1
            and words[0] == self._words[0]
            and words[-1] == self.family
        )

    def _leads(self, start: int) -> bool:
        """Whether a name stands at the start of the text, a heading left out.

        Or, in the first paragraph, behind "or" and the like: a second name of him who
        leads it, unless a relative is spoken of.
        """
        lead = self.lead_start
        before = self._text[max(lead, start - _LEAD_CHARACTERS) : start]
        if lead <= start < lead + _LEAD_CHARACTERS and _BEFORE_LEAD.fullmatch(before):
            return True
        return (
            start < lead + _LEAD_PARAGRAPH
            and _OTHER_NAME.search(before) is not None
            and _RELATIVE.search(before) is None
        )

    @cached_property
    def lead_start(self) -> int:
        """Where the text begins, behind a first line that repeats the title."""
        heading, _, _ = self._text[:_LONGEST_HEADING].partition("\n")
        if len(heading) == _LONGEST_HEADING:
            return 0
        if entity_key(clean_title(heading) or "") != self.key:
            return 0
        rest = self._text[len(heading) : len(heading) + _LONGEST_HEADING]
        return len(heading) + len(rest) - len(rest.lstrip())

    def _is_subject(self, words: list[str]) -> bool:
        """Whether a name that leads the text is another one of the title's subject."""
        title = self._words
        if len(title) == 1 and len(words) > 1 and words[-1] == title[0]:
            return False  # the full name says more: Hitler, Adolf Hitler
        if {"jr", "sr"} <= {*words[-1:], *title[-1:]}:
            return False
        bare = [word for word in words if word not in _SUFFIXES]
        same_family = self.family and bare[-1:] == [self.family]
        if same_family and (len(bare) == 1 or _agree(self._bare[:-1], bare[:-1])):
            return True
        # Alexander III of Russia leads as Alexander III, Leonardo da Vinci in full.
        regnal = not self.family or len(title) == 1 or "," in (self.name or "")
        if words[0] == title[0] and (regnal or words == title[: len(words)]):
            return True
        # Stage names and regnal names: the lead gives both.
        return f" {self.key} " in f" {' '.join(self._lead_words)} "

    @cached_property
    def lead(self) -> str:
        """The first paragraph's beginning, plain: what the subject is said to be."""
        start = self.lead_start
        lead, _, _ = self._text[start : start + LEAD_CHARACTERS].partition("\n")
        return plain(lead)

    @cached_property
    def _lead_words(self) -> list[str]:
        start = self.lead_start
        lead, _, _ = self._text[start : start + _LEAD_PARAGRAPH].partition("\n")
        return fold_words(_QUOTING.sub(" ", lead))

    def _full_name(self, name: str, start: int) -> str | None:
        """The full name that a bare surname stands for, if the text has only one."""
        found = {
            one.forename: one.name
            for one in self._find_full_names(name, start)
            if one.start + len(one.name) <= start  # not where the name itself stands
        }
        if not found:
            return name
        return next(iter(found.values())) if len(found) == 1 else None

    def _forenames_before(self, name: str, start: int) -> set[str]:
        """The first forenames that stand before a surname, not far above."""
        return {
            one.forename
            for one in self._find_full_names(name, start)
            if one.start > start - _NEAR_CHARACTERS
        }

    def _find_full_names(self, surname: str, stop: int) -> list[FullName]:
        """Those of a surname that begin before a position of the text."""
        if surname not in self._full_names:
            self._full_names[surname] = FullNames(self._text, surname)
        return self._full_names[surname].find_before(stop)


def _agree(title: list[str], name: list[str]) -> bool:
    """Whether two lists of forenames may be one person's: C S and Clive Staples."""
    if set(title) & set(name):
        return True
    for one in title:
        for other in name:
            if one[0] == other[0] and 1 in (len(one), len(other)):
                return True
            if other in NICKNAMES.get(one, ()) or one in NICKNAMES.get(other, ()):
                return True
    return not title


def _is_headline(title: str | None) -> bool:
    """Whether a title is a sentence: Holt wins the Tarnby race."""
    words = (title or "").split()
    small = [word for word in words if word.islower()]
    return len(small) < len(words) and not PARTICLES.issuperset(small)


def _is_name(title: str) -> bool:
    """Whether a title may be a name: a headline has a word in small letters."""
    return all(
        word in PARTICLES or not word[0].islower() or not word[1:].islower()
        for word in title.split()
    )


def clean_title(title: str | None) -> str | None:
    """A title without what Wikipedia adds in brackets, and without a rank behind it.

    None if nothing is left.
    """
    if title is None or title.endswith("(disambiguation)"):
        return None
    name = " ".join(_RANK.sub("", _DISAMBIGUATION.sub("", title)).split())
    return name or None
