"""Clusters by datasketch: signatures in two processes, the index in one.

It takes shingles as bytes and hashes each by SHA-1 unless told otherwise; xxhash is
what its documentation proposes where speed counts.
"""

from __future__ import annotations

import re
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import xxhash
from datasketch import MinHash, MinHashLSH
from documents_and_clusters import corpus_files, join, read_file, write_clusters

WORD = re.compile(r"\w+")


def sketch_file(path: Path) -> tuple[list[str], np.ndarray]:
    """Compute the signatures of one file's documents."""
    ids, texts = read_file(path)
    sketches = MinHash.generator(
        map(shingle, texts), num_perm=112, hashfunc=xxhash.xxh32_intdigest
    )
    return ids, np.stack([sketch.hashvalues for sketch in sketches])


def shingle(text: str) -> list[bytes]:
    """List a text's runs of five words."""
    words = WORD.findall(text.lower())
    return [
        " ".join(words[at : at + 5]).encode() for at in range(max(len(words) - 4, 1))
    ]


def main(corpus: Path, output: Path) -> None:
    """Read the corpus, and write its clusters."""
    ids: list[str] = []
    index = MinHashLSH(num_perm=112, params=(14, 8))
    parents: list[int] = []
    like = MinHash(num_perm=112)
    with Pool(2) as pool:
        for file_ids, signatures in pool.imap(sketch_file, corpus_files(corpus)):
            ids += file_ids
            for signature in signatures:
                sketch = MinHash(
                    hashvalues=signature,
                    permutations=like.permutations,
                    scheme="affine32",
                )
                number = len(parents)
                parents.append(number)
                for other in index.query(sketch):
                    join(parents, number, other)
                index.insert(number, sketch, check_duplication=False)
    write_clusters(output, ids, parents)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
