"""Clusters by this project: sketches in two processes, then clusters in SQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import monotonic

import numpy as np
import pyarrow as pa

from jobs.doc_clusters import make_doc_clusters
from jobs.engine import ShardSummary
from jobs.local import LocalEngine
from jobs.parquet_files import ParquetFile
from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.dedup.sketch import Sketcher
from schemas.tables import BANDS

AT_ONCE = 1_000


@dataclass(frozen=True)
class SketchTask:
    """Sketches every document of a shard, and writes the hashes of its bands."""

    bands: Path

    def __call__(self, shard: Shard) -> ShardSummary:
        began, documents = monotonic(), 0
        records = (
            record
            for record in read_records(shard, FieldNames())
            if isinstance(record, Document)
        )
        with ParquetFile(
            self.bands / f"{shard.index:05d}.parquet", BANDS.arrow
        ) as file:
            for batch in _batches(records):
                documents += len(batch)
                file.write(self._band(batch))
            file.close()
            file.publish()
        return ShardSummary(
            index=shard.index,
            name=shard.name,
            bytes=shard.bytes,
            documents=documents,
            fact_bearing=documents,
            observations=0,
            rejects=0,
            seconds=monotonic() - began,
        )

    def _band(self, documents: list[Document]) -> pa.RecordBatch:
        hashes = self._sketcher.band_hashes(
            self._sketcher.sketch([document.text for document in documents])
        )
        count, bands = hashes.shape
        keys = pa.array([document.doc_key for document in documents])
        columns = [
            keys.take(pa.array(np.repeat(np.arange(count), bands))),
            np.tile(np.arange(bands, dtype=np.int16), count),
            hashes.reshape(-1),
        ]
        return pa.RecordBatch.from_arrays(list(map(pa.array, columns)), BANDS.arrow.names)

    @cached_property
    def _sketcher(self) -> Sketcher:
        return Sketcher()


def _batches(records: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(records, AT_ONCE)):
        yield batch


def main(corpus: Path, output: Path) -> None:
    """Read the corpus, and write the table doc_clusters."""
    bands, scratch = output / "bands", output / "scratch"
    engine = LocalEngine(workers=2, scratch=scratch)
    shards = plan_shards(list_corpus([str(corpus)]))
    for _ in engine.map_shards(SketchTask(bands), shards):
        pass
    make_doc_clusters(
        engine,
        bands=bands,
        writes=output / "doc_clusters",
        scratch=scratch / "rounds",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
