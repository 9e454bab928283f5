"""floors plan: what a run would read and need. Writes nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from jobs.commands.options import (
    corpus_options,
    dedup_options,
    json_option,
    read_size,
)
from jobs.commands.printing import print_json
from jobs.progress import describe_seconds
from pipeline.corpus.fields import FieldNames, require_text_field
from pipeline.corpus.listing import CorpusFile, list_corpus, warn_of_repeats
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.corpus.streams import is_compressed
from pipeline.cost_model import (
    HEAP_BYTES_PER_CORE,
    SQL_BYTES,
    TEXT_KINDS,
    WORKER_BYTES,
    ClusterCost,
    estimate_cluster_cost,
    estimate_read_seconds,
    estimate_run_bytes,
)
from pipeline.dedup.presets import choose_dedup
from pipeline.errors import ArgumentError
from pipeline.report.clusters_text import describe_clusters
from pipeline.report.figures import count_things, format_bytes

TEXT_PER_STORED_BYTE = {"plain": 1.0, "compressed": 2.6, "parquet": 2.5}
"""What a stored byte of natural text comes to when it is decompressed, about."""


@dataclass(frozen=True)
class Estimate:
    """What a run would take.

    Attributes:
        files: Corpus files.
        shards: Units of work.
        stored_bytes: Bytes of the files that would be read.
        text_bytes: What they come to, about.
        workers: Processes that would be at work.
        seconds: For reading.
        memory_bytes: Of all processes, about.
        disk_bytes: Of the run folder, about.
        categories: What would be looked for.
        clusters: Which documents would be one sighting.
        text_kind: How densely the text is taken to state facts.
        mb_per_second: Of text, one worker.
        cluster: What a Spark cluster would take; None where it was not asked for.
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
    text_kind: str
    mb_per_second: float
    cluster: ClusterCost | None


@click.command()
@click.argument("corpus", nargs=-1)
@corpus_options
@dedup_options(default="near")
@click.option(
    "--text-bytes",
    metavar="SIZE",
    callback=read_size,
    help="Plan for so much text, such as 806GB, in place of CORPUS.",
)
@click.option(
    "--like",
    "text_kind",
    type=click.Choice(list(TEXT_KINDS)),
    default=next(iter(TEXT_KINDS)),
    show_default=True,
    help="How densely the text states facts.",
)
@click.option(
    "--cores",
    type=click.IntRange(min=1),
    metavar="N",
    help="Plan for a Spark cluster of so many cores.",
)
@click.option(
    "--price-per-core-hour",
    type=click.FloatRange(min=0),
    metavar="PRICE",
    help="What an hour of one of its cores costs, its memory included.",
)
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
    text_bytes: int | None,
    text_kind: str,
    cores: int | None,
    price_per_core_hour: float | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Say what `floors run` would do with CORPUS: shards, bytes, time, memory, disk.

    Takes the options of `floors run`, checks them, and writes nothing. Without a
    corpus at hand, --text-bytes says how large it is.

    \b
    Example:
        floors plan data/corpus
        floors plan data/corpus --workers 32
        floors plan --text-bytes 806GB --like web --cores 1000
    """
    # Patterns take a second to load, which `floors --help` should not wait for.
    from pipeline.extraction.category_files import load_categories

    if not corpus and text_bytes is None:
        raise click.UsageError(
            "Missing argument 'CORPUS...', or --text-bytes in place of it."
        )
    if corpus and text_bytes is not None:
        raise ArgumentError(
            "--text-bytes stands in place of CORPUS: leave one of the two out."
        )
    if price_per_core_hour is not None and cores is None:
        raise ArgumentError(
            "--price-per-core-hour is for a cluster: say how large with --cores."
        )
    chosen = choose_dedup(dedup, dedup_preset)
    loaded = load_categories(categories, category_dir)
    if spacy_model is not None:
        from pipeline.extraction.trained_spans import load_trained_pipeline

        load_trained_pipeline(spacy_model)
    files: Sequence[CorpusFile] = ()
    shards: Sequence[Shard] = ()
    if corpus:
        files = list_corpus(corpus)
        for line in warn_of_repeats(files):
            click.echo(line, err=True)
        names = {name.removesuffix("_field"): value for name, value in fields.items()}
        require_text_field(files, FieldNames(**names))
        shards = plan_shards(
            files, limit_shards=limit_shards, limit_documents=limit_documents
        )
    shard_texts = [shard.bytes * _text_per_byte(shard) for shard in shards]
    text = sum(shard_texts) if text_bytes is None else float(text_bytes)
    at_work = max(1, min(workers, len(shards))) if corpus else workers
    kind = TEXT_KINDS[text_kind]
    read_s = estimate_read_seconds(text, chosen)
    estimate = Estimate(
        files=len(files),
        shards=len(shards),
        stored_bytes=sum(shard.bytes for shard in shards),
        text_bytes=round(text),
        workers=at_work,
        seconds=round(read_s / at_work, 1),
        memory_bytes=at_work * WORKER_BYTES + SQL_BYTES,
        disk_bytes=round(estimate_run_bytes(text, kind, chosen)),
        categories=[category.name for category in loaded],
        clusters=describe_clusters(
            {"sketch": asdict(chosen.sketch), "dedup": asdict(chosen)}
        ),
        text_kind=text_kind,
        mb_per_second=1e6 / estimate_read_seconds(1e12, chosen),
        cluster=(
            None
            if cores is None
            else estimate_cluster_cost(
                text,
                kind,
                chosen,
                cores=cores,
                price_per_core_hour=price_per_core_hour,
                longest_shard_bytes=max(shard_texts, default=0),
            )
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
    corpus = (
        f"{count_things(estimate.files, 'file')}, "
        f"{count_things(estimate.shards, 'shard')}, "
        f"{format_bytes(estimate.stored_bytes)} stored"
        if estimate.files
        else f"{format_bytes(estimate.text_bytes)} of text"
    )
    cluster = estimate.cluster
    disk = format_bytes(estimate.disk_bytes)
    memory = format_bytes(estimate.memory_bytes)
    time = describe_seconds(estimate.seconds)
    workers = count_things(estimate.workers, "worker")
    kind = TEXT_KINDS[estimate.text_kind]
    needs = (
        (
            f"time        about {time} (m:ss) with {workers}, and then the counting",
            f"memory      about {memory}",
            f"disk        about {disk} for the run, as much again while it counts",
        )
        if cluster is None
        else _describe_cluster(cluster, disk)
    )
    assumed = (
        f"Assumed: {estimate.mb_per_second:.2g} MB of text a second and worker "
        f"(measured, rounded down) and {format_bytes(WORKER_BYTES)} of memory a worker "
        f"(measured, rounded up); {kind.observations:g} facts and "
        f"{kind.fact_bearing:g} documents with facts a MB, as in {kind.sample}; bytes "
        f"of text a stored byte: {rates}. A shard that --limit-documents cuts is "
        "counted whole."
    )
    return "\n".join(
        (
            f"corpus      {corpus}",
            f"categories  {', '.join(estimate.categories)}",
            f"clusters    {estimate.clusters}",
            *needs,
            textwrap.fill(assumed, 88),
        )
    )


def _describe_cluster(cluster: ClusterCost, disk: str) -> tuple[str, ...]:
    read, sql = cluster.read_core_hours, cluster.sql_core_hours
    heap, shuffled = format_bytes(HEAP_BYTES_PER_CORE), cluster.shuffle_bytes
    money = (
        () if cluster.price is None else (f"money       about {cluster.price:,.2f}",)
    )
    return (
        f"work        about {cluster.core_hours:,.1f} core-hours: {read:,.1f} to read, "
        f"{sql:,.1f} to cluster and count",
        f"time        about {describe_seconds(3600 * cluster.hours)} by the clock with "
        f"{count_things(cluster.cores, 'core')}",
        *money,
        f"memory      about {format_bytes(cluster.memory_bytes_per_core)} a core: "
        f"{heap} of Java's heap, {format_bytes(WORKER_BYTES)} for Python beside it",
        f"facts       about {cluster.observations:,}, in {cluster.fact_bearing:,} "
        "documents",
        f"disk        about {disk} for the run; executors shuffle "
        f"{format_bytes(shuffled)}",
    )


def _text_per_byte(shard: Shard) -> float:
    if shard.kind == "parquet":
        return TEXT_PER_STORED_BYTE["parquet"]
    kind = "compressed" if is_compressed(shard.path) else "plain"
    return TEXT_PER_STORED_BYTE[kind]
