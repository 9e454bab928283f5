"""Rows of the per-shard tables, as if their corpus file had had another key."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc


class KeyChange(NamedTuple):
    """The key of a corpus file, and the one that it is to have instead."""

    old: str
    new: str


def rekey(batch: pa.RecordBatch, change: KeyChange) -> pa.RecordBatch:
    """Rewrite what of a shard's rows begins with the key of the shard's file.

    Args:
        batch: Rows of any per-shard table, all of one corpus file.
        change: The file's key in them, and the one to put in its place.

    Returns:
        The same rows with doc_key and shard rewritten, and doc_id where it is the
        doc_key for want of an id of the corpus's own.
    """
    if change.old == change.new:
        return batch
    columns = {name: batch.column(name) for name in batch.schema.names}
    if "doc_id" in columns:
        has_no_id = pc.equal(columns["doc_id"], columns["doc_key"])
        rewritten = _replace_start(columns["doc_id"], change)
        columns["doc_id"] = pc.if_else(has_no_id, rewritten, columns["doc_id"])
    for name in ("doc_key", "shard"):
        if name in columns:
            columns[name] = _replace_start(columns[name], change)
    return pa.record_batch(list(columns.values()), schema=batch.schema)


def _replace_start(values: pa.Array, change: KeyChange) -> pa.Array:
    # Lengths count code points.
    return pc.utf8_replace_slice(values, 0, len(change.old), change.new)
