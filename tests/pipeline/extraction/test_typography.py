"""Plain text has one character for each of the document's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.typography import plain, without_references


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5\u00a0March\u202f1960", "5 March 1960"),
        ("1960\u20131999", "1960-1999"),
        ("1960\u20141999", "1960-1999"),
        ("\u22125", "-5"),
        ("Ada\u2019s", "Ada's"),
        ("\u2018Ada\u2019", "'Ada'"),
        ("\u201cAda\u201d \u00abHolt\u00bb", '"Ada" "Holt"'),
        ("Wei\uff08\u4f1f\uff09", "Wei(\u4f1f)"),
        ("a\u200bb\ufeffc\u00add", "a b c d"),
        ("Ada\tHolt", "Ada|Holt"),
        ("é\tHolt", "é|Holt"),
        ("5&nbsp;March", "5      March"),
        ("1960&ndash;1999", "1960-      1999"),
        ("1960&#8211;1999", "1960-      1999"),
        ("Holt &amp; Lind", "Holt &     Lind"),
        ("&quot;Ada&quot; ", '"     Ada"      '),
        ("Ada Holt<br>Oskar", "Ada Holt|   Oskar"),
        ("Ada Holt<BR />Oskar", "Ada Holt|     Oskar"),
        ("Holt & Lind; <b>", "Holt & Lind; <b>"),
        ("&eacute;", "&eacute;"),  # a letter stays what it was
    ],
)
def test_marks_become_plain(written, expected):
    assert plain(written) == expected


def test_letters_of_every_script_stay():
    text = "Ångström, Лев, 王小明, naïve, Ø"
    assert plain(text) == text


def test_line_ends_stay():
    assert plain("é\na") == "é\na"


def test_empty_text_stays_empty():
    assert plain("") == ""


@given(st.text())
def test_each_character_becomes_one(text):
    made = plain(text)
    assert len(made) == len(text)
    for before, after in zip(text, made, strict=True):
        assert after == before or after in " -'\"(),|"


@given(st.text())
def test_plain_text_is_plain(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(), st.text())
def test_each_character_is_made_plain_by_itself(first, second):
    # A pure ASCII text is returned as it is, so it is joined to something that is not.
    mark = "é"
    whole = plain(first + mark + second)
    assert whole == plain(first + mark)[:-1] + mark + plain(mark + second)[1:]


def test_a_name_is_written_without_html():
    assert without_references("Ada&nbsp;Holt") == "Ada Holt"
    assert without_references("Ada  Holt") == "Ada  Holt"


def test_an_em_dash_between_letters_parts_names_as_a_comma_does():
    assert plain("the Bureau—and the Board") == "the Bureau,and the Board"
    assert plain("1900—1980, Harn—May 5, Harn — Oland") == (
        "1900-1980, Harn-May 5, Harn - Oland"
    )
