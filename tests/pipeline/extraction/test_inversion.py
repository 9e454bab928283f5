"""Names with the surname in front are set upright, and nothing else is."""

from __future__ import annotations

import pytest

from pipeline.extraction.inversion import upright


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Holt, Ada", "Ada Holt"),
        ("Holt, Ada Maren", "Ada Maren Holt"),
        ("Holt, A. M.", "A. M. Holt"),
        ("De Wit, Anna", "Anna De Wit"),
        ("van der Berg, Anna", "Anna van der Berg"),
        ("Ada Holt", "Ada Holt"),
        ("Ada Holt, Jr.", "Ada Holt, Jr."),
        ("Holt, Jr.", "Holt, Jr."),
        ("Holt, MBE", "Holt, MBE"),
        ("Westerby, Oland", "Westerby, Oland"),
        ("", ""),
    ],
)
def test_a_name_is_set_upright(name, expected):
    assert upright(name) == expected


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Holt, Ada (1900–1980), chemist", {"Ada Holt"}),
        ("* Holt, Ada M. (1900–1980)", {"Ada M. Holt"}),
        ("Holt, Ada, (1900–1980)", {"Ada Holt"}),
        ("Westerby, Oland (1900–1980)", set()),
        ("Falk, Runa (5 March 1900 – 7 May 1980)", set()),  # which is the surname?
        ("Falk, Runa Lind (1900–1980)", set()),  # two names, or one
        ("In Holt, Ada (5 March 1900 – 7 May 1980) sang.", set()),
        ("Ada Holt, MBE (1900–1980)", {"Ada Holt"}),
        ("Ada Holt, Jr. (1900–1980)", {"Ada Holt, Jr."}),
        ("Ada's father, Oskar (5 March 1900 – 7 May 1980), sang.", {"Oskar"}),
    ],
)
def test_a_line_begins_with_a_name_spelled_backwards(extractor, text, entities):
    found = {one.entity for one in extractor.extract(text)}
    assert found == entities


def test_only_a_line_begins_so(extractor):
    text = "Here are two. Holt, Ada (1900–1980), is one."
    assert {one.entity for one in extractor.extract(text)} == set()
