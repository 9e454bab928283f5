"""How fast one core reads a corpus and finds its facts, beside reading alone."""

# ruff: noqa: T201  # what a benchmark prints is what it is for
from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import BinaryIO, NamedTuple, cast

import orjson
import spacy
import zstandard
from isal import igzip
from plain_script import PlainScript
from steps import BETWEEN, STEPS, Stopwatch

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.dedup.settings import SketchSettings
from pipeline.extraction.category_files import load_categories
from pipeline.extraction.extractor import Extractor
from pipeline.shard_pass import PassSettings, ShardPass

FIELDS = FieldNames()
TOKENIZED_CHARACTERS = 3_000_000
"""What the tokenizer alone is given: enough for a steady figure, and a few seconds."""

PLAIN_CHARACTERS = 1_000_000
"""What the plain script is given: it takes seconds a MB."""


class Timing(NamedTuple):
    """Seconds of one run: of this process's own work, and on the clock."""

    busy: float
    clock: float


def main() -> None:
    """Measure, and print the tables."""
    options = _parse_arguments()
    shards = _plan(options.corpus, options.files)
    megabytes = sum(len(line) for shard in shards for line in _lines(shard)) / 1e6
    settings = PassSettings(load_categories(), FIELDS, SketchSettings())
    extractor, whole = Extractor(settings.categories), ShardPass(settings)
    ready = _peak_megabytes()

    variants: dict[str, Callable[[], None]] = {
        "reading alone (isal + orjson)": lambda: _read_alone(shards),
        "our reader": lambda: _read(shards),
        "reading + extraction": lambda: _extract(shards, extractor),
        "the whole pass, with sketches": lambda: _process(shards, whole),
    }
    runs = _interleave(variants, options.repeats)
    peak = _peak_megabytes()

    names = ", ".join(one.name for one in settings.categories)
    print(f"{megabytes:.1f} MB of jsonl in {len(shards)} file(s) of {options.corpus}")
    print(f"{len(settings.categories)} categories: {names}")
    _print_speeds(runs, megabytes)
    print(f"peak resident memory {peak:.0f} MB; {ready:.0f} MB before the first read")
    _print_steps(shards, whole, megabytes)
    extraction = megabytes / median(run.busy for run in runs["reading + extraction"])
    _print_tokenizer(shards, extraction)
    whole_pass = megabytes / median(
        run.busy for run in runs["the whole pass, with sketches"]
    )
    _print_plain_script(shards, PlainScript(settings.categories), whole_pass)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", help="a file, folder or glob of JSON Lines")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each variant")
    parser.add_argument("--files", type=int, default=2, help="read only so many")
    return parser.parse_args()


def _plan(corpus: str, limit: int) -> tuple[Shard, ...]:
    """Take the first JSON Lines files of a corpus, each as one shard."""
    files = [one for one in list_corpus([corpus]) if one.kind == "jsonl"]
    if not files:
        sys.exit(f"Error: {corpus} has no JSON Lines files: give a corpus that does.")
    largest = max(one.size for one in files)
    return plan_shards(files[:limit], shard_bytes=largest)


def _lines(shard: Shard) -> Iterator[bytes]:
    with _open(shard.path) as file:
        yield from file


def _open(path: str) -> BinaryIO:
    if path.endswith(".gz"):
        return cast(BinaryIO, igzip.open(path, "rb"))
    if path.endswith(".zst"):
        return BufferedReader(zstandard.open(path, "rb"))  # it splits no lines itself
    return Path(path).open("rb")


def _read_alone(shards: Sequence[Shard]) -> None:
    for shard in shards:
        for line in _lines(shard):
            # A corpus has blank and broken lines; reading goes on behind them.
            with suppress(orjson.JSONDecodeError):
                orjson.loads(line)


def _documents(shards: Sequence[Shard]) -> Iterator[Document]:
    for shard in shards:
        for record in read_records(shard, FIELDS):
            if isinstance(record, Document):
                yield record


def _read(shards: Sequence[Shard]) -> None:
    for _ in _documents(shards):
        pass


def _extract(shards: Sequence[Shard], extractor: Extractor) -> None:
    for one in _documents(shards):
        extractor.extract(one.text, title=one.title, language=one.language)


def _process(shards: Sequence[Shard], whole: ShardPass) -> None:
    for shard in shards:
        for _ in whole.process(shard):
            pass


def _interleave(
    variants: dict[str, Callable[[], None]], repeats: int
) -> dict[str, list[Timing]]:
    """Run the variants in turn, so that a busy minute hits them all."""
    runs: dict[str, list[Timing]] = {name: [] for name in variants}
    for _ in range(repeats):
        for name, run in variants.items():
            clock, busy = perf_counter(), process_time()
            run()
            runs[name].append(Timing(process_time() - busy, perf_counter() - clock))
    return runs


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, else KB


def _print_speeds(runs: dict[str, list[Timing]], megabytes: float) -> None:
    repeats = len(next(iter(runs.values())))
    print(f"\nmedian of {repeats}, MB of jsonl a second of this process's own time,")
    print(f"and on the clock (load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores)\n")
    print(
        f"{'':31}{'MB/s':>8}{'clock':>8}{'of reading':>12}{'lowest':>8}{'highest':>9}"
    )
    alone = median(run.busy for run in next(iter(runs.values())))
    for name, timings in runs.items():
        busy = sorted(run.busy for run in timings)
        clock = median(run.clock for run in timings)
        print(
            f"{name:31}{megabytes / median(busy):8.1f}{megabytes / clock:8.1f}"
            f"{alone / median(busy):12.3f}{megabytes / busy[-1]:8.1f}"
            f"{megabytes / busy[0]:9.1f}"
        )


def _print_steps(shards: Sequence[Shard], whole: ShardPass, megabytes: float) -> None:
    stopwatch = Stopwatch()
    with stopwatch.attached():
        _process(shards, whole)
    texts = [document.text for document in _documents(shards)]
    started = process_time()
    for text in texts:
        text.encode("utf-8")
    # The library encodes a document inside `extract`, where no call can be timed.
    encoding = process_time() - started
    seconds, total = stopwatch.seconds, sum(stopwatch.seconds.values())
    seconds["gate"] += encoding
    seconds[BETWEEN] -= encoding
    print("\nthe whole pass by steps (one run, own time, timers included)\n")
    print(f"{'':31}{'ms/MB':>8}{'share':>8}")
    for step in STEPS:
        name = "encode + gate" if step == "gate" else step
        share = seconds[step] / total
        print(f"{name:31}{1e3 * seconds[step] / megabytes:8.2f}{share:8.1%}")
    print(f"{'all':31}{1e3 * total / megabytes:8.2f}{1:8.1%}")

    characters = sum(map(len, texts))
    for what, name in (
        ("passages around triggers", "plain"),
        ("passages with tokens and names", "split_tokens"),
    ):
        print(
            f"{what}: {stopwatch.calls[name] / megabytes:.0f} a MB, "
            f"{stopwatch.characters[name] / characters:.2%} of the text"
        )


def _print_tokenizer(shards: Sequence[Shard], extraction: float) -> None:
    """Compare with a plain script, and with no more than its first step."""
    nlp = spacy.blank("en")
    texts, characters = [], 0
    for document in _documents(shards):
        # The tokenizer refuses none, but its memory grows with the text.
        texts.append(document.text[: TOKENIZED_CHARACTERS - characters])
        characters += len(texts[-1])
        if characters >= TOKENIZED_CHARACTERS:
            break
    started = process_time()
    with nlp.memory_zone():
        for text in texts:
            nlp.make_doc(text)
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    speed = size / (process_time() - started)
    print(
        f"\nspaCy's blank English tokenizer over all of {size:.1f} MB of text: "
        f"{speed:.2f} MB/s;\nreading + extraction is {extraction / speed:.1f} times as "
        "fast as tokenizing everything"
    )


def _print_plain_script(
    shards: Sequence[Shard], script: PlainScript, whole_pass: float
) -> None:
    """Compare the whole pass with spaCy and the same patterns on the full text."""
    size, found = 0, 0
    started = process_time()
    for document in _documents(shards):
        text = document.text[:PLAIN_CHARACTERS]
        found += script.count_statements(text)
        size += len(text.encode("utf-8"))
        if size >= PLAIN_CHARACTERS:
            break
    speed = size / 1e6 / (process_time() - started)
    print(
        f"a plain script, spaCy and the same patterns over all of {size / 1e6:.1f} MB: "
        f"{speed:.2f} MB/s,\n{found} statements; the whole pass, with sketches, is "
        f"{whole_pass / speed:.1f} times as fast"
    )


if __name__ == "__main__":
    main()
