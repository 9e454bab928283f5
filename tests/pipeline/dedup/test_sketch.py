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
from pipeline.dedup.presets import PRESETS
from pipeline.dedup.settings import ShingleUnit, SketchSettings
from pipeline.dedup.shingles import shingle_hash
from pipeline.dedup.sketch import Sketcher, load_signature
from pipeline.dedup.words import split_words, squeeze

SKETCHER = Sketcher()
OURS = SketchSettings()
SKETCHERS = {
    "ours": SKETCHER,
    **{preset: Sketcher(settings) for preset, settings in PRESETS.items()},
}
PIECES = [
    "the",
    "Fox",
    "é",
    "Σ",
    "ΑΣ",
    "東京。",
    "ที่",
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


def shingles(text, settings=OURS):
    """The plain form of a document's shingles, as datasketch takes them."""
    by_character = settings.shingle_unit == ShingleUnit.CHARACTERS
    units = squeeze(text) if by_character else split_words(text)
    size = settings.shingle_size
    if len(units) < size:
        return {tuple(units)} if units else set()
    return {tuple(units[at : at + size]) for at in range(len(units) - size + 1)}


def reference(text, settings=OURS):
    signature = MinHash(
        num_perm=settings.permutations,
        seed=settings.seed,
        scheme="affine32",
        hashfunc=shingle_hash,
    )
    signature.update_batch(sorted(shingles(text, settings)))
    return signature


@pytest.mark.parametrize("sketcher", SKETCHERS.values(), ids=SKETCHERS)
@settings(deadline=None, max_examples=40)  # the first call builds a table
@given(batch=st.lists(texts, max_size=8))
@example(batch=[])
@example(batch=["", "one", "one two three four", "one two three four five", ""])
@example(batch=["a" * 23, "a" * 24, "東京。" * 30, "ab " * 30])
def test_signatures_are_those_of_datasketch(sketcher, batch):
    signatures = sketcher.sketch(batch)
    assert signatures.dtype == np.uint32
    assert signatures.shape == (len(batch), sketcher.settings.permutations)
    for text, signature in zip(batch, signatures, strict=True):
        expected = reference(text, sketcher.settings)
        assert signature.tolist() == expected.hashvalues.tolist()
        loaded = load_signature(signature.astype("<u4").tobytes(), sketcher.settings)
        assert loaded == expected


@pytest.mark.parametrize("preset", ["ours", "slimpajama", "nemotron-cc"])
@settings(deadline=None, max_examples=60)  # the first call builds a table
@given(
    batch=st.lists(texts, max_size=6),
    chars=st.integers(1, 30),
    block=st.integers(1, 9),
)
def test_signatures_do_not_depend_on_how_the_work_is_cut(preset, batch, chars, block):
    sketcher = SKETCHERS[preset]
    whole = [sketcher.sketch([text])[0].tolist() for text in batch]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles_module, "_BLOCK_CHARS", chars)
        patch.setattr(sketch_module, "_BLOCK_SHINGLES", block)
        cut = sketcher.sketch(batch).tolist()
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


def test_short_documents_are_alike_only_if_equal():
    batch = ["ada holt of harn", "Ada Holt, of Harn!", "ada holt of harn."]
    batch += ["ada holt of tarn", "ada holt of", "holt of harn ada", "harn"]
    for sketcher in (SKETCHER, SKETCHERS["slimpajama"], SKETCHERS["nemotron-cc"]):
        signatures = sketcher.sketch(batch)
        alike = (signatures[:, None, :] == signatures[None, :, :]).mean(axis=2)
        assert alike[:3, :3].tolist() == [[1.0] * 3] * 3
        assert (alike[np.triu_indices(len(batch), 1)][2:] < 0.1).sum() == 18


def test_chinese_pages_with_an_edit_are_alike():
    draw = random.Random(2)
    letters = [chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(600)]
    page = "，".join("".join(letters[at : at + 20]) for at in range(0, 600, 20))
    other = page.replace(letters[300], "天").replace(letters[90], "地")
    one, two = SKETCHER.sketch([page, other])
    assert (one == two).mean() > 0.9


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


def make_pairs(count, sketcher, draw):
    """Pairs of documents over all similarities, and their true Jaccard similarity."""
    pairs, truth = [], []
    for pair in range(count):
        words = [f"w{pair}x{n}" for n in range(draw.randint(40, 120))]
        shared = draw.randint(0, len(words))
        other = words[:shared] + [f"v{pair}x{n}" for n in range(len(words) - shared)]
        if draw.random() < 0.5:
            # Changes here and there instead of another ending.
            for _ in range(draw.randint(0, 12)):
                other[draw.randrange(len(other))] = f"u{pair}x{draw.random()}"
        pairs.append((" ".join(words), " ".join(other)))
        a, b = (shingles(text, sketcher.settings) for text in pairs[-1])
        truth.append(len(a & b) / len(a | b))
    return pairs, np.array(truth)


def check_estimates(sketcher, count, seed):
    """Estimates are as close as theory says, and neither high nor low on average."""
    pairs, true = make_pairs(count, sketcher, random.Random(seed))
    left, right = (sketcher.sketch([pair[side] for pair in pairs]) for side in (0, 1))
    error = (left == right).mean(axis=1) - true
    variance = true * (1 - true) / sketcher.settings.permutations
    assert (np.abs(error) <= 3 * np.sqrt(variance) + 1e-12).mean() >= 0.99
    # The pairs share no word, so their errors are independent.
    assert abs(error.sum()) < 3.5 * np.sqrt(variance.sum())
    bins = np.digitize(true, [0.2, 0.4, 0.6, 0.8])
    assert len(set(bins.tolist())) == 5
    for one in range(5):
        near = bins == one
        assert abs(error[near].sum()) < 3.5 * np.sqrt(variance[near].sum())


def test_estimates_are_unbiased_and_as_close_as_theory_says():
    check_estimates(SKETCHER, 2_000, seed=5)


@pytest.mark.slow
@pytest.mark.parametrize("preset", SKETCHERS)
def test_estimates_of_every_preset_are_as_theory_says(preset):
    check_estimates(SKETCHERS[preset], 10_000, seed=6)


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
