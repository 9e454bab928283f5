"""Every shared query gives the same rows on DuckDB and on Spark.

Each query runs on DuckDB over a run's tables, as a run would have it; then on Spark
over the very same inputs. `RUNS` makes the runs: a further one is one more function.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobs.doc_clusters import make_doc_clusters
from jobs.engine import ShardSummary, Through
from jobs.floor_summaries import make_summaries
from jobs.run_folder import RunFolder
from jobs.shard_task import ShardTask
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.dedup.settings import DedupSettings, SketchSettings
from pipeline.extraction.category import categories_table
from pipeline.extraction.category_files import load_categories
from pipeline.sample import write_sample
from pipeline.shard_pass import PassSettings
from pipeline.warehouse import Warehouse, read_sql
from schemas.contract import Table
from schemas.tables import (
    BANDS,
    BY_NAME,
    CATEGORIES,
    DOCUMENTS,
    FACT_COUNTS,
    OBSERVATIONS,
    PROMPT_COUNTS,
    SPECTRUM,
)

pytestmark = [
    pytest.mark.spark,
    # py4j leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

SHARED = sorted(
    path.stem
    for path in (Path(__file__).parents[1] / "pipeline" / "sql").glob("*.sql")
    if "\n-- Runs on  DuckDB and Spark" in path.read_text(encoding="utf-8")
)

FILES = 3
"""Files of a table: Spark reads them apart, and in no order."""


@dataclass(frozen=True)
class Call:
    """One query that a run needs: what it read, and the rows that DuckDB gave."""

    reads: Mapping[str, Path | pa.Table]
    rows: pa.Table


class RecordingEngine:
    """Runs SQL on DuckDB, as the local engine does, and keeps every call."""

    def __init__(self) -> None:
        self.calls: dict[str, list[Call]] = {}

    def map_shards(
        self, task: Callable[[Shard], ShardSummary], shards: Sequence[Shard]
    ) -> Iterator[ShardSummary]:
        return map(task, shards)

    def run_sql(
        self,
        name: str,
        *,
        reads: Mapping[str, Path | pa.Table],
        writes: Path,
        table: Table | None,
        through: Through | None = None,
        schema: pa.Schema | None = None,
    ) -> int:
        # Held here, for the clusters' scratch folder is removed when they are done.
        held = {
            view: source if isinstance(source, pa.Table) else pq.read_table(source)
            for view, source in reads.items()
        }
        with Warehouse(threads=2) as warehouse:
            for view, source in held.items():
                warehouse.bind(view, source)
            rows = warehouse.table(read_sql(name))
        if table is not None:
            rows = table.conform(rows)
        # What the query gives; what a function makes of it has tests of its own.
        self.calls.setdefault(name, []).append(Call(held, rows))
        if through is not None:
            parts = rows.to_batches() or [pa.RecordBatch.from_pylist([], rows.schema)]
            rows = pa.Table.from_batches(map(through, parts), schema)
        write(writes, rows)
        return int(rows.num_rows)


def write(folder: Path, rows: pa.Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        part = rows.take(pa.array(range(number, rows.num_rows, FILES), pa.int64()))
        pq.write_table(part, folder / f"{number:05d}.parquet")


def make_awkward_run(run: Path) -> None:
    """Write observations, documents and bands with every edge case of counting.

    Names beyond ASCII and beyond 16 bits, nulls, ties, values with quotes and marks,
    one document in several buckets, buckets of one, and hashes at the ends of 64 bits.
    """
    generator = random.Random(11)
    folders = ("a", "é", "\uffee", "\U00010000")
    doc_keys = [f"{folders[n % 4]}/{n % 7}.jsonl#{n}" for n in range(900)]
    domains = (None, "example.org", "ünïcode.example", "x.co.uk")
    names = ("Ada Lovelace", "ADA LOVELACE", "Ada  Lovelace", "Ådå", "\U00010000", "'")
    values = ("1815-12-10", "1815", "--12-10", 'quote " here', "100%_\\", "\uffee")
    hashes = (-(2**63), -1, 0, 2**63 - 1)
    ends = (0, 1, 11, 2**31, 2**40)
    documents = [
        {
            "doc_key": key,
            "doc_id": key,
            "shard": "s",
            "url": domain and f"https://{domain}/",
            "domain": domain,
            "title": None,
            "language": None,
            "chars": 1,
            # Every eleventh document has the words of others; sketches of one bucket
            # agree in a half or in three quarters of their values.
            "sketch": struct.pack("<4I", 1, 2, n % 2, n % 3),
            "text_key": hashes[n % 4] if n % 11 == 0 else n,
        }
        for n, key in enumerate(doc_keys)
        for domain in (generator.choice(domains),)
    ]
    observations = [
        {
            "category": generator.choice(("birthday", "founder")),
            "entity": generator.choice(names),
            # Few are stated often, most once or twice.
            "entity_key": f"é{int(generator.paretovariate(0.4)) % 500}",
            "value": generator.choice(values),
            "value_surface": "",
            "doc_key": generator.choice(doc_keys),
            "doc_id": "",
            "passage": "",
            "passage_start": generator.choice(ends),
            "passage_key": generator.choice((*hashes, generator.getrandbits(60))),
            "match_start": 0,
            "match_end": 1,
            "pattern": "p",
            "language": None,
        }
        for _ in range(4_000)
    ]
    # One band of big buckets, over half of the documents; three of small ones.
    bands = [
        {"doc_key": key, "band": 0, "band_hash": generator.choice(hashes)}
        for key in doc_keys[::2]
    ] + [
        {"doc_key": key, "band": band, "band_hash": generator.randrange(4_000)}
        for key in doc_keys
        for band in range(1, 4)
    ]
    categories = [
        {
            "name": name,
            "version": 1,
            "hash": "",
            "description": "",
            "entity_type": "PERSON",
            "value_type": "DATE",
            "plausible_values": 366,
            "arbitrary": True,
            "single_valued": name == "birthday",
            "recall": None,
            "precision": None,
            "gold_set": None,
        }
        for name in ("birthday", "founder")
    ]
    for declared, rows in (
        (CATEGORIES, categories),
        (DOCUMENTS, documents),
        (OBSERVATIONS, observations),
        (BANDS, bands),
    ):
        table = pa.Table.from_pylist(rows, schema=declared.arrow)
        write(run / declared.name, table)


def make_empty_run(run: Path) -> None:
    """Write the tables of a run that found nothing."""
    for declared in (CATEGORIES, DOCUMENTS, OBSERVATIONS, BANDS):
        write(run / declared.name, declared.arrow.empty_table())


def make_sample_run(run: Path) -> None:
    """The per-shard tables of the sample corpus, by the real extraction."""
    write_sample(run / "sample")
    categories = load_categories()
    write(run / CATEGORIES.name, categories_table(categories))
    settings = PassSettings(categories, FieldNames(), SketchSettings())
    task = ShardTask(run, settings)
    for shard in plan_shards(list_corpus([str(run / "sample" / "corpus")])):
        task(shard)


RUNS: dict[str, Callable[[Path], None]] = {
    "sample": make_sample_run,
    "awkward": make_awkward_run,
    "empty": make_empty_run,
}


def count_on_duckdb(run: Path) -> dict[str, list[Call]]:
    """Run every shared query that the counts of a run need, and return the calls."""
    engine = RecordingEngine()
    for threshold in (None, 0.7):
        make_doc_clusters(
            engine,
            bands=run / "bands",
            documents=run / "documents",
            settings=DedupSettings(threshold=threshold),
            writes=run / "doc_clusters",
            scratch=run / "scratch",
        )
    for declared, reads in (
        (FACT_COUNTS, ("observations", "documents", "doc_clusters")),
        (PROMPT_COUNTS, ("observations", "documents", "doc_clusters")),
        (SPECTRUM, ("prompt_counts", "fact_counts")),
    ):
        engine.run_sql(
            declared.name,
            reads={name: run / name for name in reads},
            writes=run / declared.name,
            table=declared,
        )
    make_summaries(engine, RunFolder(run), scratch=run / "scratch")
    return engine.calls


@pytest.fixture(scope="session", params=RUNS)
def calls(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Call]]:
    run = tmp_path_factory.mktemp(request.param)
    RUNS[request.param](run)
    return count_on_duckdb(run)


def sorted_rows(rows: pa.Table) -> list[dict[str, Any]]:
    return sorted(rows.to_pylist(), key=lambda row: [str(row[name]) for name in row])


def run_on_spark(
    spark: Any, name: str, reads: Mapping[str, pa.Table], folder: Path
) -> pa.Table:
    for view, source in reads.items():
        write(folder / view, source)
        spark.read.parquet(str(folder / view)).createOrReplaceTempView(view)
    rows: pa.Table = spark.sql(read_sql(name)).toArrow()
    return rows


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_query_gives_the_same_rows_on_both_engines(
    spark: Any, calls: dict[str, list[Call]], tmp_path: Path, name: str
):
    made = calls.get(name, [])
    # The first and the last round of contraction are unlike; those between are not.
    for number, call in enumerate(made[:1] + made[1:][-1:]):
        found = run_on_spark(spark, name, call.reads, tmp_path / str(number))

        assert found.column_names == call.rows.column_names
        if name in BY_NAME:
            found = BY_NAME[name].conform(found)
        else:
            assert found.schema.types == call.rows.schema.types
        assert sorted_rows(found) == sorted_rows(call.rows)


def test_an_awkward_run_reaches_every_shared_query(tmp_path: Path):
    make_awkward_run(tmp_path)

    made = count_on_duckdb(tmp_path)

    assert sorted(made) == SHARED
    for calls_of_one in made.values():
        assert calls_of_one[0].rows.num_rows > 0


def test_spark_sorts_its_tables_as_duckdb_does(
    spark: Any, calls: dict[str, list[Call]], tmp_path: Path
):
    (call,) = calls["fact_counts"]

    found = run_on_spark(spark, "fact_counts", call.reads, tmp_path)

    assert found["entity_key"].to_pylist() == call.rows["entity_key"].to_pylist()
