"""What a tool's clusters are worth beside what was planted."""

from __future__ import annotations

import pickle
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
from generated_documents import Truth, jaccard

ALIKE, UNLIKE = 0.8, 0.5
BETWEEN = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8))
SAMPLED_PAIRS = 2_000

Clusters = dict[int, int]
"""The cluster of each document that shares one, by the documents' numbers."""


@dataclass(frozen=True)
class Score:
    """The worth of some clusters.

    Attributes:
        recall: Of the planted pairs that are at least 0.8 alike, the share in one
            cluster.
        curve: The same for pairs from 0.5, 0.6 and 0.7 to the next.
        unlike: Of all pairs of documents in one cluster, the share less than 0.5
            alike, from a sample.
        clusters: How many there are of two documents or more.
        dropped: The floor when only a cluster's first document is counted: of the
            sightings left, the share whose prompt was seen once.
        counted: The floor when a prompt counts once in each cluster.
        truth: The floor of the planted independent statements.
    """

    recall: float
    curve: tuple[float, ...]
    unlike: float
    clusters: int
    dropped: float
    counted: float
    truth: float


def read_clusters(tool: str, output: Path, corpus: Path) -> Clusters:
    """Read what a tool wrote, in its own form, as clusters of document numbers."""
    if tool == "ours":
        return _from_our_table(output, corpus)
    if tool == "text_dedup":
        return _from_sets(output)
    if tool == "datatrove":
        return _from_cluster_files(output, corpus)
    rows = (output / "clusters.tsv").read_text(encoding="utf-8").splitlines()
    return {int(one): int(name) for one, name in (row.split("\t") for row in rows)}


def score(clusters: Clusters, truth: Truth, texts: list[str]) -> Score:
    """Compare clusters with what was planted."""

    def joined(least: float, below: float) -> float:
        pairs = [pair for pair in truth.pairs if least <= pair.similarity < below]
        found = sum(
            left in clusters and clusters[left] == clusters.get(right)
            for left, right, _ in pairs
        )
        return found / len(pairs)

    firsts: dict[int, int] = {}
    for number in sorted(clusters):
        firsts.setdefault(clusters[number], number)
    documents = range(len(texts))
    return Score(
        recall=joined(ALIKE, 1.1),
        curve=tuple(joined(least, below) for least, below in BETWEEN),
        unlike=_share_unlike(clusters, texts),
        clusters=len(firsts),
        dropped=_singleton_rate(
            truth.person[number]
            for number in documents
            if number not in clusters or firsts[clusters[number]] == number
        ),
        counted=_singleton_rate(
            person
            for person, _ in {
                # A document alone is a cluster of its own, under no other's name.
                (truth.person[number], clusters.get(number, -1 - number))
                for number in documents
            }
        ),
        truth=_singleton_rate(
            person for person, _ in set(zip(truth.person, truth.statement, strict=True))
        ),
    )


def _singleton_rate(people: Iterable[int]) -> float:
    seen = Counter(people)
    return sum(times == 1 for times in seen.values()) / seen.total()


def _share_unlike(clusters: Clusters, texts: list[str]) -> float:
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, name in sorted(clusters.items()):
        members[name].append(number)
    groups = [group for _, group in sorted(members.items())]
    if not groups:
        return 0.0
    draw = Random(1)
    weights = [len(group) * (len(group) - 1) / 2 for group in groups]
    chosen = draw.choices(groups, weights, k=SAMPLED_PAIRS)
    pairs = Counter(tuple(sorted(draw.sample(group, 2))) for group in chosen)
    unlike = sum(
        times
        for (left, right), times in pairs.items()
        if jaccard(texts[left], texts[right]) < UNLIKE
    )
    return unlike / pairs.total()


def _from_our_table(output: Path, corpus: Path) -> Clusters:
    number_of: dict[str, int] = {}
    for path in sorted(corpus.glob("*.jsonl")):
        offset = 0
        with path.open("rb") as file:
            for line in file:
                number_of[f"{path.name}#{offset}"] = len(number_of)
                offset += len(line)
    rows = pq.read_table(output / "doc_clusters").to_pydict()
    return {
        number_of[one]: number_of[name]
        for one, name in zip(rows["doc_key"], rows["cluster_id"], strict=True)
    }


def _from_sets(output: Path) -> Clusters:
    """Read text-dedup's sets: of each document the one above it in its tree."""
    with (output / "survivors" / "uf.pkl").open("rb") as file:
        above = _SetsReader(file).load().parent
    clusters = {}
    for number in above:
        root = number
        while above[root] != root:
            root = above[root]
        clusters[number] = root
    sizes = Counter(clusters.values())
    return {one: root for one, root in clusters.items() if sizes[root] > 1}


class _Sets:
    """Stands for text-dedup's class, which is not installed here."""

    parent: Mapping[int, int]


class _SetsReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        return _Sets if name == "UnionFind" else Counter


def _from_cluster_files(output: Path, corpus: Path) -> Clusters:
    """Read datatrove's pairs of a document's place in its file and its cluster."""
    clusters, first = {}, 0
    for number, path in enumerate(sorted(corpus.glob("*.jsonl"))):
        stored = output / "clusters" / f"{number:06d}.clusters"
        if stored.exists():
            for place, name in struct.iter_unpack("<II", stored.read_bytes()):
                clusters[first + place] = name
        with path.open("rb") as file:
            first += sum(1 for _ in file)
    return clusters
