"""floors diff: what moved between two runs, and whether by more than chance."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from jobs.commands.completing import complete_run
from jobs.commands.options import json_option, read_run
from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.parquet_files import read_table
from jobs.run_differences import list_doubts
from jobs.run_folder import RunFolder, RunRecord, open_run
from pipeline.errors import ArgumentError, FloorsError
from pipeline.locations import Location
from pipeline.report.differences import (
    TEST,
    Move,
    compare_floors,
    render_moves,
    warn_of_sizes,
)
from schemas.tables import FLOORS

_PAIRS = ("observations", "floor", "interval_low", "interval_high")


@click.command()
@click.argument("one", callback=read_run, metavar="RUN", shell_complete=complete_run)
@click.argument("other", callback=read_run, metavar="RUN", shell_complete=complete_run)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the moves as CSV.")
def diff(*, one: Location, other: Location, as_json: bool, as_csv: bool) -> None:
    """Print what moved from the first RUN to the second, and what by more than chance.

    Warns where category sets, category files, settings or versions differ, and where
    the corpora overlap: then a move has other causes than the corpus.

    \b
    Example:
        floors diff runs/first runs/second
    """
    if as_json and as_csv:
        raise ArgumentError("Give one of --json and --csv, not both.")
    folders = [open_run(path, "floors") for path in (one, other)]
    rows = [
        read_table(folder.table("floors"), FLOORS).to_pylist() for folder in folders
    ]
    moves = compare_floors(*rows)
    warnings = [
        *list_doubts(*(_read_record(folder) for folder in folders)),
        *warn_of_sizes(moves),
    ]
    if as_json:
        print_json(
            {"warnings": warnings, "test": TEST, "moves": [asdict(m) for m in moves]}
        )
    elif as_csv:
        flat = [_flatten(move) for move in moves]
        print_csv(flat[0] if flat else ["category"], flat)
        for warning in warnings:
            click.echo(f"Mind: {warning}", err=True)
    else:
        print_parts(render_moves((str(one), str(other)), moves, warnings))


def _read_record(folder: RunFolder) -> RunRecord:
    record = folder.read_record()
    if record is None:
        raise FloorsError(
            f"{folder.path} has no run.json any more. Make the run again."
        )
    return record


def _flatten(move: Move) -> dict[str, Any]:
    """One row, with a column for each run where there are two values."""
    flat: dict[str, Any] = {}
    for name, value in asdict(move).items():
        if name in _PAIRS:
            flat |= {f"{name}_one": value[0], f"{name}_other": value[1]}
        else:
            flat[name] = value
    return flat
