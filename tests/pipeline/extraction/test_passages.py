"""Passages: a document's sentences and lines, the same whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.passages import PassageFinder


def read_passage(text: str, within: str) -> str:
    """The passage of the first place where `within` stands."""
    data = text.encode()
    at = data.index(within.encode())
    start, stop = PassageFinder(data).find_passage(at)
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
        *(" Mr. ", "J. ", ". The ", "[3]", "\u00a0", "\r", "\t", "x" * 50, "z " * 40),
    )
)
documents = st.lists(alphabet, min_size=1, max_size=120).map("".join)


def find_all(data: bytes) -> list[tuple[int, int]]:
    """The passage of every byte, asked in ascending order by one finder."""
    finder = PassageFinder(data)
    return [finder.find_passage(at) for at in range(len(data))]


@given(documents)
def test_every_position_of_a_passage_gives_that_passage(text):
    data = text.encode()
    found = find_all(data)
    for start, stop in set(found):
        assert {found[at] for at in range(start, stop)} <= {(start, stop)}
    for at, (start, stop) in enumerate(found):
        # Outside it lies white space alone, at its ends.
        assert start <= at < stop or data[at : at + 1].isspace() or data[at] <= 0x20


@given(documents, st.data())
def test_what_was_asked_before_does_not_matter(text, draw):
    data = text.encode()
    found = find_all(data)
    asked = draw.draw(st.sets(st.integers(0, len(data) - 1), max_size=8))
    finder = PassageFinder(data)
    for at in sorted(asked):
        assert finder.find_passage(at) == found[at]


@given(documents)
def test_passages_decode_and_lie_apart(text):
    data = text.encode()
    last = 0
    for start, stop in sorted(set(find_all(data))):
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
