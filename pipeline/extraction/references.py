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
from pipeline.extraction.cited_titles import (
    find_plain_title,
    find_quoted_title,
    names_edition,
)
from pipeline.extraction.dates import DateSpan, Precision, find_dates
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import (
    AUTHORS_SYMBOL,
    DATE_SYMBOLS,
    NAMES_SYMBOL,
    PAPER_SYMBOL,
)

_FIRST_YEAR, _LAST_YEAR = 1500, 2099

# What may stand before a reference: a number, a bullet, what Wikipedia leaves behind.
_LABEL = re.compile(
    r"\s*(?i:(?:references?|bibliography|literature cited|works cited|sources?"
    r"|citation|more information|publications?|further reading"
    r"|cite this(?: article)?)s?:? )?"
    r"(?:[*\u2022\u00b7\u25cf-] ?)?(?:\^ ?)?(?i:jump up(?: to)?:? ?)?(?:\^ ?)?"
    r"(?:(?<=\^ )(?:[a-z] ){1,5})?"
    r"(?:\[[\w+:-]{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?= [A-Z]))? ?"
)
_YEAR = 1500, 2099

# What may stand before a reference: a number, a bullet, what Wikipedia leaves behind.
_LABEL = re.compile(
    r"\s*(?:(?:references?|bibliography|literature cited|works cited|sources?|citation"
    r"|more information|publications?|further reading|cite this(?: article)?)s?:? )?"
    r"(?:[\^*\u2022\u00b7\u25cf-] ?)?(?:jump up(?: to)?:? ?)?(?:\^ ?)?(?:(?:[a-z] ){1,5})?"
    r"(?:\[[\w+:-]{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?= [A-Z]))? ?",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_BRACKET = re.compile(r"[.,]? ?[(\[]([^()\[\]]{3,40})[)\]]")
_BARE = re.compile(rf"[.,:;]? ({_YEAR})[a-z]?(?=[.,:;] | \"| ')")
_DATE_IN_BRACKET = re.compile(rf"({_YEAR})[a-z]?(?:, [\w ./-]{{3,24}})?$")
_NO_DATE = re.compile(
    rf"n\. ?d\.|undated|in press|forthcoming|to appear|submitted|accepted|in prep"
    rf"|.*\b{_YEAR}",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[.,:;]* (?:- )?")
# Behind these words a year is that of a visit, or a number is no year.
_TAIL_END = re.compile(
    r"\b(?:retrieved|accessed|archived|available|visited|viewed|downloaded|last\b"
    r"|checked|cited (?:on )?\d|https?:|www\.)",
    re.IGNORECASE,
)
_TAIL_YEAR = re.compile(
    rf"(?<![\w/:.-])(?<!\bp\. )(?<!pp\. )(?<!no\. )(?<!vol\. )({_YEAR})[a-z]?(?![\w/-]|\.\d|:\d)"
)
_OTHER_YEAR = re.compile(
    r"original(?:ly)? (?:work )?publi|\breprint|\brepr\.|first publi|reissue",
    re.IGNORECASE,
)


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
    if authors is None:
        return []
    date = _read_date(text, authors.stop)
    after = date.stop if date else authors.stop
    if date and text[after : after + 1] in (")", "]"):
        after += 1
    gap = _SPACE.match(text, after)
    if gap is None:
        return []
    at = gap.end()
    title = find_quoted_title(text, at)
    if title is None and text[at : at + 1] not in ('"', "'"):
        ended = text[authors.stop - 1] == "." or gap.group()[:1] in (".", ":")
        if date is None and not (ended and (authors.formal or authors.count > 1)):
            return []  # a sentence, or authors that nothing ends
        title = find_plain_title(text, at)
    if title is None:
        return []
    spans = [_authors_span(authors)]
    if date is None:
        date = _date_in_tail(text, title[1])
    elif _OTHER_YEAR.search(text, title[1]) or names_edition(text, title[0]):
        date = _unusable(date)
    if date is None:
        return []
    spans += [_date_span(date), TypedSpan(*title, *title, PAPER_SYMBOL)]
    return sorted(spans, key=lambda span: span.start)


def _authors_span(authors: AuthorList) -> TypedSpan:
    start = authors.start
    symbol = AUTHORS_SYMBOL if authors.formal else NAMES_SYMBOL
    return TypedSpan(start, authors.stop, start, authors.first_stop, symbol)


def _date_span(date: DateSpan) -> TypedSpan:
    start, stop = date.start, date.stop
    return TypedSpan(start, stop, start, stop, DATE_SYMBOLS[date.precision], date)


def _unusable(date: DateSpan) -> DateSpan:
    return DateSpan(date.start, date.stop, Precision.UNUSABLE)


def _read_date(text: str, start: int) -> DateSpan | None:
    """The date that stands behind authors: ` (12 March 1999)`, `. 1999.`."""
    if bracket := _BRACKET.match(text, start):
        return _date_in_bracket(text, *bracket.span(1))
    if bare := _BARE.match(text, start):
        at = bare.start(1)
        return DateSpan(at, bare.end(), Precision.YEAR, int(bare[1]))
    return None


def _date_in_bracket(text: str, start: int, stop: int) -> DateSpan | None:
    inside = text[start:stop]
    if year := _DATE_IN_BRACKET.match(inside):
        return DateSpan(start, stop, Precision.YEAR, int(year[1]))
    dates = find_dates(inside)
    if len(dates) == 1 and (dates[0].start, dates[0].stop) == (0, len(inside)):
        found = dates[0]
        if found.year is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return DateSpan(
                start, stop, found.precision, found.year, found.month, found.day
            )
    if _NO_DATE.match(inside):
        return DateSpan(start, stop, Precision.UNUSABLE)
    return None


def _date_in_tail(text: str, start: int) -> DateSpan | None:
    """The year behind a title; unusable where there are several, None without one."""
    end = _TAIL_END.search(text, start)
    stop = end.start() if end else len(text)
    years = list(_TAIL_YEAR.finditer(text, start, stop))
    if not years:
        return None
    last = years[-1]
    if len({one[1] for one in years}) > 1 or _OTHER_YEAR.search(text, start):
        return DateSpan(last.start(), last.end(), Precision.UNUSABLE)
    if names_edition(text, start):
        return DateSpan(last.start(), last.end(), Precision.UNUSABLE)
    return DateSpan(last.start(), last.end(), Precision.YEAR, int(last[1]))


# What stands before the title of a paper in running text.
_PAPER_WORD = (
    r"(?:paper|article|preprint|essay|study|monograph|treatise|report|chapter"
    r"|dissertation|thesis)"
)
_BEFORE_TITLE = re.compile(
    rf"(?:\b{_PAPER_WORD},?(?: entitled| titled| called)?|\b{_YEAR}[a-z]?[)\]][,:]?) $"
)
_BEFORE_TITLE_WIDTH = 40
_BEFORE = 160
"""Characters before a title, and behind the one before it, that may name its authors."""

_AFTER = 120
"""Characters behind a title that may name its authors or its year."""

_NAME_START = re.compile(rf"(?<![\w'.-])(?:[{UPPER}]|(?:van|von|de|den|der|di|da) )")
_YEAR_ALONE = re.compile(rf"(?<![\w/:.-])({_YEAR})[a-z]?(?![\w/-]|\.\d|:\d)")


def _read_citations(text: str) -> Iterator[TypedSpan]:
    """Titles in quotes that running text calls papers, the years and names around."""
    done = opened = 0
    while (opened := text.find('"', opened)) >= 0:
        before = text[max(0, opened - _BEFORE_TITLE_WIDTH) : opened]
        title = None
        if _BEFORE_TITLE.search(before):
            title = find_quoted_title(text, opened)
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
    at = start
    while at < stop:
        year = _YEAR_ALONE.search(text, at, stop)
        name = _NAME_START.search(text, at, year.start() if year else stop)
        if name:
            authors = read_authors(text, name.start())
            if authors is None or authors.stop > stop:
                authors = read_family_names(text, name.start())
            if authors and authors.stop <= stop:
                yield _authors_span(authors)
                at = authors.stop
            else:
                at = name.end()
        elif year:
            date = DateSpan(year.start(), year.end(), Precision.YEAR, int(year[1]))
            yield _date_span(date)
            at = year.end()
        else:
            return
