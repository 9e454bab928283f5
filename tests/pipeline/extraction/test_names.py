"""Names: who is one, where it ends, and what its words say it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.names import NameFinder, NameSpan
from pipeline.extraction.tokens import split_tokens


def read_names(finder: NameFinder, text: str) -> list[tuple[str, str]]:
    """Each name of a text as (the name proper, with all that is around it)."""
    words, starts = split_tokens(text)

    def cut(start: int, stop: int) -> str:
        return text[starts[start] : starts[stop - 1] + len(words[stop - 1])]

    return [
        (cut(name.core_start, name.core_stop), cut(name.start, name.stop))
        for name in finder.find_names(words)
    ]


def the_only_name(finder: NameFinder, text: str) -> NameSpan:
    [name] = finder.find_names(split_tokens(text)[0])
    return name


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "Ada Holt",
        "Ada Maren Holt",
        "J. R. R. Reed",
        "J.R.R. Reed",
        "Tom F. Reed",
        "Jean-Luc Reed",
        "Tom O'Brien",
        "Émile Żak",
        "Лев Толстой",
        "王小明",
        "Jonas van der Berg",
        "Leo da Harn",
        "Karl von Harn",
        "Musa ibn Ali",
        "Musa al-Harni",
        "Maria de la Cruz y Garcia",
        "Anne of Cleves",
        "Tom à Reed",
        "Tom Maren à Reed",
        "Conn mac Reed",
        "Conn mac Reed mic Harn",
        "Conn ua Reed",
        "Ada ní Reed",
        "Tom ap Reed",
        "Ada ferch Reed",
        "Ada bint Ali",
        "Musa ash-Harni",
        "Luca dell'Harn",
        "Dirk 't Harn",
        "Dirk van 't Harn",
        "Dirk in 't Harn",
        "Erik the Red",
        "Henry VIII",
        "Ada Holt Jr.",
        "Ada King Jr.",
        "Ada Holt, Jr.",
        "Ada Holt III",
        'Tom E. "Sam" Reed',
        "Tom (Billy) Reed",
        "Sher Akbar Khan",
        "McReed",
        "ADA HOLT",
    ],
)
def test_a_whole_name_is_found(finder, name):
    assert read_names(finder, f"yesterday {name} was here") == [(name, name)]


@pytest.mark.parametrize(
    ("text", "name", "around"),
    [
        ("Sir Arthur Holt was", "Arthur Holt", "Sir Arthur Holt"),
        ("President Ada Holt was", "Ada Holt", "President Ada Holt"),
        ("Rev. Dr. Ada Holt was", "Ada Holt", "Rev. Dr. Ada Holt"),
        ("Mrs. Holt was", "Holt", "Mrs. Holt"),
        ("Don Holt was", "Don Holt", "Don Holt"),
        ("Don Pedro Holt was", "Pedro Holt", "Don Pedro Holt"),
        ("Dr. Ada King Jr. was", "Ada King Jr.", "Dr. Ada King Jr."),
        ("Ada Holt, Ph.D., was", "Ada Holt", "Ada Holt, Ph.D."),
        ("Ada Holt FRS was", "Ada Holt", "Ada Holt FRS"),
        ("Ada Holt, OBE, FRS (", "Ada Holt", "Ada Holt, OBE, FRS"),
        ("Ada Holt, 1st Duke of Harn (", "Ada Holt", "Ada Holt, 1st Duke of Harn"),
        ("Ada Holt van was", "Ada Holt", "Ada Holt"),
        ("the painter Alof was", "Alof", "Alof"),
        ("In London", "London", "London"),
    ],
)
def test_titles_and_honours_are_around_a_name(finder, text, name, around):
    [(core, whole)] = read_names(finder, text)
    assert core == name
    assert whole in (around, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody was here",
        "On Monday, in January",
        "He and She were The Two",
        "Sir",
        "I was 42",
        "( ) , . -",
        "Born in 1960",
        "A B C",
    ],
)
def test_sentence_words_are_no_names(finder, text):
    assert read_names(finder, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Holt and Tom Reed met", ["Ada Holt", "Tom Reed"]),
        ("Ada Holt, Tom Reed met", ["Ada Holt", "Tom Reed"]),
        ("On Monday Ada Holt met Reed", ["Ada Holt", "Reed"]),
        ("Ada Holt (1960) Reed", ["Ada Holt", "Reed"]),
        ("Ada Holt. Tom Reed", ["Ada Holt", "Tom Reed"]),
        ("Oland Trade Bank (OTB) Lumen", ["Oland Trade Bank", "OTB", "Lumen"]),
        ("Ferry Plan B. David Holt met", ["Ferry Plan B.", "David Holt"]),
        ("Lind B. David School met", ["Lind B. David School"]),
    ],
)
def test_two_names_are_two(finder, text, expected):
    assert [name for name, _ in read_names(finder, text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("met Ada Holt", NameKind.ANY),
        ("met Sir Ada Holt", NameKind.PERSON),
        ("met J. R. Holt", NameKind.PERSON),
        ("in Harn City", NameKind.PLACE),
        ("in Lake Harn", NameKind.PLACE),
        ("at Harn University", NameKind.OTHER),
        ("University of Harn", NameKind.OTHER),
        ("Harn Football Club", NameKind.OTHER),
        ("Battle of Harn", NameKind.OTHER),
        ("French", NameKind.OTHER),
        ("the Harn", NameKind.DEFINITE),
    ],
)
def test_a_names_words_tell_its_kind(finder, text, kind):
    assert the_only_name(finder, text).kind is kind


vocabulary = st.sampled_from(
    (
        *("Ada", "Holt", "X王", "O'Brien", "van", "de", "of", "the", "and", "was", "é"),
        *("Sir", "Dr.", "King", "Duke", "J.", "Jr.", "III", "Ph.D.", "FRS", "painter"),
        *("University", "City", "French", "st", "1", "1960"),
        *(",", '"', "(", ")", "-", "'", ";"),
    )
)


@pytest.mark.parametrize(
    "name",
    [
        "Federation of Oland and Vellonia",
        "Diocese of Harn and Tarnby",
        "Trinidad and Tobago",
        "Bosnia and Herzegovina",
        "Saint Vincent and the Grenadines",
    ],
)
def test_two_places_may_have_one_name(finder, name):
    assert read_names(finder, f"in the {name} she") == [(name, name)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("of Oland and Vellonia", ["Oland", "Vellonia"]),
        ("the Union of Oland and Vellonia", ["Union of Oland", "Vellonia"]),
        (
            "the Federation of Oland and Norn Bank",
            ["Federation of Oland", "Norn Bank"],
        ),
        ("Trinidad and Vellonia", ["Trinidad", "Vellonia"]),
        ("the Federation of Oland and", ["Federation of Oland"]),
        ("Vincent and the", ["Vincent"]),
    ],
)
def test_other_places_are_two_names(finder, text, names):
    assert [name for name, _ in read_names(finder, text)] == names


@given(st.lists(vocabulary, max_size=40))
def test_names_are_in_order_and_apart(finder, words):
    stop = 0
    for name in finder.find_names(words):
        assert stop <= name.core_start
        assert name.start <= name.core_start < name.core_stop <= name.stop
        assert name.stop <= len(words)
        stop = name.stop


@given(st.lists(vocabulary, max_size=20), st.lists(vocabulary, max_size=20))
def test_a_finder_forgets_what_it_has_read(finder, first, second):
    before = finder.find_names(second)
    finder.find_names(first)
    assert finder.find_names(second) == before


def test_a_fresh_finder_reads_alike(finder):
    words = split_tokens("Sir Ada Holt, Jr., met Tom van der Berg in Harn City.")[0]
    assert NameFinder().find_names(words) == finder.find_names(words)


def test_a_number_behind_a_name_may_end_the_text(finder):
    assert read_names(finder, "Ada Holt, 1") == [("Ada Holt", "Ada Holt")]


@pytest.mark.parametrize(
    "honours",
    [
        ", PC",
        ", KG, CH",
        ", KG GCB GCH PC FRS",
        ", OBE FRSL",
        ", CC OOnt FRSC",
        ", OM, FRS, FRSE, FMedSci FAA, HonFREng",
        " ForMemRS",
    ],
)
def test_honours_before_a_bracket_are_no_part_of_a_name(finder, honours):
    words = split_tokens(f"Ada Holt{honours} (1900)")[0]
    [found] = finder.find_names(words)
    assert words[found.core_start : found.core_stop] == ["Ada", "Holt"]
    assert words[found.stop] == "("


def test_a_firm_keeps_what_ends_its_name(finder):
    words = split_tokens("Holt & Lind, PC is a firm.")[0]
    [found] = finder.find_names(words)
    assert found.kind is NameKind.OTHER


@pytest.mark.parametrize("country", ["D.C.", "USA"])
def test_a_country_behind_a_place_is_no_honour(finder, country):
    names = read_names(finder, f"in Harn, {country}, and")
    assert names == [("Harn", "Harn"), (country, country)]


def test_a_title_that_is_a_given_name_is_part_of_the_name(finder):
    assert read_names(finder, "here Earl Holt came") == [("Earl Holt", "Earl Holt")]
