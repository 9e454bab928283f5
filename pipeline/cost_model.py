"""What a run costs: time, memory, disk, shuffled bytes and money, from measured rates.

Arithmetic alone. Knows no corpus: its callers say how much text there is, and of what
kind. Rates were measured on one core of its own, and are rounded to the safe side.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pipeline.dedup.settings import DedupMode, DedupSettings

READ_MS_PER_MB = 134.0
"""To read a MB of text and find its facts, one core: 115 ms was measured on English
Wikipedia with every category, beside another core at the same; with our own sketches,
6.7 MB a second in place of 8."""

SKETCH_MS_PER_MB = MappingProxyType(
    {
        None: 16.0,
        "fineweb": 16.0,
        "slimpajama": 20.0,
        "dolma3": 25.0,
        "nemotron-cc": 150.0,
    }
)
"""To sketch a MB of text by the parameters of a preset; None for our own. Counted for
all text, though documents without facts are never sketched."""

WORKER_BYTES = 400_000_000
"""Memory of one Python worker, outside Java's: 340 MB was measured on Spark, however
large a shard is, for shards are streamed."""

SQL_BYTES = 2_000_000_000
"""Memory that counting on one machine likes to have; with less, it uses the disk."""

HEAP_BYTES_PER_CORE = 1_000_000_000
"""Java's heap for each core of an executor: Spark sorts and joins in it; 600 MB did."""

OBSERVATION_BYTES = 200
"""A run's Parquet for one observation, its counts included: 147 was measured."""

DOCUMENT_BYTES = 130
"""A run's Parquet for one fact-bearing document without its sketch."""

BAND_BYTES = 14
"""A run's Parquet for one band of a document: 10 was measured."""

CLUSTER_SHUFFLE_BYTES_PER_BAND = 160
"""What Spark shuffles for one band of one document until clusters are known: 146 was
measured on ten million documents, one in five of which has near-duplicates."""

COUNT_SHUFFLE_BYTES = 1_700
"""What Spark shuffles for one observation until every table is made: 1,640 was measured
on eight times Wikipedia."""

SQL_START_CORE_S = 20.0
"""Core-seconds of Spark to make tables of any size: queries are planned and compiled,
and tasks started, in rounds."""

CLUSTER_CORE_US_PER_BAND = 12.0
"""Core-microseconds of Spark for one band of one document, until clusters are known: 17
were measured on ten million documents, of a machine that did other work too."""

COUNT_CORE_US = 250.0
"""Core-microseconds of Spark for one observation, until every table is made: 240 were
measured on eight times Wikipedia."""

START_S = 60.0
"""For Spark to start, to fetch and unpack the archive, to compile triggers, and to plan
queries, whatever the number of cores."""


@dataclass(frozen=True)
class TextKind:
    """How densely a kind of text states facts, with every category.

    Attributes:
        name: As a person names it.
        sample: What it was measured on.
        documents: Documents a MB of text.
        fact_bearing: Those of them with a fact, which are sketched.
        observations: Facts stated a MB.
    """

    name: str
    sample: str
    documents: float
    fact_bearing: float
    observations: float


TEXT_KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            TextKind("encyclopaedia", "English Wikipedia, 208 MB", 60, 38.5, 255),
            TextKind("news", "English Wikinews, 8.7 MB", 563, 104, 151),
            TextKind("web", "web pages as C4 has them, 2.7 MB", 94, 19, 36),
        )
    }
)
"""The kinds of text that were measured, densest first."""


@dataclass(frozen=True)
class ClusterCost:
    """What a run costs on a Spark cluster.

    Attributes:
        cores: At work.
        read_core_hours: To read, find facts and sketch.
        sql_core_hours: To cluster and count.
        hours: By the clock, all cores at work; more where one shard takes longer.
        fact_bearing: Documents that are sketched.
        observations: Facts stated.
        shuffle_bytes: Written for shuffles, all stages together.
        disk_bytes: Of the run's tables.
        memory_bytes_per_core: Of an executor, Java's heap and its Python worker.
        price: Core-hours at what one costs; None where nobody said.
    """

    cores: int
    read_core_hours: float
    sql_core_hours: float
    hours: float
    fact_bearing: int
    observations: int
    shuffle_bytes: int
    disk_bytes: int
    memory_bytes_per_core: int
    price: float | None

    @property
    def core_hours(self) -> float:
        """All of them."""
        return self.read_core_hours + self.sql_core_hours


def estimate_read_seconds(text_bytes: float, dedup: DedupSettings) -> float:
    """Estimate the core-seconds to read text, find its facts and sketch it.

    Args:
        text_bytes: Decompressed.
        dedup: By which parameters it is sketched.
    """
    milliseconds = READ_MS_PER_MB + SKETCH_MS_PER_MB[dedup.preset]
    return text_bytes / 1e6 * milliseconds / 1e3


def estimate_run_bytes(
    text_bytes: float, kind: TextKind, dedup: DedupSettings
) -> float:
    """Estimate the size of a run's tables.

    Args:
        text_bytes: Decompressed.
        kind: How dense its facts are.
        dedup: How large a sketch is.
    """
    sketch = 4 * dedup.sketch.permutations
    bearing = DOCUMENT_BYTES + sketch + BAND_BYTES * dedup.sketch.bands
    per_mb = kind.observations * OBSERVATION_BYTES + kind.fact_bearing * bearing
    return text_bytes / 1e6 * per_mb


def estimate_cluster_cost(
    text_bytes: float,
    kind: TextKind,
    dedup: DedupSettings,
    *,
    cores: int,
    price_per_core_hour: float | None = None,
    longest_shard_bytes: float = 0,
) -> ClusterCost:
    """Estimate what a run costs on a Spark cluster.

    Args:
        text_bytes: Decompressed.
        kind: How dense its facts are.
        dedup: Which documents are one sighting.
        cores: At work, at least 1.
        price_per_core_hour: In any currency; None to leave money out.
        longest_shard_bytes: Text of the largest shard, which one core reads.

    Returns:
        The cost. Every part of it grows with the text alone, but for `hours`, and for
        SQL_START_CORE_S in the core-hours of SQL.
    """
    megabytes = text_bytes / 1e6
    fact_bearing = megabytes * kind.fact_bearing
    observations = megabytes * kind.observations
    # Bands are met in buckets in mode near alone; exact copies take one key each.
    banded = {
        DedupMode.NEAR: dedup.sketch.bands,
        DedupMode.EXACT: 1,
        DedupMode.NONE: 0,
    }
    bands = fact_bearing * banded[dedup.mode]
    rows_s = (bands * CLUSTER_CORE_US_PER_BAND + observations * COUNT_CORE_US) / 1e6
    sql_s = SQL_START_CORE_S + rows_s
    read_s = estimate_read_seconds(text_bytes, dedup)
    longest_s = estimate_read_seconds(longest_shard_bytes, dedup)
    clock_s = START_S + max(read_s / cores, longest_s) + rows_s / cores
    core_hours = (read_s + sql_s) / 3600
    return ClusterCost(
        cores=cores,
        read_core_hours=read_s / 3600,
        sql_core_hours=sql_s / 3600,
        hours=clock_s / 3600,
        fact_bearing=round(fact_bearing),
        observations=round(observations),
        shuffle_bytes=round(
            bands * CLUSTER_SHUFFLE_BYTES_PER_BAND + observations * COUNT_SHUFFLE_BYTES
        ),
        disk_bytes=round(estimate_run_bytes(text_bytes, kind, dedup)),
        memory_bytes_per_core=HEAP_BYTES_PER_CORE + WORKER_BYTES,
        price=(
            None if price_per_core_hour is None else core_hours * price_per_core_hour
        ),
    )
