"""Dates of cited papers: which year counts, and which numbers are none."""

from __future__ import annotations

import pytest

from pipeline.extraction.cited_dates import find_date_behind, find_years, read_date
from pipeline.extraction.dates import Precision


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        (" (1999)", "1999"),
        (" (1999a).", "1999"),
        (". (1999).", "1999"),
        (" [1999]", "1999"),
        ("(1999)", "1999"),
        (" (1999, March)", "1999"),
        (" (1999, March 3)", "1999"),
        (" (12 March 1999)", "1999-03-12"),
        (" (March 1999)", "1999-03"),
        (" (1999-03-12)", "1999-03-12"),
        (". 1999. T", "1999"),
        (", 1999. T", "1999"),
        (" 1999b. T", "1999"),
        (' 1999 "T', "1999"),
        (" (1500)", "1500"),
        (" (2099)", "2099"),
    ],
)
def test_a_date_behind_authors(text, iso):
    date = read_date(text, 0)
    assert date is not None
    assert date.iso == iso
    assert text[date.start : date.stop] in text.strip('()[]., "T')


@pytest.mark.parametrize(
    "text", [" (in press)", " (n.d.)", " (c. 1999)", " (1950/1999)", " (1999-2001)"]
)
def test_a_doubtful_date_is_unusable(text):
    date = read_date(text, 0)
    assert date is not None
    assert date.precision is Precision.UNUSABLE


@pytest.mark.parametrize(
    "text",
    ["", " (Ed.)", " (1499)", " (2100)", " (12)", ". 1999", ". 19990. T", " and 1999."],
)
def test_what_is_no_date(text):
    assert read_date(text, 0) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (" Tides 12 (1999): 3–9.", 1999),
        (" Tides, vol. 3, Mar. 1999.", 1999),
        (" Tides. 1999;12:3-4.", 1999),
        (" In Proc. Tides 1999, pp. 3-9, 1999.", 1999),
        (" Tides 12, 1801-1810 (1999).", 1999),
        (" Tides 12: 1801, p. 1801 (1999).", 1999),
        (" Tides (1999). Retrieved 3 May 2011.", 1999),
        (" Tides (1999). https://example.org/2011/05", 1999),
        (" arXiv:2001.01234, 1999.", 1999),
    ],
)
def test_the_year_behind_a_title(text, year):
    date = find_date_behind(text, (0, 0), None)
    assert date is not None
    assert (date.precision, date.year) == (Precision.YEAR, year)


@pytest.mark.parametrize(
    "text",
    [
        " In Proc. Tides 1998, pp. 3-9, 1999.",
        " Harn, 1999. (Original work published 1950)",
        " 2nd ed. Harn, 1999.",
        " Second edition. Harn, 1999.",
        " Reprint. Harn, 1999.",
    ],
)
def test_a_year_among_several_is_unusable(text):
    date = find_date_behind(text, (0, 0), None)
    assert date is not None
    assert date.precision is Precision.UNUSABLE


def test_a_later_edition_spoils_the_year_before_the_title():
    stated = read_date(" (1999)", 0)
    later = find_date_behind(" (1999). Sand (2nd ed.). Harn", (9, 22), stated)
    assert later is not None
    assert later.precision is Precision.UNUSABLE
    assert find_date_behind(" (1999). Sand. Harn, 2001", (9, 13), stated) == stated


def test_no_year_is_none():
    assert find_date_behind(" Tides 12, 3–9.", (0, 0), None) is None
    assert list(find_years("pages 1801-1810, x1999, 1999xy, 3.1999", 0, 41)) == []
