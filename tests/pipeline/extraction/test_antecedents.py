"""Whom pronouns mean, and when nobody can say."""

from __future__ import annotations

import pytest

LIFE = "Ada Holt is a painter. She lives in Harn, and her house is old.\n"


def deaths(extractor, text: str, title: str | None = None) -> set[tuple[str, str]]:
    """Who is said to have died in which year."""
    return {
        (one.entity, one.value)
        for one in extractor.extract(text, title=title)
        if one.category == "death_year"
    }


@pytest.mark.parametrize(
    "sentence", ["She died in 1980.", "In 1980, she died in 1980."]
)
def test_a_pronoun_is_the_titles_subject(extractor, sentence):
    assert deaths(extractor, LIFE + sentence, "Ada Holt") == {("Ada Holt", "1980")}


@pytest.mark.parametrize(
    "before",
    [
        "Her sister Edda Brunn stayed.",  # somebody else is named
        "Her father built the mill.",  # somebody else acts
        "When the war began, Falk moved to Oland.",
        "Falk was a baker. She left.",
        "Anna Lind, the baker, was old.",
    ],
)
def test_a_pronoun_behind_somebody_else_is_nobody(extractor, before):
    text = f"{LIFE}{before} She died in 1980."
    assert deaths(extractor, text, "Ada Holt") == set()


@pytest.mark.parametrize(
    "before",
    [
        "Holt was a friend of Harn.",
        "Her father built the mill. Holt moved to Tarnby.",
        "In 1950, Holt left for Tarnby.",
    ],
)
def test_a_pronoun_behind_the_subject_is_the_subject(extractor, before):
    text = f"{LIFE}{before} She died in 1980."
    assert deaths(extractor, text, "Ada Holt") == {("Ada Holt", "1980")}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LIFE + "He died in 1980.", "Ada Holt"),  # the other gender
        (LIFE + "She died in 1980.", None),
        (LIFE + "She died in 1980.", "Harn"),
        ("Harn is a town. She and her house are old.\nShe died in 1980.", "Harn"),
        (
            "A castrato is a singer. He and his voice live.\nHe died in 1980.",
            "Castrato",
        ),
        ("She died in 1980.", "Ada Holt"),  # nothing says who she is
    ],
)
def test_a_pronoun_of_no_person_is_nobody(extractor, text, title):
    assert deaths(extractor, text, title) == set()


def test_a_name_is_believed_against_a_pronoun(extractor):
    text = f"{LIFE}She died in 1970.\nAda Holt died in 1980."
    assert deaths(extractor, text, "Ada Holt") == {("Ada Holt", "1980")}


def test_two_pronouns_against_each_other_are_nobody(extractor):
    text = f"{LIFE}She died in 1970.\nShe died in 1980."
    assert deaths(extractor, text, "Ada Holt") == set()


def test_a_pronoun_that_agrees_is_a_second_statement(extractor):
    text = f"{LIFE}She died in 1980.\nAda Holt died in 1980."
    found = [
        one
        for one in extractor.extract(text, title="Ada Holt")
        if one.category == "death_year"
    ]
    assert len(found) == 2
