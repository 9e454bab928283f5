"""Word hashes: bulk equals plain, and the hash is a good one."""

from __future__ import annotations

import random
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.dedup.word_hashes import hash_characters, hash_word, hash_words
from pipeline.dedup.words import split_words, squeeze

TRICKY = [
    "K", "İ", "ß", "ẞ", "Σ", "ΑΣ", "ΑΣ'Α", "ﬁ", "ǅ", "e\u0301", "\u0345", "한국",
    "각", "𝒜𝓑", "𐐀", "١٢٣", "न्याय", "\x00", "\u2028", "\ufeff", "x" * 64,
    "x" * 65, "é" * 32, "é" * 33, "_", "a_1", "’", "\u00ad", "\ud800",
    "東京", "々", "ー", "𠀀", "ที่", "บ้าน", "๑๒", "ສະບາຍ", "ភាសា", "မြန်", "\u0e49",
    "\u0301", "\u20e3", "\ufe0f", "\u093f", "हि", "𑜀", "。",
]  # fmt: skip
texts = st.one_of(
    st.text(st.characters(codec="ascii")),
    st.text(),
    st.lists(st.sampled_from([*TRICKY, "word", " ", " ", ", "])).map("".join),
)


def by_word(batch):
    return [[hash_word(word) for word in split_words(text)] for text in batch]


def in_bulk(batch):
    hashes, firsts = hash_words(batch)
    assert len(firsts) == len(batch) + 1
    assert firsts[-1] == len(hashes)
    return [part.tolist() for part in np.split(hashes, firsts[1:-1])][: len(batch)]


@settings(deadline=None)  # the first call builds a table
@given(st.lists(texts, max_size=6))
@example([])
@example([""])
@example(["", "a", ""])
@example(TRICKY)
def test_bulk_hashes_are_the_plain_ones(batch):
    assert in_bulk(batch) == by_word(batch)


@settings(deadline=None)  # the first call builds a table
@given(st.text(st.characters(codec="ascii")))
def test_ascii_words_hash_alike_in_a_unicode_text(text):
    (fast,) = in_bulk([text])
    (unicode,) = in_bulk([text + " é"])
    assert unicode[:-1] == fast


@pytest.mark.parametrize("between", [" a", "", "東", "e "])
def test_every_code_point_is_judged_as_the_word_pattern_does(between):
    # Every mark and letter of every script; of the rest of the planes a few.
    points = [*range(0x80, 0x3400), *range(0x3400, 0xA000, 7), *range(0xA000, 0xAC00)]
    points += [*range(0xF900, 0x12000), *range(0x12000, sys.maxunicode + 1, 97)]
    text = between.join(map(chr, points))
    assert in_bulk([text]) == by_word([text])


def characters_in_bulk(batch, *, goes_on=False):
    hashes, firsts = hash_characters(batch, goes_on=goes_on)
    assert len(firsts) == len(batch) + 1
    assert firsts[-1] == len(hashes)
    return [part.tolist() for part in np.split(hashes, firsts[1:-1])][: len(batch)]


@settings(deadline=None)  # the first call builds a table
@given(st.lists(texts, max_size=6))
@example([])
@example(["", " a", "b c ", "東 京。日本"])
@example(TRICKY)
def test_characters_hash_as_those_of_the_squeezed_text(batch):
    plain = [[hash_word(one) for one in squeeze(text)] for text in batch]
    assert characters_in_bulk(batch) == plain


@settings(deadline=None)  # the first call builds a table
@given(st.lists(texts, min_size=1, max_size=4))
def test_a_text_that_goes_on_begins_with_a_space(batch):
    space = [hash_word(" ")] if squeeze(batch[0]) else []
    first, *rest = characters_in_bulk(batch)
    assert characters_in_bulk(batch, goes_on=True) == [space + first, *rest]


def test_a_word_hash_is_pinned():
    assert hash_word("birthday") == 0xF3279CA144070DA7
    assert hash_word("née") == 0x93A2E44E8E2C46DE
    assert hash_word("y" * 70) == 0x09B7579C85166E1B


def test_a_hundred_thousand_words_collide_no_more_than_chance():
    words = [f"{stem}{number}" for number in range(20_000) for stem in ("ab", "xyz")]
    words += [f"a long enough word {n}".replace(" ", "_") for n in range(60_000)]
    hashes, _ = hash_words([" ".join(words)])
    assert len(np.unique(hashes)) == len(words) == 100_000
    # Each half is a 32-bit hash: 1.2 collisions are expected among so many.
    for half in (hashes >> np.uint64(32), hashes & np.uint64(0xFFFFFFFF)):
        assert len(words) - len(np.unique(half)) <= 8


def test_flipping_one_letter_flips_half_of_the_bits():
    draw = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    flips = []
    for _ in range(2_000):
        word = draw.choices(letters, k=draw.randint(1, 20))
        other = list(word)
        at = draw.randrange(len(word))
        other[at] = draw.choice(letters.replace(word[at], ""))
        change = hash_word("".join(word)) ^ hash_word("".join(other))
        flips.append([change >> bit & 1 for bit in range(64)])
    assert np.abs(np.mean(flips, axis=0) - 0.5).max() < 0.06
