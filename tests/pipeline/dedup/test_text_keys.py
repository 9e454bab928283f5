"""Keys of whole texts: bulk equals plain, in any pieces; other words, another key."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.dedup import shingles as shingles_module
from pipeline.dedup.sketch import Sketcher
from pipeline.dedup.text_keys import text_key
from pipeline.dedup.words import split_words

SKETCHER = Sketcher()
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(["one", "Two", "é", "東京", "。", "3", "\n"])).map(
        " ".join
    ),
)


def in_bulk(batch: list[str]) -> list[int]:
    keys = SKETCHER.sketch_and_key(batch).text_keys
    assert keys.dtype == np.int64
    return keys.tolist()


@settings(deadline=None)  # the first call builds a table
@given(st.lists(texts, max_size=8), st.integers(1, 30))
@example([], 1)
@example(["", "one", "", "one one", " "], 1)
def test_bulk_keys_are_the_plain_ones_however_the_work_is_cut(
    batch: list[str], chars: int
) -> None:
    plain = [text_key(text) for text in batch]
    assert in_bulk(batch) == plain
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles_module, "_BLOCK_CHARS", chars)
        assert in_bulk(batch) == plain


@given(texts, texts)
def test_keys_are_equal_where_the_words_are(one: str, other: str) -> None:
    same = split_words(one) == split_words(other)
    assert (text_key(one) == text_key(other)) == same
    assert text_key(f" {one.upper()}!\n") == text_key(one.upper())


def test_every_text_of_few_words_has_a_key_of_its_own() -> None:
    words = ("a", "b", "ab")
    found = [
        " ".join(choice)
        for length in range(9)
        for choice in itertools.product(words, repeat=length)
    ]
    keys = in_bulk(found)
    assert len(set(keys)) == len(found) == 9_841
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_texts_whose_words_changed_places_have_keys_of_their_own() -> None:
    # Powers of two apart, where powers modulo 2^64 are most alike.
    draw = random.Random(11)
    words = [f"w{draw.randrange(5_000)}" for _ in range(5_000)]
    keys = {text_key(" ".join(words))}
    for distance in (1, 2, 64, 1024, 4096):
        for start in range(0, 900, 100):
            swapped = list(words)
            other = start + distance
            swapped[start], swapped[other] = swapped[other], swapped[start]
            keys.add(text_key(" ".join(swapped)))
    assert len(keys) == 1 + 5 * 9


def test_a_text_key_is_pinned() -> None:
    assert text_key("The ferry left at noon, naïve as ever.") == -7915368896960756390
    assert text_key("") == 0
