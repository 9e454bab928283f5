"""What is true of a sample: the counts that a run should find, and their files."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.sample.statements import CATEGORIES, Fact


@dataclass(frozen=True, order=True)
class PromptCount:
    """One prompt: its value, and how many clusters and documents state it."""

    category: str
    entity: str
    value: str
    clusters: int
    documents: int


@dataclass(frozen=True, order=True)
class CategoryCount:
    """One category in unit clusters, key prompt; the rate is singletons / N."""

    category: str
    observations: int
    prompts: int
    singletons: int
    singleton_rate: float


@dataclass(frozen=True, order=True)
class ExpectedReject:
    """One broken record: its file, its place (bytes or row) and the reason."""

    file: str
    position: int
    reason: str


@dataclass(frozen=True, order=True)
class PlacedDocument:
    """One document: its file, its place, and the number of what it is a copy of."""

    file: str
    position: int
    original: int
    facts: int


@dataclass(frozen=True)
class SampleTruth:
    """Where a sample is and what is true of it; every tuple is sorted."""

    corpus: Path
    prompts: tuple[PromptCount, ...]
    categories: tuple[CategoryCount, ...]
    rejects: tuple[ExpectedReject, ...]
    documents: tuple[PlacedDocument, ...]


def count_prompts(
    facts: Mapping[int, Iterable[Fact]], copies: Mapping[int, int]
) -> tuple[PromptCount, ...]:
    """Count, for each prompt, the clusters and documents that state it.

    Args:
        facts: What each original states, by its number; no fact twice.
        copies: How many documents each original stands for, itself included.
    """
    clusters: Counter[Fact] = Counter()
    documents: Counter[Fact] = Counter()
    for original, stated in facts.items():
        for fact in stated:
            clusters[fact] += 1
            documents[fact] += copies[original]
    return tuple(
        PromptCount(fact.category, fact.entity, fact.value, times, documents[fact])
        for fact, times in sorted(clusters.items())
    )


def count_categories(prompts: Sequence[PromptCount]) -> tuple[CategoryCount, ...]:
    """Sum prompts up by category; each of the six has a row."""
    rows = []
    for category in CATEGORIES:
        times = [p.clusters for p in prompts if p.category == category]
        singletons = times.count(1)
        rate = singletons / sum(times) if times else 0.0
        row = CategoryCount(category, sum(times), len(times), singletons, rate)
        rows.append(row)
    return tuple(rows)


def write_truth(directory: Path, truth: SampleTruth) -> None:
    """Write the truth as CSV files, one for each kind of row."""
    directory.mkdir(parents=True, exist_ok=True)
    _write_rows(directory / "prompt_counts.csv", PromptCount, truth.prompts)
    _write_rows(directory / "categories.csv", CategoryCount, truth.categories)
    _write_rows(directory / "rejects.csv", ExpectedReject, truth.rejects)
    _write_rows(directory / "documents.csv", PlacedDocument, truth.documents)


def _write_rows(
    path: Path,
    kind: type[PromptCount | CategoryCount | ExpectedReject | PlacedDocument],
    rows: Sequence[PromptCount | CategoryCount | ExpectedReject | PlacedDocument],
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in fields(kind)])
        writer.writerows(astuple(row) for row in rows)
