"""The shard pass by itself: every table that is read from the text, and no count.

Makes observations, documents, bands, rejects and shards, as the first part of
`floors run`; the jobs of the other tables go on from there, or `floors run` does.
"""

from __future__ import annotations

from typing import Any

import click

from jobs.commands.group import FloorsJob
from jobs.commands.run import run
from jobs.commands.run_request import make_request
from jobs.progress import show_progress
from jobs.run import count_of, run_corpus
from pipeline.locations import Location

_AT_THE_END = ("as_json", "page")
"""Options of what follows the counts."""


def read_corpus(
    *,
    output: Location,
    **options: Any,  # noqa: ANN401  # as the options of `floors run` declare them
) -> None:
    """Read CORPUS and find facts, into a run folder; count nothing.

    The options are those of `floors run`, which would go on to the counts.

    \b
    Example:
        python -m jobs.observations data/corpus -o runs/first
        spark-submit jobs/observations.py data/corpus -o runs/first --engine spark
    """
    request = make_request(output=output, count=False, **options)
    with show_progress() as show:
        folder = run_corpus(request, show)
    found = count_of(folder, "observations")
    click.echo(f"observations: {found:,} in {len(folder.finished_shards()):,} shards.")


observations = FloorsJob(
    "python -m jobs.observations",
    params=[option for option in run.params if option.name not in _AT_THE_END],
    callback=read_corpus,
    help=read_corpus.__doc__,
    context_settings={"help_option_names": ["-h", "--help"]},
)

if __name__ == "__main__":
    observations()
