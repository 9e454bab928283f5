from __future__ import annotations

from dataclasses import asdict

import pytest

from pipeline.dedup.presets import choose_dedup
from pipeline.report.clusters_text import describe_clusters, describe_sighting


@pytest.mark.parametrize(
    ("mode", "preset", "sighting", "clusters"),
    [
        (
            None,
            None,
            "a cluster of near-duplicates",
            "near-duplicates (14 bands of 8 over runs of 5 words, joined at 0.70)",
        ),
        (
            "near",
            "nemotron-cc",
            "a cluster of near-duplicates",
            "near-duplicates as nemotron-cc finds them (20 bands of 13 over runs of 24 "
            "characters, not verified)",
        ),
        ("exact", None, "a cluster of exact copies", "documents with equal words"),
        (
            "none",
            None,
            "a document",
            "every document its own (no deduplication)",
        ),
    ],
)
def test_clusters_are_said_in_words(
    mode: str | None, preset: str | None, sighting: str, clusters: str
) -> None:
    dedup = choose_dedup(mode, preset)
    configuration = {"sketch": asdict(dedup.sketch), "dedup": asdict(dedup)}
    assert describe_sighting(configuration) == sighting
    assert describe_clusters(configuration) == clusters
