"""Which words a short form stands for, and which it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.expansions import find_expansion


def expand(short: str, text: str, *, at_end: bool = True) -> str | None:
    found = find_expansion(short, text, at_end=at_end)
    return None if found is None else text[slice(*found)]


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("GDP", "the gross domestic product", "gross domestic product"),
        (
            "NITR",
            "The Northern Institute of Tidal Research",
            "Northern Institute of Tidal Research",
        ),
        ("OWG", "joined the Oland Weaving Guild", "Oland Weaving Guild"),
        ("MTE", "minimise the mean tidal error", "mean tidal error"),
        ("HWMs", "by hidden wave models", "hidden wave models"),
        ("LSTM", "a long short-term memory", "long short-term memory"),
        ("POS", "by part-of-speech", "part-of-speech"),
        ("mRNA", "the messenger RNA", "messenger RNA"),
        ("ReLU", "a rectified linear unit", "rectified linear unit"),
        ("R&D", "on research and development", "research and development"),
        ("DNA", "of deoxyribonucleic acid", "deoxyribonucleic acid"),
        ("USA", "in the United States of America", "United States of America"),
        ("ÉTH", "by the École Tidale de Harn", "École Tidale de Harn"),
        ("K-NN", "use k nearest neighbours", "k nearest neighbours"),
        ("T.D.", "a Tidal Doctor", "Tidal Doctor"),
    ],
)
def test_the_words_before_a_bracket(short, text, long):
    assert expand(short, text) == long


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("BFC", "Board of Fishery Control each year", "Board of Fishery Control"),
        ("GDP", "gross domestic product of Oland", "gross domestic product"),
        ("LTC", "Lantern Trade Council", "Lantern Trade Council"),
    ],
)
def test_the_words_behind_a_short_form(short, text, long):
    assert expand(short, text, at_end=False) == long


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("BBC", "the minister resigned"),
        ("T.D.", "the tide"),
        ("EU", "the party"),
        ("MVP", "he scored ten points"),
        ("CNN", "a cat and dog"),
        ("GDP", "gross domestic product of Oland"),  # does not end the text
        ("GDP", ""),
        ("GDP", "... (--)"),
        ("GDP", "GDP"),
        ("GDP", "the GDP"),
        ("A1", "alpha"),
        ("A", "alpha"),
        ("ABCDEFGHIJKLMN", "a b c d e f g h i j k l m n"),
        ("12", "one two"),
    ],
)
def test_words_that_do_not_spell_it(short, text):
    assert expand(short, text) is None


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("PT", "by the Weavers' Party"),
        ("PT", "by the Oland Party"),
        ("OC", "the OCHR"),
    ],
)
def test_one_word_of_a_longer_name_is_not_spelled(short, text):
    assert expand(short, text) is None


def test_one_word_behind_small_ones_is_spelled():
    assert expand("PT", "of the Party") == "Party"
    assert expand("TB", "of tuberculosis") == "tuberculosis"


def test_a_name_that_goes_on_is_not_cut():
    name = "Oland Rail and Depot Command"
    assert expand("OLRAD", name, at_end=False) is None
    assert expand("ORDC", name, at_end=False) == name


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("HA", "auf der Tagung des Hafenamtes", None),
        ("RF", 'Boote der "Roten Flotte', None),
        ("RF", "die Rote Flotte", "Rote Flotte"),
        ("HF", "Boote der Harner Fischer", "Harner Fischer"),
        ("HA", "vom Hafenamt", "Hafenamt"),
    ],
)
def test_what_german_grammar_has_changed_is_no_name(short, text, long):
    assert expand(short, text) == long


def test_the_first_letter_is_the_first_words_initial():
    assert expand("RC", "the Car") is None
    assert expand("RC", "the Red Car")[0] == "R"


@pytest.mark.parametrize(
    ("short", "text"),
    [("IP", "IPv6"), ("SOD", "Sod1"), ("HaLa", 'Ha"rn of "La'), ("OR", "ORcz")],
)
def test_a_longer_short_form_and_pieces_of_words_are_no_long_form(short, text):
    assert expand(short, text) is None
    assert expand(short, text, at_end=False) is None


def test_a_part_of_a_hyphenated_word_does_not_end_a_long_form():
    text = "Harn Coast-Guard Agency"
    assert expand("HCA", text, at_end=False) == text
    assert expand("HC", text, at_end=False) is None


def test_a_hyphenated_short_form_may_begin_the_long_one():
    assert expand("CCE-I", "to form CCE-International") == "CCE-International"


def test_a_plural_s_is_no_letter():
    assert expand("HWMs", "hidden wave models") == expand("HWM", "hidden wave models")


# Longer than any short form of theirs, so that none of them is the short form itself.
words = st.lists(
    st.text("abcdeghijklmnopqrstuvwxyz", min_size=7, max_size=9), min_size=2, max_size=6
)


@given(words, st.lists(st.sampled_from(["the", "of", "12", "by"]), max_size=3))
def test_initials_are_always_spelled(long, before):
    short = "".join(word[0] for word in long).upper()
    text = " ".join([*before, *long])
    found = expand(short, text)
    assert found is not None
    assert text.endswith(found)
    assert found[0].upper() == short[0]


@given(
    st.text(st.sampled_from("ABCSabcs1&-."), min_size=1, max_size=14),
    st.text(st.sampled_from("abcsABCS é-'.,1 "), max_size=60),
    st.booleans(),
)
def test_a_range_lies_in_the_text_and_begins_a_word(short, text, at_end):
    found = find_expansion(short, text, at_end=at_end)
    if found is None:
        return
    start, stop = found
    assert 0 <= start < stop <= len(text)
    letters = [c for c in short.casefold() if c.isalnum()]
    assert text[start].casefold() == letters[0]
    assert stop - start > len(short)
