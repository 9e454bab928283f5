"""Which tokens have the letters of a short form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.short_forms import find_short_forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GDP is", ["GDP"]),
        ("(GDP)", ["GDP"]),
        ("mRNA and kNN", ["mRNA", "kNN"]),
        ("AT&T, R&D.", ["AT&T", "R&D"]),
        ("TCP/IP", ["TCP/IP"]),
        ("COVID-19", ["COVID-19"]),
        ("HWMs", ["HWMs"]),
        ("in the U.S.A.", ["U.S.A."]),
        ("by NITR.", ["NITR"]),
        ("B2B", ["B2B"]),
        ("Hello There", []),
        ("A b", []),
        ("(IV) and XX", []),
        ("123 F-16", []),
        ("ABCDEFGHIJKLMNOP", []),
        ("", []),
    ],
)
def test_short_forms_have_two_capitals_or_one_behind_small_letters(text, expected):
    assert [text[a:b] for a, b in find_short_forms(text)] == expected


@given(st.text(st.sampled_from("ABab1&/.+- (),é"), max_size=60))
def test_ranges_are_in_order_and_apart(text):
    last = 0
    for start, stop in find_short_forms(text):
        assert last <= start < stop <= len(text)
        assert any(c.isupper() for c in text[start:stop])
        assert " " not in text[start:stop]
        last = stop
