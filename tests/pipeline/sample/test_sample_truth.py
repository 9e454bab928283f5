"""The truth's arithmetic."""

from __future__ import annotations

from pipeline.sample.statements import CATEGORIES, Fact
from pipeline.sample.truth import CategoryCount, PromptCount, count_categories
from pipeline.sample.truth import count_prompts as count

ADA = Fact("birth_year", "Ada Tosk", "1815")
NITR = Fact("acronym", "NITR", "Northern Institute of Tidal Research")


def test_a_cluster_counts_once_and_its_copies_as_documents():
    prompts = count({0: [ADA], 1: [ADA, NITR], 2: []}, {0: 3, 1: 1, 2: 4})
    assert prompts == (
        PromptCount("acronym", "NITR", NITR.value, 1, 1),
        PromptCount("birth_year", "Ada Tosk", "1815", 2, 4),
    )


def test_the_rate_is_singletons_over_sightings():
    prompts = [
        PromptCount("capital", "A", "a", 1, 1),
        PromptCount("capital", "B", "b", 1, 6),
        PromptCount("capital", "C", "c", 3, 3),
    ]
    rows = count_categories(prompts)
    assert [row.category for row in rows] == list(CATEGORIES)
    assert rows[3] == CategoryCount("capital", 5, 3, 2, 0.4)
    assert rows[0] == CategoryCount("acronym", 0, 0, 0, 0.0)
