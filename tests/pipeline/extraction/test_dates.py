"""Dates: what is found, how exact it is, and its ISO form."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.dates import DateSpan, Precision, find_dates


def the_only_date(text: str) -> DateSpan:
    """The one date of a text."""
    [found] = find_dates(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "5 March 1960",
        "5 March, 1960",
        "05 March 1960",
        "5th March 1960",
        "5 th March 1960",
        "5th of March 1960",
        "5th of March, 1960",
        "5th day of March 1960",
        "5  March 1960",
        "5 Mar 1960",
        "5 Mar. 1960",
        "5 March of 1960",
        "5 March in 1960",
        "5 MARCH 1960",
        "5 March AD 1960",
        "5 March 1960 AD",
        "March 5, 1960",
        "March 5 1960",
        "March 5th, 1960",
        "March 5,1960",
        "March the 5th, 1960",
        "Mar 5, 1960",
        "Mar. 5, 1960",
        "MARCH 5, 1960",
        "1960-03-05",
        "5 March 1960 (O.S. 21 February)",
        "5 March [O.S. 21 February] 1960",
        "March 5 (N.S. March 18), 1960",
    ],
)
def test_a_full_date_is_a_day(text):
    found = the_only_date(text)
    assert (found.precision, found.iso) == (Precision.DAY, "1960-03-05")
    assert (found.start, found.stop) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "precision", "iso"),
    [
        ("5 March", Precision.DAY_OF_YEAR, "--03-05"),
        ("March 5", Precision.DAY_OF_YEAR, "--03-05"),
        ("5th of March", Precision.DAY_OF_YEAR, "--03-05"),
        ("29 February", Precision.DAY_OF_YEAR, "--02-29"),
        ("March 1960", Precision.MONTH, "1960-03"),
        ("March, 1960", Precision.MONTH, "1960-03"),
        ("March of 1960", Precision.MONTH, "1960-03"),
        ("1960", Precision.YEAR, "1960"),
        ("AD 732", Precision.YEAR, "0732"),
        ("732 AD", Precision.YEAR, "0732"),
        ("AD 60", Precision.YEAR, "0060"),
        ("60 CE", Precision.YEAR, "0060"),
        ("A.D. 79", Precision.YEAR, "0079"),
        ("A.D.79", Precision.YEAR, "0079"),
        ("a.d. 79", Precision.YEAR, "0079"),
        ("a.d. 732", Precision.YEAR, "0732"),
        ("732 a.d.", Precision.YEAR, "0732"),
        ("79 C.E.", Precision.YEAR, "0079"),
        ("79AD", Precision.YEAR, "0079"),
        ("5 March a.d. 732", Precision.DAY, "0732-03-05"),
        ("2100", Precision.YEAR, "2100"),
        ("5 March 732", Precision.DAY, "0732-03-05"),
        ("Sept. 9, 1871", Precision.DAY, "1871-09-09"),
        ("29 February 2000", Precision.DAY, "2000-02-29"),
        ("29 February 1900", Precision.DAY, "1900-02-29"),  # a Julian leap day
        ("29 February 1700", Precision.DAY, "1700-02-29"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text, precision, iso):
    found = the_only_date(text)
    assert (found.precision, found.iso) == (precision, iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 February 1642/3", "1643-02-03"),
        ("3 February 1642/43", "1643-02-03"),
        ("3 February 1642/1643", "1643-02-03"),
        ("20 March 1726/7", "1727-03-20"),
        ("January 1, 1699/700", "1700-01-01"),
    ],
)
def test_a_pair_of_years_is_the_later_one(text, iso):
    assert the_only_date(text).iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "30 February 1950",
        "31 April 2000",
        "32 March 1960",
        "0 March 1960",
        "March 55, 1960",
        "29 February 1901",
        "29 February 2100",
        "1960-02-30",
        "5 March 0000",
        "5 May 1726/7",  # the year did not begin then
        "5 March 1642/1644",
        "30 February",
    ],
)
def test_an_impossible_date_is_unusable(text):
    assert the_only_date(text).precision is Precision.UNUSABLE


@pytest.mark.parametrize(
    "text",
    [
        "c. 1960",
        "c. a.d. 160",
        "c. A.D. 160",
        "ca. AD 30",
        "circa a.d. 30",
        "1160 b.c.",
        "ca. 5 March 1960",
        "circa 1960",
        "about 5 March 1960",
        "approximately 1960",
        "before 1960",
        "after 1960",
        "probably 1960",
        "fl. 1960",
        "early 1960",
        "~1960",
        "?1960",
        "1960?",
        "1960 (?)",
        "5 March 1960?",
        "1960s",
        "1960's",
        "1960/61",
        "100 BC",
        "100 BCE",
        "5 March 100 BC",
        "March 100 B.C.",
        "5 March 1960 or early 1961",
        "1960, or early in 1961",
        "possibly in 1960",
        'c". 1960',
    ],
)
def test_a_doubtful_date_is_unusable(text):
    assert find_dates(text)[0].precision is Precision.UNUSABLE


def test_either_of_two_dates_is_unusable():
    spans = find_dates("5 March 1960 or 6 March 1961")
    assert [span.precision for span in spans] == [Precision.UNUSABLE] * 2


@pytest.mark.parametrize(
    "text",
    [
        "1,960",
        "1960.5",
        "$1960",
        "£1960",
        "1960%",
        "19600",
        "2101",
        "0000",
        "no 12 here",
        "12/5",
        "A1960",
        "",
    ],
)
def test_another_number_is_no_date(text):
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["Decem 5", "Marching 5", "the 5 Marchers"])
def test_a_word_that_begins_as_a_month_is_none(text):
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["1350-1280 BC", "1350 - 1280 B.C.", "1350-80 b.c."])
def test_both_years_of_a_span_before_the_common_era_are_unusable(text):
    found = find_dates(text)
    assert {one.precision for one in found} == {Precision.UNUSABLE}
    assert found[0].start == 0


@pytest.mark.parametrize("initials", ["A.D.", "C.E."])
def test_initials_behind_a_year_belong_to_a_name(initials):
    assert find_dates(f"in 1950 {initials} Holt died")[0].stop == len("in 1950")


def test_digits_of_other_scripts_are_digits():
    written = "1950".translate({0x30 + digit: 0x0660 + digit for digit in range(10)})
    for text in (written, f"5 March {written}", f"March {written}"):
        assert the_only_date(text).year == 1950, text


def test_dates_come_in_order():
    text = "from 5 March 1960, by way of May 1970, to July 4, 1999 and 2001"
    spans = find_dates(text)
    assert [text[one.start : one.stop] for one in spans] == [
        "5 March 1960",
        "May 1970",
        "July 4, 1999",
        "2001",
    ]


def test_a_span_of_years_is_two_dates():
    assert [one.iso for one in find_dates("(1815-1852)")] == ["1815", "1852"]


MONTHS = calendar.month_name[1:]


def ordinal(day: int) -> str:
    """A day as 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 * (day // 10 != 1), "th")
    return f"{day}{ending}"


def forms(day: date) -> list[str]:
    """The ways in which English writes a day."""
    month, year = MONTHS[day.month - 1], f"{day.year:04d}"
    short = month[:3]
    written = [
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
        f"{day.day} {short} {year}",
        f"{short} {day.day}, {year}",
        f"{ordinal(day.day)} {month} {year}",
        f"{ordinal(day.day)} of {month}, {year}",
        f"{month} {ordinal(day.day)}, {year}",
        f"{day.day:02d} {month.upper()} {year}",
    ]
    if 1000 <= day.year < 2100:
        written.append(day.isoformat())
    if month != "May":
        written.append(f"{short}. {day.day}, {year}")
    return written


real_days = st.dates(date(100, 1, 1), date(2100, 12, 31))


@given(
    real_days,
    st.sampled_from(["", "on ", "(", "born ", "Paris, "]),
    st.sampled_from(["", ".", ")", ", then", " in Paris"]),
)
def test_every_real_day_is_found_in_every_form(day, before, after):
    for written in forms(day):
        found = the_only_date(before + written + after)
        assert (found.precision, found.iso) == (Precision.DAY, day.isoformat()), written
        assert found.start == len(before)
        assert found.stop == len(before + written)


@given(real_days)
def test_the_parts_of_a_day_are_its_own(day):
    found = the_only_date(f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}")
    assert (found.year, found.month, found.day) == (day.year, day.month, day.day)


pieces = st.sampled_from(
    (
        *("5", "31", "March", "May.", "June", "Dec", "1960", "1642/3", "1960-03-05"),
        *("-", "/", "(", ")", ",", ".", "[", "]", "or", "c.", "BC", "AD", "s", "the"),
        *("of", "O.S.", "st", "th", "é", "0732"),
    )
)


@given(st.lists(pieces, max_size=20), st.sampled_from(["", " "]))
def test_spans_never_overlap_and_are_real(words, joint):
    text = joint.join(words)
    stop = 0
    for span in find_dates(text):
        assert stop <= span.start < span.stop <= len(text)
        stop = span.stop
        if span.precision is Precision.DAY:
            assert 1 <= span.month <= 12
            assert 1 <= span.day <= 31
        if span.year is not None:
            assert 1 <= span.year <= 2100


@pytest.mark.parametrize(
    "text",
    [
        "between 1950 and 1960",
        "between 31 October 1450 and 30 October 1451",
        "either 1950 and 1960",
        "c. 1350 and 1351",
    ],
)
def test_a_doubt_is_cast_on_the_date_that_is_joined_to_it(text):
    assert [span.precision for span in find_dates(text)] == [Precision.UNUSABLE] * 2


def test_a_doubt_ends_with_the_pair():
    found = find_dates("between 1950 and 1960, then 1970 and 1980")
    assert [span.precision for span in found] == [
        Precision.UNUSABLE,
        Precision.UNUSABLE,
        Precision.YEAR,
        Precision.YEAR,
    ]


def test_an_impossible_date_casts_no_doubt():
    found = find_dates("30 February 1900 and 5 March 1960")
    assert found[1].iso == "1960-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "25/12/1950",
        "12/25/1950",
        "25.12.1950",
        "25-12-1950",
        "1950/12/25",
        "25-Dec-1950",
        "25-DEC-1950",
        "25 DEC 1950",
        "December25, 1950",
        "25      December      1950",
        "25 December in the year 1950",
    ],
)
def test_numbers_are_a_day_where_one_order_makes_one(text):
    found = the_only_date(text)
    assert (found.precision, found.iso) == (Precision.DAY, "1950-12-25")
    assert (found.start, found.stop) == (0, len(text))


def test_the_same_number_for_day_and_month_is_a_day():
    assert the_only_date("05/05/1950").iso == "1950-05-05"


@pytest.mark.parametrize(
    ("text", "precision", "iso"),
    [
        ("05/03/1950", Precision.YEAR, "1950"),
        ("9 or 10 October 1813", Precision.MONTH, "1813-10"),
        ("30/31 December 1813", Precision.MONTH, "1813-12"),
        ("December 30/31, 1673", Precision.MONTH, "1673-12"),
        ("8-9 January 1324", Precision.MONTH, "1324-01"),
        ("January 8-9, 1324", Precision.MONTH, "1324-01"),
        ("25 April/7 May 1840", Precision.YEAR, "1840"),
        ("22 February or 1 March 1810", Precision.YEAR, "1810"),
        ("October 25/November 6, 1893", Precision.YEAR, "1893"),
    ],
)
def test_a_day_that_is_one_of_two_leaves_what_is_certain(text, precision, iso):
    found = the_only_date(text)
    assert (found.precision, found.iso) == (precision, iso)
    assert (found.start, found.stop) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["31/02/1950", "13/14/1950", "31.11.1950", "March 5 or 6", "c. 25/12/1950"]
)
def test_numbers_that_are_no_day_are_unusable(text):
    assert the_only_date(text).precision is Precision.UNUSABLE


@pytest.mark.parametrize("text", ["1/2/3/1950", "5/3/50", "1.2.3", "June1960"])
def test_other_numbers_are_no_date(text):
    assert find_dates(text) == []


def test_a_mark_may_stand_before_a_day():
    assert find_dates("b.5 March 1960")[0].iso == "1960-03-05"


@pytest.mark.parametrize("text", ["in 150 shows", "with 300 men", "in 850 wooden huts"])
def test_a_number_of_things_is_no_year(text):
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["in 850.", "in 850 of fever", "in 850 and", "in 850"])
def test_a_bare_number_of_three_digits_may_be_a_year(text):
    assert the_only_date(text).precision is Precision.EARLY_YEAR
