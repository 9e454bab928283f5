"""Memory does not grow with the number of passages, however many words they have."""

from __future__ import annotations

import psutil
import pytest

from pipeline.extraction.names import NameFinder
from pipeline.extraction.spans import RuleSpans, SpanFinder
from pipeline.extraction.trained_spans import TrainedSpans

pytestmark = pytest.mark.slow

BATCH = 1_000
ALLOWED = 40_000_000  # bytes


def grown(finder: SpanFinder, *, warm: int, passages: int) -> int:
    """How many bytes the process grows by, from the first passages to the last."""
    before = 0
    for start in range(0, passages, BATCH):
        if start == warm:
            before = psutil.Process().memory_info().rss
        finder.find_spans(
            [
                f"In May Zul{n}ax Holt and Or{n}n met ada holt x{n}y of Tarnby."
                for n in range(start, start + BATCH)
            ]
        )
    return psutil.Process().memory_info().rss - before


def test_rules_stay_flat_over_a_million_passages():
    finder = RuleSpans(NameFinder())
    # By then as many words are remembered as ever will be.
    assert grown(finder, warm=200_000, passages=1_000_000) < ALLOWED


def test_a_trained_pipeline_stays_flat(tiny_pipeline):
    finder = TrainedSpans(tiny_pipeline, NameFinder())
    assert grown(finder, warm=5_000, passages=30_000) < ALLOWED
