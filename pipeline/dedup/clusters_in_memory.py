"""Clusters of near-duplicates where bands fit in memory: the SQL's answer without SQL.

For a small run, starting a database and writing a table a step takes longer than the
work. Numbers, candidate pairs and components are those of pipeline/sql, document for
document; a test holds one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5

import numpy as np
from numpy.typing import NDArray

from pipeline.dedup.components import find_components
from pipeline.dedup.verification import (
    ORDERS,
    Signatures,
    find_alike,
    order_signatures,
)

Ids = NDArray[np.int64]

_PAIRS_AT_ONCE = 65_536
"""Pairs compared at a time: two signatures each, some 60 MB."""


@dataclass(frozen=True)
class BandRows:
    """The table bands, by columns.

    Attributes:
        documents: Whose band it is, as an index into the documents.
        bands: The band.
        hashes: Its hash.
    """

    documents: Ids
    bands: Ids
    hashes: Ids


@dataclass(frozen=True)
class _Members:
    """Members of buckets, those of one bucket together; a node once in a bucket."""

    buckets: Ids
    nodes: Ids


def find_clusters(
    doc_keys: Sequence[str],
    text_keys: Ids,
    rows: BandRows | None,
    *,
    signatures: Signatures | None,
    threshold: float | None,
) -> tuple[list[str], list[str]]:
    """Find which documents belong together, directly or through others.

    Args:
        doc_keys: n >= 0 different keys, in any order.
        text_keys: Their hashes of all words; equal ones are copies.
        rows: Their bands; None to join copies alone.
        signatures: Theirs; needed with a threshold alone.
        threshold: The least estimated similarity of a pair of a bucket that is
            joined, 0..1; None to join all of a bucket.

    Returns:
        The keys of the documents in a cluster of two or more, ascending by code point,
        and beside each the least key of its cluster.
    """
    shared = None if rows is None else _keep_shared(rows)
    documents = _number(doc_keys, text_keys, shared)
    nodes = np.full(len(doc_keys), -1, dtype=np.int64)
    nodes[documents] = np.arange(len(documents))
    originals = _find_originals(text_keys[documents])
    copies = np.flatnonzero(originals != np.arange(len(documents)))
    edges = [(copies, originals[copies])]
    if shared is not None:
        members = _keep_originals(shared, nodes[shared.documents], originals)
        if threshold is None:
            edges.append(_tie(members))
        elif signatures is not None:
            edges.append(_verify(members, signatures[documents], threshold))
    left, right = map(np.concatenate, zip(*edges, strict=True))
    joined, components = find_components(left, right)
    return _name(doc_keys, documents[joined], components)


def _keep_shared(rows: BandRows) -> BandRows:
    """Keep the rows of buckets of two rows or more, those of one bucket together."""
    order = np.lexsort((rows.hashes, rows.bands))
    bands, hashes = rows.bands[order], rows.hashes[order]
    buckets = _number_runs((bands, hashes))
    shared = np.bincount(buckets)[buckets] > 1 if len(buckets) else buckets > 0
    return BandRows(rows.documents[order][shared], bands[shared], hashes[shared])


def _number_runs(columns: Sequence[Ids]) -> Ids:
    """Number the runs of equal rows: 0 for the first."""
    fresh = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        fresh[1:] |= column[1:] != column[:-1]
    return np.cumsum(fresh)


def _number(doc_keys: Sequence[str], text_keys: Ids, shared: BandRows | None) -> Ids:
    """Order the documents that may belong with another, as nodes.sql numbers them."""
    _, places, counts = np.unique(text_keys, return_inverse=True, return_counts=True)
    may = counts[places] > 1 if len(text_keys) else np.zeros(0, dtype=bool)
    if shared is not None:
        may[shared.documents] = True

    def by_part(document: int) -> tuple[str, str]:
        key = doc_keys[document]
        return md5(key.encode(), usedforsecurity=False).hexdigest()[:3], key

    return np.array(sorted(np.flatnonzero(may).tolist(), key=by_part), dtype=np.int64)


def _find_originals(text_keys: Ids) -> Ids:
    """For each node the least node of the same text, as copies.sql says."""
    _, first, places = np.unique(text_keys, return_index=True, return_inverse=True)
    return first[places]


def _keep_originals(shared: BandRows, nodes: Ids, originals: Ids) -> _Members:
    """Keep one node of each text in a bucket, the least, as bucket_members.sql does."""
    buckets = _number_runs((shared.bands, shared.hashes))
    order = np.lexsort((nodes, originals[nodes], buckets))
    buckets, nodes = buckets[order], nodes[order]
    texts = _number_runs((buckets, originals[nodes]))
    first = np.flatnonzero(np.diff(texts, prepend=-1))
    buckets, nodes = buckets[first], nodes[first]
    held = np.bincount(buckets)[buckets] > 1 if len(buckets) else buckets > 0
    return _Members(buckets[held], nodes[held])


def _find_least(members: _Members) -> Ids:
    """For each member the least node of its bucket."""
    order = np.lexsort((members.nodes, members.buckets))
    runs = _number_runs((members.buckets[order],))
    firsts = members.nodes[order][np.flatnonzero(np.diff(runs, prepend=-1))]
    least = np.empty_like(members.nodes)
    least[order] = firsts[runs]
    return least


def _tie(members: _Members) -> tuple[Ids, Ids]:
    """Tie each member to its bucket's least, as bucket_stars.sql does."""
    return members.nodes, _find_least(members)


def _verify(
    members: _Members, signatures: Signatures, threshold: float
) -> tuple[Ids, Ids]:
    """Tie the alike ones of the pairs that candidate_pairs.sql makes."""
    ends = [(members.nodes, _find_least(members))]
    places = order_signatures(signatures)
    for number in range(ORDERS):
        own = places[number][members.nodes]
        order = np.lexsort((members.nodes, own, members.buckets))
        nodes, buckets = members.nodes[order], members.buckets[order]
        together = buckets[1:] == buckets[:-1]
        ends.append((nodes[1:][together], nodes[:-1][together]))
    one, other = map(np.concatenate, zip(*ends, strict=True))
    pairs = np.unique(
        np.stack([np.maximum(one, other), np.minimum(one, other)]), axis=1
    )
    left, right = pairs[:, pairs[0] != pairs[1]]
    alike = [
        find_alike(
            signatures[left[start : start + _PAIRS_AT_ONCE]],
            signatures[right[start : start + _PAIRS_AT_ONCE]],
            threshold=threshold,
        )
        for start in range(0, len(left), _PAIRS_AT_ONCE)
    ]
    kept = np.concatenate([np.empty(0, dtype=bool), *alike])
    return left[kept], right[kept]


def _name(
    doc_keys: Sequence[str], documents: Ids, components: Ids
) -> tuple[list[str], list[str]]:
    """Name each component by its least key, as doc_clusters.sql does."""
    keys = [doc_keys[document] for document in documents.tolist()]
    least: dict[int, str] = {}
    for key, component in zip(keys, components.tolist(), strict=True):
        if component not in least or key < least[component]:
            least[component] = key
    clusters = [least[component] for component in components.tolist()]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return [keys[place] for place in order], [clusters[place] for place in order]
