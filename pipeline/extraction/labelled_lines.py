"""Lines that label what they say (Born: 5 March 1960), and whom they are about.

That is the heading above, or the document's title: a wrong one is a false fact, so
that there is none where it is not sure.
"""

from __future__ import annotations

import re

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.inversion import upright
from pipeline.extraction.lone_names import LONGEST_HEADING, is_one_name
from pipeline.extraction.names import NameFinder
from pipeline.extraction.slots import SlotType
from pipeline.extraction.subject import Subject
from pipeline.extraction.typography import plain
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.nations import DEMONYMS
from pipeline.extraction.words.occupations import OCCUPATIONS

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
_TITLE_LABEL = re.compile(
    r"[*|> -]{0,4}(?:Book )?(?:Title|TITLE|Titel)(?: ?[:|] ?|  )[ |]{0,4}"
    r"\"?([^\W_a-z][^\n|\"]{0,150}[^\s|\"])\"?[ |]{0,4}"
)
_MOST_FIELDS = 6
"""How many lines above the author's may hold the title."""
_MOST_ABOVE = 1_000
_MOST_LINES_ABOVE = 40
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


def is_labelled_line(text: str) -> bool:
    """Whether a line begins with a label: Born: 5 March 1960; Died 1999."""
    return bool(_LABEL.match(text) or _BARE_LABEL.match(text))


def find_label_stop(text: str) -> int:
    """Where the label of a labelling line ends: behind Spouse of `Spouse: Ada Holt`.

    0 where nothing but a space or dash ends it, which may as well stand in a sentence,
    and where a bracket is open there: Oland (capital: Tarnby).
    """
    found = _LABEL_STOP.match(text)
    if found is None or found.group().count("(") > found.group().count(")"):
        return 0
    return found.end()


class LabelledLines:
    """Resolves the labelled lines of one document.

    Args:
        text: The document.
        subject: What its title says.
        names: Finds names in titles and headings.
    """

    def __init__(self, text: str, subject: Subject, names: NameFinder) -> None:
        self._text = text
        self._subject = subject
        self._names = names

    def resolve(self, start: int, entity_type: SlotType) -> str | None:
        """Say whom or what a labelled line is about; None where it is not sure.

        Args:
            start: Its first code point in the document.
            entity_type: What the category's entities are.
        """
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
            if len(line) > LONGEST_HEADING or sentence:
                return None
            if line and not self._is_passed_over(line):
                above, _ = self._line_before(begin - 1) if begin else ("", 0)
                same = entity_key(above) == entity_key(line)
                listed = is_one_name(above, SlotType.PERSON, self._names) and not same
                return "" if listed and not self._is_general(above) else line
            stop = begin - 1
        return None

    def _line_before(self, stop: int) -> tuple[str, int]:
        """The line that ends at a position, without its marks, and where it begins."""
        begin = self._text.rfind("\n", max(0, stop - _LONGEST_LINE), stop) + 1
        return plain(self._text[begin:stop]).strip(" #=*|\r"), begin

    def _is_passed_over(self, line: str) -> bool:
        if is_labelled_line(line):
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
            words[0] in GIVEN_NAMES and is_one_name(line, SlotType.PERSON, self._names)
        )

    def _heading_name(self, line: str, entity_type: SlotType) -> str | None:
        """The name that a heading or title is, without what surrounds it."""
        if len(line) > 2 * LONGEST_HEADING:
            return None
        name = _BRACKET.sub("", _SITE.sub("", line)).strip()
        if "," in name and entity_type is SlotType.PERSON:
            name = upright(name)
        words = name.split()
        while len(words) > 2 and words[-1].casefold() in _GENERAL:
            words.pop()  # Ada Holt Biography
        name = " ".join(words)
        if self._is_general(name) or not is_one_name(name, entity_type, self._names):
            return None
        return name
