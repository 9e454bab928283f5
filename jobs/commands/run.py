"""floors run: everything, from a corpus to its floors."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from jobs.commands.options import (
    corpus_argument,
    corpus_options,
    dedup_options,
    engine_options,
    json_option,
    read_output,
)
from pipeline.dedup.presets import choose_dedup


@click.command()
@corpus_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="RUN",
    callback=read_output,
    help="The run folder: made, or gone on with.",
)
@engine_options
@corpus_options
@dedup_options(default="near")
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Go on from what the folder has, or start the same run afresh.",
)
@json_option
def run(
    *,
    corpus: tuple[str, ...],
    output: Path,
    engine: str | None,
    master: str | None,
    conf: dict[str, str],
    categories: tuple[str, ...] | None,
    category_dir: Path | None,
    limit_shards: int | None,
    limit_documents: int | None,
    spacy_model: str | None,
    workers: int,
    dedup: str | None,
    dedup_preset: str | None,
    resume: bool,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Read CORPUS, find facts, count them, and predict floors, into a run folder.

    CORPUS is one or more files, folders, patterns or URLs of JSON Lines (plain, gz,
    zst) or Parquet. A run that was cut off goes on where it stopped; a finished one
    prints its floors again.

    \b
    Example:
        floors run data/corpus -o runs/first
        floors run 'data/*.jsonl.gz' -o runs/people --categories birthday,birth_year
    """
    # What a run needs takes a second to load, which no other command should wait for.
    from jobs.commands.making import make_and_report
    from jobs.engines import choose_engine
    from jobs.run import RunRequest, run_corpus
    from pipeline.corpus.fields import FieldNames

    request = RunRequest(
        corpus=corpus,
        output=output,
        fields=FieldNames(
            **{name.removesuffix("_field"): value for name, value in fields.items()}
        ),
        categories=categories,
        category_dir=category_dir,
        limit_shards=limit_shards,
        limit_documents=limit_documents,
        spacy_model=spacy_model,
        dedup=choose_dedup(dedup, dedup_preset),
        engine=choose_engine(engine, workers=workers, master=master, conf=conf),
        resume=resume,
    )
    make_and_report(partial(run_corpus, request), output=output, as_json=as_json)
