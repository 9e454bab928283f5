"""The command line of a job that makes one table of a run by itself.

For a scheduler that runs the steps of a run apart: `python -m jobs.fact_counts RUN`, or
spark-submit with the file.
"""

from __future__ import annotations

from collections.abc import Callable

import click

from jobs.commands.group import FloorsJob
from jobs.commands.options import engine_options, run_argument, workers_option
from jobs.engines import Engines, choose_engine, open_engines, require_engine
from jobs.progress import show_progress
from jobs.run_folder import RunFolder, RunRecord, open_run
from jobs.stage_times import time_stage
from pipeline.locations import Location

Make = Callable[[Engines, RunFolder, RunRecord], int]
"""Makes a table in a run's folder, and returns its rows."""


def make_table_job(table: str, *, reads: tuple[str, ...], make: Make) -> click.Command:
    """Make the command of a job.

    Args:
        table: The table that it makes.
        reads: The tables that must be there before.
        make: Makes it.

    Returns:
        The command: its argument is the run folder, its options choose the engine.
    """

    @click.command(
        cls=FloorsJob,
        name=f"python -m jobs.{table}",
        context_settings={"help_option_names": ["-h", "--help"]},
        help=f"Make the table {table} of RUN anew, from {_join(reads)}.\n\n"
        "\b\n"
        "Example:\n"
        f"    python -m jobs.{table} runs/first\n"
        f"    spark-submit jobs/{table}.py runs/first --engine spark",
    )
    @run_argument
    @engine_options
    @workers_option
    def job(
        *,
        run: Location,
        engine: str | None,
        master: str | None,
        conf: dict[str, str],
        memory_limit: str | None,
        workers: int,
    ) -> None:
        choice = choose_engine(
            engine, workers=workers, master=master, conf=conf, memory_limit=memory_limit
        )
        require_engine(choice)
        folder = open_run(run, *reads, for_writing=True)
        with show_progress() as show, folder.lock():
            record = folder.read_record()
            if record is None:
                raise RuntimeError(f"{run} lost its run.json since it was opened.")
            with (
                open_engines(choice, folder, show) as engines,
                time_stage(table, folder, record, show) as stage,
            ):
                stage["rows"] = make(engines, folder, record)
        click.echo(f"{table}: {stage['rows']:,} rows in {stage['seconds']:.1f} s.")

    return job


def _join(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
