from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobs.engine import ShardSummary
from jobs.shard_files import write_shard
from schemas.contract import ContractError, Table
from schemas.tables import BANDS, REJECTS, SHARDS

Batches = Iterator[tuple[Table, pa.RecordBatch]]


def band(doc_key: str, number: int = 0) -> tuple[Table, pa.RecordBatch]:
    row = {"doc_key": doc_key, "band": number, "band_hash": 5}
    return BANDS, pa.RecordBatch.from_pylist([row], BANDS.arrow)


def done(documents: int = 1) -> tuple[Table, pa.RecordBatch]:
    row = {
        "shard": "a.jsonl",
        "bytes": 10,
        "documents": documents,
        "fact_bearing": 1,
        "observations": 1,
        "rejects": 0,
        "seconds": 0.0,
    }
    return SHARDS, pa.RecordBatch.from_pylist([row], SHARDS.arrow)


def test_a_shard_writes_a_file_in_every_per_shard_table(tmp_path: Path) -> None:
    summary = write_shard(tmp_path, 3, iter([band("a#0"), band("a#9"), done(2)]))
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.parquet")}
    tables = ("observations", "documents", "bands", "rejects", "shards")
    assert written == {f"{table}/00003.parquet" for table in tables}
    assert pq.read_table(tmp_path / "bands")["doc_key"].to_pylist() == ["a#0", "a#9"]
    assert pq.read_table(tmp_path / "rejects") == REJECTS.arrow.empty_table()
    assert summary == ShardSummary(
        index=3,
        name="a.jsonl",
        bytes=10,
        documents=2,
        fact_bearing=1,
        observations=1,
        rejects=0,
        seconds=summary.seconds,
    )


def test_the_seconds_are_measured(tmp_path: Path) -> None:
    summary = write_shard(tmp_path, 0, iter([done()]))
    assert pq.read_table(tmp_path / "shards")["seconds"].to_pylist() == [
        summary.seconds
    ]
    assert summary.seconds > 0


def test_a_shard_that_fails_shows_nothing(tmp_path: Path) -> None:
    def fail() -> Batches:
        yield band("a#0")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_shard(tmp_path, 0, fail())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_shard_must_say_once_that_it_is_done(tmp_path: Path) -> None:
    for batches in ([band("a#0")], [done(), done()]):
        with pytest.raises(ContractError, match="rows of shards, not one"):
            write_shard(tmp_path, 0, iter(batches))
    assert not (tmp_path / "shards").exists()


def test_a_batch_that_breaks_its_contract_is_refused(tmp_path: Path) -> None:
    wrong = pa.record_batch({"doc_key": pa.array([1])})
    with pytest.raises(ContractError, match="Not a bands batch"):
        write_shard(tmp_path, 0, iter([(BANDS, wrong), done()]))


def test_a_second_time_writes_the_same_bytes(tmp_path: Path) -> None:
    batches = [band("a#0", 0), band("a#0", 1), done()]
    write_shard(tmp_path / "one", 0, iter(batches))
    write_shard(tmp_path / "two", 0, iter(batches))
    for table in ("observations", "documents", "bands", "rejects"):
        file = f"{table}/00000.parquet"
        assert (tmp_path / "one" / file).read_bytes() == (
            tmp_path / "two" / file
        ).read_bytes()
