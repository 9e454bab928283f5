"""Documents and rejects: what reading a shard gives, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from pipeline.corpus.fields import (
    FieldNames,
    FieldPaths,
    find_id,
    find_string,
    find_text,
    narrow_paths,
    resolve_paths,
)
from pipeline.corpus.jsonl import read_objects
from pipeline.corpus.parquet import read_rows
from pipeline.corpus.shards import Shard
from pipeline.corpus.streams import Fault

_NAMES_REMEMBERED = 1000
"""Sets of field names; a corpus has a few, and one that has endless ones must not
fill the memory."""


class Document(NamedTuple):
    """One record with text.

    Attributes:
        doc_key: Where it is: the file's key, `#`, and the record's offset (bytes of
            decompressed text before its line) or row. No two records share one.
        doc_id: The corpus's own id, which may repeat; without one, doc_key.
        text: Not blank; without lone surrogates.
        url: As the corpus gives it.
        title: As the corpus gives it.
        language: As the corpus gives it.
    """

    doc_key: str
    doc_id: str
    text: str
    url: str | None
    title: str | None
    language: str | None


class Reject(NamedTuple):
    """One record without usable text, or the unreadable rest of a file.

    Attributes:
        position: The record's offset or row; for the rest of a file, how far
            reading came. Once in a shard.
        reason: invalid_json, invalid_utf8, not_an_object, no_text, null_text,
            text_not_string, empty_text, too_long, corrupt_file or unreadable_file.
        detail: What was found, for a person.
    """

    position: int
    reason: str
    detail: str


def read_records(shard: Shard, fields: FieldNames) -> Iterator[Document | Reject]:
    """Read the records of a shard, in the order of the file.

    Args:
        shard: What to read.
        fields: The names of the fields to read.

    Yields:
        A document for each record with text, a reject for each without, and a
        reject for what could not be read; at most `shard.limit` in all. The records
        of a file's shards, joined in order, are those of the file read whole.

    Raises:
        OSError: A failure that may pass, such as a lost connection: the shard is to
            be read again.
    """
    anywhere = resolve_paths(fields)
    narrowed: dict[tuple[str, ...], FieldPaths] = {}
    values = islice(_read_values(shard, anywhere), shard.limit)
    for position, value in values:
        if isinstance(value, Fault):
            yield Reject(position, *value)
            continue
        names = tuple(value)
        paths = narrowed.get(names)
        if paths is None:
            if len(narrowed) == _NAMES_REMEMBERED:
                narrowed.clear()
            paths = narrowed[names] = narrow_paths(anywhere, names)
        text = find_text(value, paths.text)
        if isinstance(text, Fault):
            yield Reject(position, *text)
            continue
        doc_key = f"{shard.key}#{position}"
        yield Document(
            doc_key,
            find_id(value, paths.id) or doc_key,
            text,
            find_string(value, paths.url),
            find_string(value, paths.title),
            find_string(value, paths.language),
        )


def _read_values(
    shard: Shard, paths: FieldPaths
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    if shard.kind == "jsonl":
        return read_objects(shard.path, start=shard.start, stop=shard.stop)
    others = (*paths.id, *paths.url, *paths.title, *paths.language)
    return read_rows(
        shard.path,
        either=[path.name for path in paths.text],
        columns=[path.name for path in others],
        start=shard.start,
        stop=shard.stop,
    )
