"""Tokens: the words of a passage in order, and where each starts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Holt was here.", ["Ada", "Holt", "was", "here", "."]),
        ("Dr. Ada Holt Jr. left.", ["Dr.", "Ada", "Holt", "Jr.", "left", "."]),
        ("J. R. R. Reed", ["J.", "R.", "R.", "Reed"]),
        ("J.R.R. Reed", ["J.R.R.", "Reed"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("Ada Holt, Ph.D., left", ["Ada", "Holt", ",", "Ph.D.", ",", "left"]),
        ("Tom O'Brien", ["Tom", "O'Brien"]),
        ("Jean-Luc Reed", ["Jean-Luc", "Reed"]),
        ("Harn-born Reed", ["Harn", "-", "born", "Reed"]),
        ("Ft. Harn", ["Ft.", "Harn"]),
        ("Ada's book", ["Ada", "'", "s", "book"]),
        ("3,000.5 tons", ["3,000.5", "tons"]),
        ("Émile Żak", ["Émile", "Żak"]),
        ("王小明 was", ["王小明", "was"]),
        ('"Sam" (Billy)', ['"', "Sam", '"', "(", "Billy", ")"]),
        ("a_b", ["a", "_", "b"]),
        ("", []),
        ("  \t ", []),
    ],
)
def test_words_come_in_order(text, expected):
    assert split_tokens(text)[0] == expected


def test_starts_are_the_words_positions():
    text = "Dr. Ada  Holt, Ph.D., left."
    words, starts = split_tokens(text)
    for word, start in zip(words, starts, strict=True):
        assert text[start : start + len(word)] == word


def test_a_full_stop_apart_is_no_abbreviation():
    assert split_tokens("Mr . Reed")[0] == ["Mr", ".", "Reed"]


def test_only_one_full_stop_belongs_to_an_abbreviation():
    assert split_tokens("Jr.. Then")[0] == ["Jr.", ".", "Then"]


texts = st.text(
    st.one_of(
        st.sampled_from("abzABZ .,-'\"()_019éß王\u0301"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


@given(texts)
def test_every_word_stands_where_it_is_said_to(text):
    text = plain(text)
    words, starts = split_tokens(text)
    assert starts == sorted(set(starts))
    stop = 0
    for word, start in zip(words, starts, strict=True):
        assert start >= stop
        stop = start + len(word)
        assert text[start:stop] == word
        assert word == word.strip()
        assert word


@given(texts)
def test_all_but_white_space_and_stray_accents_is_in_a_token(text):
    text = plain(text)
    words, _ = split_tokens(text)
    letters = re.findall(r"[^\W_]", "".join(words))
    # Accents of their own are no letters; everything that is a letter is kept.
    assert letters == re.findall(r"[^\W_]", text)
