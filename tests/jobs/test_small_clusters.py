"""Clusters made in memory are those of the SQL, document for document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.doc_clusters import make_doc_clusters
from jobs.local import LocalEngine
from pipeline.dedup.settings import DedupMode, DedupSettings
from schemas.tables import BANDS, DOC_CLUSTERS, DOCUMENTS

COLUMNS = pa.schema(
    [DOCUMENTS.arrow.field(name) for name in ("doc_key", "sketch", "text_key")]
)
VALUES = 16
"""Permutations of a sketch here."""

SETTINGS = [
    pytest.param(DedupSettings(mode=DedupMode.EXACT), id="exact"),
    pytest.param(DedupSettings(threshold=None), id="unverified"),
    pytest.param(DedupSettings(threshold=0.7), id="verified"),
]

DOCUMENT = st.tuples(
    st.integers(0, 12),  # its text: some are copies
    st.lists(st.integers(-3, 3), min_size=3, max_size=3),  # a hash a band
    st.lists(st.integers(0, 2), min_size=VALUES, max_size=VALUES),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    return LocalEngine(1, tmp_path_factory.mktemp("scratch"))


def write(
    folder: Path, rows: list[dict[str, Any]], schema: pa.Schema, files: int
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.parquet"):
        old.unlink()
    for number in range(files):
        part = pa.Table.from_pylist(rows[number::files], schema)
        pq.write_table(part, folder / f"{number:05d}.parquet")


def clusters(
    engine: LocalEngine, folder: Path, dedup: DedupSettings, rows_in_memory: int
) -> pa.Table:
    writes = folder / "doc_clusters"
    count = make_doc_clusters(
        engine,
        bands=folder / "bands",
        documents=folder / "documents",
        settings=dedup,
        writes=writes,
        scratch=folder / "rounds",
        rows_in_memory=rows_in_memory,
    )
    made = pq.read_table(writes)
    DOC_CLUSTERS.check(made)
    assert made.num_rows == count
    return made


@pytest.mark.parametrize("dedup", SETTINGS)
@settings(
    max_examples=30,
    deadline=None,
    # Shared on purpose: each example writes everything anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=st.lists(DOCUMENT, max_size=25), files=st.integers(1, 3))
def test_clusters_in_memory_are_those_of_the_engine(
    engine: LocalEngine,
    tmp_path: Path,
    dedup: DedupSettings,
    documents: list[tuple[int, list[int], list[int]]],
    files: int,
):
    # Documents of one text have one sketch, and so the same bands.
    of_text = {text: (hashes, values) for text, hashes, values in documents}
    rows, bands = [], []
    for number, (text, _, _) in enumerate(documents):
        hashes, values = of_text[text]
        key = f"é#{number}" if number % 3 else f"a/{number}"
        sketch = np.array(values, dtype="<u4").tobytes()
        rows.append({"doc_key": key, "sketch": sketch, "text_key": text})
        bands += [
            {"doc_key": key, "band": band, "band_hash": band_hash}
            for band, band_hash in enumerate(hashes)
        ]
    write(tmp_path / "documents", rows, COLUMNS, files)
    write(tmp_path / "bands", bands, BANDS.arrow, files)

    by_engine = clusters(engine, tmp_path, dedup, 0)

    assert clusters(engine, tmp_path, dedup, 10_000) == by_engine
    if dedup.mode is DedupMode.EXACT:
        copies = [text for text, _, _ in documents]
        assert by_engine.num_rows == sum(copies.count(text) > 1 for text in copies)


@pytest.mark.parametrize("dedup", SETTINGS)
def test_no_document_is_no_cluster(
    engine: LocalEngine, tmp_path: Path, dedup: DedupSettings
):
    assert clusters(engine, tmp_path, dedup, 10).num_rows == 0


def test_more_rows_than_may_be_held_are_the_engines(tmp_path: Path):
    rows = [
        {"doc_key": key, "sketch": b"", "text_key": number}
        for number, key in enumerate("ab")
    ]
    bands = [{"doc_key": key, "band": 0, "band_hash": 7} for key in "ab"]
    write(tmp_path / "documents", rows, COLUMNS, 1)
    write(tmp_path / "bands", bands, BANDS.arrow, 1)
    spill = tmp_path / "spill"
    engine = LocalEngine(1, spill)
    unverified = DedupSettings(threshold=None)

    assert clusters(engine, tmp_path, unverified, 4).num_rows == 2
    assert not spill.exists()
    assert clusters(engine, tmp_path, unverified, 3).num_rows == 2
    assert spill.exists()


def test_what_makes_them_loads_no_database_and_no_language_library():
    # Each takes longer to load than ten thousand documents to cluster.
    heavy = ("duckdb", "spacy", "pyspark", "rich", "pyarrow.compute", "fsspec")
    program = (
        "import sys, jobs.doc_clusters, jobs.local; "
        f"print(*[one for one in {heavy} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
