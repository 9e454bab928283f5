"""Documents alike in every way, read by the command itself: each unit counts true."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from planted_duplicates import (
    CATEGORIES,
    KINDS,
    Author,
    Counts,
    Planted,
    plant_all,
    plant_chain,
    true_counts,
    write_corpus,
)

from jobs.doc_clusters import make_doc_clusters
from jobs.local import LocalEngine
from jobs.run_folder import RunFolder
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.dedup.words import split_words
from pipeline.sample.copies import jaccard
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import PROMPT_COUNTS, UNITS

REPOSITORY = Path(__file__).parents[1]

NEAR = DedupSettings()
UNVERIFIED = replace(NEAR, threshold=None)
EXACT = replace(NEAR, mode=DedupMode.EXACT)
NONE = replace(NEAR, mode=DedupMode.NONE)


@dataclass(frozen=True)
class Run:
    """A finished run over planted documents, whose clusters may be made again."""

    documents: list[Planted]
    folder: RunFolder

    def keys(self) -> list[str]:
        """The doc_key of each document, in the order in which they were planted."""
        rows = pq.read_table(self.folder.table("documents"), columns=["doc_key"])
        return sorted(
            rows["doc_key"].to_pylist(), key=lambda key: int(key.rsplit("#", 1)[1])
        )

    def cluster(self, settings: DedupSettings, scratch: Path) -> dict[str, str]:
        """The clusters under other settings: from doc_key to cluster_id."""
        made = scratch / "doc_clusters"
        make_doc_clusters(
            LocalEngine(1, scratch / "spill"),
            bands=self.folder.table("bands"),
            documents=self.folder.table("documents"),
            settings=settings,
            writes=made,
            scratch=scratch / "rounds",
        )
        rows = pq.read_table(made).to_pylist()
        return {row["doc_key"]: row["cluster_id"] for row in rows}

    def count(self, settings: DedupSettings, scratch: Path) -> Counts:
        """The counts of prompts under other settings."""
        self.cluster(settings, scratch)
        with Warehouse() as warehouse:
            for name in ("observations", "documents"):
                warehouse.bind(name, self.folder.table(name))
            warehouse.bind("doc_clusters", scratch / "doc_clusters")
            return by_prompt(warehouse.table(read_sql(PROMPT_COUNTS.name)))


def by_prompt(prompt_counts: pa.Table) -> Counts:
    return {
        (row["category"], row["entity_key"]): {unit: row[unit] for unit in UNITS}
        for row in prompt_counts.to_pylist()
    }


def run_over(folder: Path, documents: list[Planted]) -> Run:
    write_corpus(folder / "corpus" / "planted.jsonl", documents)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jobs", "run", str(folder / "corpus")),
            *("-o", str(folder / "run"), "--workers", "1"),
            *("--categories", ",".join(CATEGORIES)),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Run(documents, RunFolder(folder / "run"))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(1, id="seed 1"),
        pytest.param(2, id="seed 2", marks=pytest.mark.slow),
        pytest.param(3, id="seed 3", marks=pytest.mark.slow),
    ],
)
def planted(request, tmp_path_factory) -> Run:
    folder = tmp_path_factory.mktemp("duplicates")
    return run_over(folder, plant_all(request.param))


def test_every_prompt_is_counted_true_in_every_unit(planted: Run) -> None:
    counted = by_prompt(pq.read_table(planted.folder.table("prompt_counts")))

    assert counted == true_counts(planted.documents)


def test_a_cluster_is_a_story(planted: Run, tmp_path: Path) -> None:
    clusters = planted.cluster(NEAR, tmp_path)

    stories = defaultdict(set)
    for key, document in zip(planted.keys(), planted.documents, strict=True):
        stories[document.story].add(clusters.get(key, key))
    assert [story for story, found in stories.items() if len(found) > 1] == []
    assert len(set().union(*stories.values())) == len(stories)


def test_without_verification_what_shares_too_little_may_be_joined(
    planted: Run, tmp_path: Path
) -> None:
    counted, truth = planted.count(UNVERIFIED, tmp_path), true_counts(planted.documents)

    half = str(list(KINDS).index("half alike"))
    halves = {
        prompt
        for document in planted.documents
        if document.story.split("-")[0] == half
        for prompt in true_counts([document])
    }
    wrong = {prompt for prompt in truth if counted[prompt] != truth[prompt]}
    assert wrong
    assert wrong <= halves


@pytest.mark.parametrize("settings", [NONE, EXACT], ids=["none", "exact"])
def test_coarser_ways_leave_duplicates_to_be_counted(
    planted: Run, tmp_path: Path, settings: DedupSettings
) -> None:
    counted, truth = planted.count(settings, tmp_path), true_counts(planted.documents)

    texts = {tuple(split_words(one.page.text)) for one in planted.documents}
    clusters = sum(counts["clusters"] for counts in counted.values())
    documents = sum(counts["documents"] for counts in truth.values())
    if settings is NONE:
        assert clusters == documents
    else:
        # Every document has one birthday and one birth year, whoever's they are.
        assert clusters == 2 * len(texts)
    assert clusters > sum(counts["clusters"] for counts in truth.values())


def rate(times_seen: Iterable[int]) -> str:
    """The singleton rate of prompts seen so often, and N, as the docs write it."""
    times = list(times_seen)
    if not times:
        return "–"
    return f"{times.count(1) / sum(times):.1%} of {sum(times)}"


def rates_by_kind(planted: Run) -> dict[str, list[str]]:
    """Four floors of birthdays for each kind of likeness, and for all of them.

    In order: the true one; by documents; by the documents that are left when one of
    each cluster is kept; by clusters.
    """
    of_prompt = {
        prompt: kind
        for kind, name in enumerate(KINDS)
        for one in planted.documents
        if one.story.split("-")[0] == str(kind)
        for prompt in true_counts([one])
    }
    table = planted.folder.table
    clusters = {
        row["doc_key"]: row["cluster_id"]
        for row in pq.read_table(table("doc_clusters")).to_pylist()
    }
    kept = {
        (row["category"], row["entity_key"], row["doc_key"])
        for row in pq.read_table(table("observations")).to_pylist()
        if clusters.get(row["doc_key"], row["doc_key"]) == row["doc_key"]
    }
    counted = by_prompt(pq.read_table(table("prompt_counts")))
    ways = (
        {p: counts["clusters"] for p, counts in true_counts(planted.documents).items()},
        {p: counts["documents"] for p, counts in counted.items()},
        Counter((category, entity) for category, entity, _ in kept),
        {p: counts["clusters"] for p, counts in counted.items()},
    )
    return {
        name: [
            rate(
                times
                for prompt, times in way.items()
                if prompt[0] == "birthday"
                and name in ("all", list(KINDS)[of_prompt[prompt]])
            )
            for way in ways
        ]
        for name in (*KINDS, "all")
    }


def test_the_docs_show_what_each_way_of_counting_gives(planted: Run) -> None:
    rates = rates_by_kind(planted)
    assert {name: ours for name, (*_, ours) in rates.items()} == {
        name: truth for name, (truth, *_) in rates.items()
    }
    if planted.documents != plant_all(1):
        return  # the docs show the corpus of seed 1
    docs = REPOSITORY / "docs" / "deduplication.md"
    page = docs.read_text(encoding="utf-8")
    shown = {
        cells[0]: cells[1:]
        for line in page.splitlines()
        if line.startswith("| ")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
        if cells[0] in (*KINDS, "all")
    }
    assert shown == rates


def test_the_ends_of_the_planted_chain_are_unlike() -> None:
    chain = [planted.page.text for planted in plant_chain(Author(1, 3))]

    links = [jaccard(*link) for link in pairwise(chain)]
    assert min(links) > 0.8
    assert jaccard(chain[0], chain[-1]) < 0.35
