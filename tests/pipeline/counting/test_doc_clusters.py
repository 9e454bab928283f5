"""doc_clusters: rounds of contraction against a union-find, on an engine of tables."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.doc_clusters import ROUND_LIMIT, make_doc_clusters
from jobs.engine import ShardSummary, Through
from pipeline.corpus.shards import Shard
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.errors import FloorsError
from pipeline.warehouse import Warehouse, read_sql
from schemas.contract import Table
from schemas.tables import BANDS, DOC_CLUSTERS, DOCUMENTS

Band = tuple[str, int, int]
Signature = Sequence[int]
WRITES = Path("doc_clusters")
TEXTS = pa.schema(
    [
        DOCUMENTS.arrow.field("doc_key"),
        DOCUMENTS.arrow.field("sketch"),
        pa.field("text_key", pa.int64()),
    ]
)
"""What clustering reads of the table of documents."""

ALL_THAT_MEET = DedupSettings(threshold=None)
EXACT = DedupSettings(mode=DedupMode.EXACT)
NONE = DedupSettings(mode=DedupMode.NONE)
VERIFIED = DedupSettings(threshold=0.7)


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
        through: Through | None = None,
        schema: pa.Schema | None = None,
    ) -> int:
        self.queries.append(name)
        for view, source in reads.items():
            if isinstance(source, Path):
                source = self.written.get(source, source)
            self._warehouse.bind(view, source)
        rows = self._warehouse.table(read_sql(name))
        if through is not None:
            empty = pa.RecordBatch.from_pylist([], rows.schema)
            batches = [empty, *rows.to_batches(max_chunksize=7)]
            rows = pa.Table.from_batches(map(through, batches), schema)
        self.written[writes] = table.conform(rows) if table else rows
        return int(rows.num_rows)


def band_table(bands: Iterable[Band]) -> pa.Table:
    rows = [
        {"doc_key": key, "band": band, "band_hash": band_hash}
        for key, band, band_hash in bands
    ]
    return pa.Table.from_pylist(rows, schema=BANDS.arrow)


def document_table(
    texts: Mapping[str, int], sketches: Mapping[str, Signature]
) -> pa.Table:
    """Documents of the given text keys; without a sketch of its own, an empty one."""
    rows = [
        {
            "doc_key": key,
            "text_key": text,
            "sketch": np.array(sketches.get(key, ()), dtype="<u4").tobytes(),
        }
        for key, text in texts.items()
    ]
    return pa.Table.from_pylist(rows, schema=TEXTS)


def unlike_documents(bands: pa.Table | Path) -> pa.Table:
    """One document for each key of the bands, no two with the same words."""
    table = bands if isinstance(bands, pa.Table) else pq.read_table(bands)
    keys = sorted(set(table["doc_key"].to_pylist()))
    return document_table({key: number for number, key in enumerate(keys)}, {})


def make_clusters(
    engine: TableEngine,
    bands: pa.Table | Path,
    scratch: Path,
    *,
    documents: pa.Table | None = None,
    dedup: DedupSettings = ALL_THAT_MEET,
    seed: int = 1,
    round_limit: int = ROUND_LIMIT,
) -> list[tuple[str, str]]:
    source = bands
    if isinstance(bands, pa.Table):
        source = Path("bands")
        engine.written[source] = bands
    if documents is None:
        documents = unlike_documents(bands)
    engine.written[Path("documents")] = documents
    count = make_doc_clusters(
        engine,
        bands=source,
        documents=Path("documents"),
        settings=dedup,
        writes=WRITES,
        scratch=scratch,
        seed=seed,
        round_limit=round_limit,
    )
    made = engine.written[WRITES]
    assert made.schema == DOC_CLUSTERS.arrow
    assert made.num_rows == count
    return [(row["doc_key"], row["cluster_id"]) for row in made.to_pylist()]


def clusters_of(
    warehouse: Warehouse,
    bands: pa.Table | Path,
    scratch: Path,
    *,
    documents: pa.Table | None = None,
    dedup: DedupSettings = ALL_THAT_MEET,
    seed: int = 1,
) -> list[tuple[str, str]]:
    engine = TableEngine(warehouse)
    return make_clusters(
        engine, bands, scratch, documents=documents, dedup=dedup, seed=seed
    )


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
    nothing = document_table({}, {})
    assert clusters_of(warehouse, tmp_path, scratch, documents=nothing) == []


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

    made = make_clusters(engine, band_table(bands), scratch)

    assert made == [(key, keys[0]) for key in keys]
    assert engine.queries.count("representatives") <= 30


def test_a_huge_bucket_makes_one_edge_a_member(warehouse: Warehouse, scratch: Path):
    keys = [f"f#{number:05d}" for number in range(5_000)]
    engine = TableEngine(warehouse)

    made = make_clusters(engine, band_table((key, 0, 7) for key in keys), scratch)

    assert engine.written[scratch / "edges"].num_rows == len(keys) - 1
    assert {cluster for _, cluster in made} == {keys[0]}


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

    make_clusters(engine, band_table((key, 0, 7) for key in keys), scratch)

    nodes = engine.written[scratch / "nodes"]
    assert sorted(nodes["node"].to_pylist()) == list(range(500))
    assert sorted(nodes["doc_key"].to_pylist()) == sorted(keys)


def test_rounds_without_an_end_are_an_error(warehouse: Warehouse, scratch: Path):
    bands = band_table([("a", 0, 7), ("b", 0, 7)])

    with pytest.raises(FloorsError, match="did not settle in 0 rounds: 1 edges"):
        make_clusters(TableEngine(warehouse), bands, scratch, round_limit=0)


def test_scratch_is_removed_with_whatever_was_in_it(
    warehouse: Warehouse, tmp_path: Path
):
    scratch = tmp_path / "rounds"
    scratch.mkdir()
    (scratch / "left over").touch()

    clusters_of(warehouse, band_table([("a", 0, 7), ("b", 0, 7)]), scratch)

    assert not scratch.exists()


def test_in_mode_none_no_documents_belong_together(warehouse: Warehouse, scratch: Path):
    bands = band_table([("a", 0, 7), ("b", 0, 7)])
    copies = document_table({"a": 1, "b": 1}, {})

    assert clusters_of(warehouse, bands, scratch, documents=copies, dedup=NONE) == []


def test_in_mode_exact_only_copies_belong_together(warehouse: Warehouse, scratch: Path):
    bands = band_table([(key, 0, 7) for key in "abcd"])
    texts = document_table({"a": 1, "b": 2, "c": 2, "d": 3, "e": 1}, {})

    made = clusters_of(warehouse, bands, scratch, documents=texts, dedup=EXACT)

    assert made == [("a", "a"), ("b", "b"), ("c", "b"), ("e", "a")]


@pytest.mark.parametrize("dedup", [ALL_THAT_MEET, VERIFIED], ids=["all", "verified"])
def test_copies_share_a_cluster_though_they_share_no_bucket(
    warehouse: Warehouse, scratch: Path, dedup: DedupSettings
):
    bands = band_table([("a", 0, 1), ("b", 0, 2), ("c", 0, 3)])
    texts = document_table({"a": 5, "b": 6, "c": 5}, {})

    made = clusters_of(warehouse, bands, scratch, documents=texts, dedup=dedup)

    assert made == [("a", "a"), ("c", "a")]


def test_a_copy_joins_those_that_any_copy_of_it_meets(
    warehouse: Warehouse, scratch: Path
):
    # a and b have the same words, and sketches of characters that differ.
    bands = band_table([("a", 0, 1), ("b", 0, 2), ("c", 0, 2), ("d", 0, 1)])
    texts = document_table({"a": 5, "b": 5, "c": 6, "d": 7}, {})

    made = clusters_of(warehouse, bands, scratch, documents=texts)

    assert made == [(key, "a") for key in "abcd"]


def test_a_million_copies_would_be_one_member_of_their_bucket(
    warehouse: Warehouse, scratch: Path
):
    keys = [f"f#{number:04d}" for number in range(1_000)]
    engine = TableEngine(warehouse)
    bands = band_table((key, band, 7) for key in keys for band in range(3))
    texts = document_table(dict.fromkeys(keys, 1), {})

    made = make_clusters(engine, bands, scratch, documents=texts, dedup=VERIFIED)

    assert made == [(key, keys[0]) for key in keys]
    assert engine.written[scratch / "bucket_members"].num_rows == 0
    assert engine.written[scratch / "edges"].num_rows == len(keys) - 1


@pytest.mark.parametrize(
    ("equal", "joined"), [(7, True), (6, False), (10, True), (0, False)]
)
def test_those_of_a_bucket_are_joined_at_the_threshold(
    warehouse: Warehouse, scratch: Path, equal: int, joined: bool
):
    left, right = [1] * 10, [1] * equal + [2] * (10 - equal)
    bands = band_table([("a", 0, 7), ("b", 0, 7)])
    texts = document_table({"a": 1, "b": 2}, {"a": left, "b": right})

    made = clusters_of(warehouse, bands, scratch, documents=texts, dedup=VERIFIED)

    assert made == ([("a", "a"), ("b", "a")] if joined else [])


def test_sketches_of_different_lengths_are_refused(warehouse: Warehouse, scratch: Path):
    bands = band_table([("a", 0, 7), ("b", 0, 7)])
    texts = document_table({"a": 1, "b": 2}, {"a": [1] * 10, "b": [1] * 8})

    with pytest.raises(FloorsError, match="different lengths"):
        clusters_of(warehouse, bands, scratch, documents=texts, dedup=VERIFIED)


def template_pages(people: int, copies: int) -> dict[str, Signature]:
    """Pages of one template, each person's several times with an edit of its own.

    Half of a page's values are the template's, in places that differ by person.
    """
    generator = np.random.default_rng(5)
    template = generator.integers(0, 2**32, 112)
    pages: dict[str, Signature] = {}
    for person in range(people):
        page = np.where(
            generator.random(112) < 0.5, template, generator.integers(0, 2**32, 112)
        )
        for copy in range(copies):
            edit = generator.random(112) < 0.04
            values = np.where(edit, generator.integers(0, 2**32, 112), page)
            pages[f"f#{generator.integers(2**60):019d}-{person}-{copy}"] = values
    return pages


def test_alike_members_of_a_hostile_bucket_find_one_another(
    warehouse: Warehouse, scratch: Path
):
    """One bucket holds every page, and no other bucket holds two: the worst case."""
    pages = template_pages(people=1_000, copies=3)
    bands = band_table((key, 0, 7) for key in pages)
    texts = document_table({key: number for number, key in enumerate(pages)}, pages)
    engine = TableEngine(warehouse)

    made = make_clusters(engine, bands, scratch, documents=texts, dedup=VERIFIED)

    assert engine.written[scratch / "candidate_pairs"].num_rows < 5 * len(pages)
    people: dict[str, set[str]] = defaultdict(set)
    for key, cluster in made:
        people[cluster].add(key.split("-")[1])
    assert {len(names) for names in people.values()} == {1}
    assert len(made) > 0.99 * len(pages)


def test_verified_clusters_do_not_depend_on_the_seed_or_the_order_of_documents(
    warehouse: Warehouse, scratch: Path
):
    pages = template_pages(people=60, copies=4)
    keys = list(pages)
    generator = random.Random(4)
    bands = [(key, band, generator.randrange(8)) for key in keys for band in range(4)]
    numbers = {key: number for number, key in enumerate(keys)}
    found = []
    for seed in (1, 2, 3):
        generator.shuffle(bands)
        generator.shuffle(keys)
        texts = document_table({key: numbers[key] for key in keys}, pages)
        found.append(
            clusters_of(
                warehouse,
                band_table(bands),
                scratch,
                documents=texts,
                dedup=VERIFIED,
                seed=seed,
            )
        )
    assert found[0] == found[1] == found[2] != []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    hashes=st.dictionaries(
        st.tuples(st.integers(0, 30), st.integers(0, 3)), st.integers(0, 9), max_size=60
    ),
    values=st.lists(
        st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=31, max_size=31
    ),
    words=st.lists(st.integers(0, 40), min_size=31, max_size=31),
)
def test_clusters_are_held_together_by_alike_members_of_a_bucket(
    warehouse: Warehouse,
    scratch: Path,
    hashes: dict[tuple[int, int], int],
    values: list[list[int]],
    words: list[int],
):
    keys = [f"f#{number:02d}" for number in range(31)]
    bands = [(keys[key], band, value) for (key, band), value in hashes.items()]
    sketches = dict(zip(keys, values, strict=True))
    texts = document_table(dict(zip(keys, words, strict=True)), sketches)
    dedup = DedupSettings(threshold=0.75)

    made = clusters_of(
        warehouse, band_table(bands), scratch, documents=texts, dedup=dedup
    )

    # All pairs, each as a bucket of its own: copies, and the alike that share a band.
    copies = [(key, -1, word) for key, word in zip(keys, words, strict=True)]
    pairs = [
        (one, other)
        for one, band, value in bands
        for other, other_band, other_value in bands
        if (band, value) == (other_band, other_value)
        and one < other
        and sum(map(int.__eq__, sketches[one], sketches[other])) >= 3
    ]
    alike = [(key, -2 - number, 0) for number, pair in enumerate(pairs) for key in pair]
    allowed = dict(plain_clusters([*copies, *alike]))
    needed = dict(plain_clusters(copies))
    assert all(allowed[key] == allowed[cluster] for key, cluster in made)
    assert all(dict(made)[key] == dict(made)[first] for key, first in needed.items())


def test_two_of_a_bucket_always_meet(warehouse: Warehouse, scratch: Path):
    generator = np.random.default_rng(7)
    keys = [f"f#{number:03d}" for number in range(400)]
    sketches = {key: generator.integers(0, 2, 10) for key in keys}
    bands = [(key, 0, number // 2) for number, key in enumerate(keys)]
    texts = document_table({key: n for n, key in enumerate(keys)}, sketches)

    made = clusters_of(
        warehouse, band_table(bands), scratch, documents=texts, dedup=VERIFIED
    )

    assert made == [
        (key, one)
        for one, other in zip(keys[::2], keys[1::2], strict=True)
        if (sketches[one] == sketches[other]).sum() >= 7
        for key in (one, other)
    ]
