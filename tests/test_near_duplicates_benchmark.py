"""The head-to-head's documents, our driver and the scores: that they still work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parent / "benchmarks" / "near_duplicates"
DOCUMENTS = 1_000


@pytest.mark.slow
def test_our_clusters_find_what_is_planted(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARK)
    from generated_documents import load_truth, make_documents, read_texts
    from scoring import read_clusters, score

    make_documents(DOCUMENTS, tmp_path / "one")
    make_documents(DOCUMENTS, tmp_path / "two")
    assert read_texts(tmp_path / "one") == read_texts(tmp_path / "two")
    truth = load_truth(tmp_path / "one")
    assert truth == load_truth(tmp_path / "two")
    assert {round(pair.similarity, 1) for pair in truth.pairs} >= {0.6, 0.7, 0.8, 1.0}

    corpus, output = tmp_path / "one" / "corpus", tmp_path / "output"
    driver = BENCHMARK / "peers" / "our_clusters.py"
    subprocess.run(
        [sys.executable, str(driver), str(corpus), str(output)],
        check=True,
        timeout=120,
        env={"PYTHONPATH": str(BENCHMARK.parents[2])},
    )
    found = score(
        read_clusters("ours", output, corpus), truth, read_texts(corpus.parent)
    )
    assert found.recall >= 0.95
    assert found.unlike <= 0.01
    assert abs(found.counted - found.truth) < abs(found.dropped - found.truth)
