"""Which pairs of documents are joined by an edge, by how alike they really are.

    python tests/benchmarks/edge_recall.py CORPUS LATER [--figure edge_recall.svg]

CORPUS and LATER are folders of JSON Lines: some pages, and later versions of some of
them. All are sketched, whether they state a fact or not. The true similarity of a page
of LATER with every page of CORPUS is the Jaccard similarity of their sets of 5-word
shingles, as sketches see them. Then the pairs are clustered as a run would, and those
with an edge are counted, in bins of true similarity; beside them what all pairs of
every bucket would have joined, which is quadratic, and what the banding promises.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from jobs.candidate_edges import make_graph
from jobs.local import LocalEngine
from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards
from pipeline.dedup.settings import DedupSettings
from pipeline.dedup.sketch import Sketcher
from pipeline.dedup.text_keys import text_key
from pipeline.dedup.word_hashes import hash_words, mix
from schemas.tables import BANDS, DOCUMENTS

BINS = (0.0, 0.1, 0.3, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
_SHINGLE = 5


@dataclass(frozen=True)
class Pair:
    """A later page and an earlier one with at least one shingle in common.

    Attributes:
        left: Index of the later page.
        right: Index of the earlier one.
        similarity: Their true Jaccard similarity, 0..1.
        joined: Whether the clustering has an edge between them.
        met: Whether they share a bucket and their sketches reach the threshold: an
            edge, if all pairs of a bucket were compared.
    """

    left: int
    right: int
    similarity: float
    joined: bool
    met: bool


def read_texts(corpus: Path) -> list[Document]:
    """Read every document of a corpus, in its order."""
    shards = plan_shards(list_corpus([str(corpus)]))
    records = (one for shard in shards for one in read_records(shard, FieldNames()))
    return [one for one in records if isinstance(one, Document)]


def shingle_set(text: str) -> NDArray[np.uint64]:
    """Hash the distinct 5-word shingles of a text to 64 bits, sorted."""
    words, _ = hash_words([text])
    size = min(_SHINGLE, len(words))
    if not size:
        return words
    state = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for place in range(size):
        state = mix(state * np.uint64(3) + words[place : place + len(state)])
    return np.unique(state)


def true_similarities(
    earlier: Sequence[Document], later: Sequence[Document]
) -> Iterator[tuple[int, int, float]]:
    """Yield (later, earlier, Jaccard) of every pair with a shingle in common."""
    sets = [shingle_set(one.text) for one in later]
    hashes = np.concatenate(sets)
    owners = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    for number, document in enumerate(earlier):
        mine = shingle_set(document.text)
        low = np.searchsorted(hashes, mine, "left")
        high = np.searchsorted(hashes, mine, "right")
        hit = high > low
        found = [owners[a:b] for a, b in zip(low[hit], high[hit], strict=True)]
        if not found:
            continue
        shared = np.bincount(np.concatenate(found), minlength=len(sets))
        for other in np.flatnonzero(shared).tolist():
            common = int(shared[other])
            yield other, number, common / (len(mine) + len(sets[other]) - common)


def write_run(
    documents: Sequence[Document], run: Path, settings: DedupSettings
) -> None:
    """Write the tables documents and bands of all documents, by their index."""
    sketcher = Sketcher(settings.sketch)
    signatures = sketcher.sketch([one.text for one in documents])
    keys = [f"d#{number:08d}" for number in range(len(documents))]
    rows = [
        {
            "doc_key": key,
            "doc_id": key,
            "shard": "",
            "chars": len(one.text),
            "sketch": signature.astype("<u4").tobytes(),
            "text_key": text_key(one.text),
        }
        for key, one, signature in zip(keys, documents, signatures, strict=True)
    ]
    hashes = sketcher.band_hashes(signatures)
    bands = pa.table(
        {
            "doc_key": np.repeat(keys, hashes.shape[1]),
            "band": np.tile(np.arange(hashes.shape[1], dtype=np.int16), len(keys)),
            "band_hash": hashes.reshape(-1),
        }
    )
    for table, made in (
        (DOCUMENTS, pa.Table.from_pylist(rows, DOCUMENTS.arrow)),
        (BANDS, bands),
    ):
        (run / table.name).mkdir(parents=True)
        pq.write_table(made, run / table.name / "00000.parquet")


def find_edges(run: Path, settings: DedupSettings) -> set[tuple[int, int]]:
    """Make the graph as a run does; return its edges as pairs of indices."""
    graph = make_graph(
        LocalEngine(1, run / "spill"),
        bands=run / BANDS.name,
        documents=run / DOCUMENTS.name,
        settings=settings,
        scratch=run / "scratch",
    )
    index = {
        row["node"]: int(row["doc_key"].removeprefix("d#"))
        for row in pq.read_table(graph.nodes).to_pylist()
    }
    edges = pq.read_table(graph.edges).to_pylist()
    return {
        (max(pair), min(pair))
        for edge in edges
        for pair in [(index[edge["node"]], index[edge["neighbour"]])]
    }


def compare_corpora(corpus: Path, later: Path) -> list[Pair]:
    """Say of every pair how alike it is and whether it is joined.

    Args:
        corpus: Earlier pages.
        later: Later versions of some.

    Returns:
        The pairs with at least one shingle in common, in no order.
    """
    settings = DedupSettings()
    earlier, newer = read_texts(corpus), read_texts(later)
    documents = [*earlier, *newer]
    with TemporaryDirectory() as folder:
        run = Path(folder)
        write_run(documents, run, settings)
        edges = find_edges(run, settings)
        table = pq.read_table(run / DOCUMENTS.name, columns=["sketch"])
    sketches = np.frombuffer(
        b"".join(table["sketch"].to_pylist()), dtype="<u4"
    ).reshape(len(documents), -1)
    bands = Sketcher(settings.sketch).band_hashes(sketches)
    pairs = []
    for left, right, similarity in true_similarities(earlier, newer):
        one = len(earlier) + left
        estimate = float((sketches[one] == sketches[right]).mean())
        met = bool((bands[one] == bands[right]).any()) and (
            settings.threshold is None or estimate >= settings.threshold
        )
        pairs.append(Pair(left, right, similarity, (one, right) in edges, met))
    return pairs


def main() -> None:
    """Read the arguments, print the table, draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("--figure", type=Path, help="write an SVG here")
    arguments = parser.parse_args()
    pairs = compare_corpora(arguments.corpus, arguments.later)
    rows = tally(pairs)
    print("similarity   pairs  joined  all pairs of a bucket  banding alone promises")
    for row in rows:
        print(
            f"{row.low:.2f}-{row.high:.2f} {row.pairs:8,} {row.joined:7,} "
            f"{row.met:22,} {promise(row.mean):23.3f}"
        )
    high = [pair for pair in pairs if pair.similarity >= 0.8]
    low = [pair for pair in pairs if pair.similarity < 0.5 and pair.joined]
    share = sum(pair.joined for pair in high) / max(len(high), 1)
    print(f"of {len(high)} pairs at 0.8 or more {share:.3f} have an edge")
    print(f"edges below 0.5: {len(low)}")
    if arguments.figure:
        arguments.figure.write_text(draw(rows), encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """One bin of the curve: low <= similarity < high."""

    low: float
    high: float
    mean: float
    pairs: int
    joined: int
    met: int


def tally(pairs: Sequence[Pair]) -> list[Row]:
    """Count pairs by bins of true similarity; bins without a pair are left out."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [
            pair
            for pair in pairs
            if low <= pair.similarity < high or pair.similarity == high == 1
        ]
        if inside:
            rows.append(
                Row(
                    low,
                    high,
                    sum(pair.similarity for pair in inside) / len(inside),
                    len(inside),
                    sum(pair.joined for pair in inside),
                    sum(pair.met for pair in inside),
                )
            )
    return rows


def promise(similarity: float) -> float:
    """The chance that two documents share a bucket: 1 - (1 - s^r)^b."""
    sketch = DedupSettings().sketch
    return 1 - (1 - similarity**sketch.rows) ** sketch.bands


def draw(rows: Sequence[Row]) -> str:
    """Draw the curve as an SVG of 640 by 400: no library, the same bytes each time."""
    left, top, width, height = 60, 20, 560, 320

    def point(x: float, y: float) -> str:
        return f"{left + width * x:.1f},{top + height * (1 - y):.1f}"

    grid = "".join(
        f'<path d="M{point(0, at / 10)} L{point(1, at / 10)}" stroke="#ddd"/>'
        f'<text x="{left - 8}" y="{top + height * (1 - at / 10) + 4:.1f}" '
        f'text-anchor="end">{at / 10:.1f}</text>'
        f'<text x="{left + width * at / 10:.1f}" y="{top + height + 18}" '
        f'text-anchor="middle">{at / 10:.1f}</text>'
        for at in range(0, 11, 2)
    )
    promised = " ".join(point(x / 100, promise(x / 100)) for x in range(101))
    joined = " ".join(point(row.mean, row.joined / row.pairs) for row in rows)
    dots = "".join(
        f'<circle cx="{spot[0]}" cy="{spot[1]}" r="3" fill="#b03a2e"/>'
        for row in rows
        for spot in [point(row.mean, row.joined / row.pairs).split(",")]
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" '
        'font-family="sans-serif" font-size="12">\n'
        '<rect width="640" height="400" fill="white"/>\n'
        f"{grid}\n"
        f'<polyline points="{promised}" fill="none" stroke="#888" '
        'stroke-dasharray="4 3"/>\n'
        f'<polyline points="{joined}" fill="none" stroke="#b03a2e"/>\n{dots}\n'
        f'<text x="{left + width / 2}" y="386" text-anchor="middle">true Jaccard '
        "similarity of 5-word shingles</text>\n"
        f'<text x="{left + 12}" y="{top + 20}" fill="#b03a2e">pairs joined by an edge'
        "</text>\n"
        f'<text x="{left + 12}" y="{top + 38}" fill="#666">pairs that share a bucket, '
        "1 − (1 − s⁸)¹⁴</text>\n</svg>\n"
    )


if __name__ == "__main__":
    main()
