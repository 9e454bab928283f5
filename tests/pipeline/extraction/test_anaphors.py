"""What passages begin with instead of a name."""

from __future__ import annotations

import pytest

from pipeline.extraction.anaphors import find_anaphor
from pipeline.extraction.slots import LABEL_SYMBOL, NOMINAL_SYMBOL, PRONOUN_SYMBOL


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
def test_a_sentence_begins_with_an_anaphor(text, symbol, surface):
    found = find_anaphor(text, starts_line=False)
    assert found is not None
    assert (found.symbol, text[found.start : found.stop]) == (symbol, surface)


@pytest.mark.parametrize(
    "text", ["Hero was born.", "Sheila was born.", "When he died, it rained.", "Item 5"]
)
def test_other_sentences_do_not(text):
    assert find_anaphor(text, starts_line=False) is None


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
    found = find_anaphor(text, starts_line=True)
    assert found is not None
    assert (found.symbol, found.start, found.stop) == (LABEL_SYMBOL, 0, 0)
    assert find_anaphor(text, starts_line=False) is None


def test_a_long_line_is_not_labelled():
    assert find_anaphor("Born: " + "word " * 50, starts_line=True) is None
