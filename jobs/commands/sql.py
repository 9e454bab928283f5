"""floors sql: questions to a run's tables, in SQL."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.run_folder import open_run
from pipeline.errors import FloorsError
from pipeline.locations import Location
from pipeline.report.query import (
    ROW_LIMIT,
    json_value,
    open_tables,
    plain_value,
    render_rows,
)
from pipeline.warehouse import Warehouse

_PROMPT, _MORE = "floors> ", "   ...> "
_HISTORY_LINES = 1_000


@click.command()
@run_argument
@click.argument("query", required=False)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
def sql(*, run: Location, query: str | None, as_json: bool, as_csv: bool) -> None:
    """Answer a QUERY over the tables of RUN; without one, a prompt, or stdin.

    The tables are views, and can only be read: a query is one `select` (or `from`,
    `describe`, `show tables`). Two more views, prompt_conflicts and conflicts, show
    where a corpus contradicts itself. `floors schemas` lists the columns.

    \b
    Example:
        floors sql runs/first "select * from prompt_counts order by clusters desc"
        floors sql runs/first "from floors where unit = 'clusters'" --csv
        floors sql runs/first "from conflicts where looks_like = 'homonym'"
    """
    folder = open_run(run)
    form = "json" if as_json else "csv" if as_csv else "text"
    with open_tables(folder.path, folder.tables()) as warehouse:
        if query is not None:
            _answer(warehouse, query, form)
        elif _is_typed_at():
            _converse(warehouse, form)
        else:
            _answer(warehouse, sys.stdin.read(), form)


def _is_typed_at() -> bool:
    """Whether a person sits at stdin."""
    return sys.stdin.isatty()


def _answer(warehouse: Warehouse, query: str, form: str) -> None:
    if form == "csv":
        batches = warehouse.stream(query)
        for number, batch in enumerate(batches):
            rows = [
                {n: plain_value(v) for n, v in r.items()} for r in batch.to_pylist()
            ]
            print_csv(batch.schema.names, rows, header=number == 0)
        return
    answer = warehouse.table(query)
    if form == "json":
        print_json(json_value(answer.to_pylist()))
        return
    print_parts(render_rows(answer))
    if answer.num_rows > ROW_LIMIT:
        click.echo(
            f"The first {ROW_LIMIT} of {answer.num_rows:,} rows; --csv prints all.",
            err=True,
        )


def _converse(warehouse: Warehouse, form: str) -> None:
    """Answer queries until the end of input; each ends in a semicolon."""
    click.echo("End a query with a semicolon, the session with Ctrl-D.", err=True)
    with _line_editing():
        for query in _read_queries():
            try:
                _answer(warehouse, query, form)
            except FloorsError as error:
                click.echo(f"Error: {error}", err=True)


def _read_queries() -> Iterator[str]:
    lines: list[str] = []
    while True:
        try:
            lines.append(input(_MORE if lines else _PROMPT))
        except EOFError:
            click.echo()
            return
        except KeyboardInterrupt:  # as every prompt does: the line is forgotten
            click.echo()
            lines = []
            continue
        query = "\n".join(lines).strip()
        if query.endswith(";"):
            yield query
            lines = []
        elif not query:
            lines = []


@contextmanager
def _line_editing() -> Iterator[None]:
    """Edit lines at the prompt, and remember them from one session to the next."""
    try:
        import readline
    except ImportError:  # a Python without it: plain lines
        yield
        return
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    history = Path(state) / "floors" / "sql_history"
    # Nobody should lose a session to a history that cannot be read or kept.
    with suppress(OSError):
        readline.read_history_file(history)
    try:
        yield
    finally:
        with suppress(OSError):
            history.parent.mkdir(parents=True, exist_ok=True)
            readline.set_history_length(_HISTORY_LINES)
            readline.write_history_file(history)
