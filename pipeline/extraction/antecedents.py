"""Whom a pronoun, a nominal (the company) or a labelled line of a document means.

Only the document's own subject is ever meant, and only where nobody else can be: a
wrong entity is a false fact, and every false fact a false singleton.
"""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.labelled_lines import LabelledLines
from pipeline.extraction.lead import Lead
from pipeline.extraction.lone_names import ENTITY_KINDS
from pipeline.extraction.names import NameFinder
from pipeline.extraction.organisations import names_organisation
from pipeline.extraction.slots import (
    LABEL_SYMBOL,
    NOMINAL_SYMBOL,
    PRONOUN_SYMBOL,
    SlotType,
)
from pipeline.extraction.subject import LEAD_CHARACTERS, Subject
from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.ranks import TITLES

# Geography of Oland is a text about Oland.
_ABOUT = re.compile(
    r"^(?:Outline|Geography|Demographics|Economy|History|Politics|Culture|Government)"
    r" of (?:the )?"
)
# The group is empty where one is feminine. Written so that their first letters can be
# looked for: thrice as fast.
_PRONOUN = re.compile(
    r"[SHsh](?<!\w.)(?:(?<=[Hh])(e|is|im)|(?<=[Ss])he|(?<=[Hh])ers?)\b"
)
_MASCULINE = frozenset(("he", "his"))
_READ_FOR_GENDER = 6_000
_LEAST_PRONOUNS = 2
# Ada Holt: two capitalised words, the first of them perhaps a given name or title.
_CAPITALISED = re.compile(r"([A-Z](?<!\w.)[\w'-]*\.?) (?:[A-Z]\. ?)?([A-Z][\w'-]+)")
_BEFORE_PRONOUN = 600
# Where a sentence or clause begins, perhaps behind a word such as However.
_BEFORE_AGENT = re.compile(
    r"(?:(?:^|[.!?;,][\")]?) ?(?:[A-Z][a-z]{1,12} )?"
    r"|\b(?:and|but|while|when|because) )$"
)
_LONGEST_OPENING = 16
_BEHIND_AGENT = re.compile(
    r",? (?:was|is|had|has|would|could|did|cannot|(?:could|did|had|was)n't"
    r"|also|then|later|himself|herself|became|began"
    r"|took|went|came|left|made|wrote|gave|got|held|led|lost|met|ran|sent|spent|told"
    r"|won|grew|fell|fled|built|brought|taught|thought|fought|[a-z]{2,16}ed)\b"
)
# His father; Ada's elder brother
_RELATIVE = re.compile(
    r"[HhTt'](?:(?<=')s|(?<!\w.)(?:(?<=[Hh])(?:is|er)|(?<=[Tt])heir)) "
    r"(?:[a-z-]{2,12} ){0,2}(?:father|mother"
    r"|brother|sister|son|daughter|uncle|aunt|nephew|niece|cousin|grand[a-z]{3,9}|husband|wife"
    r"|friend|colleague|successor|predecessor|rival)\b,? (?:[A-Z][^.;()]{0,40} )?"
    r"(?:was|is|had|[a-z]{2,16}ed|built|became|taught|ran|left|came|went|took|fought)\b"
)


class Antecedents:
    """Resolves the pronouns, nominals and labelled lines of one document.

    Args:
        text: The document.
        subject: What its title says.
        lead: What its first paragraph says of the subject.
        names: Finds names in titles and headings.
    """

    def __init__(
        self, text: str, subject: Subject, lead: Lead, names: NameFinder
    ) -> None:
        self._text = text
        self._subject = subject
        self._names = names
        self._lines = LabelledLines(text, subject, names)
        self._lead = lead

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
            return self._lines.resolve(start, entity_type)
        if symbol == PRONOUN_SYMBOL and entity_type is SlotType.PERSON:
            return self._person(surface, start)
        if symbol == NOMINAL_SYMBOL:
            return self._thing(surface, start, entity_type)
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
        lead = self._lead
        return lead.is_organisation or not (lead.is_settlement or lead.is_person)

    def may_be_person(self, name: str) -> bool:
        """Whether a name may be a person's: the document's company is none."""
        return entity_key(name) != self._subject.key or not self._lead.is_organisation

    def _person(self, pronoun: str, start: int) -> str | None:
        if not self._lead.is_person:
            return None
        masculine = pronoun.casefold() in _MASCULINE
        if pronoun != "Other" and self._is_masculine is not masculine:
            return None
        if start < self._subject.lead_start + 20:
            return None
        before = self._paragraph_before(start)[-_BEFORE_PRONOUN:]
        return None if self._speaks_of_another(before) else self._subject.name

    def _speaks_of_another(self, before: str) -> bool:
        """Whether the sentences before a pronoun name somebody else it may mean."""
        own = set(self._subject.key.split())
        for match in _CAPITALISED.finditer(before):
            first, last = match.group(1), match.group(2)
            lower = first.casefold()
            if (lower in GIVEN_NAMES or lower in TITLES) and own.isdisjoint(
                entity_key(f"{first} {last}").split()
            ):
                return True
        # Of those who act, the last one is meant: His father built it. He died.
        agents = [(one.start(), False) for one in _RELATIVE.finditer(before)]
        words, starts = split_tokens(before)
        for span in self._names.find_names(words):
            begin = starts[span.start]
            stop = starts[span.stop - 1] + len(words[span.stop - 1])
            if span.kind in ENTITY_KINDS[SlotType.PERSON] and (
                _BEFORE_AGENT.search(before[max(0, begin - _LONGEST_OPENING) : begin])
                and _BEHIND_AGENT.match(before, stop)
            ):
                core = " ".join(words[span.core_start : span.core_stop])
                agents.append((begin, set(entity_key(core).split()) <= own))
        return bool(agents) and not max(agents)[1]

    def _thing(self, surface: str, start: int, entity_type: SlotType) -> str | None:
        noun = surface.split()[-1].casefold()
        lead = self._lead
        general = noun in ("it", "its", "the")
        if not lead.is_a(entity_type):
            return None
        if start > self._subject.lead_start + 2 * LEAD_CHARACTERS:
            return None
        said = lead.sentence if entity_type is SlotType.ORGANISATION else lead.head
        if not general and not re.search(rf"\b{noun}\b", said):
            return None
        before = self._paragraph_before(start)
        if general and before and not before.startswith(lead.sentence[:40]):
            return None
        name = self._subject.name
        if name and entity_type is SlotType.PLACE:
            return _ABOUT.sub("", name)
        return name

    def _paragraph_before(self, start: int) -> str:
        begin = self._text.rfind("\n", max(0, start - 4_000), start) + 1
        return plain(self._text[begin:start])

    @cached_property
    def _is_masculine(self) -> bool | None:
        """Which pronouns prevail in the text; None if neither kind does."""
        found = _PRONOUN.findall(self._text[:_READ_FOR_GENDER])
        she = found.count("")
        he = len(found) - she
        if he >= _LEAST_PRONOUNS and he > 4 * she:
            return True
        return False if she >= _LEAST_PRONOUNS and she > 4 * he else None
