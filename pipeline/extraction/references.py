"""Cited papers in a line: author lists, titles and dates, by their punctuation.

Finds the spans and says of each what it is; which arrangement of them is a statement
is for the patterns of a category to say. A list of references has one reference a line,
and running text cites a paper by authors, year and a title in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.author_lists import (
    UPPER,
    AuthorList,
    read_authors,
    read_family_names,
)
from pipeline.extraction.cited_dates import find_date_behind, find_years, read_date
from pipeline.extraction.cited_titles import (
    find_plain_title,
    find_quoted_title,
    find_title_before_journal,
)
from pipeline.extraction.dates import DateSpan
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import (
    AUTHORS_SYMBOL,
    DATE_SYMBOLS,
    FAMILIES_SYMBOL,
    NAMES_SYMBOL,
    PAPER_SYMBOL,
)
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.occupations import OCCUPATIONS
from pipeline.extraction.words.ranks import TITLES

# What may stand before a reference: a heading, a bullet, its number.
_LABEL = re.compile(
    r"\s*(?i:(?:references?|bibliography|literature cited|works cited|sources?"
    r"|citation|more information|publications?|further reading"
    r"|cite this(?: article)?)s?:? )?"
    r"(?:\.\. )?(?:[*\u2022\u00b7\u25cf-] ?)?"
    # What Wikipedia leaves behind: ^ Jump up ^ a b Holt
    r"(?:\^ ?)?(?i:jump up(?: to)?:? ?)?(?:\^ ?)?(?:(?<=[\^:] )(?:[a-z] ){1,5})?"
    r"(?:\[[\w+:-]{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?= [A-Z]))? ?"
)
# What stands behind authors or a date, before a title.
_SPACE = re.compile(r"[.,:;]* {1,3}(?:- )?")

# What stands before the title of a paper in running text.
_PAPER_WORD = (
    r"(?:paper|article|preprint|essay|study|monograph|treatise|report|chapter"
    r"|dissertation|thesis)"
)
_BEFORE_TITLE = re.compile(
    rf"(?:\b(?P<word>{_PAPER_WORD}),?(?: entitled| titled| called)?"
    r"|\b\d{4}[a-z]?[)\]][,:]?) $"
)
_BEFORE_TITLE_WIDTH = 40
_BEFORE = 160
"""Characters before a title that may name its authors and year."""

_AFTER = 120
"""Characters behind a title that may name its authors and year."""

# Verbs of a statement; a title has them in a question at most.
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)\b"
)
_NOT_IN_NAMES = NOT_NAMES | TITLES | OCCUPATIONS
_CAPITAL_WORD = rf"(?:(?:[{UPPER}]\.)+|[{UPPER}][\w'-]*)"
_CAPITAL_RUN = re.compile(rf"{_CAPITAL_WORD}(?: {_CAPITAL_WORD})*")
_NAME_START = re.compile(rf"(?<![\w'.-])(?:[{UPPER}]|(?:van|von|de|den|der|di|da) )")


def find_reference_spans(text: str) -> list[TypedSpan]:
    """Find author lists, titles and dates of the references in a line.

    Args:
        text: The line, plain (`typography.plain`).

    Returns:
        Spans in order, never overlapping: of a reference its authors, its title and
        the date of its publication; empty where no paper has both title and authors.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    return _read_reference(text, start) or list(_read_citations(text))


def _read_reference(text: str, start: int) -> list[TypedSpan]:
    authors = read_authors(text, start)
    if authors is None or not (
        authors.formal or authors.count > 1 or _has_given_name(text, authors)
    ):
        return []
    date = read_date(text, authors.stop)
    after = date.stop if date else authors.stop
    if date and text[after : after + 1] in (")", "]"):
        after += 1
    gap = _SPACE.match(text, after)
    if gap is None:
        return []
    title = _find_title(text, authors, gap, dated=date is not None)
    if title is None or _names_people(text, title):
        return []
    date = find_date_behind(text, title, date)
    if date is None:
        return []
    paper = TypedSpan(*title, *title, PAPER_SYMBOL)
    spans = [_authors_span(authors), _date_span(date), paper]
    return sorted(spans, key=lambda span: span.start)


def _find_title(
    text: str, authors: AuthorList, gap: re.Match[str], *, dated: bool
) -> tuple[int, int] | None:
    at = gap.end()
    if text[at : at + 1] in ('"', "'"):
        return find_quoted_title(text, at)
    if not dated and authors.formal:
        title = find_title_before_journal(text, at)
        if title is not None:
            return title
    ended = text[authors.stop - 1] == "." or gap.group()[0] in ".:"
    if not dated and not (ended and (authors.formal or authors.count > 1)):
        return None  # a sentence, or names that nothing ends
    return find_plain_title(text, at)


def _has_given_name(text: str, authors: AuthorList) -> bool:
    """Whether one name alone is that of a person, and not of a magazine."""
    first = text[authors.start : authors.first_stop].partition(" ")[0]
    return first.casefold() in GIVEN_NAMES


def _names_people(text: str, title: tuple[int, int]) -> bool:
    """Whether what seems a title is a list of authors, which stand behind theirs."""
    authors = read_authors(text, title[0])
    return authors is not None and authors.stop >= title[1] and authors.count > 1


def _authors_span(authors: AuthorList) -> TypedSpan:
    start = authors.start
    symbol = AUTHORS_SYMBOL if authors.formal else NAMES_SYMBOL
    return TypedSpan(start, authors.stop, start, authors.first_stop, symbol)


def _date_span(date: DateSpan) -> TypedSpan:
    start, stop = date.start, date.stop
    return TypedSpan(start, stop, start, stop, DATE_SYMBOLS[date.precision], date)


def _read_citations(text: str) -> Iterator[TypedSpan]:
    """Titles in quotes that running text calls papers, the years and names around."""
    done = opened = 0
    while (opened := text.find('"', opened)) >= 0:
        before = text[max(0, opened - _BEFORE_TITLE_WIDTH) : opened]
        title = None
        if lead := _BEFORE_TITLE.search(before):
            title = find_quoted_title(text, opened)
            if title and not lead["word"] and _SENTENCE.search(text, *title):
                title = None  # what somebody said, not what they called it
        if title is None:
            opened += 1
            continue
        start, stop = title
        yield from _names_and_years(text, max(done, opened - _BEFORE), opened)
        yield TypedSpan(start, stop, start, stop, PAPER_SYMBOL)
        behind = text.find('"', stop) + 1
        done = min(len(text), behind + _AFTER)
        if (another := text.find('"', behind, done)) >= 0:
            done = another
        yield from _names_and_years(text, behind, done)
        opened = done


def _names_and_years(text: str, start: int, stop: int) -> Iterator[TypedSpan]:
    years = [*find_years(text, start, stop), None]
    at = start
    for year in years:
        limit = year.start if year else stop
        while name := _NAME_START.search(text, at, limit):
            run = _CAPITAL_RUN.match(text, name.start(), limit)
            word = run.group().partition(" ")[0] if run else ""
            if word.casefold() in _NOT_IN_NAMES:
                at = name.start() + len(word)
                continue
            # A part of a longer name is no name: of the Harn Tidal Office's paper.
            at = run.end() if run else name.end()
            authors = read_authors(text, name.start())
            families = read_family_names(text, name.start())
            if authors and authors.stop <= limit:
                yield _authors_span(authors)
                at = authors.stop
            elif families and families.stop <= limit:
                symbol = AUTHORS_SYMBOL if families.formal else FAMILIES_SYMBOL
                yield _authors_span(families)._replace(symbol=symbol)
                at = families.stop
        if year:
            yield _date_span(year)
            at = year.stop
