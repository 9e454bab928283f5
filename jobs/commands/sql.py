"""floors sql: questions to a run's tables, in SQL."""

from __future__ import annotations

from pathlib import Path

import click

from jobs.commands.answers import Form, answer_query
from jobs.commands.completing import complete_category, complete_worked_query
from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_parts
from jobs.commands.prompt import converse, read_script
from jobs.run_folder import RunFolder, open_run
from pipeline.errors import ArgumentError
from pipeline.locations import Location, lies_in
from pipeline.report.database_file import write_database
from pipeline.report.query import open_tables
from pipeline.report.worked_queries import (
    find_worked_query,
    list_worked_queries,
    render_worked_queries,
)


def _list_queries(
    context: click.Context,
    option: click.Parameter,  # click hands it over
    wanted: bool,
) -> None:
    if wanted and not context.resilient_parsing:
        print_parts(render_worked_queries(list_worked_queries()))
        context.exit()


@click.command()
@run_argument
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "script",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the query from FILE.",
)
@click.option(
    "--query",
    "name",
    metavar="NAME",
    shell_complete=complete_worked_query,
    help="Run the worked query of this name.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_queries,
    help="List the worked queries and end; needs no RUN.",
)
@click.option(
    "--category",
    metavar="NAME",
    shell_complete=complete_category,
    help="Print only the rows whose column category is NAME.",
)
@json_option
@click.option(
    "--csv",
    "as_csv",
    is_flag=True,
    help="Print all rows as CSV; what a spreadsheet would run as a formula is quoted.",
)
@click.option(
    "--parquet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write all rows to FILE, whole or not at all.",
)
@click.option(
    "--write-db",
    "database",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write all tables and views to FILE, a database for DuckDB 1.0 and later.",
)
def sql(
    *,
    run: Location,
    query: str | None,
    script: Path | None,
    name: str | None,
    category: str | None,
    as_json: bool,
    as_csv: bool,
    parquet: Path | None,
    database: Path | None,
) -> None:
    """Answer a QUERY over the tables of RUN; without one, a prompt, or stdin.

    The tables are views, and can only be read: a query is one `select` (or `from`,
    `describe`, `summarize`, `explain`, `show tables`), and reads no file. Three more
    views, value_parts, prompt_conflicts and conflicts, show where a corpus contradicts
    itself. `floors schemas` lists the columns, `floors sql --list` queries to begin
    with.

    \b
    Example:
        floors sql runs/first "select * from prompt_counts order by clusters desc"
        floors sql runs/first "from floors where unit = 'clusters'" --csv
        floors sql runs/first --query singletons --category birthday
        floors sql runs/first -f my.sql --parquet answer.parquet
        floors sql runs/first --write-db first.duckdb
    """
    folder = open_run(run)
    asked = [text for text in (query, script, name) if text is not None]
    if len(asked) > 1:
        raise ArgumentError("Give one of QUERY, --file and --query, not several.")
    forms = [as_json, as_csv, parquet is not None, database is not None]
    if sum(forms) > 1:
        raise ArgumentError(
            "Give one of --json, --csv, --parquet and --write-db, not several."
        )
    for target in (parquet, database):
        if target is not None:
            _refuse_target(target, folder)
    if database is not None:
        if asked or category:
            raise ArgumentError("--write-db writes every table: give no query with it.")
        rows = write_database(database, folder.path, folder.tables())
        click.echo(f"Wrote {rows:,} rows to {database}.")
        return
    form = Form.JSON if as_json else Form.CSV if as_csv else Form.TEXT
    text = query
    if script is not None:
        text = read_script(script)
    elif name is not None:
        text = find_worked_query(name).text
    with open_tables(folder.path, folder.tables()) as warehouse:

        def answer(one: str) -> None:
            answer_query(warehouse, one, form, category=category, parquet=parquet)

        if text is not None:
            answer(text)
        elif parquet is not None:
            answer(read_script(Path("-")))
        else:
            converse(answer, folder.tables())


def _refuse_target(target: Path, folder: RunFolder) -> None:
    """Make sure that a file to write is new, and does not become part of the run."""
    if target.exists():
        raise ArgumentError(
            f"{target} is there already. Give another path, or move it."
        )
    if lies_in(target, folder.path):
        raise ArgumentError(
            f"{target} lies in the run folder, whose files are its tables. Give a path "
            "outside it."
        )
