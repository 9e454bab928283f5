"""Whom pronouns, nominals and labelled lines mean, and when nobody can say."""

from __future__ import annotations

import pytest

from pipeline.extraction.antecedents import find_reference
from pipeline.extraction.slots import LABEL_SYMBOL, NOMINAL_SYMBOL, PRONOUN_SYMBOL

LIFE = "Ada Holt is a painter. She lives in Harn, and her house is old.\n"


def births(extractor, text: str, title: str | None = None) -> set[tuple[str, str]]:
    """Who is said to be born when."""
    return {
        (one.entity, one.value)
        for one in extractor.extract(text, title=title)
        if one.category == "birthday"
    }


def deaths(extractor, text: str, title: str | None = None) -> set[tuple[str, str]]:
    """Who is said to have died in which year."""
    return {
        (one.entity, one.value)
        for one in extractor.extract(text, title=title)
        if one.category == "death_year"
    }


@pytest.mark.parametrize(
    ("text", "symbol", "surface"),
    [
        ("He died.", PRONOUN_SYMBOL, "He"),
        ("She was born.", PRONOUN_SYMBOL, "She"),
        ("His wife died.", PRONOUN_SYMBOL, "His"),
        ("In 1950, he died.", PRONOUN_SYMBOL, "he"),
        ("Born in Tarnby, she paints.", PRONOUN_SYMBOL, "she"),
        ('"He died."', PRONOUN_SYMBOL, "He"),
        ("The company was founded.", NOMINAL_SYMBOL, "The company"),
        ("It was founded.", NOMINAL_SYMBOL, "It"),
    ],
)
def test_a_sentence_begins_with_a_reference(text, symbol, surface):
    found = find_reference(text, starts_line=False)
    assert found is not None
    assert (found.symbol, text[found.start : found.stop]) == (symbol, surface)


@pytest.mark.parametrize(
    "text", ["Hero was born.", "Sheila was born.", "When he died, it rained.", "Item 5"]
)
def test_other_sentences_do_not(text):
    assert find_reference(text, starts_line=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Born: 5 March 1960",
        "* Born: 5 March 1960",
        "Date of birth - 5 March 1960",
        "Date of birth | 5 March 1960",
        "D.O.B.: 5 March 1960",
        "Born 5 March 1960",
        "b. 5 March 1960",
        "(5 March 1900 - 7 May 1980)",
        "Spouse(s) = Oskar Lind",
    ],
)
def test_a_line_is_labelled(text):
    found = find_reference(text, starts_line=True)
    assert found is not None
    assert (found.symbol, found.start, found.stop) == (LABEL_SYMBOL, 0, 0)
    assert find_reference(text, starts_line=False) is None


def test_a_long_line_is_not_labelled():
    assert find_reference("Born: " + "word " * 50, starts_line=True) is None


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


BORN = {("Ada Holt", "1960-03-05")}


@pytest.mark.parametrize(
    "line",
    [
        "Born: March 5, 1960",
        "Born: 5 March 1960, Tarnby",
        "Born: Saturday, 5 March 1960 in Tarnby",
        "Born: Tarnby, Oland, 5 March 1960",
        "Born (date): 5 March 1960",
        "Born\t5 March 1960",
        "| Born | 5 March 1960 |",
        "• Born: 5 March 1960",
        "  Born: 5 March 1960",
        "BORN: 5 MARCH 1960",
        "Born March 5, 1960 (age 50)",
        "Born 5 March 1960 in Tarnby, Oland",
        "Born 5 March 1960, died 7 May 2001",
        "Date of birth – 5 March 1960",
        "Date of Birth: 1960-03-05",
        "Birth date | 5 March 1960",
        "Birth: 5 Mar 1960",
        "DOB: 05 March 1960",
        "D.O.B.: 5 March 1960",
        "b. 5 March 1960",
        "Born&nbsp;5&nbsp;March&nbsp;1960",
    ],
)
def test_a_labelled_line_is_about_the_heading_above(extractor, line):
    assert births(extractor, f"Ada Holt\n{line}") == BORN


@pytest.mark.parametrize(
    "line",
    [
        "Born: c. 5 March 1960",
        "Born: 5 or 6 March 1960",
        "Born: 30 February 1960",
        "Born: before 5 March 1960",
        "Updated: 5 March 1960",
        "Born again: the tour of 5 March 1960",
        "birth_date = {{birth date|1960|3|5}}",  # wiki markup is not read
        "Born to sing, she said on 5 March 1960",
    ],
)
def test_another_line_says_nothing(extractor, line):
    assert births(extractor, f"Ada Holt\n{line}") == set()


@pytest.mark.parametrize(
    "above",
    [
        "Ada Holt",
        "# Ada Holt",
        "**Ada Holt**",
        "Ada Holt (painter)",
        "Ada Holt - painter",
        "Holt, Ada",
        "Name: Ada Holt",
        "Name | Ada Holt\nFull name | Ada Maren Holt",
        "Ada Holt\nPainter",
        "Ada Holt\nDanish painter and author",
        "Ada Holt\n\nPersonal Information\nHeight: 170 cm",
        "Oskar Lind\nDied: 1950\n\nAda Holt",
        "Oland Archive\n\nAda Holt",
    ],
)
def test_a_heading_is_found_above(extractor, above):
    text = f"{above}\nBorn: 5 March 1960"
    assert births(extractor, text) == BORN
    assert births(extractor, text, "Runa Falk | Oland Archive") == BORN


@pytest.mark.parametrize(
    "above",
    [
        "Oskar Lind\nAda Holt",  # one of two
        "Ada Holt and Oskar Lind",
        "Oskar",
        "Harn",
        "Harn University",
        "The Children of the Mill",
        "Chapter 1",
        "Holt, Oland",
    ],
)
def test_a_heading_that_may_be_somebody_else_hides_the_title(extractor, above):
    text = f"{above}\nBorn: 5 March 1960"
    assert births(extractor, text) == set()
    assert births(extractor, text, "Ada Holt") == set()


@pytest.mark.parametrize(
    "above", ["", "Personal Information\n", "She paints.\n", "Height: 170 cm\n\n"]
)
@pytest.mark.parametrize(
    "title",
    ["Ada Holt", "Ada Holt - Biography", "Ada Holt Biography", "Ada Holt (painter)"],
)
def test_without_a_heading_the_title_is_meant(extractor, above, title):
    assert births(extractor, f"{above}Born: 5 March 1960", title) == BORN


@pytest.mark.parametrize(
    "title",
    [None, "", "Births in Oland", "Harn", "The Mill", "Ada Holt and Oskar Lind", "5"],
)
def test_a_title_that_is_no_person_is_nobody(extractor, title):
    assert births(extractor, "Born: 5 March 1960", title) == set()


def test_each_line_has_its_own_heading(extractor):
    text = (
        "Ada Holt\nBorn: 5 March 1960\nHeight: 170 cm\n\n"
        "Oskar Lind\nBorn: 6 March 1961\n"
    )
    assert births(extractor, text) == BORN | {("Oskar Lind", "1961-03-06")}


def test_a_sentence_is_no_labelled_line(extractor):
    text = "Ada Holt\nBorn 6 March 1961 in Tarnby, Oskar Lind paints."
    assert births(extractor, text) == {("Oskar Lind", "1961-03-06")}


def test_both_dates_may_stand_on_one_line(extractor):
    for line in (
        "b. 5 March 1900, d. 7 May 1980",
        "Born: 5 March 1900 | Died: 7 May 1980",
        "Born 5 March 1900, died 7 May 1980",
        "(5 March 1900 – 7 May 1980)",
        "March 5, 1900 – May 7, 1980",
    ):
        text = f"Ada Holt\n{line}\n"
        assert births(extractor, text) == {("Ada Holt", "1900-03-05")}, line
        assert deaths(extractor, text) == {("Ada Holt", "1980")}, line
