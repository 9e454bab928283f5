"""Shards: how a corpus is cut into units of work, as a function of it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice, pairwise

from pipeline.corpus.jsonl import count_lines
from pipeline.corpus.listing import CorpusFile, Kind
from pipeline.corpus.parquet import RowGroup, list_row_groups
from pipeline.corpus.streams import is_compressed

SHARD_BYTES = 64 << 20
"""Stored bytes of a shard: seconds of work, so that a lost one costs little, and
enough of it that starting one does not show."""

_FOOTERS_AT_ONCE = 16
"""Parquet footers read at a time; on an object store each is a wait."""


@dataclass(frozen=True)
class Shard:
    """One unit of reading work: a file, or a part of one.

    Attributes:
        index: Its place among the shards of the run, from 0.
        name: The file's key, and `@start-stop` where the file is split.
        path: Absolute path or URL of the file.
        key: The file's key, with which the doc_keys of its records begin.
        kind: The file's format.
        start: jsonl: the first byte; parquet: the first row group.
        stop: jsonl: records whose first byte lies at or after it belong to the next
            shard; parquet: one past the last row group. None: to the end.
        bytes: Stored bytes that it stands for; those of a file's shards sum to the
            file's size, give or take a Parquet file's footer.
        limit: Read at most so many records; None for all.
    """

    index: int
    name: str
    path: str
    key: str
    kind: Kind
    start: int
    stop: int | None
    bytes: int
    limit: int | None = None


@dataclass(frozen=True)
class Plan:
    """What of a corpus is read.

    Attributes:
        shards: In the order of the corpus, numbered from 0.
        limited: Whether a limit leaves out any record of the corpus.
    """

    shards: tuple[Shard, ...]
    limited: bool


def plan_shards(
    files: Sequence[CorpusFile],
    *,
    shard_bytes: int = SHARD_BYTES,
    limit_shards: int | None = None,
    limit_documents: int | None = None,
) -> tuple[Shard, ...]:
    """Cut a corpus into shards.

    A plain JSON Lines file is cut into even byte ranges, a Parquet file between row
    groups; a compressed file is one shard.

    Args:
        files: The corpus, in order.
        shard_bytes: Stored bytes of a shard, at most if the format allows.
        limit_shards: Keep only so many shards, from the first.
        limit_documents: Keep only so many records, from the first, those without
            usable text included. Records are counted by reading up to there.

    Returns:
        The shards in the order of the corpus, numbered from 0; a function of the
        files and these settings alone. Empty for no files or a limit of 0.

    Raises:
        OSError: A failure that may pass, such as a lost connection.
    """
    return plan_reading(
        files,
        shard_bytes=shard_bytes,
        limit_shards=limit_shards,
        limit_documents=limit_documents,
    ).shards


def plan_reading(
    files: Sequence[CorpusFile],
    *,
    shard_bytes: int = SHARD_BYTES,
    limit_shards: int | None = None,
    limit_documents: int | None = None,
) -> Plan:
    """Cut a corpus into shards, and say whether the limits left anything out.

    Args:
        files: As for plan_shards, as are the others.
        shard_bytes: Stored bytes of a shard.
        limit_shards: Keep only so many shards.
        limit_documents: Keep only so many records.

    Returns:
        The shards of plan_shards, and whether there is a record in none of them.

    Raises:
        OSError: A failure that may pass, such as a lost connection.
    """
    rest: Iterator[Shard] = (
        replace(shard, index=index)
        for index, shard in enumerate(_cut(files, shard_bytes))
    )
    shards = tuple(islice(rest, limit_shards))
    limited = False
    if limit_documents is not None:
        kept, limited = _trim(shards, limit_documents)
        rest = chain(shards[len(kept) :], rest)
        shards = kept
    # A limit beyond the end, or shards without a record, leave nothing out.
    limited = limited or any(_count_records(shard, at_most=1) for shard in rest)
    return Plan(shards, limited)


def _cut(files: Sequence[CorpusFile], shard_bytes: int) -> Iterator[Shard]:
    with ThreadPoolExecutor(_FOOTERS_AT_ONCE) as pool:
        # A stretch of files at a time: a limited run does not fetch every footer.
        for first in range(0, len(files), _FOOTERS_AT_ONCE):
            stretch = files[first : first + _FOOTERS_AT_ONCE]
            cuts = pool.map(partial(_cut_file, shard_bytes=shard_bytes), stretch)
            for file, parts in zip(stretch, cuts, strict=True):
                for start, stop, stored in parts:
                    yield Shard(
                        index=0,
                        name=_name(file.key, start, stop, split=len(parts) > 1),
                        path=file.path,
                        key=file.key,
                        kind=file.kind,
                        start=start,
                        stop=stop if len(parts) > 1 else None,
                        bytes=stored,
                    )


def _name(key: str, start: int, stop: int, *, split: bool) -> str:
    return f"{key}@{start}-{stop}" if split else key


def _cut_file(file: CorpusFile, *, shard_bytes: int) -> list[tuple[int, int, int]]:
    """List the (start, stop, stored bytes) of a file's parts: one if it is whole."""
    whole = [(0, file.size, file.size)]
    if file.size <= shard_bytes:
        return whole
    if file.kind == "parquet":
        groups = list_row_groups(file.path)
        return list(_join_groups(groups, shard_bytes)) if groups else whole
    if is_compressed(file.path):
        return whole
    parts = -(-file.size // shard_bytes)
    edges = [file.size * part // parts for part in range(parts + 1)]
    return [(start, stop, stop - start) for start, stop in pairwise(edges)]


def _join_groups(
    groups: Sequence[RowGroup], shard_bytes: int
) -> Iterator[tuple[int, int, int]]:
    """Join neighbouring row groups as long as a shard holds them."""
    start = stored = 0
    for place, group in enumerate(groups):
        if place > start and stored + group.stored_bytes > shard_bytes:
            yield start, place, stored
            start, stored = place, 0
        stored += group.stored_bytes
    yield start, len(groups), stored


def _trim(shards: Sequence[Shard], limit: int) -> tuple[tuple[Shard, ...], bool]:
    """Keep the first so many records; say whether the last shard kept has more."""
    kept: list[Shard] = []
    has_more = False
    for shard in shards:
        if limit <= 0:
            break
        # One more than is wanted tells whether any is left.
        records = _count_records(shard, at_most=limit + 1)
        has_more = records > limit
        kept.append(replace(shard, limit=limit) if records >= limit else shard)
        limit -= records
    return tuple(kept), has_more


def _count_records(shard: Shard, *, at_most: int) -> int:
    if shard.kind == "jsonl":
        return count_lines(
            shard.path, start=shard.start, stop=shard.stop, at_most=at_most
        )
    groups = list_row_groups(shard.path) or ()
    rows = sum(group.rows for group in groups[shard.start : shard.stop])
    return min(rows, at_most)
