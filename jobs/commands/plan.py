"""floors plan: what a run would read and need. Writes nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from jobs.commands.options import (
    corpus_argument,
    corpus_options,
    dedup_options,
    json_option,
)
from jobs.commands.printing import print_json
from jobs.progress import describe_seconds
from pipeline.corpus.fields import FieldNames, require_text_field
from pipeline.corpus.listing import list_corpus, warn_of_repeats
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.corpus.streams import is_compressed
from pipeline.dedup.presets import choose_dedup
from pipeline.report.clusters_text import describe_clusters
from pipeline.report.figures import count_things, format_bytes

MB_PER_SECOND = 5.0
"""Text that one worker reads, searches and sketches in a second: about 7 was measured
on English Wikipedia with every category, on a core of its own; rounded down."""

TEXT_PER_STORED_BYTE = {"plain": 1.0, "compressed": 2.6, "parquet": 2.5}
"""What a stored byte of natural text comes to when it is decompressed, about."""

RUN_PER_TEXT_BYTE = 0.08
"""Size of a run's tables over the size of the text: 0.059 was measured on English
Wikipedia with every category, nearly all of it passages, sketches and bands."""

WORKER_BYTES = 400_000_000
"""Memory of one worker: less than 300 MB was measured; rounded up."""

SQL_BYTES = 2_000_000_000
"""Memory that counting likes to have; with less, it uses the disk."""


@dataclass(frozen=True)
class Estimate:
    """What a run would take.

    Attributes:
        files: Corpus files.
        shards: Units of work.
        stored_bytes: Bytes of the files that would be read.
        text_bytes: What they come to, about.
        workers: Processes that would be at work.
        seconds: For reading, at MB_PER_SECOND a worker.
        memory_bytes: Of all processes, about.
        disk_bytes: Of the run folder, about.
        categories: What would be looked for.
        clusters: Which documents would be one sighting.
    """

    files: int
    shards: int
    stored_bytes: int
    text_bytes: int
    workers: int
    seconds: float
    memory_bytes: int
    disk_bytes: int
    categories: list[str]
    clusters: str


@click.command()
@corpus_argument
@corpus_options
@dedup_options(default="near")
@json_option
def plan(
    *,
    corpus: tuple[str, ...],
    categories: tuple[str, ...] | None,
    category_dir: Path | None,
    limit_shards: int | None,
    limit_documents: int | None,
    spacy_model: str | None,
    workers: int,
    dedup: str | None,
    dedup_preset: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Say what `floors run` would do with CORPUS: shards, bytes, time, memory, disk.

    Takes the options of `floors run`, checks them, and writes nothing.

    \b
    Example:
        floors plan data/corpus
        floors plan data/corpus --workers 32
    """
    # Patterns take a second to load, which `floors --help` should not wait for.
    from pipeline.extraction.category import load_categories

    chosen = choose_dedup(dedup, dedup_preset)
    files = list_corpus(corpus)
    for line in warn_of_repeats(files):
        click.echo(line, err=True)
    names = {name.removesuffix("_field"): value for name, value in fields.items()}
    require_text_field(files, FieldNames(**names))
    loaded = load_categories(categories, category_dir)
    if spacy_model is not None:
        from pipeline.extraction.trained_spans import load_trained_pipeline

        load_trained_pipeline(spacy_model)
    shards = plan_shards(
        files, limit_shards=limit_shards, limit_documents=limit_documents
    )
    text_bytes = sum(shard.bytes * _text_per_byte(shard) for shard in shards)
    at_work = max(1, min(workers, len(shards)))
    estimate = Estimate(
        files=len(files),
        shards=len(shards),
        stored_bytes=sum(shard.bytes for shard in shards),
        text_bytes=round(text_bytes),
        workers=at_work,
        seconds=round(text_bytes / (MB_PER_SECOND * 1e6 * at_work), 1),
        memory_bytes=at_work * WORKER_BYTES + SQL_BYTES,
        disk_bytes=round(text_bytes * RUN_PER_TEXT_BYTE),
        categories=[category.name for category in loaded],
        clusters=describe_clusters(
            {"sketch": asdict(chosen.sketch), "dedup": asdict(chosen)}
        ),
    )
    if as_json:
        print_json(asdict(estimate))
    else:
        click.echo(describe_estimate(estimate))


def describe_estimate(estimate: Estimate) -> str:
    """Put an estimate into lines, and say what it assumes."""
    rates = ", ".join(
        f"{factor} for {kind} files" for kind, factor in TEXT_PER_STORED_BYTE.items()
    )
    time = describe_seconds(estimate.seconds)
    workers = count_things(estimate.workers, "worker")
    disk = format_bytes(estimate.disk_bytes)
    return "\n".join(
        (
            f"corpus      {count_things(estimate.files, 'file')}, "
            f"{count_things(estimate.shards, 'shard')}, "
            f"{format_bytes(estimate.stored_bytes)} stored",
            f"categories  {', '.join(estimate.categories)}",
            f"clusters    {estimate.clusters}",
            f"time        about {time} (m:ss) with {workers}, and then the counting",
            f"memory      about {format_bytes(estimate.memory_bytes)}",
            f"disk        about {disk} for the run, as much again while it counts",
            f"Assumed: {MB_PER_SECOND:g} MB of text a second and worker (measured, "
            f"rounded down) and {format_bytes(WORKER_BYTES)} of\nmemory a worker "
            f"(measured, rounded up); bytes of text a stored byte: {rates}. A\nshard "
            "that --limit-documents cuts is counted whole.",
        )
    )


def _text_per_byte(shard: Shard) -> float:
    if shard.kind == "parquet":
        return TEXT_PER_STORED_BYTE["parquet"]
    kind = "compressed" if is_compressed(shard.path) else "plain"
    return TEXT_PER_STORED_BYTE[kind]
