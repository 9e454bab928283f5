"""Small corpora on disk, for the reading tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pipeline.corpus.documents import Document, Reject, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards

Read = Callable[..., list[Document | Reject]]


@pytest.fixture
def read() -> Read:
    """List, plan and read what corpus arguments name."""

    def read_corpus(
        *arguments: Path, fields: FieldNames | None = None, shard_bytes: int = 1 << 26
    ) -> list[Document | Reject]:
        files = list_corpus([str(argument) for argument in arguments])
        shards = plan_shards(files, shard_bytes=shard_bytes)
        return [
            record
            for shard in shards
            for record in read_records(shard, fields or FieldNames())
        ]

    return read_corpus


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | Iterable[bytes]], Path]:
    """Write a file below the test's folder, and its folders with it."""

    def write_file(name: str, data: bytes | Iterable[bytes] = b"") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else b"".join(data))
        return path

    return write_file
