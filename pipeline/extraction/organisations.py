"""Which organisation a name in a document means, and whether it names one at all.

Names of persons, towns and companies look alike; the lead of a document says what its
subject is. Knows titles and leads; does not know patterns.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from pipeline.extraction.entity_key import entity_key, fold_words
from pipeline.extraction.name_kinds import is_rank_of
from pipeline.extraction.subject import Subject
from pipeline.extraction.words.companies import COMPANY_SUFFIXES
from pipeline.extraction.words.name_parts import SUFFIXES
from pipeline.extraction.words.nations import (
    DEMONYMS,
    PROVINCES,
    REGIMES,
    TERRITORIES,
)
from pipeline.extraction.words.occupations import OCCUPATIONS
from pipeline.extraction.words.organisations import (
    CONCERNS,
    EVENT_WORDS,
    FIELDS,
    GENERAL_ADJECTIVES,
    GENERAL_WORDS,
    MEMBERS_OF_BOARDS,
    ORGANISATION_NOUNS,
    ORGANISATION_WORDS,
    OTHER_NOUNS,
)

# Capitalised words that name no particular organisation: the Company, American.
_GENERAL = ORGANISATION_WORDS | DEMONYMS | OCCUPATIONS | GENERAL_WORDS
_OPENING = 120
_FICTION_TOLD = 300
_IS_A = re.compile(
    r"\b(?:is|was|are|were|remains) (?:an?|the|one of the|one of)\b ?([^.;:()]{0,160})"
)
# What ends the noun phrase that says what a subject is.
_HEAD_ENDS = re.compile(
    r",| (?:in|of|for|on|at|by|from|that|which|who|whose|with|and|or|to|as|near|between"
    r"|where|when|[a-z]+ed|known|based|built|written|run|led|held|set|made|situated"
    r"|specialising|specializing|operating|serving|providing|consisting|currently) "
)
_WORDS = re.compile(r"[a-z]+")
_LONGEST_SHORT_FORM = 8
# What begins the name of a site, a ship or an event: Operation Salt.
_OTHER_HEADS = frozenset(
    ("fort", "camp", "lake", "mount", "port", "cape", "hms", "uss", "operation")
)
# Calvinism and Theosophy are taught, and no organisations.
_TEACHING = re.compile(r"(?:.* )?\w{4,}ism|\w{2,}(?:osophy|opathy)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_FICTION = re.compile(r"\b(?:fictional|fictitious)\b")
_GENERIC_ENDS = COMPANY_SUFFIXES | {"group", "holdings", "international"}


def _head_word(words: list[str]) -> str:
    """The noun of a name: Battle of Harn, Harn University Act."""
    for before, word in pairwise(words):
        if word in ("of", "for", "on"):
            return before
    return words[-1]


def _is_other(words: list[str]) -> bool:
    """Whether a name's words tell a site, an event or a land: Salt War II."""
    last = words[-2] if len(words) > 1 and words[-1] in SUFFIXES else words[-1]
    head = _head_word(words)
    return (
        words[0] in _OTHER_HEADS
        or head in EVENT_WORDS
        or (
            last in EVENT_WORDS
            # but the Harn School of Law
            and not (last in CONCERNS and head in ORGANISATION_WORDS)
        )
        or (len(words) == 2 and words[0] in REGIMES and words[1] in TERRITORIES)
        or (last == "states" and words[0] in ("united", "federated", "confederate"))
    )


def _is_general(name: str, words: list[str]) -> bool:
    """Whether a name is no more than nouns: the Society, Relations, 1st Battalion."""
    if re.search(r"-[a-z]+$|^[A-Z]{2,}s$", name) and " " not in name:
        return True  # German-language; NGOs
    if len(words) == 1:
        return words[0] in ORGANISATION_WORDS or words[0] in FIELDS
    if len(words) != 2 or words[1] not in ORGANISATION_WORDS:
        return False
    return words[0] in GENERAL_ADJECTIVES or _ORDINAL.fullmatch(words[0]) is not None


class Organisations:
    """Resolves the names of organisations in one document.

    Args:
        subject: What its title and its lead say.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def resolve(self, name: str, *, told: bool) -> str | None:
        """Say which organisation is meant by a name.

        Args:
            name: As a passage writes it.
            told: Whether the name's own words say that it is an organisation.

        Returns:
            The title, where the name is a short form of it; else the name itself. None
            for a name that is no more than a noun (the Society), for a teaching
            (Calvinism), for the subject of a document whose lead says that it is no
            organisation, and for all in a document whose lead says it is of fiction.
        """
        words = entity_key(name).split()
        own = self._subject.key.split()
        if words and words == own:
            return name if self._may_be_one(told=told) else None
        if DEMONYMS.issuperset(words):
            return None  # an American, headquartered in Harn
        if words and _is_other(words):
            return None
        if words and is_rank_of(words):
            return None  # the Bishop of Harn
        if words[:2] == ["board", "of"] and not MEMBERS_OF_BOARDS.isdisjoint(
            words[2:3]
        ):
            return None
        if words == entity_key(self._subject_place).split() or self._is_fiction:
            return None
        if words and words[-1] not in FIELDS and _TEACHING.fullmatch(" ".join(words)):
            return None  # but the Harn School of Journalism
        if _is_general(name, words):
            meant = set(words) <= set(own) and self._is_one
            return self._subject.name if meant else None
        if self._is_one and self._is_short(name, words, own):
            return self._subject.name
        return name

    @cached_property
    def _subject_place(self) -> str:
        """What a title names first, if it says what that lies in: Harn, Oland."""
        first, comma, rest = (self._subject.name or "").partition(", ")
        suffix = entity_key(rest) in COMPANY_SUFFIXES
        return first if comma and not suffix else ""

    @cached_property
    def _is_fiction(self) -> bool:
        """Whether the lead says that its subject is made up: so is what is around."""
        opening = self._subject.lead[:_FICTION_TOLD]
        return "ficti" in opening and _FICTION.search(opening) is not None

    def _may_be_one(self, *, told: bool) -> bool:
        if self._head is None or self._is_one:
            return True
        return told and self._head not in OTHER_NOUNS

    @cached_property
    def _is_one(self) -> bool:
        return self._head in ORGANISATION_NOUNS

    @cached_property
    def _head(self) -> str | None:
        """The noun by which the lead says what the subject is; None if it does not."""
        own = self._subject.key.split()
        opening = fold_words(self._subject.lead[:_OPENING])
        found = _IS_A.search(self._subject.lead)
        if not own or found is None or own[0] not in opening:
            return None
        phrase = _HEAD_ENDS.split(f"{found.group(1).casefold()} ", maxsplit=1)[0]
        words = _WORDS.findall(phrase)
        if not words:
            return ""
        last: str = words[-1]
        singular = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")
        return singular if singular in ORGANISATION_NOUNS | OTHER_NOUNS else last

    def _is_short(self, name: str, words: list[str], own: list[str]) -> bool:
        """Whether a name is the title's without its end, or its short form."""
        rest = own[len(words) :]
        if words and words == own[: len(words)] and _GENERIC_ENDS.issuperset(rest):
            return True
        return (
            name.isupper()
            and len(name) <= _LONGEST_SHORT_FORM
            # Another one's: Lumen was a brand of Harn Motors (HM).
            and own != []
            and own[0][0] == name[0].casefold()
            and re.search(rf"\((?:[^()]*\W)?{re.escape(name)}\b", self._subject.lead)
            is not None
        )


def names_organisation(name: str) -> bool:
    """Whether a name says which organisation it is, and is no land or general words."""
    words = set(entity_key(name).split())
    return not words <= _GENERAL and not words <= TERRITORIES | PROVINCES
