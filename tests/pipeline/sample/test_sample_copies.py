"""Copies: near their originals, with the same facts."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.sample.copies import LEAST_JACCARD, copy_page, jaccard
from pipeline.sample.pages import write_pages
from pipeline.sample.population import draw_population


@pytest.fixture(scope="module")
def pairs():
    pages = write_pages(Random(2), draw_population(Random(1), documents=200), pages=150)
    draw = Random(3)
    return [(page, copy_page(draw, page)) for page in pages]


def test_similarity_is_shared_over_all_shingles():
    one = "a b c d e f g"
    assert jaccard(one, "A, b c d e f g!") == 1
    assert jaccard(one, "a b c d e f g h") == 0.75
    assert jaccard(one, "g f e d c b a") == 0


def test_copies_are_near_their_originals(pairs):
    similar = [jaccard(page.text, copy.text) for page, copy in pairs]
    assert min(similar) >= LEAST_JACCARD
    assert any(value < 1 for value in similar)


def test_some_copies_are_exact_and_others_are_not(pairs):
    exact = sum(page.text == copy.text for page, copy in pairs)
    assert len(pairs) // 10 < exact < len(pairs)


def test_copies_keep_statements_and_decoys_as_they_are(pairs):
    for page, copy in pairs:
        kept = [s for s in page.sentences if s.facts or s.fixed]
        assert [s for s in copy.sentences if s.facts or s.fixed] == kept
        assert copy.title == page.title
