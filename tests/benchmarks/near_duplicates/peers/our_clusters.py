"""Clusters by this project: sketches in two processes, then clusters in SQL.

As `floors run` does, but for every document and not only those that bear facts, and
with nothing extracted. The sketches themselves serve verification and are not kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.dedup.settings import DedupSettings
from pipeline.dedup.sketch import Sketcher
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS

KEYS = pa.schema([DOCUMENTS.arrow.field(name) for name in ("doc_key", "text_key")])
"""What of the documents clusters are made of where nothing is verified."""

AT_ONCE = 1_000
SHARD_BYTES = 4 << 20
"""Four pieces of work or more, lest one process wait long for the other."""


def sketch_shard(shard: Shard, output: Path) -> None:
    """Sketch a shard's documents; write the hashes of their bands, and their keys."""
    sketcher = Sketcher()
    with (
        _open(output, BANDS, BANDS.arrow, shard) as bands,
        _open(output, DOCUMENTS, KEYS, shard) as keys,
    ):
        for documents in _batch(read_records(shard, FieldNames())):
            sketches = sketcher.sketch_and_key([one.text for one in documents])
            hashes = sketcher.band_hashes(sketches.signatures)
            count, size = hashes.shape
            columns = [
                # `take` would load the whole of Arrow's functions for this alone.
                pa.array([one.doc_key for one in documents for _ in range(size)]),
                _view(np.tile(np.arange(size, dtype=np.int16), count), pa.int16()),
                _view(hashes.reshape(-1), pa.int64()),
            ]
            bands.write_batch(pa.RecordBatch.from_arrays(columns, schema=BANDS.arrow))
            columns = [
                pa.array([one.doc_key for one in documents]),
                _view(sketches.text_keys, pa.int64()),
            ]
            keys.write_batch(pa.RecordBatch.from_arrays(columns, schema=KEYS))


def _open(
    output: Path, table: Table, schema: pa.Schema, shard: Shard
) -> pq.ParquetWriter:
    path = output / table.name / f"{shard.index:05d}.parquet"
    return pq.ParquetWriter(path, schema, compression="zstd")


def _view(values: np.ndarray, kind: pa.DataType) -> pa.Array:
    """View numbers as Arrow's; `pa.array` would load NumPy's masked arrays first."""
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values)])


def _batch(records: Iterable[object]) -> Iterator[list[Document]]:
    documents = (record for record in records if isinstance(record, Document))
    while batch := list(islice(documents, AT_ONCE)):
        yield batch


def main(corpus: Path, output: Path) -> None:
    """Read the corpus, and write the table doc_clusters."""
    for table in (BANDS, DOCUMENTS):
        (output / table.name).mkdir(parents=True)
    shards = plan_shards(list_corpus([str(corpus)]), shard_bytes=SHARD_BYTES)
    with Pool(2) as pool:
        sketched = pool.starmap_async(
            sketch_shard, [(shard, output) for shard in shards], chunksize=1
        )
        # Loaded while the others work, and after they were forked: DuckDB with them.
        from jobs.doc_clusters import make_doc_clusters
        from jobs.local import LocalEngine

        sketched.get()
    scratch = output / "scratch"
    make_doc_clusters(
        LocalEngine(workers=2, scratch=scratch),
        bands=output / BANDS.name,
        documents=output / DOCUMENTS.name,
        settings=DedupSettings(threshold=None),
        writes=output / "doc_clusters",
        scratch=scratch / "rounds",
        edges_in_memory=LocalEngine.edges_in_memory,
        rows_in_memory=LocalEngine.rows_in_memory,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
