"""Words, sketches and keys of real text in twelve languages: bulk equals plain."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from datasketch import MinHash

from pipeline.dedup.presets import PRESETS
from pipeline.dedup.settings import SketchSettings
from pipeline.dedup.shingles import shingle_hash
from pipeline.dedup.sketch import Sketcher
from pipeline.dedup.text_keys import text_key
from pipeline.dedup.word_hashes import hash_characters, hash_word, hash_words
from pipeline.dedup.words import split_words, squeeze

DATA = Path(__file__).parents[4] / "shared" / "data"
FILES = sorted(
    path
    for pattern in (
        "enwiki/*-00000.jsonl.gz",
        "kowiki/*.jsonl.gz",
        "zhwiki/*.jsonl.gz",
        "multilingual/*.jsonl.gz",
    )
    for path in DATA.glob(pattern)
)
DOCUMENTS = 60

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="needs real text beside the checkout"),
]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name.split(".")[0])
def texts(request: pytest.FixtureRequest) -> list[str]:
    with gzip.open(request.param, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, DOCUMENTS)]


def test_bulk_hashes_are_the_plain_ones(texts: list[str]) -> None:
    hashes, firsts = hash_words(texts)
    assert hashes.tolist() == [hash_word(w) for one in texts for w in split_words(one)]
    assert firsts[-1] == len(hashes)
    hashes, firsts = hash_characters(texts)
    known = {c: hash_word(c) for one in texts for c in squeeze(one)}
    assert hashes.tolist() == [known[c] for one in texts for c in squeeze(one)]
    assert firsts[-1] == len(hashes)


def test_keys_are_the_plain_ones_and_differ(texts: list[str]) -> None:
    keys = Sketcher().sketch_and_key(texts).text_keys.tolist()
    assert keys == [text_key(one) for one in texts]
    assert len(set(keys)) == len({tuple(split_words(one)) for one in texts})


@pytest.mark.parametrize("preset", ["fineweb", "nemotron-cc"])
def test_signatures_are_those_of_datasketch(texts: list[str], preset: str) -> None:
    settings: SketchSettings = PRESETS[preset]
    size = settings.shingle_size
    shortest = sorted(texts, key=len)[:10]
    signatures = Sketcher(settings).sketch(shortest)
    for text, signature in zip(shortest, signatures, strict=True):
        units = squeeze(text) if preset == "nemotron-cc" else split_words(text)
        expected = MinHash(
            num_perm=settings.permutations,
            seed=1,
            scheme="affine32",
            hashfunc=shingle_hash,
        )
        count = max(len(units) - size + 1, 1)
        expected.update_batch(
            sorted({tuple(units[at : at + size]) for at in range(count)})
        )
        assert signature.tolist() == expected.hashvalues.tolist()
