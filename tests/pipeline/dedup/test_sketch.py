"""Sketches: datasketch's numbers, one document at a time, and a fair estimator."""

from __future__ import annotations

import random

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.dedup import shingles as shingles_module
from pipeline.dedup import sketch as sketch_module
from pipeline.dedup.settings import SketchSettings
from pipeline.dedup.shingles import shingle_hash
from pipeline.dedup.sketch import Sketcher, load_signature
from pipeline.dedup.words import split_words

SKETCHER = Sketcher()
PIECES = [
    "the",
    "Fox",
    "é",
    "Σ",
    "ΑΣ",
    "東京。",
    "\n",
    " ",
    ", ",
    "1847",
    "e\u0301",
    "_",
]
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.integers(0, 9).map(str), max_size=60).map(" ".join),
)


def shingles(text):
    words = split_words(text)
    if len(words) < 5:
        return {tuple(words)} if words else set()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def reference(text):
    signature = MinHash(num_perm=112, seed=1, scheme="affine32", hashfunc=shingle_hash)
    signature.update_batch(sorted(shingles(text)))
    return signature


@settings(deadline=None)  # the first call builds a table
@given(st.lists(texts, max_size=8))
@example([])
@example(["", "one", "one two three four", "one two three four five", ""])
def test_signatures_are_those_of_datasketch(batch):
    signatures = SKETCHER.sketch(batch)
    assert signatures.dtype == np.uint32
    assert signatures.shape == (len(batch), 112)
    for text, signature in zip(batch, signatures, strict=True):
        assert signature.tolist() == reference(text).hashvalues.tolist()


@settings(deadline=None)  # the first call builds a table
@given(
    st.lists(texts, max_size=6),
    st.integers(1, 30),
    st.integers(1, 9),
)
def test_signatures_do_not_depend_on_how_the_work_is_cut(batch, chars, block):
    whole = [SKETCHER.sketch([text])[0].tolist() for text in batch]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles_module, "_BLOCK_CHARS", chars)
        patch.setattr(sketch_module, "_BLOCK_SHINGLES", block)
        cut = SKETCHER.sketch(batch).tolist()
    assert cut == whole


def test_a_document_of_many_blocks_has_the_signature_of_its_shingles():
    draw = random.Random(3)
    text = " ".join(draw.choices(["über", "one", "Two", "3", "four."], k=3_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles_module, "_BLOCK_CHARS", 500)
        signatures = SKETCHER.sketch(["first text", text, "last of all texts here"])
    assert signatures[1].tolist() == reference(text).hashvalues.tolist()


def test_a_document_without_words_has_the_empty_signature():
    assert (SKETCHER.sketch(["", " … "]) == 0xFFFFFFFF).all()


def test_a_short_document_is_one_shingle_of_all_its_words():
    one, same, other = SKETCHER.sketch(
        ["Ada Lovelace", "ada, lovelace", "lovelace ada"]
    )
    assert (one == same).all()
    assert not (one == other).any()


@pytest.mark.parametrize("settings", [SketchSettings(3, 16, 4, 4, 7)])
def test_other_settings_are_datasketch_too(settings):
    words = split_words("a b c d e f")
    expected = MinHash(num_perm=16, seed=7, scheme="affine32", hashfunc=shingle_hash)
    expected.update_batch([words[at : at + 3] for at in range(4)])
    (signature,) = Sketcher(settings).sketch(["a b c d e f"])
    assert signature.tolist() == expected.hashvalues.tolist()


def test_bands_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="15 bands of 8 rows need more than the 112"):
        SketchSettings(bands=15)


def test_estimates_are_unbiased_and_as_close_as_theory_says():
    draw = random.Random(5)
    pairs = []
    for pair in range(2_000):
        words = [f"w{pair}x{n}" for n in range(draw.randint(40, 120))]
        shared = draw.randint(10, len(words))
        other = words[:shared] + [f"v{pair}x{n}" for n in range(len(words) - shared)]
        pairs.append((" ".join(words), " ".join(other)))
    left = SKETCHER.sketch([one for one, _ in pairs])
    right = SKETCHER.sketch([other for _, other in pairs])
    truth = []
    for one, other in pairs:
        a, b = shingles(one), shingles(other)
        truth.append(len(a & b) / len(a | b))
    true = np.array(truth)
    error = (left == right).mean(axis=1) - true
    sigma = np.sqrt(true * (1 - true) / 112)
    assert (np.abs(error) <= 3 * sigma + 1e-12).mean() >= 0.99
    # The mean of 2,000 errors of at most 0.047 each has a deviation under 0.0011.
    assert abs(error.mean()) < 0.004


def test_a_hundred_thousand_shingles_collide_no_more_than_chance():
    words = [str(n) for n in range(20_000)]
    hashes = {shingle_hash(words[at : at + 5]) for at in range(19_996)}
    hashes |= {shingle_hash(words[at : at + 5][::-1]) for at in range(19_996)}
    assert 2 * 19_996 - len(hashes) <= 4


def test_the_order_of_words_counts():
    assert shingle_hash(["a", "b"]) != shingle_hash(["b", "a"])
    assert shingle_hash(["a", "a", "b"]) != shingle_hash(["a", "b", "a"])


def test_a_stored_sketch_loads_as_a_minhash():
    text = "a page about the life of a person"
    (signature,) = SKETCHER.sketch([text])
    loaded = load_signature(signature.astype("<u4").tobytes())
    assert loaded == reference(text)
    loaded.update(["another", "shingle"])
    assert loaded.jaccard(reference(text)) < 1


def test_a_sketch_of_another_length_is_refused():
    with pytest.raises(ValueError, match="4 bytes holds 1 values, not the 112"):
        load_signature(b"\0\0\0\0")


def test_equal_rows_are_equal_bands_and_each_band_has_its_own_hash():
    signatures = np.zeros((3, 112), dtype=np.uint32)
    signatures[2, 8] = 1
    hashes = SKETCHER.band_hashes(signatures)
    assert hashes.dtype == np.int64
    assert hashes.shape == (3, 14)
    assert hashes[0].tolist() == hashes[1].tolist()
    assert len(set(hashes[0].tolist())) == 14
    assert (hashes[0] != hashes[2]).tolist() == [band == 1 for band in range(14)]


def test_the_order_of_rows_counts_in_a_band():
    signatures = np.zeros((2, 112), dtype=np.uint32)
    signatures[0, 0] = signatures[1, 1] = 9
    first, second = SKETCHER.band_hashes(signatures)[:, 0].tolist()
    assert first != second


def test_band_hashes_of_no_documents_are_empty():
    assert SKETCHER.band_hashes(SKETCHER.sketch([])).shape == (0, 14)


def test_sketch_and_band_hashes_are_pinned():
    signatures = SKETCHER.sketch(["The ferry left at noon, naïve as ever."])
    assert signatures[0, :3].tolist() == [458602925, 2819344966, 983297487]
    assert SKETCHER.band_hashes(signatures)[0, :2].tolist() == [
        -2611189787797851609,
        -2109375395026714526,
    ]
