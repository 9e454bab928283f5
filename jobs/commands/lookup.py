"""floors lookup: one entity's facts, counts and passages."""

from __future__ import annotations

from dataclasses import asdict

import click

from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_json, print_parts
from jobs.run_folder import open_run
from pipeline.extraction.entity_key import entity_key
from pipeline.locations import Location
from pipeline.report.lookup import READS, look_up, render_lookup


@click.command()
@run_argument
@click.argument("name")
@click.option(
    "--passages",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    metavar="N",
    help="Passages to print of each fact, at most.",
)
@json_option
def lookup(*, run: Location, name: str, passages: int, as_json: bool) -> None:
    """Print what RUN knows of NAME: its facts, their counts, and where they stand.

    A slip of the keys in NAME is forgiven where one name alone is meant; several are
    listed. Values that conflict with the commonest are marked. --json has all passages.

    Whose values contradict each other, the view conflicts of `floors sql` lists.

    \b
    Example:
        floors lookup runs/first "Ada Lovelace"
    """
    folder = open_run(run, *READS)
    found = look_up(
        folder.path,
        name,
        entity_key(name),
        passage_limit=None if as_json else passages,
    )
    if as_json:
        print_json(asdict(found))
    else:
        print_parts(render_lookup(found))
