"""Sketches of documents that were never written, with clusters that are known.

A run's tables observations, documents and bands, of any size, in a memory that does
not grow with it: every value of every signature is a hash of who the document is. In a
hundred documents there are

- ten directory pages of one template, one person a page, all in one bucket and half of
  their values the same; of every fifty such people one has two further copies,
- ten mirrors with edits, in clusters of two to twenty,
- one of a single page that was copied word for word, and four in smaller such groups,
- four in chains of eight, of which only neighbours are alike,
- and the rest, which are like no other.

Each document states the birthday of one person; people are stated by up to thousands
of documents, in several clusters each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from pipeline.dedup.sketch import Sketcher
from pipeline.dedup.word_hashes import mix
from schemas.tables import BANDS, DOCUMENTS, OBSERVATIONS

BLOCK = 50_000
"""Documents written together; two blocks' arrays are in memory."""

PERMUTATIONS = 112
_ROWS = 8
_CHAIN = 8
_EDITS = 6  # of 112 values: two mirrors of one page agree in 0.89 of them or more
_FILES = 64

ALONE, TEMPLATE, MIRROR, EXACT, CHAIN = range(5)

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """Who every document is; entry i is of document i.

    Attributes:
        kind: What it was planted as.
        label: Its true cluster.
        member: Which of the cluster's documents it is, from 0.
        person: Whose birthday it states.
    """

    kind: NDArray[np.int8]
    label: Labels
    member: Labels
    person: Labels


def plan_documents(count: int, seed: int = 1) -> Plan:
    """Decide who every document is.

    Args:
        count: Documents, some hundreds at least.
        seed: Of the order and the sizes.

    Returns:
        The plan; clusters are scattered over it.
    """
    generator = np.random.default_rng(seed)
    sizes: list[tuple[int, NDArray[np.int64]]] = []
    pages = count // 10
    copied = pages // 54
    sizes.append((TEMPLATE, np.repeat([3, 1], [copied, pages - 3 * copied])))
    spread = generator.integers(2, 21, count)
    mirrors = spread[: np.searchsorted(np.cumsum(spread), count // 10)]
    sizes.append((MIRROR, mirrors))
    groups = generator.integers(2, 6, count)
    groups = groups[: np.searchsorted(np.cumsum(groups), count // 25)]
    sizes.append((EXACT, np.concatenate([[count // 100], groups])))
    sizes.append((CHAIN, np.full(count // 25 // _CHAIN, _CHAIN)))
    planted = sum(int(size.sum()) for _, size in sizes)
    sizes.append((ALONE, np.ones(count - planted, dtype=np.int64)))
    size = np.concatenate([part for _, part in sizes])
    kinds = np.concatenate(
        [np.full(len(part), kind, dtype=np.int8) for kind, part in sizes]
    )
    firsts = np.cumsum(size) - size
    label = np.repeat(np.arange(len(size)), size)
    member = np.arange(count) - np.repeat(firsts, size)
    # All documents of a cluster state one person; the people follow a power law, but
    # every page of the directory has a person of its own.
    people = np.minimum(generator.pareto(0.6, len(size)), 1e6).astype(np.int64)
    people = _hash(people, np.arange(len(size)) % 97).view(np.int64) >> 1
    own = kinds == TEMPLATE
    people[own] = -1 - np.arange(int(own.sum()))
    order = generator.permutation(count)
    return Plan(kinds[label[order]], label[order], member[order], people[label[order]])


def write_tables(plan: Plan, run: Path) -> None:
    """Write the tables observations, documents and bands.

    Args:
        plan: Who the documents are.
        run: The folder to write them under.
    """
    sketcher = Sketcher()
    per_file = max(-(-len(plan.label) // _FILES), 1)
    for number, start in enumerate(range(0, len(plan.label), per_file)):
        end = min(start + per_file, len(plan.label))
        writers = {}
        for table in (OBSERVATIONS, DOCUMENTS, BANDS):
            path = run / table.name / f"{number:05d}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            writers[table.name] = pq.ParquetWriter(
                path, table.arrow, compression="zstd"
            )
        for first in range(start, end, BLOCK):
            rows = slice(first, min(first + BLOCK, end))
            for name, columns in _block(plan, rows, sketcher):
                writers[name].write_batch(columns)
        for writer in writers.values():
            writer.close()


def doc_keys(count: int, rows: slice) -> list[str]:
    """The keys of documents, in the form of a corpus's."""
    per_file = max(-(-count // _FILES), 1)
    return [
        f"part-{place // per_file:05d}.jsonl.gz#{place % per_file * 1999}"
        for place in range(rows.start, rows.stop)
    ]


def make_signatures(plan: Plan, rows: slice) -> NDArray[np.uint32]:
    """Compute the signatures of some documents.

    Two documents of a cluster that are meant to meet have at least one band in
    common, and are alike in every bucket that they share with their cluster alone: so
    the truth is certain, not likely.
    """
    kind, label, member = plan.kind[rows], plan.label[rows], plan.member[rows]
    place = np.arange(PERMUTATIONS)
    band = place // _ROWS
    values = _cross(_hash(label), _hash(place))
    # A chain's link changes two bands; after seven links nothing is left.
    at = np.flatnonzero(kind == CHAIN)
    version = (member[at, np.newaxis] + 7 - band // 2) // 7
    values[at] = _hash(label[at, np.newaxis], place, version)
    at = np.flatnonzero(kind == TEMPLATE)
    own = _cross(_hash(label[at], 1), _hash(place)) >> np.uint64(63) == 0
    template = np.broadcast_to(_hash(np.int64(-1), place), own.shape)
    values[at] = np.where(own & (band > 0), values[at], template)
    edited = ((kind == MIRROR) | (kind == TEMPLATE)) & (member > 0)
    at = np.flatnonzero(edited)
    for edit in range(_EDITS):
        where = _hash(label[at], member[at], edit) % np.uint64(PERMUTATIONS)
        values[at, where.astype(np.int64)] = _hash(label[at], member[at], edit + 99)
    return (values >> np.uint64(32)).astype(np.uint32)


def _block(
    plan: Plan, rows: slice, sketcher: Sketcher
) -> Iterator[tuple[str, pa.RecordBatch]]:
    signatures = make_signatures(plan, rows)
    count = len(signatures)
    keys = pa.array(doc_keys(len(plan.label), rows))
    exact = plan.kind[rows] == EXACT
    text = _hash(plan.label[rows], np.where(exact, 0, plan.member[rows] + 1))
    sketches = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(4 * PERMUTATIONS),
        count,
        [None, pa.py_buffer(np.ascontiguousarray(signatures, "<u4"))],
    ).cast(pa.binary())
    domains = pa.array([f"site{n}.example" for n in range(50_000)])
    domain = domains.take(
        pa.array((_hash(plan.label[rows], plan.member[rows], 5) % 50_000).astype(int))
    )
    people = plan.person[rows]
    entity = pa.array([f"person {one:x}" for one in people.tolist()])
    dates = pa.array(
        [f"19{n // 366:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(36_600)]
    )
    value = dates.take(pa.array((_hash(people) % 36_600).astype(int)))
    yield (
        DOCUMENTS.name,
        _batch(
            DOCUMENTS,
            count,
            doc_key=keys,
            doc_id=keys,
            url=domain,
            domain=domain,
            title=entity,
            sketch=sketches,
            text_key=pa.array(text.view(np.int64)),
        ),
    )
    yield (
        OBSERVATIONS.name,
        _batch(
            OBSERVATIONS,
            count,
            category=pa.array(["birthday"]).take(pa.array(np.zeros(count, dtype=int))),
            entity=entity,
            entity_key=entity,
            value=value,
            doc_key=keys,
            doc_id=keys,
            passage_key=pa.array(text.view(np.int64)),
        ),
    )
    bands = sketcher.band_hashes(signatures)
    repeated = np.repeat(np.arange(count), bands.shape[1])
    number = np.tile(np.arange(bands.shape[1], dtype=np.int16), count)
    yield (
        BANDS.name,
        _batch(
            BANDS,
            len(repeated),
            doc_key=keys.take(pa.array(repeated)),
            band=pa.array(number),
            band_hash=pa.array(bands.reshape(-1)),
        ),
    )


def _batch(table: object, count: int, **columns: pa.Array) -> pa.RecordBatch:
    """Fill up a table's other columns: nulls, zeros or empty strings."""
    filled = []
    for column in table.columns:
        made = columns.get(column.name)
        if made is None and column.nullable:
            made = pa.nulls(count, column.type)
        elif made is None:
            nothing = "" if column.type == pa.string() else 0
            made = pa.repeat(pa.scalar(nothing, column.type), count)
        filled.append(made.cast(column.type))
    return pa.record_batch(filled, schema=table.arrow)


def _cross(rows: NDArray[np.uint64], columns: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash every row with every column; the upper bits are the good ones."""
    state = rows[:, np.newaxis] ^ columns
    state *= np.uint64(0xBF58476D1CE4E5B9)
    state ^= state >> np.uint64(29)
    state *= np.uint64(0x94D049BB133111EB)
    return state


def _hash(*parts: object) -> NDArray[np.uint64]:
    """Hash integers, broadcast against each other, into 64 bits."""
    state = np.uint64(0x9E3779B97F4A7C15)
    for part in parts:
        more = np.asarray(part, dtype=np.int64).astype(np.uint64)
        state = mix(np.atleast_1d(state ^ more) * np.uint64(0xD6E8FEB86659FD93))
    return state
