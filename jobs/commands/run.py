"""floors run: everything, from a corpus to its floors."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jobs.commands.options import (
    corpus_argument,
    corpus_options,
    dedup_options,
    engine_options,
    json_option,
    page_option,
    read_run,
)
from pipeline.locations import Location


@click.command()
@corpus_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="RUN",
    callback=read_run,
    help="The run folder or its URL: made, or gone on with.",
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
@page_option
@json_option
def run(
    *,
    output: Location,
    page: bool,
    as_json: bool,
    **options: Any,  # noqa: ANN401  # as the options above declare them
) -> None:
    """Read CORPUS, find facts, count them, and predict floors, into a run folder.

    CORPUS is one or more files, folders, patterns or URLs of JSON Lines (plain, gz,
    zst) or Parquet. A run that was cut off goes on where it stopped, also on another
    engine; a finished one prints its floors again.

    \b
    Example:
        floors run data/corpus -o runs/first
        floors run 'data/*.jsonl.gz' -o runs/people --categories birthday,birth_year
        floors run data/corpus -o runs/wide --master spark://HOST:7077
    """
    # What a run needs takes a second to load, which no other command should wait for.
    from jobs.commands.making import make_and_report
    from jobs.commands.run_request import make_request
    from jobs.run import run_corpus

    request = make_request(output=output, **options)
    make_and_report(
        partial(run_corpus, request), output=output, page=page, as_json=as_json
    )
