"""Words and passage keys: what counts as the same text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.words import (
    SPACELESS,
    compile_patterns,
    normalise,
    passage_key,
    split_words,
    squeeze,
)


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
        ("Ọ̀ṣun and X̄2", ["ọ̀ṣun", "and", "x̄2"]),
        ("\u1e96 H\u0331", ["\u1e96", "\u1e96"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어 책", ["한국어", "책"]),
        ("བོད་ཡིག", ["བོད", "ཡིག"]),
        ("東京は、日本1847年", [*"東京は日本", "1847", "年"]),
        ("Ada生まれ", ["ada", *"生まれ"]),
        ("コーヒーが飲みたい", [*"コーヒーが飲みたい"]),
        ("ที่บ้าน ๑๒๓", ["ที่", "บ้", "า", "น", "๑๒๓"]),
        ("ສະບາຍດີ", ["ສ", "ະ", "ບ", "າ", "ຍ", "ດີ"]),
        ("ភាសា ២០", ["ភា", "សា", "២០"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("1\ufe0f\u20e3 of ❤\ufe0f", ["1", "of"]),
        ("\u0301a \u0e49", ["a"]),
    ],
)
def test_words_are_lower_case_composed_runs_with_digits_kept(text, words):
    assert split_words(text) == words


@given(st.text())
def test_words_do_not_depend_on_composition(text):
    assert split_words(unicodedata.normalize("NFD", text)) == split_words(text)


@given(st.text(st.characters(codec="ascii")))
def test_words_of_ascii_are_its_runs(text):
    assert split_words(text) == re.findall(r"\w+", text.lower())


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_words_of_latin_script_are_its_runs(text):
    lower = unicodedata.normalize("NFC", text.lower())
    assert split_words(text) == re.findall(r"[\w\u0307]+", lower)  # of a small İ


@given(st.text())
def test_a_squeezed_text_has_the_same_words(text):
    squeezed = squeeze(text)
    assert split_words(squeezed) == split_words(text)
    assert squeezed.replace(" ", "") == "".join(split_words(text))
    assert squeeze(squeezed) == squeezed


@given(st.text(st.sampled_from("東京ครั้งที่คำ ສະ日, ab1")))
def test_letters_of_scripts_without_spaces_never_share_a_word(text):
    for word in split_words(text):
        letters = [
            letter
            for letter in word
            if any(first <= ord(letter) <= last for first, last in SPACELESS)
            and letter.isalnum()
        ]
        assert len(letters) <= 1
        assert not letters or word[0] == letters[0]


@pytest.mark.parametrize(
    "codes", [range(0x500), range(0x1E00, 0x2150)], ids=["letters", "marks and quotes"]
)
def test_words_around_every_usual_character_are_those_of_the_pattern(codes):
    for code in codes:
        text = f"Ad{chr(code)}a {chr(code)}"
        words = compile_patterns().word.findall(normalise(text))
        assert split_words(text) == words, f"U+{code:04X}"


@given(st.text(st.characters(codec="ascii")))
def test_a_passage_key_of_ascii_is_that_of_the_same_words_beyond_it(text):
    assert passage_key(f"{text} \u2014") == passage_key(text)


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
