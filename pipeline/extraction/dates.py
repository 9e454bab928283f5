"""Dates in English text: where they stand, how exact they are, and their ISO form.

Knows the calendar and English; does not know who was born. Every expression here is a
sequence of bounded parts, so that a search is linear in the text.
"""

from __future__ import annotations

import calendar
import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Precision(StrEnum):
    """How exactly a date is given."""

    DAY = "day"
    DAY_OF_YEAR = "day_of_year"
    MONTH = "month"
    YEAR = "year"
    EARLY_YEAR = "early_year"
    """A bare number of three digits: a year, if what stands before it says so."""
    UNUSABLE = "unusable"
    """Circa, disputed, impossible, or before the common era: never a value."""


class DateSpan(NamedTuple):
    """A date in a text.

    Attributes:
        start: First code point, counted in the text searched.
        stop: One past the last.
        precision: How exact it is.
        year: 1 to 2100, or None for a day of the year.
        month: 1 to 12, or None.
        day: 1 to 31, or None.
    """

    start: int
    stop: int
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The date in ISO 8601: `1960-03-05`, `1960-03`, `1960` or `--03-05`."""
        if self.precision is Precision.DAY:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        if self.precision is Precision.DAY_OF_YEAR:
            return f"--{self.month:02d}-{self.day:02d}"
        if self.precision is Precision.MONTH:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}"


_MONTHS = {
    name.casefold(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_LATEST_YEAR = 2100
_EARLY = 1000
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# The Julian calendar had a 29 February in every fourth year; Sweden's 30 February
# of 1712 is left out on purpose.
_LAST_JULIAN_COUNTRY = 1927

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?"
    r"|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER"
    r"|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
)
# One space, or what a character reference (&nbsp;) leaves behind.
_GAP = r" {1,8}"
_DAY = r"\d{1,2}(?: ?(?:st|nd|rd|th))?"
# AD 79; 79 A.D.: a mark without which fewer than three digits are no year. Behind more
# it may be initials: in 1950 A.D. Holt died.
_ERA_BEFORE = r"(?:AD|A\.D\.|a\.d\.) ?"
_ERA_BEHIND = r" ?(?:(?:AD|CE)\b|A\.D\.|C\.E\.|a\.d\.|c\.e\.)"
_NO_INITIALS = rf"{_ERA_BEHIND}(?!(?<=\.) [A-Z])"
_YEAR = (
    rf"(?:(?:{_ERA_BEFORE})?\d{{3,4}}(?!\d)(?:/\d{{1,4}}(?!\d))?(?:{_NO_INITIALS})?"
    rf"|{_ERA_BEFORE}\d{{1,2}}(?!\d)|\d{{1,2}}{_ERA_BEHIND})"
)
# The same day by another calendar, in brackets behind the date or before its year.
_OTHER_STYLE = (
    r"(?: ?[\[(](?:O\.? ?S|N\.? ?S|Old Style|New Style|Julian|Gregorian)"
    r"[^\])]{0,60}[\])])"
)

# A day that is one of two, in one month or at the turn of two: the year is certain.
_EITHER_DAY = rf"{_DAY}(?: or | ?[/-] ?)"
_EITHER_DAY_AND_MONTH = rf"{_DAY}{_GAP}{_MONTH}(?: or | ?/ ?)"
_EITHER_MONTH_AND_DAY = rf"{_MONTH}{_GAP}{_DAY}(?: or | ?/ ?)"
_OF_YEAR = r"(?:of |in (?:the year )?)?"

# A number alone is no amount, part of an address or of a longer number.
_BARE_BEFORE = r"(?<![\w$£€#/])(?<!\d[.,])"
_BARE_BEHIND = r"(?![\d%°])(?!,\d)(?!\.\d)"

# The forms of a date by what they begin with, the longest of each first.
_LETTER_FIRST = (
    rf"(?<!\w)(?P<turn2>{_EITHER_MONTH_AND_DAY})?(?P<m2>{_MONTH})"
    rf"(?: {{0,8}}|{_GAP}the )(?P<two2>{_EITHER_DAY})?(?P<d2>{_DAY})(?!\d)"
    rf"(?:{_OTHER_STYLE}?(?:, {{0,8}}|{_GAP}){_OF_YEAR}(?P<y2>{_YEAR})"
    rf"{_OTHER_STYLE}?)?"
    rf"|(?<!\w)(?P<m3>{_MONTH}),?{_GAP}(?:of )?(?P<y3>{_YEAR})"
    rf"|{_BARE_BEFORE}(?P<era>{_ERA_BEFORE}\d{{3,4}}(?:{_NO_INITIALS})?){_BARE_BEHIND}"
    rf"|(?<!\w)(?P<ad>{_ERA_BEFORE}\d{{1,2}})(?!\d)"
)
_YEAR_FIRST = (
    r"(?<![\w/.-])(?P<y4>1\d{3}|20\d\d)(?P<s4>[/-])(?P<m4>0[1-9]|1[0-2])(?P=s4)"
    r"(?P<d4>[0-3]\d)(?![\w/-])"
    rf"|{_BARE_BEFORE}(?P<y6>\d{{3,4}}(?:{_NO_INITIALS})?){_BARE_BEHIND}"
)
_DAY_FIRST = (
    rf"(?<![\w/])(?<!\d\.)(?:(?P<turn1>{_EITHER_DAY_AND_MONTH})|(?P<two1>{_EITHER_DAY}))?"
    rf"(?P<d1>{_DAY})(?: day)?(?: of)?(?:{_GAP}|-)(?P<m1>{_MONTH})"
    rf"(?:,?{_OTHER_STYLE}?(?:{_GAP}|, ?)|-){_OF_YEAR}(?P<y1>{_YEAR}){_OTHER_STYLE}?"
    # In which order, only the numbers can say.
    r"|(?<![\w/.-])(?P<first>\d{1,2})(?P<s7>[/.-])(?P<second>\d{1,2})(?P=s7)"
    r"(?P<y7>1\d{3}|20\d\d)(?![\w/-])(?!\.\d)"
    rf"|(?<![\w/])(?<!\d\.)(?P<d5>{_DAY})(?: of)?{_GAP}(?P<m5>{_MONTH})(?!\w)"
    rf"|(?<!\w)(?P<ad2>\d{{1,2}}{_ERA_BEHIND}(?!\w))"
)
_DATE = re.compile(
    rf"(?!\d)(?:{_LETTER_FIRST})|(?=\d{{3}})(?:{_YEAR_FIRST})"
    rf"|(?!\d{{3}})(?:{_DAY_FIRST})"
)
# The group that matched last, where the date is a year alone.
_YEARS_ALONE = frozenset({"y6", "era", "ad", "ad2"})
# Every date begins with one of these, behind no letter or digit; looking for them first
# is many times faster than trying every form of a date at every character. Digits of
# other scripts begin at U+0660: \d alone would ask Unicode about every character.
_ANY_DIGIT = r"0-9\u0660-\U0010ffff"
_FIRST = re.compile(
    rf"[{_ANY_DIGIT}JFMASOND](?<!\w.)(?:(?<=\d)|(?<=[JM])[AUau][NLRYnlry]"
    r"|(?<=[FDS])[Ee][BCPbcp]|(?<=A)(?:[PUpu][RGrg]|[D.])|(?<=O)[Cc][Tt]|(?<=N)[Oo][Vv])"
)
# The one form that begins with a small letter, which is in so many words, is rare.
_SMALL_ERA = "a.d."
_FIRST_OR_SMALL_ERA = re.compile(rf"{_FIRST.pattern}|a(?=\.d\.)(?<!\w.)")
# And every date has one of these, which two passages of five have not.
_DIGIT = re.compile(rf"[{_ANY_DIGIT}](?<=\d)")
_CIRCA_BEFORE = re.compile(
    r"(?:\b(?:c|ca|cca|circa|approx|fl|r)\b[\"']?\.? ?"
    r"|(?:\b(?:circa|about|around|approximately"
    r"|before|after|probably|possibly|perhaps|maybe|either|or|between|early|late|mid"
    r"|likely|presumably|supposedly|traditionally|allegedly|sometime|since"
    r"|reigned|ruled|flourished|active|est|estimated|by|in the|of the)[ -])"
    r"|(?:probably|possibly|perhaps|maybe|likely|presumably|supposedly|allegedly) "
    r"(?:in|on|at) |[~<>?] ?|(?<!\d)\d{1,2}-)$",
    re.IGNORECASE,
)
_DOUBT_AFTER = re.compile(
    r",? or (?:early|late|\d{4})"
    r"| ?(?:\?|\(\?\)|BCE?\b|B\.C\.|b\.c\.|s\b|'s\b|or (?:\d|early|late|[A-Z][a-z]+ \d)"
    r"|\(?(?:uncertain|disputed|unknown)\b)"
    r"|/\d| ?/ ?\d{3,4}"
    r"| ?- ?\d{1,4} ?(?:BCE?\b|B\.C\.|b\.c\.)",  # 1350-1280 BC
)
# 150 ships: a bare number of three digits before the word for what it counts.
_COUNTED = re.compile(
    r" (?!(?:and|or|of|at|in|on|to|by|near|when|where|while|after|before|during|as|his"
    r"|her|its|their|from|with|without|for|aged|the|an?|but|who|whose|which|that|is|was"
    r"|were|had|has|until|till|under|upon|having|leaving|because|since|against|through"
    r"|into|ad|ce|he|she|it|they|died|born|there|then|not|possibly|probably|also"
    r"|following|just|only|shortly|some|[a-z]+ly|[a-z]+ed)\b)[a-z]"
)
# Wide enough for the two words of a qualifier.
_CIRCA_WIDTH = 34
# A doubt that is cast on one date is cast on the next: between 1950 and 1960.
_JOIN = " and "


def find_dates(text: str) -> list[DateSpan]:
    """Find every date and year in a text, left to right, never overlapping.

    Args:
        text: With plain dashes, quotes and spaces (`typography.plain`).

    Returns:
        Spans in order. A number of three or four digits up to 2100 counts as a year:
        whether it is one is for the pattern around it to say. Dates that are circa,
        disputed, impossible or before the common era are UNUSABLE.
    """
    spans: list[DateSpan] = []
    if _DIGIT.search(text) is None:
        return spans
    find_first = (_FIRST_OR_SMALL_ERA if _SMALL_ERA in text else _FIRST).search
    at = 0
    doubted = len(text)  # where the last doubtful date ends, once there is one
    while first := find_first(text, at):
        match = _DATE.match(text, first.start())
        if match is None:
            at = first.start() + 1
            continue
        at = match.end()
        span = _read(match)
        if span is None or (
            span.precision is Precision.EARLY_YEAR and _COUNTED.match(text, span.stop)
        ):
            continue
        joined = text[doubted : span.start] == _JOIN
        if joined or _is_doubtful(text, span):
            doubted = span.stop
            span = _unusable(match)
        spans.append(span)
    return spans


def _read(match: re.Match[str]) -> DateSpan | None:
    last = match.lastgroup or ""
    if last in _YEARS_ALONE:  # as most are
        return _read_year(match, match[last])
    if last == "y7":
        return _read_numbers(match)
    found = match.groupdict()
    start, stop = match.span()
    if found["y1"] or found["y2"] or found["d4"]:
        index = "1" if found["y1"] else "2" if found["y2"] else "4"
        year = _year(found[f"y{index}"], month=_month(found[f"m{index}"]))
        month, day = _month(found[f"m{index}"]), _number(found[f"d{index}"])
        if year is None or not _exists(year, month, day):
            return _unusable(match)
        if found["turn1"] or found["turn2"]:
            return DateSpan(start, stop, Precision.YEAR, year)
        if found["two1"] or found["two2"]:
            return DateSpan(start, stop, Precision.MONTH, year, month)
        return DateSpan(start, stop, Precision.DAY, year, month, day)
    if found["turn2"] or found["two2"]:
        return _unusable(match)
    if found["d2"] or found["d5"]:
        month = _month(found["m2"] or found["m5"])
        day = _number(found["d2"] or found["d5"])
        if not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
            return _unusable(match)
        return DateSpan(start, stop, Precision.DAY_OF_YEAR, None, month, day)
    month = _month(found["m3"])
    year = _year(found["y3"], month=month)
    if year is None:
        return _unusable(match)
    return DateSpan(start, stop, Precision.MONTH, year, month)


def _read_year(match: re.Match[str], written: str) -> DateSpan | None:
    """Read a year alone: 1960, 960, AD 96, 96 CE."""
    year = _year(written, month=None)
    if year is None:
        return None
    bare = written.isdigit() and year < _EARLY
    precision = Precision.EARLY_YEAR if bare else Precision.YEAR
    return DateSpan(*match.span(), precision, year)


def _read_numbers(match: re.Match[str]) -> DateSpan:
    """Read 25/12/1950: a day where only one order of day and month makes one."""
    start, stop = match.span()
    year = int(match["y7"])
    first, second = int(match["first"]), int(match["second"])
    days = {
        (month, day)
        for month, day in ((second, first), (first, second))
        if _exists(year, month, day)
    }
    if not days or year > _LATEST_YEAR:
        return _unusable(match)
    if len(days) > 1:
        return DateSpan(start, stop, Precision.YEAR, year)
    month, day = days.pop()
    return DateSpan(start, stop, Precision.DAY, year, month, day)


def _unusable(match: re.Match[str]) -> DateSpan:
    return DateSpan(*match.span(), Precision.UNUSABLE)


def _is_doubtful(text: str, span: DateSpan) -> bool:
    before = text[max(0, span.start - _CIRCA_WIDTH) : span.start]
    # No qualifier has more than two words.
    last = max(before.rfind(" ", 0, -1), 0)
    words = before[max(before.rfind(" ", 0, last), 0) :]
    return _is_circa(words) or _DOUBT_AFTER.match(text, span.stop) is not None


@lru_cache(maxsize=1 << 14)
def _is_circa(before: str) -> bool:
    return _CIRCA_BEFORE.search(before) is not None


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name.rstrip(".").casefold()]


def _year(written: str, *, month: int | None) -> int | None:
    """Read a year; `1726/7` is the later of the two, if the month allows a pair.

    While the year began on 25 March, a date before it was given with both years; the
    second is the one that we would write today.
    """
    if written.isascii() and written.isdigit():
        year = int(written)
        return year if 1 <= year <= _LATEST_YEAR else None
    bare, _, second = re.sub(r"[^\d/]", "", written).partition("/")
    year = int(bare)
    if second:
        paired = int(bare[: -len(second)] + second) if len(second) < 4 else int(second)
        if month not in (1, 2, 3) or paired != year + 1:
            return None
        year = paired
    return year if 1 <= year <= _LATEST_YEAR else None


def _exists(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]):
        return False
    if (month, day) == (2, 29):
        # A Julian leap day may come from any country before its reform.
        julian = year < _LAST_JULIAN_COUNTRY and year % 4 == 0
        return calendar.isleap(year) or julian
    return True
