"""Planted sketches are clustered and counted as they were planted, in little memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

PLANTED = 6_000
MEMORY = 1_000_000_000


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))


def test_planted_clusters_and_counts_are_found_again(tmp_path: Path):
    import cluster_scale
    import planted_sketches

    plan = planted_sketches.plan_documents(PLANTED)
    planted_sketches.write_tables(plan, tmp_path)

    cluster_scale.count_tables(tmp_path, MEMORY, 1, tmp_path / "stages.tsv")

    assert np.bincount(plan.kind, minlength=5).min() > 0
    assert cluster_scale.count_misplaced(plan, tmp_path) == 0
    assert cluster_scale.count_miscounted(plan, tmp_path) == 0


def test_a_tenth_of_the_planted_documents_is_in_one_bucket():
    import planted_sketches

    from pipeline.dedup.sketch import Sketcher

    plan = planted_sketches.plan_documents(PLANTED)
    signatures = planted_sketches.make_signatures(plan, slice(0, PLANTED))
    hashes = Sketcher().band_hashes(signatures)[:, 0]

    _, sizes = np.unique(hashes, return_counts=True)

    # Copies whose edits fall into the band are elsewhere.
    assert 0.95 * PLANTED / 10 < sizes.max() <= PLANTED / 10
