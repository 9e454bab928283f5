"""What statements become: observations of entities and values that are resolved.

Knows one document at a time: whom its short names, pronouns and labels mean, and which
of its statements contradict one another. Finds nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.dedup.words import passage_key
from pipeline.extraction.antecedents import Antecedents
from pipeline.extraction.category import Category
from pipeline.extraction.cut_names import is_cut
from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.inversion import upright
from pipeline.extraction.lead import Lead
from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.names import NameFinder
from pipeline.extraction.organisations import Organisations
from pipeline.extraction.pattern_language import Pattern
from pipeline.extraction.relatives import Relatives
from pipeline.extraction.slots import (
    FAMILIES_SYMBOL,
    LABEL_SYMBOL,
    NAME_SYMBOLS,
    NOMINAL_SYMBOL,
    PRONOUN_SYMBOL,
    SlotType,
)
from pipeline.extraction.statements import Mention, Statement
from pipeline.extraction.subject import Subject
from pipeline.extraction.typography import without_references
from pipeline.extraction.words.companies import COMPANY_NAME_WORDS
from pipeline.extraction.words.nations import PROVINCES, TERRITORIES
from pipeline.extraction.words.not_names import BELIEFS
from pipeline.extraction.words.organisations import ORGANISATION_WORDS

_REFERENCES = frozenset((LABEL_SYMBOL, NOMINAL_SYMBOL, PRONOUN_SYMBOL))
_DASH = "\N{EM DASH}"
_NO_PERSONS = TERRITORIES | PROVINCES | BELIEFS
# Frederick I of Ansbach and Bayreuth: what follows is a place as well.
_SECOND_PLACE = re.compile(
    r"\b(?:[IVX]+|[Kk]ing|[Dd]uke|[Cc]ount|[Mm]argrave|[Ll]andgrave|[Ee]lector|[Pp]rince"
    r"|[Bb]ishop|[Aa]rchbishop) of [A-Z][\w'-]+ and $"
)


class Observation(NamedTuple):
    """One statement of one fact in one document; fields as in `observations`."""

    category: str
    entity: str
    entity_key: str
    value: str
    value_surface: str
    passage: str
    passage_start: int
    passage_key: int
    match_start: int
    match_end: int
    pattern: str


class Finding(NamedTuple):
    """An observation, and whether its document named the entity where it stands.

    Not named is what a pronoun, a nominal or a label stands for.
    """

    observation: Observation
    named: bool


class Passage(NamedTuple):
    """A passage with what all its categories share.

    Attributes:
        text: As the document has it.
        start: Its first code point in the document.
        plain: The text with plain quotes, dashes and spaces.
        starts_line: Whether a line begins with it.
    """

    text: str
    start: int
    plain: str
    starts_line: bool

    @property
    def key(self) -> int:
        """The hash of its words; asked for by passages with facts only."""
        return _key_of(self.text)


# The facts of a passage are made one after another: it is hashed once.
_key_of = lru_cache(maxsize=1)(passage_key)


class Resolver:
    """What resolves the names of one document, made when first asked for.

    Args:
        text: The document.
        title: Its title, or None.
        names: Finds names in titles and headings.
    """

    def __init__(self, text: str, title: str | None, names: NameFinder) -> None:
        self._text = text
        self._title = title
        self._names = names

    @cached_property
    def subject(self) -> Subject:
        """Whom short names mean."""
        return Subject(self._text, self._title)

    @cached_property
    def antecedents(self) -> Antecedents:
        """Whom pronouns, nominals and labels mean."""
        return Antecedents(self._text, self.subject, self.lead, self._names)

    @cached_property
    def lead(self) -> Lead:
        """What the first paragraph says of the subject."""
        return Lead(self.subject, self._names)

    @cached_property
    def relatives(self) -> Relatives:
        """Which names are only a relative's given ones."""
        return Relatives(self._text, self.subject, self.lead)

    @cached_property
    def organisations(self) -> Organisations:
        """Which organisations names mean."""
        return Organisations(self.subject)


def observe(
    passage: Passage,
    statements: Sequence[Statement],
    category: Category,
    resolver: Resolver,
) -> list[Finding]:
    """Make observations of what a passage states in a category.

    Args:
        passage: Where it is stated.
        statements: What its patterns found.
        category: Theirs.
        resolver: That of the document.

    Returns:
        One for each entity and value of each statement that are somebody for sure;
        empty where nobody is.
    """
    findings = []
    entity_type, value_type = category.entity_type, category.value_type
    own = resolver.subject.key
    for one in statements:
        least = one.pattern.least_words
        entities = [
            (named, _resolve_entity(named, entity_type, passage, resolver))
            for named in one.entities
        ]
        for (naming, entity), mention in product(entities, one.values):
            if not entity:
                continue
            by_name = naming.symbol not in _REFERENCES
            value: str | None = mention.value
            # Who wrote a cited paper is nobody that the document names elsewhere,
            # unless its text cites a family name: in Holt's 1999 paper.
            of_list = (
                entity_type is SlotType.PAPER and mention.symbol != FAMILIES_SYMBOL
            )
            if not of_list and (
                value_type is SlotType.PERSON or mention.symbol in _REFERENCES
            ):
                value = _resolve(mention, value_type, passage, resolver)
                if value and not _is_full(value, mention, one.pattern):
                    continue
                if value and _is_half_named(value, mention, one.values, passage.plain):
                    continue
            if not value:
                continue
            facts = [(naming, entity, value, mention.text)]
            if category.symmetric:
                facts.append((mention, value, entity, naming.text))
            for said, named, stated, surface in facts:
                key = entity_key(named)
                if not key or key == entity_key(stated):
                    continue
                if (
                    category.symmetric
                    and key != own
                    and _is_forename(said, named, beside=stated)
                ):
                    continue
                if least > 1 and key != own:
                    words = len(key.split())
                    if by_name:
                        # As the passage writes it: Poland is no Greater Poland.
                        words = min(words, len(naming.text.split()))
                    if words < least:
                        continue
                observation = Observation(
                    category=category.name,
                    entity=named,
                    entity_key=key,
                    value=stated,
                    value_surface=surface,
                    passage=passage.text,
                    passage_start=passage.start,
                    passage_key=passage.key,
                    match_start=passage.start + one.start,
                    match_end=passage.start + one.stop,
                    pattern=one.pattern.id,
                )
                findings.append(Finding(observation, named=by_name))
    return findings


def _resolve_entity(
    mention: Mention, kind: SlotType, passage: Passage, resolver: Resolver
) -> str | None:
    """As `_resolve`; None also for a name too short to tell whose it is."""
    name = _resolve(mention, kind, passage, resolver)
    if name and kind is SlotType.PERSON and mention.symbol not in _REFERENCES:
        start = passage.start + mention.start
        if resolver.relatives.is_one(name, start=start):
            return None
    return name


def _resolve(
    mention: Mention, kind: SlotType, passage: Passage, resolver: Resolver
) -> str | None:
    """The name of whom or what a mention means; None where it is not sure."""
    start = passage.start + mention.start
    if mention.symbol in _REFERENCES:
        meant = resolver.antecedents.resolve(
            mention.symbol, mention.text, start=start, entity_type=kind
        )
        if meant and kind is SlotType.ORGANISATION:
            return resolver.organisations.resolve(meant, told=True)
        return meant
    if _DASH in mention.text:
        return None  # Ada Holt-known for her ships: more than a name
    before, behind = _around(mention, passage)
    if is_cut(before, behind):
        return None
    name = " ".join(without_references(mention.value or mention.text).split())
    if name and kind is SlotType.ORGANISATION:
        if not resolver.antecedents.may_be_organisation(name):
            return None
        told = mention.symbol == NAME_SYMBOLS[NameKind.OTHER]
        return resolver.organisations.resolve(name, told=told)
    if name and kind is SlotType.PERSON:
        if " " not in name and _SECOND_PLACE.search(before):
            return None
        name = upright(name)
        lower = name.casefold()
        if lower in _NO_PERSONS or _NO_PERSONS.issuperset(lower.split()):
            return None  # Oland is a founder of the league
        found = resolver.subject.resolve(name, start=start, alone=mention.alone)
        return found if found and resolver.antecedents.may_be_person(found) else None
    return name


def _around(mention: Mention, passage: Passage) -> tuple[str, str]:
    """What stands in the passage before a mention and behind it."""
    return (
        passage.plain[: mention.start],
        passage.plain[mention.start + len(mention.text) :],
    )


def _is_full(name: str, mention: Mention, pattern: Pattern) -> bool:
    """Whether a person's name has the words that a pattern asks for, and no others.

    A title makes up for them: Mr. Holt is a person for sure.
    """
    words = name.casefold().split()
    if not ORGANISATION_WORDS.isdisjoint(words) or not (
        COMPANY_NAME_WORDS.isdisjoint((words[0], words[-1]))
    ):
        return False  # an organisation's
    if mention.symbol != NAME_SYMBOLS[NameKind.ANY]:
        return True
    return len(words) >= pattern.least_value_words


def _is_half_named(
    name: str, mention: Mention, listed: Sequence[Mention], plain: str
) -> bool:
    """Whether the family name of a listed person stands behind the next one only.

    Runa and Sweyn Lind: Runa alone is nobody in particular. Holt and Lind are two.
    """
    if " " in name or mention.symbol != NAME_SYMBOLS[NameKind.ANY]:
        return False
    stop = mention.start + len(mention.text)
    return any(
        " " in other.text.strip() and plain[stop : other.start] in (" and ", " & ")
        for other in listed
    )


def _is_forename(mention: Mention, name: str, *, beside: str) -> bool:
    """Whether a name of one word, beside a full name, is only a forename.

    Oskar Lind and his wife Runa: she is nobody in particular. Two names of one word
    each are of an age that had no others.
    """
    return (
        " " not in name
        and " " in beside
        and mention.symbol == NAME_SYMBOLS[NameKind.ANY]
    )


def without_contradicted(
    findings: list[Finding], single: Set[str]
) -> list[Observation]:
    """Leave out what a pronoun or label says against the rest of the document.

    Where a category has one value an entity, a pronoun that says another than the name
    does (or than another pronoun) means somebody else.
    """
    if all(found.named for found in findings):
        return [found.observation for found in findings]
    stated: dict[tuple[str, str, bool], set[str]] = {}
    for found in findings:
        one = found.observation
        place = (one.category, one.entity_key, found.named)
        stated.setdefault(place, set()).add(one.value)
    kept = []
    for found in findings:
        one = found.observation
        if not found.named and one.category in single:
            named = stated.get((one.category, one.entity_key, True))
            spoken = stated[one.category, one.entity_key, False]
            if one.value not in named if named else len(spoken) > 1:
                continue
        kept.append(one)
    return kept


def with_fuller_names(
    observations: list[Observation], subject: Subject, of_people: Set[str]
) -> list[Observation]:
    """Give the document's subject the observations that name them more fully.

    The same first and last name is not enough (John Adams, John Quincy Adams), but with
    the value that the document states for its subject it is. Only the categories
    `of_people`: of things, the same first and last word says nothing.
    """
    if subject.name is None:
        return observations
    name, key = subject.name, subject.key
    stated = {
        (one.category, one.value) for one in observations if one.entity_key == key
    }
    return [
        one._replace(entity=name, entity_key=key)
        if (one.category, one.value) in stated
        and one.category in of_people
        and one.entity_key != key
        and subject.is_same_person(one.entity_key)
        else one
        for one in observations
    ]


def order_of(one: Observation) -> tuple[str, str, str, int]:
    """What observations of a document are sorted by, as the table's grain has it."""
    return one.category, one.entity_key, one.value, one.match_start
