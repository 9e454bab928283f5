"""Whom a pronoun, a nominal (the company) or a labelled line of a document means.

Only the document's own subject is ever meant, and only where nobody else can be: a
wrong entity is a false fact, and every false fact a false singleton.
"""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.inversion import upright
from pipeline.extraction.names import NameFinder, NameKind
from pipeline.extraction.organisations import names_organisation
from pipeline.extraction.skeleton import TypedSpan
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
from pipeline.extraction.words.nations import DEMONYMS
from pipeline.extraction.words.occupations import OCCUPATIONS
from pipeline.extraction.words.ranks import TITLES

# A sentence begins with it, or with a phrase that names no agent: In 1950, he
_PRONOUN = re.compile(
    r"[\"( ]{0,3}(?:(?:In|On|At|From|Since|Until|By|Born|Educated|Raised)\b"
    r"[^,();:.\"']{1,80}, (?:[^,();:.\"']{1,40}, )?|The (?:title|subject|topic) of "
    r"|(?:The (?:same|next|following)|That) year )?"
    r"(?:(He|She|His|Her|he|she|his|her)(?= [a-z\"(]|'s\b|,)"
    # Other novels include: those of whom the text is about.
    r"|(Other)(?= (?:[a-z]+ )?(?:novels|books|plays|poems|stories|works|writings)"
    r" (?:by h|include)))"
)
_NOUNS = (
    "company|firm|corporation|organisation|organization|group|bank|club|school"
    "|university|college|institute|institution|agency|airline|newspaper|magazine|band"
    "|label|studio|publisher|retailer|brand|society|association|foundation|charity"
    "|museum|hospital|business|party|union|league|team|network|manufacturer|developer"
    "|orchestra|choir|journal|academy|brewery|council|movement|duo|trio|quartet"
)
_WORKS = (
    "novel|novella|book|play|poem|story|short story|essay|memoir|autobiography"
    "|treatise|monograph|article|report|text|work|tale|epic|trilogy|series|comic|manga"
)
_PLACES = (
    "country|state|province|city|town|village|municipality|region|district|county"
    "|department|territory|canton|prefecture|island|republic|kingdom|governorate"
    "|oblast|settlement|commune|parish|voivodeship|division|zone|republic|emirate"
)
_NOMINAL = re.compile(
    rf"[\"( ]{{0,3}}(?:(?:In|On|Since|By|Originally)\b[^,();:.\"']{{0,60}}, )?"
    rf"((?:The|the) (?:{_NOUNS}|{_WORKS}|{_PLACES})|It|it|Its|its)(?= [a-z\"(]|'s\b|,)"
    # The capital is Tarnby: that of what the text is about.
    r"|(The)(?= (?:[a-z]+ ){0,2}(?:capital|seat)(?: city)? (?:is|was) )"
)
# What is said behind the noun is of something else: a town in the province of Harn.
_BEHIND_NOUN = re.compile(
    r"\b(?:in|of|on|at|by|near|for|from|to|with|located|situated|which|that|who|whose"
    r"|where|when)\b|,"
)
# Geography of Oland is a text about Oland.
_ABOUT = re.compile(
    r"^(?:Outline|Geography|Demographics|Economy|History|Politics|Culture|Government)"
    r" of (?:the )?"
)
# Born: 5 March 1960; Date of birth - 5 March 1960; Headquarters | Tarnby
_LABEL = re.compile(
    r"[*|>\u2022\u00b7 -]{0,4}[A-Za-z][A-Za-z '/().]{2,32}"
    r"(?: ?[:|=]| -|  )[ |]{0,4}\S"
)
_BARE_LABEL = re.compile(
    r"[*|>\u2022\u00b7 -]{0,4}"
    r"(?:(?:Born|Died|Founded|Established|Headquarters) {1,8}[\w,]|[bd]\. ?[\dA-Z]"
    r"|\(?\d"
    r"|\(?[A-Z][a-z]{2,8}\.? \d{1,2}, \d)"
)
_LABEL_STOP = re.compile(r"[*|> -]{0,4}[A-Za-z '/()]{3,33}(?= ?[:|=])")
_LONGEST_LABELLED = 200

# Written so that their first letters can be looked for: thrice as fast.
_MASCULINE = re.compile(r"[Hh](?<!\w.)(?:e|is|im)\b")
_FEMININE = re.compile(r"[SHsh](?<!\w.)(?:(?<=[Ss])he|(?<=[Hh])ers?)\b")
_READ_FOR_GENDER = 6_000
_LEAST_PRONOUNS = 2
# Ada Holt: two capitalised words, the first of them perhaps a given name or title.
_CAPITALISED = re.compile(r"\b([A-Z][\w'-]*\.?) (?:[A-Z]\. ?)?([A-Z][\w'-]+)")
_IS_A = re.compile(r"\b(?:is|was|are|were|remains) (?:an?|the|one of)\b([^.]{0,200})")
_ARTICLE = re.compile(r"(?:An?|The) ")
_SETTLEMENT = re.compile(
    r"[^,;]{0,60}\b(?:town|city|village|municipality|settlement|commune|hamlet|suburb"
    r"|county|district|province|island|neighbou?rhood|borough|township|parish|locality"
    r"|colony|fort|state|country|community|region|river|lake)\b"
)
_LIFE = re.compile(r"\((?:[^()]{0,80}\b(?:born|b\.)|[^()]{0,60}\d{3,4}[^()]{0,40}-)")
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
    r"(?:\b[Hh]is|\b[Hh]er|'s|\b[Tt]heir) (?:[a-z-]{2,12} ){0,2}(?:father|mother"
    r"|brother|sister|son|daughter|uncle|aunt|nephew|niece|cousin|grand[a-z]{3,9}|husband|wife"
    r"|friend|colleague|successor|predecessor|rival)\b,? (?:[A-Z][^.;()]{0,40} )?"
    r"(?:was|is|had|[a-z]{2,16}ed|built|became|taught|ran|left|came|went|took|fought)\b"
)

_TITLE_LABEL = re.compile(
    r"[*|> -]{0,4}(?:Book )?(?:Title|TITLE|Titel)(?: ?[:|] ?|  )[ |]{0,4}"
    r"\"?([^\W_a-z][^\n|\"]{0,150}[^\s|\"])\"?[ |]{0,4}"
)
_MOST_FIELDS = 6
"""How many lines above the author's may hold the title."""
_MOST_ABOVE = 1_000
_MOST_LINES_ABOVE = 40
_LONGEST_HEADING = 80
_LONGEST_LINE = 2_000
_SITE = re.compile(r"(?: (?:[|\u2013\u2014-]|::)|:) .*$")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_NAME_LABEL = re.compile(r"Name ?[:|=-][| ]*")
_GENERAL = frozenset(
    """
    about achievements article background basic bio biographical biography birth body
    career contact contents data date death details discography early education
    encyclopedia events facts family fast figures filmography gallery genealogy
    general history home image info information key life links main marriage media
    name names news notes obituary overview page parents people personal photo
    photos picture profile quick record records references related search section
    sections see sources statistics stats summary table timeline tree vital wiki
    works years
    """.split()
)
"""Words of headings that name nobody: Personal Information."""

_KINDS_OF_THINGS = {
    SlotType.ORGANISATION: _NOUNS,
    SlotType.WORK: _WORKS,
    SlotType.PLACE: _PLACES,
}
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
            start, stop = match.span(match.lastindex or 1)
            return TypedSpan(start, stop, start, stop, symbol)
    if (
        starts_line
        and len(text) <= _LONGEST_LABELLED
        and (_LABEL.match(text) or _BARE_LABEL.match(text))
    ):
        return TypedSpan(0, 0, 0, 0, LABEL_SYMBOL)
    return None


def find_label_stop(text: str) -> int:
    """Where the label of a labelling line ends: behind Spouse of `Spouse: Ada Holt`.

    0 where nothing but a space or dash ends it, which may as well stand in a sentence,
    and where a bracket is open there: Oland (capital: Tarnby).
    """
    found = _LABEL_STOP.match(text)
    if found is None or found.group().count("(") > found.group().count(")"):
        return 0
    return found.end()


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
        settled = _SETTLEMENT.match(self._predicate) is not None
        return self._is_organisation or not (settled or self._is_person)

    def may_be_person(self, name: str) -> bool:
        """Whether a name may be a person's: the document's company is none."""
        return entity_key(name) != self._subject.key or not self._is_organisation

    def _person(self, pronoun: str, start: int) -> str | None:
        spoken = _MASCULINE if _MASCULINE.fullmatch(pronoun) else _FEMININE
        if not self._is_person:
            return None
        if pronoun != "Other" and self._gender is not spoken:
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
            key = entity_key(f"{first} {last}").split()
            if not own & set(key) and (
                first.casefold() in GIVEN_NAMES or first.casefold() in TITLES
            ):
                return True
        # Of those who act, the last one is meant: His father built it. He died.
        agents = [(one.start(), False) for one in _RELATIVE.finditer(before)]
        words, starts = split_tokens(before)
        for span in self._names.find_names(words):
            begin = starts[span.start]
            stop = starts[span.stop - 1] + len(words[span.stop - 1])
            if span.kind in _ENTITY_KINDS[SlotType.PERSON] and (
                _BEFORE_AGENT.search(before[max(0, begin - _LONGEST_OPENING) : begin])
                and _BEHIND_AGENT.match(before, stop)
            ):
                core = " ".join(words[span.core_start : span.core_stop])
                agents.append((begin, set(entity_key(core).split()) <= own))
        return bool(agents) and not max(agents)[1]

    def _thing(self, surface: str, start: int, entity_type: SlotType) -> str | None:
        noun = surface.split()[-1].casefold()
        lead = self._lead_sentence
        general = noun in ("it", "its", "the")
        kinds = _KINDS_OF_THINGS.get(entity_type)
        if kinds is None or not self._is_a(kinds):
            return None
        if start > self._subject.lead_start + 2 * LEAD_CHARACTERS:
            return None
        said = lead if entity_type is SlotType.ORGANISATION else self._head
        if not general and not re.search(rf"\b{noun}\b", said):
            return None
        before = self._paragraph_before(start)
        if general and before and not before.startswith(lead[:40]):
            return None
        name = self._subject.name
        if name and entity_type is SlotType.PLACE:
            return _ABOUT.sub("", name)
        return name

    def _labelled(self, start: int, entity_type: SlotType) -> str | None:
        if entity_type is SlotType.WORK:
            return self._title_above(start)
        line = self._heading_above(start)
        if line is None:
            # A page of one subject may have its name in the title only.
            return self._heading_name(self._subject.name or "", entity_type)
        return self._heading_name(line, entity_type)

    def _title_above(self, start: int) -> str | None:
        """What one of the lines directly above labels as a title."""
        above = self._text[max(0, start - _MOST_ABOVE) : start].split("\n")
        for line in reversed(above[-_MOST_FIELDS - 1 : -1]):
            match = _TITLE_LABEL.fullmatch(plain(line))
            if match:
                return match.group(1)
        return None

    def _heading_above(self, start: int) -> str | None:
        """The nearest line above that may say whom the lines below are about.

        Labelled lines, general headings and what is no name (painter) are passed over.
        None where there is no such line, or a sentence, behind which only the title
        can say it; '' where two lines name somebody.
        """
        stop = self._text.rfind("\n", 0, start)
        for _ in range(_MOST_LINES_ABOVE):
            if stop < 0:
                return None
            line, begin = self._line_before(stop)
            named = _NAME_LABEL.match(line)
            if named:
                return line[named.end() :]
            sentence = line.endswith((".", "!", "?")) and not self._is_given(line)
            if len(line) > _LONGEST_HEADING or sentence:
                return None
            if line and not self._is_passed_over(line):
                above, _ = self._line_before(begin - 1) if begin else ("", 0)
                same = entity_key(above) == entity_key(line)
                listed = self._names_one(above, SlotType.PERSON) and not same
                return "" if listed and not self._is_general(above) else line
            stop = begin - 1
        return None

    def _line_before(self, stop: int) -> tuple[str, int]:
        """The line that ends at a position, without its marks, and where it begins."""
        begin = self._text.rfind("\n", max(0, stop - _LONGEST_LINE), stop) + 1
        return plain(self._text[begin:stop]).strip(" #=*|\r"), begin

    def _is_passed_over(self, line: str) -> bool:
        if _LABEL.match(line) or _BARE_LABEL.match(line):
            head = _SITE.sub("", line)  # Ada Holt - painter
            return not self._is_given(head)
        if self._is_general(line):
            return True
        words = re.findall(r"[^\W\d_]+", line.casefold())
        return all(word in OCCUPATIONS | DEMONYMS or len(word) < 4 for word in words)

    def _is_general(self, line: str) -> bool:
        words = entity_key(line).split()
        return bool(_GENERAL & set(words)) and not self._is_given(line)

    def _is_given(self, line: str) -> bool:
        """Whether a line is a name that begins with a given name, or the title's."""
        words = entity_key(line).split()
        if " ".join(words) == self._subject.key and words:
            return True
        return words[:1] != [] and (
            words[0] in GIVEN_NAMES and self._names_one(line, SlotType.PERSON)
        )

    def _heading_name(self, line: str, entity_type: SlotType) -> str | None:
        """The name that a heading or title is, without what surrounds it."""
        if len(line) > 2 * _LONGEST_HEADING:
            return None
        name = _BRACKET.sub("", _SITE.sub("", line)).strip()
        if "," in name and entity_type is SlotType.PERSON:
            name = upright(name)
        words = name.split()
        while len(words) > 2 and words[-1].casefold() in _GENERAL:
            words.pop()  # Ada Holt Biography
        name = " ".join(words)
        if self._is_general(name) or not self._names_one(name, entity_type):
            return None
        return name

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
        lead = self._subject.lead
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
        if _ARTICLE.match(self._lead_sentence):
            return False  # A castrato is a singer
        words = set(re.findall(r"[a-z]+", self._predicate))
        return bool(words & OCCUPATIONS) or bool(_LIFE.search(self._lead_sentence))

    @cached_property
    def _head(self) -> str:
        """The lead's predicate up to what is said behind its noun."""
        return _BEHIND_NOUN.split(self._predicate, maxsplit=1)[0]

    def _is_a(self, kinds: str) -> bool:
        """Whether the lead says that the subject is a thing of some kinds."""
        if self._subject.name is None or not self._names_subject:
            return False
        return bool(re.search(rf"\b(?:{kinds})s?\b", self._head))

    @cached_property
    def _is_organisation(self) -> bool:
        return self._is_a(_NOUNS)

    @cached_property
    def _gender(self) -> re.Pattern[str] | None:
        """The pronouns that prevail in the text; None if neither kind does."""
        text = self._text[:_READ_FOR_GENDER]
        he, she = len(_MASCULINE.findall(text)), len(_FEMININE.findall(text))
        if he >= _LEAST_PRONOUNS and he > 4 * she:
            return _MASCULINE
        return _FEMININE if she >= _LEAST_PRONOUNS and she > 4 * he else None
