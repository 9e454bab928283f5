"""Titles of cited papers: where one ends, and whether words may be one.

Knows what stands between quotes or before a full stop, not who wrote it.
"""

from __future__ import annotations

import re

from pipeline.extraction.author_lists import LOWER, UPPER
from pipeline.extraction.words.abbreviations import ABBREVIATIONS

_LONGEST_TITLE = 400
"""Characters."""

_MOST_WORDS = 60
_LEAST_WORDS = 3
_LEAST_QUOTED_WORDS = 2
_LEAST_LETTERS = 0.6
"""Part of a title that is letters or spaces."""

_DOUBLE_QUOTED = re.compile(rf'"([^"\n]{{6,{_LONGEST_TITLE}}})"(?=[\s,.;:)(\]]|$)')
# An apostrophe ends the title only next to a mark: 'Ships' crews of Harn', Journal.
_SINGLE_QUOTED = re.compile(
    rf"'([^\"\n]{{6,{_LONGEST_TITLE}}}?)(?:(?<=[.,?!])'(?= )|'(?=[,.;:](?: |$)| \())"
)
# A full stop or another end, and then what may begin a journal.
_END = re.compile(
    rf"[.?!](?=$| +(?:[^{LOWER}\s]"
    r"|(?:ar[Xx]|bio[Rr]x|med[Rr]x)iv\b|doi\b|https?:|in: ))"
)
_BEFORE_END = re.compile(r"[\w.]{1,20}$")
# What is written behind a title and not part of it: [PDF], (2nd ed.), (Vol. 3).
_REMARK = re.compile(
    r" ?(?:\[[^\[\]]{1,80}\]|\((?:\d+(?:st|nd|rd|th) ed|rev\.|vol\.|no\.|nos\.|pp?\."
    r"|report|research report|technical report|working paper|publication|unpublished"
    r"|doctoral|master|phd|ph\.d|version|pdf|in press|preprint|tech\.)[^()]{0,80}\))$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:in: |in [A-Z]\. |in proc|journal of|proceedings|proc\.|vol\b|volume \d"
    r"|pp?\. ?\d"
    r"|retrieved|available|accessed|archived|ibid|op\. cit|personal comm|see |cf\b"
    r"|transactions of|annals of|doi\b|arxiv\b|isbn|pmid|edited by|translated by|eds?\b"
    r"|press release|interview|photograph|review of)"
    r"|https?:|www\.|@|\bdoi\b|\bet al\b|[|<>=^_~\\{}]|\d ?\(\d+\)|\bpp\. ?\d"
    r"|\b\d+:\d+-\d|, ?\d+ ?[,:;]|\.\.\.$|\u2026$|\beds?\.(?:\)|$)|, (?:vol|no)\. ?\d"
    r"|\b(?:19|20)\d\d[a-z]?[.;)]",
    re.IGNORECASE,
)
# Behind a comma, these words are those of what a title is printed in or by.
_CONTAINER = re.compile(
    r"[,:;] (?:[\w&'.-]+ ){0,6}(?:press|publish\w+|books|verlag|journal|proceedings"
    r"|transactions|letters|bulletin|magazine|thesis|dissertation|proc\.|j\.|trans\.)",
    re.IGNORECASE,
)
# Behind the last comma of a title, such words begin the name of a journal.
_JOURNAL_WORD = re.compile(
    r", (?:[A-Z][\w&-]*|(?:[\w&-]+ )*(?:proc|j|trans|int|am|nat|phys|biol|chem|adv|ann"
    r"|bull|rev|sci|appl|res|lett|acta|arch|eur|brit|soc|acad|ieee|acm|math)\b.*)$"
)
_NUMBER = re.compile(r"[.?!] +(?:\d|vol|no\.|pp?\.|https?:|doi)", re.IGNORECASE)
# The drift of sand, Journal of Tides (1999). DOI: as news of science cites.
_BEFORE_COMMA = re.compile(
    rf"([{UPPER}][^,.?!]{{15,300}}), [{UPPER}][^,.()]{{2,80}} \(\d{{4}}\)\. ?doi\b",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[{UPPER}{LOWER}][{UPPER}{LOWER}'-]+")


def find_quoted_title(text: str, start: int) -> tuple[int, int] | None:
    """Find the title in quotes that begins at a position.

    Args:
        text: Plain (`typography.plain`).
        start: Where the opening quote stands.

    Returns:
        Half-open range of the title, without quotes and final marks; None where none
        begins, and where what begins cannot be a title.
    """
    match = _DOUBLE_QUOTED.match(text, start) or _SINGLE_QUOTED.match(text, start)
    if match is None or match[1][0].isspace() or match[1][-1].isspace():
        return None
    at, stop = match.span(1)
    while stop > at and text[stop - 1] in ".,;:":
        if text.endswith("...", at, stop):
            return None  # cut short
        stop -= 1
    found = text[at:stop]
    if found.partition(" ")[0].islower():
        return None  # words quoted from the middle of a sentence
    return (at, stop) if is_plausible_title(found, quoted=True) else None


def find_plain_title(text: str, start: int) -> tuple[int, int] | None:
    """Find the title without quotes that begins at a position.

    It ends at the first full stop that ends a sentence. Behind a question mark it goes
    on where words without a number follow up to a full stop: a subtitle.

    Args:
        text: Plain.
        start: Where the title's first word begins.

    Returns:
        Half-open range of the title, without final full stop and remarks; None where
        none begins, where it cannot be a title, and where its end is doubtful.
    """
    stop = _find_end(text, start)
    if stop is None:
        return None
    end = stop
    if text[stop : stop + 1] in ("?", "!"):
        stop += 1
    while remark := _REMARK.search(text, max(start, stop - 100), stop):
        stop = remark.start()
    while stop > start and text[stop - 1] in " ,;:":
        stop -= 1
    found = text[start:stop]
    first = found[:1]
    if not (first.isupper() or first.isdigit()) or found.isupper():
        return None
    if _CONTAINER.search(found) or _JOURNAL_WORD.search(found):
        return None
    if "," in found and _NUMBER.match(text, end):
        return None  # what it is printed in stands behind a comma
    return (start, stop) if is_plausible_title(found, quoted=False) else None


def find_title_before_journal(text: str, start: int) -> tuple[int, int] | None:
    """Find the title between which and its year stand one comma and a journal.

    Args:
        text: Plain.
        start: Where the title's first word begins.

    Returns:
        Half-open range of the title; None where a further comma leaves doubt.
    """
    match = _BEFORE_COMMA.match(text, start)
    if match is None or not is_plausible_title(match[1], quoted=False):
        return None
    return match.span(1)


def is_plausible_title(title: str, *, quoted: bool) -> bool:
    """Whether words may be the title of a paper.

    Args:
        title: Without quotes and final full stop.
        quoted: Whether it stood in quotes, which leave less doubt.
    """
    words = title.split()
    least = _LEAST_QUOTED_WORDS if quoted else _LEAST_WORDS
    if not least <= len(words) <= _MOST_WORDS or len(_WORD.findall(title)) < 2:
        return False
    letters = sum(c.isalpha() or c == " " for c in title)
    if letters < _LEAST_LETTERS * len(title):
        return False
    return _NO_TITLE.search(title) is None


def _find_end(text: str, start: int) -> int | None:
    """Where the mark that ends the title stands; None where that is doubtful."""
    limit = min(len(text), start + _LONGEST_TITLE)
    for match in _END.finditer(text, start, limit + 1):
        at = match.start()
        if at >= limit:
            return None
        if text.count("(", start, at) > text.count(")", start, at):
            continue
        if text[at] == ".":
            return None if _is_abbreviated(text, start, at) else at
        # Do tides matter? A study of harbours. Journal: the second part has no number.
        later = _END.search(text, at + 1, limit)
        if later is None or text[later.start()] != "." or later.end() == len(text):
            return at
        more = text[at + 1 : later.start()]
        if any(c.isdigit() for c in more) or _is_abbreviated(text, at, later.start()):
            return at
        rest = text[later.end() : later.end() + 12].lstrip()
        # Do tides matter? Journal of Tides. 1999;12:3
        return at if rest[:1].isdigit() or rest[:1] == "(" else later.start()
    return None


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the full stop may belong to the word before it: an initial, vs., St."""
    found = _BEFORE_END.search(text, max(start, stop - 20), stop)
    if found is None:
        return False
    word = found.group()
    return (
        (len(word) == 1 and word.isalpha())
        or "." in word.rstrip(".")
        or word.casefold() in ABBREVIATIONS
    )
