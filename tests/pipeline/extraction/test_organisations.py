"""Organisations: which one a short name means, and what is none."""

from __future__ import annotations

import pytest

from pipeline.extraction.organisations import Organisations, names_organisation
from pipeline.extraction.subject import Subject


def resolve(
    name: str, *, text: str = "", title: str | None = None, told: bool = False
) -> str | None:
    return Organisations(Subject(text, title)).resolve(name, told=told)


@pytest.mark.parametrize(
    "name", ["Holt Motors", "Lumen", "Harn College", "Harn Football Club"]
)
def test_a_name_stays_what_it_is(name):
    assert resolve(name) == name
    assert resolve(name, text="Runa Falk paints.", title="Runa Falk") == name


@pytest.mark.parametrize(
    ("name", "title", "lead"),
    [
        ("Holt Motors", "Holt Motors Group", "Holt Motors Group is a company."),
        ("HM", "Holt Motors", "Holt Motors (HM) is a maker of cars."),
        ("HM", "Holt Motors", "Holt Motors (NYX: HM) is a maker of cars."),
        ("College", "Harn College", "Harn College is a private college in Oland."),
    ],
)
def test_a_short_name_of_the_subject_means_the_subject(name, title, lead):
    assert resolve(name, text=lead, title=title) == title


@pytest.mark.parametrize(
    ("name", "title", "lead"),
    [
        ("Harn", "Harn Football Club", "Harn Football Club is a club."),
        ("HM", "Holt Motors", "Holt Motors is a maker of cars."),
        ("Holt", "Holt Group", "Holt Group is a painting."),
    ],
)
def test_another_name_does_not_mean_the_subject(name, title, lead):
    assert resolve(name, text=lead, title=title) == name


@pytest.mark.parametrize("name", ["Harn Ferries", "Bank of Canada", "Lumen", "HTO"])
def test_a_name_names_an_organisation(name):
    assert names_organisation(name)


@pytest.mark.parametrize(
    "name",
    ["Company", "Board of Directors", "American", "the University", "Hong Kong", ""],
)
def test_general_words_name_none(name):
    assert not names_organisation(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Society", "American", "Battle of Harn", "Harn University Act", "Fort Harn"),
        *("Bishop of Harn", "Harn Airport", "Armed Forces", "Relations"),
        "German-language",
    ],
)
def test_what_names_no_organisation_is_none(name):
    assert resolve(name, told=True) is None


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("Harn is a town in Oland.", "Harn"),
        ("Harn was a Vellonian painter known for boats.", "Harn"),
        ("Harn lies on the coast.", "Harn, Oland"),
    ],
)
def test_a_subject_that_the_lead_calls_something_else_is_none(lead, title):
    assert resolve("Harn", text=lead, title=title) is None


def test_the_words_of_a_name_outweigh_an_unknown_lead():
    lead = "Harn Bank is a thing of beauty."
    assert resolve("Harn Bank", text=lead, title="Harn Bank", told=True) == "Harn Bank"
    assert resolve("Harn Bank", text=lead, title="Harn Bank", told=False) is None
    assert resolve("Harn Bank", text="Welcome!", title="Harn Bank") == "Harn Bank"
