"""floors merge: finished runs joined, or one clustered anew, without their text."""

from __future__ import annotations

from functools import partial

import click

from jobs.commands.options import (
    dedup_options,
    engine_options,
    json_option,
    page_option,
    read_run,
    read_runs,
    workers_option,
)
from pipeline.dedup.presets import choose_dedup
from pipeline.locations import Location


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, callback=read_runs)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="RUN",
    callback=read_run,
    help="The folder of the joined run: made, or gone on with.",
)
@engine_options
@dedup_options(default="as in the runs")
@workers_option
@page_option
@json_option
def merge(
    *,
    runs: tuple[Location, ...],
    output: Location,
    engine: str | None,
    master: str | None,
    conf: dict[str, str],
    memory_limit: str | None,
    dedup: str | None,
    dedup_preset: str | None,
    workers: int,
    page: bool,
    as_json: bool,
) -> None:
    """Join finished runs into one, or cluster one anew, without reading text again.

    The result is that of one `floors run` over all their corpora, in the order of the
    runs. Without --dedup or --dedup-preset documents are clustered as in the runs.
    Bands may be others than in the runs, shingles may not: those need the text.

    \b
    Example:
        floors merge runs/2023 runs/2024 -o runs/both
        floors merge runs/2023 -o runs/2023-exact --dedup exact
    """
    # What a merge needs takes a second to load, as for a run.
    from jobs.commands.making import make_and_report
    from jobs.engines import choose_engine
    from jobs.merge import MergeRequest, merge_runs

    as_the_runs = dedup is None and dedup_preset is None
    request = MergeRequest(
        runs=runs,
        output=output,
        dedup=None if as_the_runs else choose_dedup(dedup, dedup_preset),
        engine=choose_engine(
            engine, workers=workers, master=master, conf=conf, memory_limit=memory_limit
        ),
    )
    make_and_report(
        partial(merge_runs, request), output=output, page=page, as_json=as_json
    )
