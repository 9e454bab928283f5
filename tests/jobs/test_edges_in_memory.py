from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from jobs.doc_clusters import make_doc_clusters
from jobs.local import LocalEngine
from pipeline.dedup.settings import DedupSettings
from schemas.tables import BANDS


def test_clusters_are_the_same_however_many_edges_are_followed_in_memory(
    tmp_path: Path,
) -> None:
    draw = Random(1)
    rows = [
        {"doc_key": f"a#{number}", "band": band, "band_hash": draw.randrange(250)}
        for number in range(300)
        for band in range(2)
    ]
    bands = tmp_path / "bands"
    bands.mkdir()
    pq.write_table(pa.Table.from_pylist(rows, BANDS.arrow), bands / "0.parquet")
    engine = LocalEngine(1, tmp_path / "scratch")
    made = []
    for edges_in_memory in (0, 30, 1_000_000):
        writes = tmp_path / f"doc_clusters-{edges_in_memory}"
        make_doc_clusters(
            engine,
            bands=bands,
            documents=tmp_path / "documents",
            settings=DedupSettings(threshold=None),
            writes=writes,
            scratch=tmp_path / "scratch" / "rounds",
            edges_in_memory=edges_in_memory,
        )
        made.append(pq.read_table(writes).to_pylist())
    assert made[0] == made[1] == made[2]
    assert 2 < len({row["cluster_id"] for row in made[0]}) < len(made[0]) / 2
