"""A corpus whose counts are known, read by the command itself: every count is true."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from pipeline.counting.jackknife import (
    SHARED,
    find_group,
    jackknife_interval,
    leave_out_groups,
)
from pipeline.extraction.entity_key import entity_key
from pipeline.sample.writer import write_sample

REPOSITORY = Path(__file__).parents[1]

Row = dict[str, str]


@dataclass(frozen=True)
class Planted:
    """A sample's truth, as its CSV files have it, and a finished run over it."""

    truth: Path
    run: Path

    def true_rows(self, name: str) -> list[Row]:
        with (self.truth / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rows(self, table: str) -> list[dict]:
        return pq.read_table(self.run / table).to_pylist()

    def floors(self, unit: str) -> dict[str, dict]:
        """The floors of one unit, key prompt, by category."""
        return {
            row["category"]: row
            for row in self.rows("floors")
            if row["unit"] == unit and row["key"] == "prompt"
        }


PLANTED = (
    "acronym",
    "birth_year",
    "birthday",
    "capital",
    "death_date",
    "death_year",
)
"""What the sample states on purpose; where somebody was born, it says in passing."""


def plant(folder: Path, *, seed: int, documents: int, workers: int) -> Planted:
    """Write a sample and run the command over it."""
    write_sample(folder / "sample", seed=seed, documents=documents)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jobs", "run", str(folder / "sample" / "corpus")),
            *("-o", str(folder / "run"), "--workers", str(workers)),
            *("--categories", ",".join(PLANTED)),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Planted(folder / "sample" / "truth", folder / "run")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((1, 400, 1), id="seed 1"),
        pytest.param((2, 1500, 2), id="seed 2", marks=pytest.mark.slow),
        pytest.param((3, 3000, 2), id="seed 3", marks=pytest.mark.slow),
    ],
)
def planted(request, tmp_path_factory) -> Planted:
    seed, documents, workers = request.param
    folder = tmp_path_factory.mktemp("planted")
    return plant(folder, seed=seed, documents=documents, workers=workers)


def test_every_fact_has_its_true_count_and_there_is_no_other(planted):
    expected = {
        (row["category"], entity_key(row["entity"]), row["value"]): (
            int(row["clusters"]),
            int(row["documents"]),
        )
        for row in planted.true_rows("prompt_counts")
    }
    counted = {
        (row["category"], row["entity_key"], row["value"]): (
            row["clusters"],
            row["documents"],
        )
        for row in planted.rows("fact_counts")
    }
    assert counted == expected


def test_every_prompt_has_its_true_count(planted):
    expected: Counter[tuple[str, str]] = Counter()
    for row in planted.true_rows("prompt_counts"):
        prompt = row["category"], entity_key(row["entity"])
        expected[prompt] += int(row["clusters"])
    counted = {
        (row["category"], row["entity_key"]): row["clusters"]
        for row in planted.rows("prompt_counts")
    }
    assert counted == expected


def test_the_singleton_rate_is_the_true_one(planted):
    floors = planted.floors("clusters")
    for row in planted.true_rows("categories"):
        floor = floors[row["category"]]
        assert floor["observations"] == int(row["observations"])
        assert floor["prompts"] == int(row["prompts"])
        assert floor["singletons"] == int(row["singletons"])
        assert abs(floor["singleton_rate"] - float(row["singleton_rate"])) < 1e-12


def test_the_jackknife_is_that_of_a_recount(planted):
    domain_of = {row["doc_key"]: row["domain"] for row in planted.rows("documents")}
    cluster_of = {
        row["doc_key"]: row["cluster_id"] for row in planted.rows("doc_clusters")
    }
    # By category: of each sighting, a prompt in a cluster, the groups it lies in.
    groups = defaultdict(lambda: defaultdict(lambda: (set(), set())))
    for row in planted.rows("observations"):
        cluster = cluster_of.get(row["doc_key"], row["doc_key"])
        found = groups[row["category"]][row["entity_key"], cluster]
        found[0].add(find_group(cluster))
        found[1].add(find_group(domain_of[row["doc_key"]] or cluster))
    with_domains = planted.floors("domains")
    for category, row in planted.floors("clusters").items():
        keys = [key for key, _ in groups[category]]
        numbers = {key: number for number, key in enumerate(set(keys))}
        groupings = [
            leave_out_groups(
                np.array([numbers[key] for key in keys]),
                np.array(
                    [
                        min(found[place]) if len(found[place]) == 1 else SHARED
                        for found in groups[category].values()
                    ]
                ),
                np.ones(len(keys), np.int64),
            )
            for place in range(2)
        ]
        if with_domains[category]["singleton_rate"] is None:
            groupings.pop()
        expected = jackknife_interval(
            row["observations"], row["singletons"], row["doubletons"], *groupings
        )
        assert (row["jackknife_low"], row["jackknife_high"]) == pytest.approx(expected)


def test_raw_mentions_and_documents_give_other_rates(planted):
    for unit in ("mentions", "documents"):
        floors = planted.floors(unit)
        for row in planted.true_rows("categories"):
            rate = floors[row["category"]]["singleton_rate"]
            assert abs(rate - float(row["singleton_rate"])) > 0.01, (unit, row)


def test_every_document_states_its_facts(planted):
    stated = defaultdict(set)
    for row in planted.rows("observations"):
        fact = row["category"], row["entity_key"], row["value"]
        stated[row["doc_key"]].add(fact)
    assert {key: len(facts) for key, facts in stated.items()} == {
        f"{row['file']}#{row['position']}": int(row["facts"])
        for row in planted.true_rows("documents")
        if int(row["facts"])
    }


def test_copies_of_one_page_are_one_cluster(planted):
    # Pages of one template may share a cluster too: prompts tell them apart.
    originals = {
        f"{row['file']}#{row['position']}": row["original"]
        for row in planted.true_rows("documents")
    }
    cluster_of = {
        row["doc_key"]: row["cluster_id"] for row in planted.rows("doc_clusters")
    }
    clusters = defaultdict(set)
    for row in planted.rows("documents"):
        key = row["doc_key"]
        clusters[originals[key]].add(cluster_of.get(key, key))
    assert [one for one, ids in clusters.items() if len(ids) > 1] == []


def test_rejects_are_exactly_the_broken_records(planted):
    rejects = {
        (row["shard"], row["position"], row["reason"])
        for row in planted.rows("rejects")
    }
    assert rejects == {
        (row["file"], int(row["position"]), row["reason"])
        for row in planted.true_rows("rejects")
    }
    assert len(planted.rows("rejects")) == len(rejects)


def test_every_document_is_read(planted):
    read = sum(row["documents"] for row in planted.rows("shards"))
    assert read == len(planted.true_rows("documents"))
