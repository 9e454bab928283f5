"""A small generated corpus with known counts, for a first try and for tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pipeline.errors import ArgumentError, FloorsError
from pipeline.sample.copies import copy_page
from pipeline.sample.names import NameSource
from pipeline.sample.pages import Page, write_pages
from pipeline.sample.population import draw_population
from pipeline.sample.shard_files import Row, write_jsonl, write_parquet
from pipeline.sample.truth import (
    ExpectedReject,
    PlacedDocument,
    SampleTruth,
    count_categories,
    count_prompts,
    write_truth,
)

# Below this, directory pages and frequent facts no longer fit side by side.
FEWEST_DOCUMENTS = 100

_INDEPENDENT_SHARE = 0.78
_MOST_COPIES = 5
_SHARDS = (
    "part-00.jsonl",
    "part-01.jsonl.gz",
    "part-02.jsonl.zst",
    "part-03.parquet",
    "more/part-04.jsonl.gz",
    "more/part-05.jsonl.zst",
    "more/part-06.parquet",
    "more/part-07.jsonl",
)
_NESTED, _ESCAPED = "more/part-04.jsonl.gz", "part-02.jsonl.zst"
_INTEGER_IDS = "more/part-06.parquet"

# Records that no reader can use, and why; one of each in every shard that can hold it.
_BROKEN_LINES = {
    "invalid_json": b'{"id": "cut", "text": "The line ends before its',
    "no_text": b'{"id": "bare", "url": "https://nowhere.example/bare"}',
    "null_text": b'{"id": "null", "text": null}',
    "text_not_string": b'{"id": "number", "text": 1874}',
}


@dataclass(frozen=True)
class _Record:
    """One line or row of a shard: a page's, or a broken one."""

    row: Row | bytes
    original: int = -1
    facts: int = 0
    reason: str = ""


def write_sample(
    directory: Path, *, seed: int = 0, documents: int = 3000
) -> SampleTruth:
    """Write a generated corpus and the truth about it.

    Args:
        directory: New or empty. The corpus goes to `corpus/`, in jsonl, gzip,
            Zstandard and Parquet shards; the truth to `truth/`, in CSV files.
        seed: Equal seeds and sizes give equal files.
        documents: How many readable documents to write, copies included.

    Returns:
        What a run over `corpus/` should find.

    Raises:
        ArgumentError: `documents` is under FEWEST_DOCUMENTS.
        FloorsError: `directory` is a file, or has something in it.
    """
    if documents < FEWEST_DOCUMENTS:
        raise ArgumentError(
            f"A sample of {documents} documents is too small for its counts: "
            f"ask for {FEWEST_DOCUMENTS} or more."
        )
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise FloorsError(
            f"{directory} is there already and is not an empty directory: give the "
            "sample a new one."
        )
    # One stream of draws for each part, so that a change to one leaves the others.
    population = draw_population(Random(f"{seed} people"), documents=documents)
    pages = write_pages(
        Random(f"{seed} pages"), population, pages=int(documents * _INDEPENDENT_SHARE)
    )
    draw = Random(f"{seed} files")
    copies = _draw_copies(draw, len(pages), documents - len(pages))
    shards = _fill_shards(draw, pages, copies)
    placed, rejects = _write_shards(directory / "corpus", shards)
    facts = {
        number: [fact for sentence in page.sentences for fact in sentence.facts]
        for number, page in enumerate(pages)
    }
    prompts = count_prompts(facts, Counter(row.original for row in placed))
    truth = SampleTruth(
        corpus=directory / "corpus",
        prompts=prompts,
        categories=count_categories(prompts),
        rejects=tuple(sorted(rejects)),
        documents=tuple(sorted(placed)),
    )
    write_truth(directory / "truth", truth)
    return truth


def _draw_copies(draw: Random, pages: int, copies: int) -> dict[int, int]:
    """Draw how many copies pages have: one to five, and `copies` in all."""
    drawn: dict[int, int] = {}
    left = copies
    for number in draw.sample(range(pages), pages):
        if left == 0:
            break
        drawn[number] = min(left, draw.randint(1, _MOST_COPIES))
        left -= drawn[number]
    return drawn


def _fill_shards(
    draw: Random, pages: Sequence[Page], copies: dict[int, int]
) -> dict[str, list[_Record]]:
    """Deal pages and copies over the shards, a copy never beside its original."""
    shards: dict[str, list[_Record]] = {name: [] for name in _SHARDS}
    press = _Press(draw)
    for number, page in enumerate(pages):
        home = draw.choice(_SHARDS)
        shards[home].append(press.record(page, number, home))
        elsewhere = [name for name in _SHARDS if name != home]
        for _ in range(copies.get(number, 0)):
            shard = draw.choice(elsewhere)
            shards[shard].append(press.record(copy_page(draw, page), number, shard))
    for name, records in shards.items():
        draw.shuffle(records)
        _break_some(draw, name, records)
    return shards


class _Press:
    """Turns pages into records with ids, addresses, titles and languages."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        names = NameSource(draw)
        words = [names.town().lower().replace(" ", "-") for _ in range(400)]
        # .example is reserved, so that no address is anybody's.
        hosts = [word.encode("ascii", "ignore").decode() for word in words]
        self._hosts = [f"{host}.example" for host in hosts]
        self._printed = 0

    def record(self, page: Page, original: int, shard: str) -> _Record:
        draw = self._draw
        self._printed += 1
        # Ids of real corpora repeat: one in ten is taken from a small range.
        number = draw.randrange(40) if draw.random() < 0.1 else 1000 + self._printed
        host = self._hosts[int(len(self._hosts) * draw.random() ** 1.5)]
        row = {
            "id": number if shard == _INTEGER_IDS else f"page-{number}",
            "text": page.text,
            "url": f"https://{host}/{number}" if draw.random() < 0.95 else None,
            "title": page.title,
            "language": "en" if draw.random() < 0.7 else None,
        }
        return _Record(row, original, sum(len(s.facts) for s in page.sentences))


def _break_some(draw: Random, name: str, records: list[_Record]) -> None:
    """Insert records that cannot be read, never first in a file."""
    broken: dict[str, Row | bytes] = dict(_BROKEN_LINES)
    if name.endswith(".parquet"):
        broken = {"null_text": {}}
    for reason, row in broken.items():
        at = draw.randint(1, len(records))
        records.insert(at, _Record(row, reason=reason))


def _write_shards(
    corpus: Path, shards: dict[str, list[_Record]]
) -> tuple[list[PlacedDocument], list[ExpectedReject]]:
    placed, rejects = [], []
    for name, records in shards.items():
        rows = [record.row for record in records]
        if name.endswith(".parquet"):
            tabular = [row for row in rows if not isinstance(row, bytes)]
            offsets = write_parquet(corpus / name, tabular)
        else:
            offsets = write_jsonl(
                corpus / name, rows, escape=name == _ESCAPED, nest=name == _NESTED
            )
        for record, offset in zip(records, offsets, strict=True):
            if record.reason:
                rejects.append(ExpectedReject(name, offset, record.reason))
            else:
                placed.append(
                    PlacedDocument(name, offset, record.original, record.facts)
                )
    return placed, rejects
