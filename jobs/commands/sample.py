"""floors sample: a small corpus whose counts are known."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from jobs.commands.options import json_option, read_output
from jobs.commands.printing import print_json
from pipeline.report.figures import count_things
from pipeline.sample.writer import write_sample


@click.command()
@click.argument("directory", callback=read_output)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="N",
    help="Another draws another corpus.",
)
@click.option(
    "--documents",
    type=click.IntRange(min=1),
    default=3000,
    show_default=True,
    metavar="N",
    help="How many readable documents to write.",
)
@json_option
def sample(*, directory: Path, seed: int, documents: int, as_json: bool) -> None:
    """Write a generated corpus and the truth about it into DIRECTORY.

    The corpus, in every format that is read, goes into corpus/ below it, and the
    counts that a run should find into truth/.

    \b
    Example:
        floors sample runs/sample-corpus
        floors run runs/sample-corpus/corpus -o runs/sample
    """
    truth = write_sample(directory, seed=seed, documents=documents)
    if as_json:
        print_json(
            {
                "corpus": str(truth.corpus),
                "documents": len(truth.documents),
                "rejects": len(truth.rejects),
                "categories": [asdict(category) for category in truth.categories],
            }
        )
        return
    click.echo(
        f"Wrote {count_things(len(truth.documents), 'document')} to {truth.corpus}, "
        f"and what is true of them to {directory / 'truth'}. Try them with: "
        f"floors run {truth.corpus} -o {directory}-run"
    )
