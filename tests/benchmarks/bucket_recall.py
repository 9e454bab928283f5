"""What it costs to compare neighbours instead of all pairs of a bucket.

    python tests/benchmarks/bucket_recall.py [--pages 20000]

The hardest case: pages of one template, all in one bucket, each of them there twice,
with edits. So each page has one that is like it among thousands that are not, and a
bucket's least member is unlike nearly all. Counted are the pairs of twins whose
sketches reach the threshold and that share a bucket: comparing all pairs of every
bucket would join each of them. With "one band" the twins meet in the common bucket
alone; with all bands they are in smaller buckets too, as documents are.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from jobs.candidate_edges import make_graph
from jobs.local import LocalEngine
from pipeline.dedup.settings import DedupSettings
from pipeline.dedup.sketch import Sketcher
from schemas.tables import BANDS, DOCUMENTS

SHARES = (0.0, 0.5, 0.7, 0.85)
"""How much of a page's signature is the template's; twins aside, pages are as alike as
the square of it says."""

SIMILARITIES = (0.75, 0.8, 0.85, 0.9, 0.95)
"""How much of a page's signature its twin has."""


def plant_twins(pages: int, share: float, similarity: float) -> NDArray[np.uint32]:
    """Make the signatures of pages and their twins, in turns; band 0 is one bucket."""
    generator = np.random.default_rng(1)
    shape = pages // 2, DedupSettings().sketch.permutations

    def noise() -> NDArray[np.uint32]:
        return generator.integers(0, 2**32, shape, dtype=np.uint32)

    template = generator.integers(0, 2**32, shape[1], dtype=np.uint32)
    page = np.where(generator.random(shape) < share, template, noise())
    twin = np.where(generator.random(shape) < similarity, page, noise())
    both = np.stack([page, twin], axis=1).reshape(-1, shape[1])
    both[:, : DedupSettings().sketch.rows] = template[: DedupSettings().sketch.rows]
    return both


def join_twins(signatures: NDArray[np.uint32], bands: int) -> tuple[int, int]:
    """Cluster pages; count the twins that all pairs would join, and those joined."""
    settings = DedupSettings()
    hashes = Sketcher(settings.sketch).band_hashes(signatures)[:, :bands]
    count = len(signatures)
    keys = np.array([f"d#{number:08d}" for number in range(count)])
    documents = pa.table(
        {
            "doc_key": keys,
            "sketch": [one.tobytes() for one in signatures.astype("<u4")],
            "text_key": np.arange(count),
        }
    )
    bands_table = pa.table(
        {
            "doc_key": np.repeat(keys, bands),
            "band": np.tile(np.arange(bands, dtype=np.int16), count),
            "band_hash": hashes.reshape(-1),
        }
    )
    with TemporaryDirectory() as folder:
        run = Path(folder)
        for table, made in ((DOCUMENTS, documents), (BANDS, bands_table)):
            (run / table.name).mkdir()
            pq.write_table(made, run / table.name / "00000.parquet")
        graph = make_graph(
            LocalEngine(1, run / "spill"),
            bands=run / BANDS.name,
            documents=run / DOCUMENTS.name,
            settings=settings,
            scratch=run / "scratch",
        )
        nodes = pq.read_table(graph.nodes)
        page_of = np.empty(count, dtype=np.int64)
        numbers = [int(key.removeprefix("d#")) for key in nodes["doc_key"].to_pylist()]
        page_of[nodes["node"].to_numpy()] = numbers
        edges = pq.read_table(graph.edges)
    left = page_of[edges["node"].to_numpy()]
    right = page_of[edges["neighbour"].to_numpy()]
    joined = np.zeros(count // 2, dtype=bool)
    joined[left[left // 2 == right // 2] // 2] = True
    alike = (signatures[::2] == signatures[1::2]).mean(axis=1) >= 0.7
    return int(alike.sum()), int((joined & alike).sum())


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=20_000)
    arguments = parser.parse_args()
    all_bands = DedupSettings().sketch.bands
    print("template's share  similarity  twins  joined in one band  in all bands")
    for share in SHARES:
        for similarity in SIMILARITIES:
            signatures = plant_twins(arguments.pages, share, similarity)
            twins, in_one = join_twins(signatures, 1)
            _, in_all = join_twins(signatures, all_bands)
            print(
                f"{share:16.2f} {similarity:11.2f} {twins:6,} "
                f"{in_one / twins:19.4f} {in_all / twins:13.4f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
