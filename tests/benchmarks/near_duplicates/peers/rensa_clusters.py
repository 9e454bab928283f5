"""Clusters by rensa: words and signatures in two processes, the index in one.

R-MinHash over all shingles; its faster rho sketch looks at a sample of them and is
another estimate.
"""

from __future__ import annotations

import os
import re
import sys
from multiprocessing import Pool
from pathlib import Path

os.environ["RAYON_NUM_THREADS"] = "1"  # of each process

from documents_and_clusters import corpus_files, join, read_file, write_clusters
from rensa import RMinHash, RMinHashLSH

WORD = re.compile(r"\w+")


def sketch_file(path: Path) -> tuple[list[str], list[RMinHash]]:
    """Compute the signatures of one file's documents."""
    ids, texts = read_file(path)
    return ids, RMinHash.from_token_sets(map(shingle, texts), num_perm=112, seed=1)


def shingle(text: str) -> list[str]:
    """List a text's runs of five words."""
    words = WORD.findall(text.lower())
    return [" ".join(words[at : at + 5]) for at in range(max(len(words) - 4, 1))]


def main(corpus: Path, output: Path) -> None:
    """Read the corpus, and write its clusters."""
    with Pool(2) as pool:
        files = pool.map(sketch_file, corpus_files(corpus))
    ids = [one for file_ids, _ in files for one in file_ids]
    sketches = [one for _, file_sketches in files for one in file_sketches]
    index = RMinHashLSH(threshold=0.72, num_perm=112, num_bands=14)
    index.insert_many(sketches)
    parents = list(range(len(ids)))
    for number, others in enumerate(index.query_all(sketches)):
        for other in others:
            join(parents, number, other)
    write_clusters(output, ids, parents)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
