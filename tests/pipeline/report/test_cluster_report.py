"""What is said of a run's clusters: their sizes, their titles and their chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

import numpy as np
import pyarrow as pa
import pytest
from rich.console import Console

from pipeline.report.cluster_report import (
    ClusterReport,
    SizeBin,
    bin_sizes,
    read_clusters,
    render_clusters,
)
from pipeline.warehouse import Warehouse
from schemas.tables import DOC_CLUSTERS, DOCUMENTS

ROWS = 4
BANDS = 2


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with Warehouse(threads=1) as opened:
        yield opened


def bind(
    warehouse: Warehouse,
    clusters: Mapping[str, Sequence[str]],
    *,
    sketches: Mapping[str, Sequence[int]] | None = None,
    texts: Mapping[str, int] | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Bind clusters, their documents, and one document that is in none."""
    members = [(key, name) for name, keys in clusters.items() for key in keys]
    documents = [
        {
            "doc_key": key,
            "doc_id": key,
            "shard": "s",
            "domain": f"{key}.example",
            "title": (titles or {}).get(key),
            "chars": 1,
            "sketch": np.array((sketches or {}).get(key, [0] * 8), "<u4").tobytes(),
            "text_key": (texts or {}).get(key, number),
        }
        for number, key in enumerate([*(key for key, _ in members), "alone"])
    ]
    rows = [{"doc_key": key, "cluster_id": name} for key, name in members]
    warehouse.bind("documents", pa.Table.from_pylist(documents, DOCUMENTS.arrow))
    warehouse.bind("doc_clusters", pa.Table.from_pylist(rows, DOC_CLUSTERS.arrow))


def read(warehouse: Warehouse, threshold: float | None = 0.5) -> ClusterReport:
    return read_clusters(warehouse, threshold=threshold, bands=BANDS, rows=ROWS)


def test_a_run_without_clusters_has_none(warehouse: Warehouse):
    bind(warehouse, {})
    assert read(warehouse) == ClusterReport(1, 0, 0, 0, [], [])


def test_sizes_come_in_bins_that_double():
    sizes = pa.table(
        {"documents": [2, 3, 4, 7, 8, 1_000], "clusters": [9, 5, 1, 2, 1, 1]}
    )
    assert bin_sizes(sizes) == [
        SizeBin(2, 2, 9, 18),
        SizeBin(3, 3, 5, 15),
        SizeBin(4, 7, 3, 18),
        SizeBin(8, 15, 1, 8),
        SizeBin(512, 1_023, 1, 1_000),
    ]


def test_the_largest_come_first_with_their_commonest_title(warehouse: Warehouse):
    bind(
        warehouse,
        {"a": ["a", "b"], "c": ["c", "d", "e"], "f": ["f", "g"]},
        titles={"c": "Oland", "d": "Tarnby", "e": "Tarnby", "g": "Harn"},
    )
    found = read(warehouse).largest
    assert [(one.cluster_id, one.documents) for one in found] == [
        ("c", 3),
        ("a", 2),
        ("f", 2),
    ]
    assert [(one.title, one.titles, one.domains) for one in found] == [
        ("Tarnby", 2, 3),
        (None, 0, 2),
        ("Harn", 1, 2),
    ]


def test_a_document_unlike_the_one_that_names_its_cluster_is_there_by_a_chain(
    warehouse: Warehouse,
):
    sketches = {"a": [0] * 8, "b": [0] * 4 + [1] * 4, "c": [0] * 3 + [1] * 5}
    bind(warehouse, {"a": ["a", "b", "c"]}, sketches=sketches)
    found = read(warehouse)
    assert (found.documents, found.clustered, found.chained) == (4, 3, 1)


def test_a_copy_is_never_there_by_a_chain(warehouse: Warehouse):
    bind(
        warehouse,
        {"a": ["a", "b"]},
        sketches={"b": [1] * 8},
        texts={"a": 7, "b": 7},
    )
    assert read(warehouse).chained == 0


def test_without_verification_a_chain_is_who_shares_no_band(warehouse: Warehouse):
    sketches = {
        "b": [9, 9, 9, 9, 0, 0, 0, 0],
        "c": [0, 0, 0, 9, 9, 0, 0, 0],
        "d": [9] * 8,
    }
    bind(warehouse, {"a": ["a", "b", "c", "d"]}, sketches=sketches)
    assert read(warehouse, threshold=None).chained == 2


def test_a_person_is_told_sizes_titles_and_chains(warehouse: Warehouse):
    bind(
        warehouse,
        {"a": ["a", "b", "c"]},
        sketches={"c": [1] * 8},
        titles={"a": "[Tarnby]"},
    )
    console = Console(width=100, file=StringIO(), record=True)
    for part in render_clusters("Clusters of run", "alike", read(warehouse)):
        console.print(part)
    page = " ".join(console.export_text().split())
    assert "3 of 4 documents with facts (75.0%) are in 1 cluster of two or more" in page
    assert "1 of the 3 (33.3%)" in page
    assert "[Tarnby]" in page
