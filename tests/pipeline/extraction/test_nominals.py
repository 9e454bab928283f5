"""What "it", "the city" or a labelled line means in texts about places and works."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Harn Province",
            "Harn Province is a province of Oland. Its capital is Westerby.",
            {("harn province", "Westerby")},
        ),
        (
            "Geography of Oland",
            "Oland is a country by the sea. Its capital is Tarnby.",
            {("oland", "Tarnby")},
        ),
        (
            "Harn Province",
            "Harn Province is a province of Oland.\n\nA river is there. "
            "The capital is Westerby.",
            set(),  # nobody says of what
        ),
        (
            "Westerby",
            "Westerby is a town in the country of Oland. "
            "The country's capital is Tarnby.",
            set(),  # the country is not what the text is about
        ),
        (
            "Ada Holt",
            "Ada Holt is a writer of Oland. Its capital is Tarnby.",
            set(),
        ),
        (
            "Westerby",
            "Westerby is a town in Oland. It is the capital of Harn District.",
            {("harn district", "Westerby")},
        ),
    ],
)
def test_a_place_is_meant(alone, title, text, found):
    observations = alone["capital"].extract(text, title=title)
    assert {(one.entity_key, one.value) for one in observations} == found


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Ferry (novel)",
            "Ferry is a novel about a mill. It was written by Ada Holt.",
            {("ferry", "Ada Holt")},
        ),
        (
            "Ferry (film)",
            "Ferry is a film about a mill. It was written by Ada Holt.",
            set(),
        ),
        (None, "Title: Ferry\nAuthor: Ada Holt\n", {("ferry", "Ada Holt")}),
        (None, "Title: Ferry\n" + "\nPages: 10" * 9 + "\nAuthor: Ada Holt", set()),
        (
            "Ada Holt",
            "Ada Holt (born 1950) is a novelist. She lives in Harn, as she says. "
            "Other novels include Salt (1970) and Rain (1980).",
            {("salt", "Ada Holt"), ("rain", "Ada Holt")},
        ),
    ],
)
def test_a_work_is_meant(alone, title, text, found):
    observations = alone["author"].extract(text, title=title)
    assert {(one.entity_key, one.value) for one in observations} == found
