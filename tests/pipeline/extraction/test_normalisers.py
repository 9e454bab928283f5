"""Normalisers: from the words of a passage to the canonical value."""

from __future__ import annotations

import pytest

from pipeline.extraction.dates import find_dates
from pipeline.extraction.normalisers import NORMALISERS, Candidate, NormalValue
from pipeline.extraction.slots import DATE_SYMBOLS, SlotType


def normalise(
    normaliser: str, text: str, *, entity: str = "Oland", before: bool = False
) -> NormalValue | None:
    """What a normaliser makes of a text; its date, if it is one, is found first."""
    dates = find_dates(text)
    return NORMALISERS[normaliser].normalise(
        Candidate(
            text=text,
            entity=entity,
            before_entity=before,
            date=dates[0] if dates else None,
        )
    )


@pytest.mark.parametrize(
    ("normaliser", "text", "value"),
    [
        ("full_date", "5 March 1960", "1960-03-05"),
        ("full_date", "March 5, 0732", "0732-03-05"),
        ("calendar_date", "5 March", "--03-05"),
        ("calendar_date", "5 March 1960", "1960-03-05"),
        ("year", "5 March 1960", "1960"),
        ("year", "March 1960", "1960"),
        ("year", "732", "0732"),
        ("place", "Harn", "Harn"),
        ("place", "Port   Alder", "Port Alder"),
        ("location", "Harn, Oland", "Harn, Oland"),
        ("location", "Harn in the Upper Marches", "Harn, Upper Marches"),
        ("location", "Harn (now Westerby), Oland", "Harn, Oland"),
        ("location", "Harn, near Tarnby", "Harn"),
        ("location", "Harn House, Tarnby", "Tarnby"),
        ("location", "Abbey of Harn, Tarnby", "Tarnby"),
        ("location", "Westerby Medical Center in Harn", "Harn"),
        ("location", "Harn, Robert Lind", "Harn"),
        ("location", "Port Alder, George Town", "Port Alder, George Town"),
        ("person", "Ada  Holt", "Ada Holt"),
        ("organisation", "Harn\tGuild", "Harn Guild"),
    ],
)
def test_a_value_is_canonical(normaliser, text, value):
    assert normalise(normaliser, text) == NormalValue(value, 0, len(text))


@pytest.mark.parametrize("text", ["March", "Harn House", "Norwegian", "Robert Lind"])
def test_a_time_a_house_or_a_person_is_no_location(text):
    assert normalise("location", text) is None


@pytest.mark.parametrize("normaliser", ["full_date", "calendar_date", "year"])
def test_words_are_no_date(normaliser):
    assert normalise(normaliser, "some day") is None


def test_a_day_without_a_year_is_no_year():
    assert normalise("year", "5 March") is None


@pytest.mark.parametrize("normaliser", ["place", "person", "organisation"])
@pytest.mark.parametrize("text", ["Oland", "OLAND", "oland"])
def test_nothing_is_its_own_value(normaliser, text):
    assert normalise(normaliser, text) is None


def test_an_expansion_is_the_part_that_spells_the_entity():
    text = "we use the mean  tidal error"
    found = normalise("expansion", text, entity="MTE", before=True)
    assert found.value == "mean tidal error"
    assert text[found.start : found.stop] == "mean  tidal error"


def test_words_that_spell_something_else_are_no_expansion():
    assert normalise("expansion", "the minister left", entity="MTE") is None


def test_every_narrowed_class_is_of_date_symbols():
    symbols = {f"\\x{ord(one):02x}" for one in DATE_SYMBOLS.values()}
    for name, normaliser in NORMALISERS.items():
        if normaliser.value_type is not SlotType.DATE:
            continue
        assert normaliser.symbols, name
        inner = normaliser.symbols.removeprefix("[").removesuffix("]")
        assert {inner[i : i + 4] for i in range(0, len(inner), 4)} <= symbols


def test_the_age_of_a_place_is_no_part_of_it():
    assert normalise("place", "Modern Harn") == NormalValue("Harn", 7, 11)
    assert normalise("place", "Modern Oland") is None
