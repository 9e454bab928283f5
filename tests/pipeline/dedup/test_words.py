"""Words and passage keys: what counts as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.words import passage_key, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  … — !", []),
        ("Born 3 March 1847.", ["born", "3", "march", "1847"]),
        ("snake_case isn't one", ["snake_case", "isn", "t", "one"]),
        ("Cafe\u0301", ["caf\u00e9"]),
        ("ΟΔΟΣ ΟΔΟΣ.", ["οδος", "οδος"]),
        ("İstanbul", ["i\u0307stanbul"]),
        ("東京は、日本1847年", [*"東京は日本", "1847", "年"]),
    ],
)
def test_words_are_lower_case_composed_runs_with_digits_kept(text, words):
    assert split_words(text) == words


@given(st.text())
def test_words_do_not_depend_on_composition(text):
    assert split_words(unicodedata.normalize("NFD", text)) == split_words(text)


def test_a_passage_key_is_pinned():
    assert passage_key("Ada was born on 10 December 1815.") == -6744950031793429019
    assert passage_key("") == -5426141060434712860


def test_a_passage_key_ignores_case_punctuation_and_spacing():
    key = passage_key("Ada was born on 10 December 1815.")
    assert passage_key("  ADA was born — on 10\u00a0December, 1815") == key
    assert passage_key("Ada was born on 11 December 1815.") != key


@given(st.text())
def test_a_passage_key_fits_a_signed_64_bit_column(text):
    assert -(2**63) <= passage_key(text) < 2**63
