"""Whom a pronoun, a nominal (the company) or a labelled line of a document means.

Only the document's own subject is ever meant, and only where nobody else can be: a
wrong entity is a false fact, and every false fact a false singleton.
"""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.names import NameFinder, NameKind
from pipeline.extraction.organisations import names_organisation
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import (
    LABEL_SYMBOL,
    NOMINAL_SYMBOL,
    PRONOUN_SYMBOL,
    SlotType,
)
from pipeline.extraction.subject import Subject
from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain
from pipeline.extraction.word_lists import GIVEN_NAMES, OCCUPATIONS, TITLES

# A sentence begins with it, or with a phrase that names no agent: In 1950, he
_PRONOUN = re.compile(
    r"[\"( ]{0,3}(?:(?:In|On|At|From|Since|Until|By|Born|Educated|Raised)\b"
    r"[^,();:.\"']{1,80}, (?:[^,();:.\"']{1,40}, )?)?"
    r"(He|She|His|Her|he|she)(?= [a-z\"(]|'s\b|,)"
)
_NOUNS = (
    "company|firm|corporation|organisation|organization|group|bank|club|school"
    "|university|college|institute|institution|agency|airline|newspaper|magazine|band"
    "|label|studio|publisher|retailer|brand|society|association|foundation|charity"
    "|museum|hospital|business|party|union|league|team|network|manufacturer|developer"
    "|orchestra|choir|journal|academy|brewery|council|movement|duo|trio|quartet"
)
_NOMINAL = re.compile(
    rf"[\"( ]{{0,3}}(?:(?:In|On|Since|By|Originally)\b[^,();:.\"']{{0,60}}, )?"
    rf"((?:The|the) (?:{_NOUNS})|It|it|Its|its)(?= [a-z\"(]|'s\b|,)"
)
# Born: 5 March 1960; Date of birth - 5 March 1960; Headquarters | Tarnby
_LABEL = re.compile(
    r"[*|> -]{0,4}[A-Za-z][A-Za-z '/()]{2,32}(?: ?[:|=]| -|  )[ |]{0,4}\S"
)
_BARE_LABEL = re.compile(r"(?:Born|Died|Founded|Established|Headquarters) [\w,]")
_LONGEST_LABELLED = 200

_MASCULINE = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im)\b")
_FEMININE = re.compile(r"\b(?:[Ss]he|[Hh]ers?)\b")
_READ_FOR_GENDER = 6_000
_LEAST_PRONOUNS = 2
_LEAD = 700
# Ada Holt: two capitalised words, the first of them perhaps a given name or title.
_CAPITALISED = re.compile(r"\b([A-Z][\w'-]*\.?) (?:[A-Z]\. ?)?([A-Z][\w'-]+)")
_IS_A = re.compile(r"\b(?:is|was|are|were|remains) (?:an?|the|one of)\b([^.]{0,200})")
_SETTLEMENT = re.compile(
    r"[^,;]{0,60}\b(?:town|city|village|municipality|settlement|commune|hamlet|suburb"
    r"|county|district|province|island|neighbou?rhood|borough|township|parish|locality"
    r"|colony|fort|state|country|community|region|river|lake)\b"
)
_LIFE = re.compile(r"\((?:[^()]{0,80}\b(?:born|b\.)|[^()]{0,60}\d{3,4}[^()]{0,40}-)")
_BEFORE_PRONOUN = 600

_MOST_LINES_ABOVE = 40
_LONGEST_HEADING = 80
_SITE = re.compile(r" (?:[|\u2013\u2014-]|::) .*$")
_GENERAL = frozenset(
    """
    about background basic bio biography birth body career contact contents data date
    death details early education facts family fast figures general history home
    info information key life links main media name names notes overview page people
    personal profile quick references related search section sections see statistics
    summary table vital works years
    """.split()
)
"""Words of headings that name nobody: Personal Information."""

_ENTITY_KINDS = {
    SlotType.PERSON: (NameKind.ANY, NameKind.PERSON, NameKind.RULER),
    SlotType.ORGANISATION: (NameKind.ANY, NameKind.OTHER, NameKind.DEFINITE),
}


def find_reference(text: str, *, starts_line: bool) -> TypedSpan | None:
    """Find what a passage begins with instead of a name.

    Args:
        text: The passage, plain.
        starts_line: Whether it stands at the start of a line.

    Returns:
        The span of a pronoun or nominal, or an empty one at the start of a line that
        labels what it says; None where there is nothing of the kind.
    """
    for expression, symbol in ((_PRONOUN, PRONOUN_SYMBOL), (_NOMINAL, NOMINAL_SYMBOL)):
        match = expression.match(text)
        if match:
            start, stop = match.span(1)
            return TypedSpan(start, stop, start, stop, symbol)
    if (
        starts_line
        and len(text) <= _LONGEST_LABELLED
        and (_LABEL.match(text) or _BARE_LABEL.match(text))
    ):
        return TypedSpan(0, 0, 0, 0, LABEL_SYMBOL)
    return None


class Antecedents:
    """Resolves the pronouns, nominals and labelled lines of one document.

    Args:
        text: The document.
        subject: What its title says.
        names: Finds names in titles and headings.
    """

    def __init__(self, text: str, subject: Subject, names: NameFinder) -> None:
        self._text = text
        self._subject = subject
        self._names = names

    def resolve(
        self, symbol: str, surface: str, *, start: int, entity_type: SlotType
    ) -> str | None:
        """Say who is meant; None where it is not sure.

        Args:
            symbol: That of a pronoun, a nominal or a label.
            surface: The words that stand there.
            start: Their first code point in the document.
            entity_type: What the category's entities are.
        """
        if symbol == LABEL_SYMBOL:
            return self._labelled(start, entity_type)
        if symbol == PRONOUN_SYMBOL and entity_type is SlotType.PERSON:
            return self._person(surface, start)
        if symbol == NOMINAL_SYMBOL and entity_type is SlotType.ORGANISATION:
            return self._thing(surface, start)
        return None

    def may_be_organisation(self, name: str) -> bool:
        """Whether a name may be that of an organisation, for all the document says.

        Not where the document's lead says that its subject of that name is a town or a
        person.
        """
        if not names_organisation(name):
            return False
        title, _, _ = (self._subject.name or "").partition(",")  # Harn, Oland
        if entity_key(name) not in (self._subject.key, entity_key(title)):
            return True
        settled = _SETTLEMENT.match(self._predicate) is not None
        return self._is_organisation or not (settled or self._is_person)

    def may_be_person(self, name: str) -> bool:
        """Whether a name may be a person's: the document's company is none."""
        return entity_key(name) != self._subject.key or not self._is_organisation

    def _person(self, pronoun: str, start: int) -> str | None:
        spoken = _MASCULINE if _MASCULINE.fullmatch(pronoun) else _FEMININE
        if not self._is_person or self._gender is not spoken:
            return None
        if start < self._subject.lead_start + 20:
            return None
        before = self._paragraph_before(start)[-_BEFORE_PRONOUN:]
        # Somebody else who is named before may be meant.
        own = set(self._subject.key.split())
        for match in _CAPITALISED.finditer(before):
            first, last = match.group(1), match.group(2)
            key = entity_key(f"{first} {last}").split()
            if not own & set(key) and (
                first.casefold() in GIVEN_NAMES or first.casefold() in TITLES
            ):
                return None
        return self._subject.name

    def _thing(self, surface: str, start: int) -> str | None:
        noun = surface.split()[-1].casefold()
        lead = self._lead_sentence
        if not self._is_organisation or start > self._subject.lead_start + 2 * _LEAD:
            return None
        if noun not in ("it", "its") and not re.search(rf"\b{noun}\b", lead):
            return None
        before = self._paragraph_before(start)
        if noun in ("it", "its") and before and not before.startswith(lead[:40]):
            return None
        return self._subject.name

    def _labelled(self, start: int, entity_type: SlotType) -> str | None:
        heading = self._heading_above(start)
        title = _SITE.sub("", self._subject.name or "")
        for name in (heading, title):
            if name and self._names_one(name, entity_type):
                return " ".join(name.split())
        return None

    def _heading_above(self, start: int) -> str:
        """The nearest line above that is neither empty nor labelled; '' if none is."""
        stop = self._text.rfind("\n", 0, start)
        for _ in range(_MOST_LINES_ABOVE):
            if stop < 0:
                return ""
            begin = self._text.rfind("\n", max(0, stop - 2_000), stop) + 1
            line = plain(self._text[begin:stop]).strip(" #=*|\r")
            if line and not _LABEL.match(line) and not _BARE_LABEL.match(line):
                general = _GENERAL & set(entity_key(line).split())
                if len(line) > _LONGEST_HEADING or not general:
                    return line
            stop = begin - 1
        return ""

    def _names_one(self, line: str, entity_type: SlotType) -> bool:
        """Whether a line is one name that may be of a type, and nothing else."""
        kinds = _ENTITY_KINDS.get(entity_type)
        if len(line) > _LONGEST_HEADING or kinds is None:
            return False
        words, _ = split_tokens(plain(line))
        spans = self._names.find_names(words)
        if len(spans) != 1 or (spans[0].start, spans[0].stop) != (0, len(words)):
            return False
        least = 2 if entity_type is SlotType.PERSON else 1
        return spans[0].kind in kinds and len(words) >= least

    def _paragraph_before(self, start: int) -> str:
        begin = self._text.rfind("\n", max(0, start - 4_000), start) + 1
        return plain(self._text[begin:start])

    @cached_property
    def _lead_sentence(self) -> str:
        """The first paragraph's beginning, as far as it says what the subject is."""
        start = self._subject.lead_start
        lead, _, _ = self._text[start : start + _LEAD].partition("\n")
        lead = plain(lead)
        found = _IS_A.search(lead)
        return lead[: found.end()] if found else lead[:200]

    @cached_property
    def _predicate(self) -> str:
        found = _IS_A.search(self._lead_sentence)
        return found.group(1).casefold() if found else ""

    @cached_property
    def _names_subject(self) -> bool:
        """Whether the lead begins with the subject."""
        words = self._subject.key.split()
        opening = entity_key(self._lead_sentence[:120]).split()
        return bool(words) and (words[-1] in opening or words[0] in opening)

    @cached_property
    def _is_person(self) -> bool:
        if self._subject.name is None or not self._names_subject:
            return False
        if not self._names_one(self._subject.name, SlotType.PERSON) and (
            " " in self._subject.key
        ):
            return False
        words = set(re.findall(r"[a-z]+", self._predicate))
        return bool(words & OCCUPATIONS) or bool(_LIFE.search(self._lead_sentence))

    @cached_property
    def _is_organisation(self) -> bool:
        if self._subject.name is None or not self._names_subject:
            return False
        return bool(re.search(rf"\b(?:{_NOUNS})\b", self._predicate))

    @cached_property
    def _gender(self) -> re.Pattern[str] | None:
        """The pronouns that prevail in the text; None if neither kind does."""
        text = self._text[:_READ_FOR_GENDER]
        he, she = len(_MASCULINE.findall(text)), len(_FEMININE.findall(text))
        if he >= _LEAST_PRONOUNS and he > 4 * she:
            return _MASCULINE
        return _FEMININE if she >= _LEAST_PRONOUNS and she > 4 * he else None
