"""Titles in title case: where one that begins somewhere ends."""

from __future__ import annotations

import pytest

from pipeline.extraction.title_case import looks_like_title, read_title


@pytest.mark.parametrize(
    ("text", "title", "unsure"),
    [
        ("Salt and iron", "Salt", False),
        ("The Keeper of Salt was lost", "The Keeper of Salt", False),
        ("Salt in Oland was lost", "Salt in Oland", True),
        ("Salt, Iron and Rain", "Salt", False),
        ("Salt and The Keeper", "Salt", False),
        ("Sweyn V. However, it", "Sweyn V", False),
        ("V. Holt", "V. Holt", False),
    ],
)
def test_a_title_ends_where_no_small_word_goes_on(text, title, unsure):
    assert read_title(text, 0) == (len(title), unsure)


def test_a_whole_title_holds_its_commas():
    text = "Salt, Iron and Rain"
    assert read_title(text, 0, whole=True) == (len(text), False)


def test_and_parts_the_titles_of_a_list():
    assert read_title("Salt and Rain", 0, listed=True) == (len("Salt"), False)


@pytest.mark.parametrize("text", ["", "salt", "The", "March", "12"])
def test_some_words_are_no_title(text):
    assert read_title(text, 0) is None


def test_a_small_word_makes_a_title_of_a_name():
    assert looks_like_title("The Keeper")
    assert looks_like_title("Salt and Iron")
    assert not looks_like_title("Ada Holt")
    assert not looks_like_title("Salt")
