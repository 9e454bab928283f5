"""Whom labelled lines are about, and when nobody can say."""

from __future__ import annotations

import pytest

BORN = {("Ada Holt", "1960-03-05")}


def stated(
    extractor, text: str, title: str | None = None, category: str = "birthday"
) -> set[tuple[str, str]]:
    """Who is said to be born, or whatever the category says, when."""
    return {
        (one.entity, one.value)
        for one in extractor.extract(text, title=title)
        if one.category == category
    }


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
    assert stated(extractor, f"Ada Holt\n{line}") == BORN


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
    assert stated(extractor, f"Ada Holt\n{line}") == set()


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
    assert stated(extractor, text) == BORN
    assert stated(extractor, text, "Runa Falk | Oland Archive") == BORN


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
    assert stated(extractor, text) == set()
    assert stated(extractor, text, "Ada Holt") == set()


@pytest.mark.parametrize(
    "above", ["", "Personal Information\n", "She paints.\n", "Height: 170 cm\n\n"]
)
@pytest.mark.parametrize(
    "title",
    ["Ada Holt", "Ada Holt - Biography", "Ada Holt Biography", "Ada Holt (painter)"],
)
def test_without_a_heading_the_title_is_meant(extractor, above, title):
    assert stated(extractor, f"{above}Born: 5 March 1960", title) == BORN


@pytest.mark.parametrize(
    "title",
    [None, "", "Births in Oland", "Harn", "The Mill", "Ada Holt and Oskar Lind", "5"],
)
def test_a_title_that_is_no_person_is_nobody(extractor, title):
    assert stated(extractor, "Born: 5 March 1960", title) == set()


def test_each_line_has_its_own_heading(extractor):
    text = (
        "Ada Holt\nBorn: 5 March 1960\nHeight: 170 cm\n\n"
        "Oskar Lind\nBorn: 6 March 1961\n"
    )
    assert stated(extractor, text) == BORN | {("Oskar Lind", "1961-03-06")}


def test_a_sentence_is_no_labelled_line(extractor):
    text = "Ada Holt\nBorn 6 March 1961 in Tarnby, Oskar Lind paints."
    assert stated(extractor, text) == {("Oskar Lind", "1961-03-06")}


def test_both_dates_may_stand_on_one_line(extractor):
    for line in (
        "b. 5 March 1900, d. 7 May 1980",
        "Born: 5 March 1900 | Died: 7 May 1980",
        "Born 5 March 1900, died 7 May 1980",
        "(5 March 1900 – 7 May 1980)",
        "March 5, 1900 – May 7, 1980",
    ):
        text = f"Ada Holt\n{line}\n"
        assert stated(extractor, text) == {("Ada Holt", "1900-03-05")}, line
        assert stated(extractor, text, category="death_year") == {
            ("Ada Holt", "1980")
        }, line
