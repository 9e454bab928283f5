"""Later versions of real pages are joined to the earlier ones, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (SHARED / "enwiki_later").is_dir(),
        reason="there is no real text beside the checkout",
    ),
]


@pytest.fixture(scope="module")
def pairs() -> list:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))
        from edge_recall import compare_corpora

        made = compare_corpora(SHARED / "enwiki", SHARED / "enwiki_later")
        sys.modules.pop("edge_recall", None)
    return made


def test_pairs_of_a_true_similarity_of_eight_tenths_are_joined(pairs: list):
    alike = [pair for pair in pairs if pair.similarity >= 0.8]
    assert len(alike) > 50
    assert sum(pair.joined for pair in alike) >= 0.95 * len(alike)


def test_no_pair_below_one_half_is_joined(pairs: list):
    assert [pair for pair in pairs if pair.similarity < 0.5 and pair.joined] == []


def test_comparing_neighbours_joins_what_comparing_all_of_a_bucket_would(pairs: list):
    met = [pair for pair in pairs if pair.met]
    assert sum(pair.joined for pair in met) >= 0.95 * len(met)
