"""Offices of companies are written small, and nothing else is."""

from __future__ import annotations

import pytest

from pipeline.extraction.offices import without_offices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harn Ferries CEO Ada Holt", "Harn Ferries ceo Ada Holt"),
        ("President & CEO of Harn Ferries", "president & ceo of Harn Ferries"),
        (
            "Founder, Chairman and Chief Executive Officer of Lumen",
            "founder, chairman and chief executive officer of Lumen",
        ),
        ("Lumen Co-Founders Ada and Jon", "Lumen co-founders Ada and Jon"),
        ("Jon Lind, General Manager of Lumen", "Jon Lind, general manager of Lumen"),
        ("Chairman of the Board and CEO", "chairman of the board and ceo"),
        ("Aldin Group President and CEO", "Aldin Group president and ceo"),
    ],
)
def test_an_office_is_in_small_letters(text, expected):
    assert without_offices(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "President Holt of Oland",
        "Chairman Lind met Chief Falk",
        "the Vice President of Oland",
        "the Director's cut",
        "CEOs and founders",
        "",
    ],
)
def test_what_may_be_a_name_is_left_alone(text):
    assert without_offices(text) == text


def test_the_length_stays():
    text = "CEO " * 50 + "Chief Executive Officer, " * 50
    assert len(without_offices(text)) == len(text)
