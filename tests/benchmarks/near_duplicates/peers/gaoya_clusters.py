"""Clusters by gaoya, in Rust on two threads: index all documents, then query all.

Its Python index keeps no signature that could be queried again, so a query takes the
text. Its words end at white space; it lowers case. A query leaves out what its
estimate puts below the threshold: at 0 it leaves out nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["RAYON_NUM_THREADS"] = "2"  # read when the first batch comes

import gaoya
from documents_and_clusters import join, read_documents, write_clusters

AT_ONCE = 10_000


def main(corpus: Path, output: Path) -> None:
    """Read the corpus, and write its clusters."""
    ids, texts = read_documents(corpus)
    index = gaoya.minhash.MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.0,
        num_bands=14,
        band_size=8,
        analyzer="word",
        lowercase=True,
        ngram_range=(5, 5),
        id_container="smallvec",
    )
    for start in range(0, len(texts), AT_ONCE):
        batch = texts[start : start + AT_ONCE]
        index.par_bulk_insert_docs(list(range(start, start + len(batch))), batch)
    parents = list(range(len(texts)))
    for start in range(0, len(texts), AT_ONCE):
        found = index.par_bulk_query(texts[start : start + AT_ONCE])
        for number, others in enumerate(found, start):
            for other in others:
                join(parents, number, other)
    write_clusters(output, ids, parents)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
