"""doc_clusters: rounds of contraction against a union-find, on an engine of tables."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.doc_clusters import make_doc_clusters
from jobs.engine import ShardSummary
from pipeline.corpus.shards import Shard
from pipeline.errors import FloorsError
from pipeline.warehouse import Warehouse, read_sql
from schemas.contract import Table
from schemas.tables import BANDS, DOC_CLUSTERS

Band = tuple[str, int, int]
WRITES = Path("doc_clusters")


class TableEngine:
    """Keeps what it writes in memory; a folder that it did not write is read."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.written: dict[Path, pa.Table] = {}
        self.queries: list[str] = []
        self._warehouse = warehouse

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
    ) -> int:
        self.queries.append(name)
        for view, source in reads.items():
            if isinstance(source, Path):
                source = self.written.get(source, source)
            self._warehouse.bind(view, source)
        rows = self._warehouse.table(read_sql(name))
        self.written[writes] = table.conform(rows) if table else rows
        return int(rows.num_rows)


def band_table(bands: Iterable[Band]) -> pa.Table:
    rows = [
        {"doc_key": key, "band": band, "band_hash": band_hash}
        for key, band, band_hash in bands
    ]
    return pa.Table.from_pylist(rows, schema=BANDS.arrow)


def clusters_of(
    warehouse: Warehouse, bands: pa.Table | Path, scratch: Path, *, seed: int = 1
) -> list[tuple[str, str]]:
    engine = TableEngine(warehouse)
    source = bands
    if isinstance(bands, pa.Table):
        source = Path("bands")
        engine.written[source] = bands
    count = make_doc_clusters(
        engine, bands=source, writes=WRITES, scratch=scratch, seed=seed
    )
    made = engine.written[WRITES]
    assert made.schema == DOC_CLUSTERS.arrow
    assert made.num_rows == count
    return [(row["doc_key"], row["cluster_id"]) for row in made.to_pylist()]


def plain_clusters(bands: Iterable[Band]) -> list[tuple[str, str]]:
    """Union-find over the buckets; clusters of one are left out."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = key = parent[parent[key]]
        return key

    first: dict[tuple[int, int], str] = {}
    for key, band, band_hash in bands:
        parent[root(key)] = root(first.setdefault((band, band_hash), key))
    members: dict[str, list[str]] = defaultdict(list)
    for key in parent:
        members[root(key)].append(key)
    clusters = [group for group in members.values() if len(group) > 1]
    pairs = [(key, min(group, key=str.encode)) for group in clusters for key in group]
    return sorted(pairs, key=lambda pair: pair[0].encode())


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rounds")


@pytest.mark.parametrize(
    "bands",
    [
        pytest.param([], id="no documents"),
        pytest.param([("a", 0, 1), ("b", 0, 2), ("b", 1, 1)], id="no bucket of two"),
    ],
)
def test_without_a_shared_bucket_there_is_no_cluster(
    warehouse: Warehouse, scratch: Path, bands: list[Band]
):
    assert clusters_of(warehouse, band_table(bands), scratch) == []


def test_a_folder_without_files_is_no_documents(
    warehouse: Warehouse, scratch: Path, tmp_path: Path
):
    assert clusters_of(warehouse, tmp_path, scratch) == []


def test_the_same_hash_in_another_band_is_another_bucket(
    warehouse: Warehouse, scratch: Path
):
    bands = [("a", 0, 7), ("b", 1, 7), ("c", 1, 7)]
    assert clusters_of(warehouse, band_table(bands), scratch) == [
        ("b", "b"),
        ("c", "b"),
    ]


def test_a_cluster_is_named_by_its_smallest_member_in_utf8_bytes(
    warehouse: Warehouse, scratch: Path
):
    bands = [("\U00010000", 0, 7), ("\uffee", 0, 7), ("\uffef", 0, 7)]
    assert clusters_of(warehouse, band_table(bands), scratch) == [
        ("\uffee", "\uffee"),
        ("\uffef", "\uffee"),
        ("\U00010000", "\uffee"),
    ]


@settings(
    max_examples=25,
    deadline=None,
    # Shared on purpose: each example binds and writes everything anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 60).map("f#{}".format), st.integers(0, 3)),
        st.integers(-12, 12),
        max_size=120,
    ),
    st.randoms(use_true_random=False),
    st.integers(0, 2**31),
)
def test_clusters_are_those_of_a_union_find_whatever_the_order_and_seed(
    warehouse: Warehouse,
    scratch: Path,
    hashes: dict[tuple[str, int], int],
    shuffler: random.Random,
    seed: int,
):
    bands = [(key, band, band_hash) for (key, band), band_hash in hashes.items()]
    expected = plain_clusters(bands)
    shuffler.shuffle(bands)

    assert clusters_of(warehouse, band_table(bands), scratch, seed=seed) == expected


def test_a_long_chain_is_one_cluster_in_few_rounds(warehouse: Warehouse, scratch: Path):
    # Document i shares one bucket with i - 1 and another with i + 1.
    keys = [f"f#{number:05d}" for number in range(3_000)]
    bands = [
        (key, band, (number + band) // 2)
        for number, key in enumerate(keys)
        for band in (0, 1)
    ]
    random.Random(2).shuffle(bands)
    engine = TableEngine(warehouse)
    engine.written[Path("bands")] = band_table(bands)

    make_doc_clusters(engine, bands=Path("bands"), writes=WRITES, scratch=scratch)

    made = engine.written[WRITES].to_pylist()
    assert made == [{"doc_key": key, "cluster_id": keys[0]} for key in keys]
    assert engine.queries.count("representatives") <= 30


def test_a_huge_bucket_makes_one_edge_a_member(warehouse: Warehouse, scratch: Path):
    keys = [f"f#{number:05d}" for number in range(5_000)]
    engine = TableEngine(warehouse)
    engine.written[Path("bands")] = band_table((key, 0, 7) for key in keys)

    make_doc_clusters(engine, bands=Path("bands"), writes=WRITES, scratch=scratch)

    assert engine.written[scratch / "edges"].num_rows == len(keys) - 1
    assert set(engine.written[WRITES]["cluster_id"].to_pylist()) == {keys[0]}


def test_clusters_do_not_depend_on_how_the_bands_are_cut_into_files(
    warehouse: Warehouse, scratch: Path, tmp_path: Path
):
    generator = random.Random(3)
    bands = [
        (f"f#{document}", band, generator.randrange(80))
        for document in range(200)
        for band in range(2)
    ]
    whole = band_table(bands)
    generator.shuffle(bands)
    for number in range(7):
        part = band_table(bands[number::7])
        pq.write_table(part, tmp_path / f"{number:05d}.parquet")

    assert clusters_of(warehouse, tmp_path, scratch) == clusters_of(
        warehouse, whole, scratch
    )


def test_node_numbers_are_dense(warehouse: Warehouse, scratch: Path):
    engine = TableEngine(warehouse)
    keys = [f"f#{number}" for number in range(500)]
    engine.written[Path("bands")] = band_table((key, 0, 7) for key in keys)

    make_doc_clusters(engine, bands=Path("bands"), writes=WRITES, scratch=scratch)

    nodes = engine.written[scratch / "nodes"]
    assert sorted(nodes["node"].to_pylist()) == list(range(500))
    assert sorted(nodes["doc_key"].to_pylist()) == sorted(keys)


def test_rounds_without_an_end_are_an_error(warehouse: Warehouse, scratch: Path):
    engine = TableEngine(warehouse)
    engine.written[Path("bands")] = band_table([("a", 0, 7), ("b", 0, 7)])

    with pytest.raises(FloorsError, match="did not settle in 0 rounds: 1 edges"):
        make_doc_clusters(
            engine, bands=Path("bands"), writes=WRITES, scratch=scratch, round_limit=0
        )


def test_scratch_is_removed_with_whatever_was_in_it(
    warehouse: Warehouse, tmp_path: Path
):
    scratch = tmp_path / "rounds"
    scratch.mkdir()
    (scratch / "left over").touch()

    clusters_of(warehouse, band_table([("a", 0, 7), ("b", 0, 7)]), scratch)

    assert not scratch.exists()
