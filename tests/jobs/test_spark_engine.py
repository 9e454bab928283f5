"""The Spark engine by itself: shards, SQL, and what it says when something fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobs.doc_clusters import make_doc_clusters
from jobs.engine import ShardSummary
from jobs.local import LocalEngine
from pipeline.dedup.settings import DedupSettings
from pipeline.errors import FloorsError
from schemas.tables import BANDS, DOCUMENTS, FACT_COUNTS, PROMPT_COUNTS, SPECTRUM

pytestmark = [
    pytest.mark.spark,
    # py4j leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

pytest.importorskip("pyspark")

from jobs.spark import Progress, SparkEngine, group_shards  # noqa: E402
from jobs.spark_errors import explain_failure  # noqa: E402
from jobs.spark_tables import (  # noqa: E402
    find_columns,
    find_source,
    is_plain,
    scan_source,
)


@dataclass(frozen=True)
class Piece:
    index: int
    bytes: int = 10

    @property
    def name(self) -> str:
        return f"näme-{self.index}.jsonl"


@dataclass(frozen=True)
class Task:
    """Writes a file for each shard, but fails at the third as it is told to."""

    folder: Path
    fails: str = ""

    def __call__(self, piece: Piece) -> ShardSummary:
        if piece.index == 2:
            with (self.folder / "tries").open("a") as tries:
                tries.write("x")
            if self.fails == "raises":
                raise ValueError('no "such"\nthing: ä')
            if self.fails == "says":
                raise FloorsError("The file f is damaged. Mend it.")
            if self.fails == "dies":
                os._exit(3)
        (self.folder / f"{piece.index}").touch()
        return ShardSummary(piece.index, piece.name, piece.bytes, 1, 1, 2, 0, 0.5)


@pytest.fixture
def engine(spark: Any, tmp_path: Path) -> SparkEngine:
    return SparkEngine(spark, tmp_path / "scratch")


def make_shards(count: int) -> list[Piece]:
    return [Piece(index) for index in range(count)]


def test_shards_are_mapped_on_executors(spark: Any, tmp_path: Path) -> None:
    seen: list[tuple[int, int, int]] = []

    def finished() -> frozenset[int]:
        return frozenset(int(path.name) for path in tmp_path.glob("[0-9]*"))

    progress = Progress(finished, lambda *done: seen.append(done), seen.append)
    engine = SparkEngine(spark, tmp_path / "scratch", progress=progress)
    engine.look_around()
    found = list(engine.map_shards(Task(tmp_path), make_shards(9)))
    assert sorted(one.index for one in found) == list(range(9))
    assert found[0] == ShardSummary(found[0].index, found[0].name, 10, 1, 1, 2, 0, 0.5)
    assert finished() == frozenset(range(9))
    assert all(total == 9 and stored == 10 * done for done, total, stored in seen)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_no_shards_are_no_work(engine: SparkEngine, tmp_path: Path) -> None:
    assert list(engine.map_shards(Task(tmp_path), [])) == []


@pytest.mark.parametrize(
    ("fails", "says"),
    [
        ("raises", 'ValueError: no "such" thing: ä'),
        ("says", "it was tried: The file f is damaged. Mend it. Finished"),
        ("dies", "out of memory"),
    ],
)
def test_a_shard_that_fails_three_times_is_named(
    engine: SparkEngine, tmp_path: Path, fails: str, says: str
) -> None:
    with pytest.raises(FloorsError) as failure:
        list(engine.map_shards(Task(tmp_path, fails), make_shards(4)))
    message = str(failure.value)
    assert message.startswith("Shard näme-2.jsonl failed each time it was tried")
    assert says in message
    assert "Finished shards are kept" in message
    assert "\n" not in message
    assert (tmp_path / "tries").read_text() == "xxx"


def test_shards_beyond_the_number_of_tasks_are_balanced_by_bytes() -> None:
    sizes = [Random(2).randrange(1_000) for _ in range(500)]
    shards = [Piece(index, size) for index, size in enumerate(sizes)]
    groups = group_shards(shards, 20)
    assert sorted(shard.index for group in groups for shard in group) == list(
        range(500)
    )
    loads = [sum(shard.bytes for shard in group) for group in groups]
    assert max(loads) - min(loads) < 20
    assert len(group_shards(shards, 500)) == 500
    empty = group_shards([Piece(index, 0) for index in range(6)], 3)
    assert [len(group) for group in empty] == [2, 2, 2]


def write_counts(run: Path) -> None:
    """Write fact_counts and prompt_counts that are easy to check by hand."""
    counts = {"mentions": 3, "passages": 2, "documents": 2, "clusters": 1, "domains": 0}
    prompt = {"category": "birthday", "entity_key": "ada holt", "entity": "Ada Holt"}
    rest = {"distinct_values": 1, "top_value": "1960-03-05", "top_share": 1.0}
    for table, row in (
        (PROMPT_COUNTS, prompt | counts | rest),
        (FACT_COUNTS, prompt | {"value": "1960-03-05"} | counts),
    ):
        folder = run / table.name
        folder.mkdir()
        pq.write_table(
            pa.Table.from_pylist([row], table.arrow), folder / "00000.parquet"
        )


def make_both(
    engine: SparkEngine, tmp_path: Path, name: str, **given: Any
) -> Iterator[Path]:
    """Run a query on both engines, and return the folders."""
    for other in (LocalEngine(1, tmp_path / "local"), engine):
        writes = tmp_path / f"{name}-{type(other).__name__}"
        other.run_sql(name, writes=writes, **given)
        yield writes


def test_a_query_writes_what_the_local_engine_writes(
    engine: SparkEngine, tmp_path: Path
) -> None:
    write_counts(tmp_path)
    # What somebody is still writing is no part of a table.
    (tmp_path / "fact_counts" / ".half.parquet.tmp").write_bytes(b"x")
    (tmp_path / "fact_counts" / "_half.parquet").write_bytes(b"x")
    reads = {name: tmp_path / name for name in ("prompt_counts", "fact_counts")}
    one, other = make_both(engine, tmp_path, "spectrum", reads=reads, table=SPECTRUM)
    assert pq.read_table(one).equals(pq.read_table(other))
    (file,) = sorted(other.iterdir())
    assert file.name == "00000.parquet"
    found = pq.ParquetFile(file)
    assert found.schema_arrow.equals(SPECTRUM.arrow, check_metadata=True)
    assert found.metadata.row_group(0).column(0).compression == "ZSTD"


def test_no_rows_are_a_table_with_its_columns(
    engine: SparkEngine, tmp_path: Path
) -> None:
    reads = {name: tmp_path / name for name in ("prompt_counts", "fact_counts")}
    writes = tmp_path / "spectrum"
    assert engine.run_sql("spectrum", reads=reads, writes=writes, table=SPECTRUM) == 0
    assert pq.read_table(writes).equals(SPECTRUM.arrow.empty_table())
    writes = tmp_path / "shared_bands"
    reads = {"bands": tmp_path / "bands"}
    assert engine.run_sql("shared_bands", reads=reads, writes=writes, table=None) == 0
    assert pq.read_table(writes).schema.names == ["doc_key", "band", "band_hash"]


def test_a_folder_without_files_must_be_a_declared_table(
    engine: SparkEngine, tmp_path: Path
) -> None:
    reads = {"edges": tmp_path / "none", "representatives": tmp_path / "none"}
    with pytest.raises(FloorsError, match="'edges' cannot be read"):
        engine.run_sql(
            "contracted_edges", reads=reads, writes=tmp_path / "x", table=None
        )
    assert not (tmp_path / "x").exists()


def test_what_a_query_replaced_stays_where_it_fails(
    engine: SparkEngine, tmp_path: Path
) -> None:
    write_counts(tmp_path)
    reads = {name: tmp_path / name for name in ("prompt_counts", "fact_counts")}
    writes = tmp_path / "spectrum"
    engine.run_sql("spectrum", reads=reads, writes=writes, table=SPECTRUM)
    before = (writes / "00000.parquet").read_bytes()
    damaged = tmp_path / "fact_counts" / "00001.parquet"
    damaged.write_bytes(b"PAR1 and no more")
    with pytest.raises(FloorsError, match=r"00001.*--no-resume") as failure:
        engine.run_sql("spectrum", reads=reads, writes=writes, table=SPECTRUM)
    assert "\n" not in str(failure.value)
    assert (writes / "00000.parquet").read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_rounds_of_contraction_give_the_clusters_of_the_local_engine(
    engine: SparkEngine, tmp_path: Path
) -> None:
    draw = Random(1)
    rows = [
        {"doc_key": f"a#{number}", "band": band, "band_hash": draw.randrange(60)}
        for number in range(70)
        for band in range(2)
    ]
    bands = tmp_path / "bands"
    bands.mkdir()
    pq.write_table(pa.Table.from_pylist(rows, BANDS.arrow), bands / "0.parquet")
    made = []
    for other in (engine, LocalEngine(1, tmp_path / "local")):
        writes = tmp_path / f"clusters-{len(made)}"
        make_doc_clusters(
            other,
            bands=bands,
            documents=tmp_path / DOCUMENTS.name,
            settings=DedupSettings(threshold=None),
            writes=writes,
            scratch=tmp_path / "rounds",
            edges_in_memory=0,
        )
        made.append(pq.read_table(writes))
    assert made[0].num_rows > 20
    assert made[0].equals(made[1])


def test_a_scan_by_python_gives_the_rows_of_the_files(
    engine: SparkEngine, tmp_path: Path
) -> None:
    # Spark itself takes ':' and '[' in a name for something else.
    folder = tmp_path / "a:b [c]" / "bands"
    folder.mkdir(parents=True)
    rows = [{"doc_key": f"é{n}", "band": n, "band_hash": -n} for n in range(7)]
    for number in range(3):
        part = pa.Table.from_pylist(rows[number::3], BANDS.arrow)
        pq.write_table(part, folder / f"{number:05d}.parquet")
    source = find_source("bands", folder)
    assert not is_plain(source.files[0])
    query = "select doc_key, band_hash from bands"
    scratch = tmp_path / "listing"
    scratch.mkdir()
    frame = scan_source(engine.session, source, query, scratch=scratch)
    found = frame.toArrow().to_pylist()
    assert sorted(found, key=lambda row: row["doc_key"]) == [
        {"doc_key": row["doc_key"], "band_hash": row["band_hash"]} for row in rows
    ]
    writes = tmp_path / "x:y" / "shared_bands"
    reads = {"bands": folder}
    assert engine.run_sql("shared_bands", reads=reads, writes=writes, table=None) == 0


def test_a_scan_reads_the_columns_that_a_query_names() -> None:
    schema = BANDS.arrow
    assert find_columns("select BAND from bands -- doc_key", schema) == ["band"]
    assert find_columns("select * from bands", schema) == schema.names
    assert find_columns("select bands.* from bands", schema) == schema.names
    assert find_columns("select count(*) from bands", schema) == ["doc_key"]


def test_a_folder_that_executors_do_not_see_is_refused(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on another machine: there, the file that the driver wrote is not.
    monkeypatch.setattr(Path, "write_bytes", lambda *_: 0)
    engine = SparkEngine(spark, tmp_path / "scratch")
    with pytest.raises(FloorsError, match="do not see the folder"):
        engine.look_around()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x\nModuleNotFoundError: No module named 'jobs.spark_workers'", "make bundle"),
        ('java.io.IOException: Cannot run program "/x/python3"', "/x/python3"),
        ("[PYTHON_VERSION_MISMATCH] Python in worker", "another minor version"),
        ("java.lang.OutOfMemoryError: Java heap space", "spark.executor.memory"),
        ("Caused by: java.io.IOException: No space left on device", "disk is full"),
        ("status = StatusCode.UNAVAILABLE", "does not answer any more"),
        ("a.b.C: d\n\tat x\nCaused by: e.f.G: what it was\n\tat y", "what it was"),
        ("An error\njobs.x.FloorsError: The disk d is gone.\n", ": The disk d is"),
        ("", "Spark could not make x"),
    ],
)
def test_what_spark_says_becomes_one_line(text: str, says: str) -> None:
    line = explain_failure(text, "Spark could not make x")
    assert says in line
    assert "\n" not in line
