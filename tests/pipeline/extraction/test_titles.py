"""Titles: what stands in quotes, and what the words beside it tell."""

from __future__ import annotations

import pytest

from pipeline.extraction.quotations import is_title_case, with_quoted_titles
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import (
    QUOTED_SYMBOL,
    QUOTED_TITLE_SYMBOL,
    TITLE_SYMBOL,
)
from pipeline.extraction.titles import with_titles


def titles(text: str) -> list[str]:
    return [
        text[one.core_start : one.core_stop]
        for one in with_titles(text, [])
        if one.symbol == TITLE_SYMBOL
    ]


def quoted(text: str) -> list[str]:
    return [
        text[one.core_start : one.core_stop] for one in with_quoted_titles(text, [])
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her novel The Mill on the Salt sold well.", ["The Mill on the Salt"]),
        ("His book Salt and Other Stories sold well.", ["Salt and Other Stories"]),
        ("Her play, Ferry, was lost.", ["Ferry"]),
        ("In her play, Ada asks why.", []),  # who asks
        ("A poem entitled Rain was read.", ["Rain"]),
        ("Her novel Salt in Oland was lost.", []),  # perhaps it was lost in Oland
        ("Her novel Salt in Oland (1960) was lost.", ["Salt in Oland"]),
        ("Her novel Salt by Ada Holt was lost.", ["Salt"]),
        ("Her novel Salt appeared in May.", ["Salt"]),
        ("Her novel 1984 was lost.", []),
        ("The play XVI was lost.", []),
        ("He wrote The Keeper there.", ["The Keeper"]),
        ("He wrote Ada Holt a letter.", []),
        ("She published Salt and Iron (1960) first.", ["Salt and Iron"]),
        ("She published Salt and Iron first.", []),
    ],
)
def test_a_title_stands_behind_what_tells_of_it(text, found):
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her novels Salt and Rain sold well.", ["Salt", "Rain"]),
        (
            "Her novels include Salt, The Keeper (1960) and Of Rain and Iron.",
            ["Salt", "The Keeper", "Of Rain and Iron"],
        ),
        ("Her novels Salt and Rain and Iron sold well.", []),  # two, but which
        ("Her books Ada never read.", []),
    ],
)
def test_titles_are_listed(text, found):
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Salt in Oland is a novel about mills.", ["Salt in Oland"]),
        ("Salt, Iron and Rain is a novel.", ["Salt, Iron and Rain"]),
        ("Salt (1960) is Ada Holt's first novel.", ["Salt"]),
        ("Ada Holt is the author of a novel.", []),
        ("Harn is a town.", []),
        ("Salt is a film based on a story of the same name.", ["Salt"]),
    ],
)
def test_a_passage_begins_with_the_title_of_which_it_speaks(text, found):
    assert titles(text) == found


def test_a_title_takes_the_place_of_the_names_inside_it():
    text = "Her novel Holt and Lind sold well in Harn."
    names = [
        TypedSpan(at, at + 4, at, at + 4, "\x01")
        for at in (text.index("Holt"), text.index("Lind"), text.index("Harn"))
    ]
    found = with_titles(text, names)
    assert [text[one.start : one.stop] for one in found] == ["Holt and Lind", "Harn"]


def test_a_name_that_reaches_out_of_a_title_stays():
    text = "Her novel Holt sold well."
    start = text.index("novel")
    name = TypedSpan(start, start + 10, start, start + 10, "\x04")
    assert with_titles(text, [name]) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('The poem "Salt", the play "Rain."', ["Salt", "Rain"]),
        ('The poem " Salt " and " Rain " .', ["Salt", "Rain"]),
        ("The poem 'The Keeper's Salt' and Holts' mill.", ["The Keeper's Salt"]),
        ("The poem *Salt*, the play _Rain_.", ["Salt", "Rain"]),
        ('The play "R.U.B." was lost.', ["R.U.B."]),
        ('He said "no" to her "Salt".', ["Salt"]),
        ('A board of 12" and "Salt".', ["Salt"]),
        ("It's the '60s and Holts' mill.", []),
        ('Nothing is quoted "', []),
        ('""', []),
        ('She said: "The mill is old."', []),
        ('She said: "The mill. The salt."', []),
    ],
)
def test_quotes_are_paired(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ('"Of Salt and Iron"', QUOTED_TITLE_SYMBOL),
        ('"Vom salz der Erde"', QUOTED_SYMBOL),
    ],
)
def test_a_quote_in_title_case_is_told_from_another(text, symbol):
    [one] = with_quoted_titles(text, [])
    assert one.symbol == symbol


def test_a_nickname_in_quotes_is_no_title():
    text = 'Ada "Salt" Holt spoke.'
    name = TypedSpan(0, 15, 0, 15, "\x01")
    assert with_quoted_titles(text, [name]) == [name]


def test_title_case():
    assert is_title_case("The Mill by the Salt")
    assert not is_title_case("The mill by the Salt")
