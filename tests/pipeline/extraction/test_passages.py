"""Passages: a document's sentences and lines, the same whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.passages import PassageFinder, PassageUnit


def read_passage(
    text: str, within: str, unit: PassageUnit = PassageUnit.SENTENCE
) -> str:
    """The passage of the first place where `within` stands."""
    data = text.encode()
    at = data.index(within.encode())
    start, stop = PassageFinder(data, unit).find_passage(at)
    return data[start:stop].decode()


@pytest.mark.parametrize(
    ("text", "within", "passage"),
    [
        ("One is here. Two is there. Three.", "Two", "Two is there."),
        ("One is here.\nTwo is there\nThree", "Two", "Two is there"),
        ("One is here! Two? Three.", "Two", "Two?"),
        ("One is here", "is", "One is here"),
        ("  One is here \n", "is", "One is here"),
        ("One (see below). Two.", "One", "One (see below)."),
        ('He said "Never." Then he left.', "Then", "Then he left."),
        ("One is here.[12] Two is there.", "Two", "Two is there."),
        ("一。二。三", "二", "二。"),
        ("Ünit né. Über two. Three", "two", "Über two."),
        ("One “is here.” Two", "Two", "Two"),
    ],
)
def test_a_passage_is_a_sentence_or_line(text, within, passage):
    assert read_passage(text, within) == passage


@pytest.mark.parametrize(
    "text",
    [
        "J. R. R. Reed was born.",
        "Dr. Holt and Mr. Reed met St. Ada in Mt. Harn.",
        "Ada Holt Jr. Was born.",
        "He was born c. 1960 in Harn.",
        "Ada Holt (b. 5 March 1960, d. 9 May 1999) left.",
        "He came to the U.S. Navy in spring.",
        "Born on 5 Mar. 1960 in Harn, vol. 3, No. 4.",
        "Harn Inc. Was sold to Reed Ltd. Then.",
        "Ada Holt (a painter. She was good) left.",
        "It is 3.5 m and 4.5 m, e.g. here.",
        "see example.com. for more",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert read_passage(text, text[-8:]) == text


def test_an_open_bracket_forbids_an_end_only_for_so_long():
    text = "Ada (" + "word " * 300 + "end. Next sentence is here."
    assert read_passage(text, "Next") == "Next sentence is here."


def test_a_long_sentence_is_cut_at_spaces():
    text = "word " * 3000
    data = text.encode()
    finder = PassageFinder(data)
    passages = {data[slice(*finder.find_passage(at))] for at in range(0, 14000, 100)}
    assert all(set(passage.split()) == {b"word"} for passage in passages)
    assert all(len(passage) <= 2000 for passage in passages)


@pytest.mark.parametrize("character", ["é", "王", "𝒜"])
@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_sentence_without_spaces_is_cut_on_characters(character, before):
    data = (before + character * 10_000).encode()
    finder = PassageFinder(data)
    parts = {finder.find_passage(at) for at in range(len(data))}
    pieces = [data[start:stop].decode() for start, stop in sorted(parts)]
    assert "".join(pieces) == data.decode()


alphabet = st.sampled_from(
    (
        *("a", "B", "é", "王", "。", "𝒜", ".", "!", "?", " ", "\n", "(", ")", '"', "”"),
        *("1. A", " 2. B", " [1] C", " • D", " ^ E", ", "),
        *(" Mr. ", "J. ", ". The ", "[3]", "\u00a0", "\r", "\t", "x" * 50, "z " * 40),
    )
)
units = st.sampled_from(PassageUnit)
documents = st.lists(alphabet, min_size=1, max_size=120).map("".join)


def find_all(
    data: bytes, unit: PassageUnit = PassageUnit.SENTENCE
) -> list[tuple[int, int]]:
    """The passage of every byte, asked in ascending order by one finder."""
    finder = PassageFinder(data, unit)
    return [finder.find_passage(at) for at in range(len(data))]


@given(documents, units)
def test_every_position_of_a_passage_gives_that_passage(text, unit):
    data = text.encode()
    found = find_all(data, unit)
    for start, stop in set(found):
        assert {found[at] for at in range(start, stop)} <= {(start, stop)}
    for at, (start, stop) in enumerate(found):
        # Outside it lies white space alone, at its ends.
        assert start <= at < stop or data[at : at + 1].isspace() or data[at] <= 0x20


@given(documents, units, st.data())
def test_what_was_asked_before_does_not_matter(text, unit, draw):
    data = text.encode()
    found = find_all(data, unit)
    asked = draw.draw(st.sets(st.integers(0, len(data) - 1), max_size=8))
    finder = PassageFinder(data, unit)
    for at in sorted(asked):
        assert finder.find_passage(at) == found[at]


@given(documents, units)
def test_passages_decode_and_lie_apart(text, unit):
    data = text.encode()
    last = 0
    for start, stop in sorted(set(find_all(data, unit))):
        assert start >= last
        last = max(last, stop)
        passage = data[start:stop].decode()
        assert passage == passage.strip(" \n\r\t")
        assert "\n" not in passage


def test_no_letter_is_outside_every_passage():
    text = "One. Two (three. Four) five!\n\nSix é. 王。Seven"
    data = text.encode()
    covered = {at for span in set(find_all(data)) for at in range(*span)}
    assert all(data[at] <= 0x20 for at in range(len(data)) if at not in covered)


@pytest.mark.parametrize("piece", ["é", "王", "𝒜", "aé", "é. Ä b。"])
def test_a_line_of_any_length_is_cut_on_characters(piece):
    data = (piece * 50_000).encode()
    asked = range(0, len(data), 997)
    finder = PassageFinder(data)
    found = [finder.find_passage(at) for at in asked]
    for at, (start, stop) in zip(asked, found, strict=True):
        data[start:stop].decode()
        assert start <= at < stop or data[at] == 0x20
    for at, span in list(zip(asked, found, strict=True))[::50]:
        assert PassageFinder(data).find_passage(at) == span


@pytest.mark.parametrize(
    ("text", "within", "passage"),
    [
        ("One is here. Two is there.\nThree.", "Two", "One is here. Two is there."),
        ("  One is here. \n", "One", "One is here."),
        ("Notes [1] One. [2] Two. [3] Three.", "Two", "[2] Two."),
        ("Notes [1] One. [2] Two. [3] Three.", "Notes", "Notes"),
        ("1. One. 2. Two. 3. Three.", "Two", "2. Two."),
        ("9. Nine. 10. Ten.", "Ten", "10. Ten."),
        # The number of a volume is not the one that comes next.
        ("1. One. Tides 12. Two. 2. Three.", "Two", "1. One. Tides 12. Two."),
        ("One, vol. 2. Two.", "Two", "One, vol. 2. Two."),
        ("• One. • Two.", "Two", "• Two."),
        ("^ One. ^ Two.", "Two", "^ Two."),
        ("See [2] and [3] there.", "there", "See [2] and [3] there."),
    ],
)
def test_a_line_is_a_passage_but_for_the_items_of_a_list(text, within, passage):
    assert read_passage(text, within, PassageUnit.LINE) == passage


def test_a_long_line_is_cut_behind_a_sentence():
    text = "One is here, and there. " * 200
    found = {text[slice(*span)] for span in find_all(text.encode(), PassageUnit.LINE)}
    assert all(len(piece) <= 2000 for piece in found)
    assert all(piece.startswith("One") and piece.endswith(".") for piece in found)


def test_a_line_cut_in_a_sentence_goes_on_with_a_comma():
    text = "Holt, A., " * 400
    pieces = sorted(set(find_all(text.encode(), PassageUnit.LINE)))
    assert len(pieces) > 1
    assert all(text[start] == "," for start, _ in pieces[1:])


def test_a_block_of_an_endless_line_begins_with_a_comma():
    data = ("Holt, A., " * 20_000).encode()
    finder = PassageFinder(data, PassageUnit.LINE)
    starts = {finder.find_passage(at)[0] for at in range(0, len(data), 7)}
    assert {data[start : start + 1] for start in starts - {0}} == {b","}
