"""Records into shard files of several formats. Does not know what records say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

Value = str | int | None
Row = Mapping[str, Value]

_FIELDS = ("id", "text", "url", "title", "language")


def write_jsonl(
    path: Path,
    lines: Sequence[Row | bytes],
    *,
    escape: bool = False,
    nest: bool = False,
) -> list[int]:
    """Write JSON lines, compressed as the path's ending says.

    Args:
        path: Ends in .jsonl, .jsonl.gz (two members) or .jsonl.zst (two frames).
        lines: Records, or bytes that stand as they are: broken lines.
        escape: Write characters beyond ASCII as escapes.
        nest: Put url, title and language under "metadata".

    Returns:
        The offset of each line in the decompressed file, in bytes.
    """
    encoded = []
    for line in lines:
        if isinstance(line, bytes):
            encoded.append(line + b"\n")
            continue
        row = _nest(line) if nest else {k: v for k, v in line.items() if v is not None}
        encoded.append(json.dumps(row, ensure_ascii=escape).encode() + b"\n")
    # A blank line in the middle: readers skip it, offsets count it.
    half = len(encoded) // 2
    parts = [b"".join(encoded[:half]) + b"\n", b"".join(encoded[half:])]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        parts = [gzip.compress(part, mtime=0) for part in parts]
    elif path.suffix == ".zst":
        parts = [zstandard.ZstdCompressor().compress(part) for part in parts]
    path.write_bytes(b"".join(parts))
    offsets = [0]
    for index, data in enumerate(encoded[:-1]):
        offsets.append(offsets[-1] + len(data) + (index == half - 1))
    return offsets[: len(encoded)]


def write_parquet(path: Path, rows: Sequence[Row]) -> list[int]:
    """Write rows as Parquet in two row groups, and give their numbers.

    Args:
        path: Where to.
        rows: Records; their ids are all strings or all integers.

    Returns:
        The number of each row: its place in the file.
    """
    columns = {name: [row.get(name) for row in rows] for name in _FIELDS}
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        pa.table(columns), path, row_group_size=len(rows) // 2 + 1, compression="zstd"
    )
    return list(range(len(rows)))


def _nest(row: Row) -> dict[str, Value | dict[str, Value]]:
    inside: dict[str, Value] = {
        name: row[name] for name in ("url", "title", "language") if row[name]
    }
    return {"id": row["id"], "text": row["text"], "metadata": inside}
