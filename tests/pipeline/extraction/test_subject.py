"""Whom a name in a document means: its title, an earlier full name, or itself."""

from __future__ import annotations

import pytest

from pipeline.extraction.subject import Subject, clean_title


def resolve(text: str, name: str, title: str | None = None) -> str | None:
    """Who is meant by the last place of a text that has the name."""
    return Subject(text, title).resolve(name, start=text.rindex(name))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ada Holt", "Ada Holt"),
        ("Ada Holt (painter)", "Ada Holt"),
        ("  Ada   Holt ", "Ada Holt"),
        ("(painter)", None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_loses_its_brackets(title, name):
    assert clean_title(title) == name


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Bill Harker (footballer)", "William James Harker"),
        ("Ada Holt", "Ada Maren Holt"),
        ("Ada Maren Holt", "Ada Holt"),
        ("Alof", "Alof Reed Harker"),
    ],
)
def test_a_name_that_leads_the_text_is_the_titles_subject(title, lead):
    text = f"{lead} was born on 5 March 1960."
    assert resolve(text, lead, title) == clean_title(title)


def test_a_heading_of_the_title_is_left_out():
    text = "Bill Harker\n\nWilliam James Harker was born on 5 March 1960."
    assert resolve(text, "William James Harker", "Bill Harker") == "Bill Harker"


def test_a_name_further_on_is_itself():
    text = "A word. " * 30 + "William James Harker was born on 5 March 1960."
    assert resolve(text, "William James Harker", "Bill Harker") == (
        "William James Harker"
    )


def test_another_persons_name_is_itself():
    assert resolve("Tom Reed was here.", "Tom Reed", "Bill Harker") == "Tom Reed"
    assert resolve("Tom Reed was here.", "Tom Reed") == "Tom Reed"


def test_the_titles_surname_is_the_subject_everywhere():
    text = "A word. " * 30 + "Harker was born on 5 March 1960."
    assert resolve(text, "Harker", "Bill Harker (footballer)") == "Bill Harker"


def test_a_bare_surname_is_an_earlier_full_name():
    text = "Tom Reed came. Later Reed was born again."
    assert resolve(text, "Reed") == "Tom Reed"


def test_a_bare_surname_of_two_people_is_nobody():
    text = "Tom Reed and Ada Reed came. Later Reed was born."
    assert resolve(text, "Reed") is None


def test_a_bare_name_that_was_never_full_is_itself():
    assert resolve("Alof was born on 5 March 1960.", "Alof") == "Alof"


def test_a_later_full_name_does_not_count():
    text = "Reed was born. Tom Reed came."
    assert Subject(text, None).resolve("Reed", start=0) == "Reed"


def test_a_longer_word_is_no_surname():
    text = "Tom Reeder came. Later Reed was born."
    assert resolve(text, "Reed") == "Reed"


def test_a_name_without_letters_is_nobody():
    assert Subject("...", None).resolve("...", start=0) is None


def test_a_headline_is_nobodys_name():
    text = "The race was long. Then Holt married Runa Falk."
    assert resolve(text, "Holt", "Harn hails the winner Tom Holt") == "Holt"


def test_the_subjects_bare_given_name_is_nobody_in_particular():
    text = "Averin Holt was the son of Karl Holt. His nephew Averin was a smith."
    assert resolve(text, "Averin", "Averin Holt") is None


def test_two_people_in_a_title_have_no_family_name():
    text = "They met in Harn. Later Lind was born again."
    assert resolve(text, "Lind", "Holt and Lind") == "Lind"


def test_where_somebody_is_from_is_no_part_of_the_name():
    text = "The Harn-born Reed came. Later Reed was ill."
    assert resolve(text, "Reed") == "Reed"


@pytest.mark.parametrize(
    "before", ["Actor", "Former Actor", "Danish Premier", "Harn Council Senator"]
)
def test_what_somebody_is_is_no_part_of_the_name(before):
    text = f"It was {before} Tom Reed. Later Reed was born again."
    assert resolve(text, "Reed") == "Tom Reed"


@pytest.mark.parametrize("name", ["Dean Reed", "Earl Reed", "Don Reed"])
def test_a_given_name_that_is_also_a_post_or_title_is_kept(name):
    assert resolve(f"Here {name} came. Later Reed was born.", "Reed") == name
