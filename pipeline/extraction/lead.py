"""What a document's lead says that its subject is: a person, a firm, a town."""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.anaphors import NOUNS
from pipeline.extraction.entity_key import fold_words
from pipeline.extraction.lone_names import is_one_name
from pipeline.extraction.names import NameFinder
from pipeline.extraction.slots import SlotType
from pipeline.extraction.subject import Subject
from pipeline.extraction.words.occupations import OCCUPATIONS

_IS_A = re.compile(r"\b(?:is|was|are|were|remains) (?:an?|the|one of)\b([^.]{0,200})")
# What is said behind the noun is of something else: a town in the province of Harn.
_BEHIND_NOUN = re.compile(
    r"\b(?:in|of|on|at|by|near|for|from|to|with|located|situated|which|that|who|whose"
    r"|where|when)\b|,"
)
_ARTICLE = re.compile(r"(?:An?|The) ")
_SETTLEMENT = re.compile(
    r"[^,;]{0,60}\b(?:town|city|village|municipality|settlement|commune|hamlet|suburb"
    r"|county|district|province|island|neighbou?rhood|borough|township|parish|locality"
    r"|colony|fort|state|country|community|region|river|lake)\b"
)
_WORD = re.compile(r"\w+")
# One and several of each; of two words the last one tells.
_NOUNS = {
    entity_type: {
        f"{noun.split()[-1]}{s}" for noun in nouns.split("|") for s in ("", "s")
    }
    for entity_type, nouns in NOUNS.items()
}
_LIFE = re.compile(r"\((?:[^()]{0,80}\b(?:born|b\.)|[^()]{0,60}\d{3,4}[^()]{0,40}-)")


class Lead:
    """The beginning of a document, read as a statement about its subject.

    Args:
        subject: What the document's title says.
        names: Finds names in it.
    """

    def __init__(self, subject: Subject, names: NameFinder) -> None:
        self._subject = subject
        self._names = names

    @cached_property
    def sentence(self) -> str:
        """The first paragraph's beginning, as far as it says what the subject is."""
        lead = self._subject.lead
        found = _IS_A.search(lead)
        return lead[: found.end()] if found else lead[:200]

    @cached_property
    def head(self) -> str:
        """The lead's predicate up to what is said behind its noun."""
        return _BEHIND_NOUN.split(self._predicate, maxsplit=1)[0]

    @cached_property
    def is_person(self) -> bool:
        """Whether the lead tells of a person: by an occupation or by dates."""
        if self._subject.name is None or not self._names_subject:
            return False
        if not is_one_name(self._subject.name, SlotType.PERSON, self._names) and (
            " " in self._subject.key
        ):
            return False
        if _ARTICLE.match(self.sentence):
            return False  # A castrato is a singer
        words = set(re.findall(r"[a-z]+", self._predicate))
        return bool(words & OCCUPATIONS) or bool(_LIFE.search(self.sentence))

    @cached_property
    def is_organisation(self) -> bool:
        """Whether the lead says that the subject is a firm, a band, a party."""
        return self.is_a(SlotType.ORGANISATION)

    @property
    def is_settlement(self) -> bool:
        """Whether the lead's predicate begins with a town or another place."""
        return _SETTLEMENT.match(self._predicate) is not None

    def is_a(self, entity_type: SlotType) -> bool:
        """Whether the lead calls the subject by a noun of a type: firm, novel, city."""
        nouns = _NOUNS.get(entity_type)
        if nouns is None or self._subject.name is None or not self._names_subject:
            return False
        return not nouns.isdisjoint(_WORD.findall(self.head))

    @cached_property
    def _predicate(self) -> str:
        found = _IS_A.search(self.sentence)
        return found.group(1).casefold() if found else ""

    @cached_property
    def _names_subject(self) -> bool:
        """Whether the lead begins with the subject."""
        words = self._subject.key.split()
        opening = fold_words(self.sentence[:120])
        return bool(words) and (words[-1] in opening or words[0] in opening)
