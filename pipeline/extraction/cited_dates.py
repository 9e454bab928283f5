"""When a cited paper appeared: the date behind its authors, or behind its title.

Knows how references write dates; what else may look like one (pages, the day of a
visit, the year of a first edition) is left out or makes the date unusable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.dates import DateSpan, Precision, find_dates

_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_YEAR = r"(?:1[5-9]|20)\d\d"
_BRACKET = re.compile(r"[.,]? {0,3}[(\[]([^()\[\]]{3,40})[)\]]")
_BARE = re.compile(rf"[.,:;]? {{1,3}}({_YEAR})[a-z]?(?=[.,:;] | \"| ')")
_DATE_IN_BRACKET = re.compile(rf"({_YEAR})[a-z]?(?:, [\w ./-]{{3,24}})?$")
# In brackets, but no year to count: n.d., in press, c. 1999, 1950/1999.
_NO_DATE = re.compile(
    r"n\. ?d\.|undated|in press|forthcoming|to appear|submitted|accepted|in prep"
    rf"|.*\b{_YEAR}",
    re.IGNORECASE,
)
# Behind these words a date is that of a visit.
_VISIT = re.compile(
    r"\b(?:retrieved|accessed|archived|available|visited|viewed|downloaded|last\b"
    r"|checked|cited (?:on )?\d|https?:|www\.|web\. \d)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    rf"(?<![\w/:.-])(?<!\bp\. )(?<!pp\. )(?<!no\. )(?<!vol\. )(?<!: )"
    rf"({_YEAR})[a-z]?(?![\w/-]|\.\d|:\d)"
)
_OTHER_YEAR = re.compile(
    r"original(?:ly)? (?:work )?publi|\breprint|\brepr\.|first publi|reissue"
    r"|\b(?:\d+(?:st|nd|rd|th)|rev(?:ised|\.)?|second|third|new) ed(?:ition|n|\.)",
    re.IGNORECASE,
)
_LONGEST_TAIL = 600
"""Characters behind a title that may belong to its reference."""


def read_date(text: str, start: int) -> DateSpan | None:
    """Read the date that stands behind authors: ` (12 March 1999)`, `. 1999.`.

    Args:
        text: Plain (`typography.plain`).
        start: Where the authors end.

    Returns:
        The date, inside its brackets; unusable where it names no one year; None where
        none is there.
    """
    if bracket := _BRACKET.match(text, start):
        return _date_in_bracket(text, *bracket.span(1))
    if bare := _BARE.match(text, start):
        at = bare.start(1)
        return DateSpan(at, bare.end(), Precision.YEAR, int(bare[1]))
    return None


def find_date_behind(
    text: str, title: tuple[int, int], stated: DateSpan | None
) -> DateSpan | None:
    """Find the year behind a title, unless the reference has stated its date before.

    Args:
        text: Plain.
        title: Half-open range of the title.
        stated: The date before the title, or None.

    Returns:
        The date of the paper; unusable where there are several, or where it is that of
        a later edition; None where there is none.
    """
    stop = min(len(text), title[1] + _LONGEST_TAIL)
    # A title may hold its edition: (2nd ed.).
    other = _OTHER_YEAR.search(text, title[0], stop) is not None
    if stated is None:
        visit = _VISIT.search(text, title[1], stop)
        years = list(find_years(text, title[1], visit.start() if visit else stop))
        if not years:
            return None
        stated = years[-1]
        other = other or len({one.year for one in years}) > 1
    if other:
        return DateSpan(stated.start, stated.stop, Precision.UNUSABLE)
    return stated


def find_years(text: str, start: int, stop: int) -> Iterator[DateSpan]:
    """Find the bare years in a part of a text that are no pages and in no address."""
    for year in _YEAR_ALONE.finditer(text, start, stop):
        yield DateSpan(year.start(), year.end(), Precision.YEAR, int(year[1]))


def _date_in_bracket(text: str, start: int, stop: int) -> DateSpan | None:
    inside = text[start:stop]
    if year := _DATE_IN_BRACKET.match(inside):
        return DateSpan(start, stop, Precision.YEAR, int(year[1]))
    dates = find_dates(inside)
    if len(dates) == 1 and (dates[0].start, dates[0].stop) == (0, len(inside)):
        one = dates[0]
        if one.year is not None and _FIRST_YEAR <= one.year <= _LAST_YEAR:
            return DateSpan(start, stop, one.precision, one.year, one.month, one.day)
    if _NO_DATE.match(inside):
        return DateSpan(start, stop, Precision.UNUSABLE)
    return None
