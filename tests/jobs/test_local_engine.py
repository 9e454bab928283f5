from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobs.board import report_progress
from jobs.engine import ShardSummary
from jobs.local import LocalEngine
from pipeline.corpus.shards import Shard
from pipeline.dedup.verification import ALIKE, ORDERED, keep_alike
from pipeline.errors import FloorsError
from pipeline.warehouse import QueryError
from schemas.tables import BANDS, SPECTRUM


def shard(index: int) -> Shard:
    name = f"part-{index}.jsonl"
    return Shard(index, name, f"/none/{name}", name, "jsonl", 0, None, 100)


@dataclass(frozen=True)
class Task:
    """Gives a summary, or dies or fails at one shard."""

    killed_at: int = -1
    failed_at: int = -1

    def __call__(self, shard: Shard) -> ShardSummary:
        if shard.index == self.killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if shard.index == self.failed_at:
            raise FloorsError(f"{shard.name} cannot be read.")
        report_progress(2, 20)
        return ShardSummary(shard.index, shard.name, 100, 2, 1, 1, 0, 0.0)


def test_every_shard_is_done_once(tmp_path: Path) -> None:
    seen: list[tuple[int, int, int]] = []
    engine = LocalEngine(2, tmp_path, watch=lambda *done: seen.append(done))
    summaries = engine.map_shards(Task(), [shard(index) for index in range(5)])
    assert sorted(summary.index for summary in summaries) == [0, 1, 2, 3, 4]
    assert seen[-1] == (10, 100, 500)


def test_no_shard_starts_no_worker(tmp_path: Path) -> None:
    assert list(LocalEngine(2, tmp_path).map_shards(Task(), [])) == []


def test_a_killed_worker_is_one_line_that_names_the_shard(tmp_path: Path) -> None:
    engine = LocalEngine(1, tmp_path)
    with pytest.raises(FloorsError) as caught:
        list(engine.map_shards(Task(killed_at=1), [shard(0), shard(1), shard(2)]))
    message = str(caught.value)
    assert "at work on: part-1.jsonl." in message
    assert "--workers" in message
    assert "\n" not in message


def test_a_tasks_own_error_comes_through_and_ends_the_workers(tmp_path: Path) -> None:
    engine = LocalEngine(2, tmp_path)
    with pytest.raises(FloorsError, match=r"part-0\.jsonl cannot be read"):
        list(engine.map_shards(Task(failed_at=0), [shard(n) for n in range(9)]))
    assert multiprocessing.active_children() == []


def test_workers_end_when_nobody_wants_more(tmp_path: Path) -> None:
    engine = LocalEngine(2, tmp_path)
    summaries = engine.map_shards(Task(), [shard(n) for n in range(9)])
    next(summaries)
    summaries.close()  # as Ctrl-C does
    assert multiprocessing.active_children() == []


def test_sql_writes_a_table_with_its_declared_schema(tmp_path: Path) -> None:
    counts = {
        "category": ["birthday", "birthday"],
        "entity_key": ["a", "b"],
        "mentions": [1, 2],
        "passages": [1, 2],
        "documents": [1, 2],
        "clusters": [1, 1],
        "domains": [0, 0],
    }
    reads: dict[str, Path | pa.Table] = {
        "prompt_counts": pa.table(counts),
        "fact_counts": pa.table(counts | {"value": ["x", "y"]}),
    }
    engine = LocalEngine(1, tmp_path / "scratch")
    writes = tmp_path / "spectrum"
    written = engine.run_sql("spectrum", reads=reads, writes=writes, table=SPECTRUM)
    spectrum = pq.read_table(writes)
    assert spectrum.num_rows == written == 14
    assert pq.read_schema(writes / "00000.parquet").equals(
        SPECTRUM.arrow, check_metadata=True
    )


def test_sql_without_rows_writes_a_table_without_rows(tmp_path: Path) -> None:
    missing: Path | pa.Table = tmp_path / "missing"
    reads = dict.fromkeys(("prompt_counts", "fact_counts"), missing)
    engine = LocalEngine(1, tmp_path / "scratch")
    writes = tmp_path / "spectrum"
    assert engine.run_sql("spectrum", reads=reads, writes=writes, table=SPECTRUM) == 0
    assert pq.read_table(writes) == SPECTRUM.arrow.empty_table()


def test_sql_may_type_its_own_columns(tmp_path: Path) -> None:
    engine = LocalEngine(1, tmp_path / "scratch")
    writes = tmp_path / "shared_bands"
    reads: dict[str, Path | pa.Table] = {"bands": tmp_path / "missing"}
    assert engine.run_sql("shared_bands", reads=reads, writes=writes, table=None) == 0
    names = pq.read_schema(writes / "00000.parquet").names
    assert names == ["doc_key", "band", "band_hash"]


def test_rows_go_through_a_function_before_they_are_written(tmp_path: Path) -> None:
    left = {"node": [1, 2], "sketch": [b"\x01\x00\x00\x00"] * 2}
    sketches = pa.table(left, schema=pa.schema(list(ORDERED)[:2]))
    pairs = pa.table({"node": [2, 3], "neighbour": [1, 1]}, schema=ALIKE)
    writes = tmp_path / "alike"
    written = LocalEngine(1, tmp_path / "scratch", memory_limit="300MB").run_sql(
        "compared_pairs",
        reads={"candidate_pairs": pairs, "node_sketches": sketches},
        writes=writes,
        table=None,
        through=partial(keep_alike, threshold=0.5),
        schema=ALIKE,
    )
    assert written == 1
    assert pq.read_table(writes).to_pylist() == [{"node": 2, "neighbour": 1}]


def test_a_function_gives_its_columns_also_without_rows(tmp_path: Path) -> None:
    nothing = pa.table({"node": [], "neighbour": []}, schema=ALIKE)
    writes = tmp_path / "alike"
    written = LocalEngine(1, tmp_path / "scratch").run_sql(
        "compared_pairs",
        reads={"candidate_pairs": nothing, "node_sketches": ORDERED.empty_table()},
        writes=writes,
        table=None,
        through=partial(keep_alike, threshold=0.5),
        schema=ALIKE,
    )
    assert written == 0
    assert pq.read_schema(writes / "00000.parquet").equals(ALIKE)


def test_a_query_sees_no_table_of_the_query_before(tmp_path: Path) -> None:
    engine = LocalEngine(1, tmp_path / "scratch")
    reads: dict[str, Path | pa.Table] = {"bands": BANDS.arrow.empty_table()}
    writes = tmp_path / "shared_bands"
    engine.run_sql("shared_bands", reads=reads, writes=writes, table=None)
    again: dict[str, Path | pa.Table] = {"bands": writes}
    for _ in range(2):
        engine.run_sql("shared_bands", reads=again, writes=tmp_path / "b", table=None)
    with pytest.raises(QueryError, match="bands does not exist"):
        engine.run_sql("shared_bands", reads={}, writes=tmp_path / "b", table=None)
