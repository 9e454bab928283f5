"""A prompt for SQL: statements and commands, from a terminal or from a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from jobs.commands.printing import print_parts
from pipeline.errors import ArgumentError, FloorsError, suggest
from pipeline.report.query import VIEW_READS
from pipeline.report.schema_listing import LISTED, render_schemas
from pipeline.report.worked_queries import (
    find_worked_query,
    list_worked_queries,
    render_worked_queries,
)
from pipeline.warehouse import ends_statement, split_statements

_PROMPT, _MORE = "floors> ", "   ...> "
_HISTORY_LINES = 1_000
_GREETING = "End a query with a semicolon; .help lists commands, .quit or Ctrl-D ends."
_HELP = """\
.tables        the tables and views, and what one row of each is
.schema [NAME] the columns of a table or view, or of all
.queries       the worked queries
.run NAME      run a worked query
.help          this list
.quit          end; so does Ctrl-D
Anything else is SQL, over as many lines as it takes, up to a semicolon."""

_COMMANDS = (".tables", ".schema", ".queries", ".run", ".help", ".quit", ".exit")

Answer = Callable[[str], None]


def read_script(path: Path) -> str:
    """Read a query from a file.

    Args:
        path: The file; '-' for stdin.

    Returns:
        Its text.

    Raises:
        ArgumentError: There is no such file, or it is not text in UTF-8.
    """
    try:
        if str(path) == "-":
            return sys.stdin.read()
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ArgumentError(
            f"There is no file {path}. Give one that holds a query."
        ) from error
    except UnicodeDecodeError as error:
        raise ArgumentError(
            f"{path} is no text in UTF-8. Give a file that holds a query."
        ) from error


def converse(answer: Answer, tables: Sequence[str]) -> None:
    """Answer what is typed, or piped in, until it ends.

    At a terminal an error is told and the session goes on; from a pipe it ends the
    command, as a script should end.

    Args:
        answer: Runs one query and prints its rows.
        tables: The names of the run's tables.

    Raises:
        FloorsError: From a pipe, as `answer` or a command raises it.
    """
    if not is_typed_at():
        for text in _read_statements(_read_piped_line, keep_rest=True):
            if not _obey(text, answer, tables):
                return
        return
    click.echo(_GREETING, err=True)
    with _line_editing():
        for text in _read_statements(input, keep_rest=False):
            try:
                if not _obey(text, answer, tables):
                    return
            except FloorsError as error:
                click.echo(f"Error: {error}", err=True)
            except KeyboardInterrupt:  # ends the query, and not the session
                click.echo("Interrupted.", err=True)


def is_typed_at() -> bool:
    """Whether a person sits at stdin."""
    return sys.stdin.isatty()


def _obey(text: str, answer: Answer, tables: Sequence[str]) -> bool:
    """Do what a statement or a command asks for; False where it is to end."""
    if not text.startswith("."):
        answer(text)
        return True
    command, *arguments = text.split()
    offered = [
        table
        for table in LISTED
        if table.name in tables or set(VIEW_READS.get(table.name, ("",))) <= set(tables)
    ]
    match command, arguments:
        case ((".quit" | ".exit"), []):
            return False
        case ".help", []:
            click.echo(_HELP)
        case ".tables", []:
            width = max(len(table.name) for table in offered)
            for table in offered:
                click.echo(f"{table.name:<{width}}  {table.grain}")
        case ".schema", [] | [_]:
            known = {table.name: table for table in offered}
            if arguments and arguments[0] not in known:
                hint = suggest(arguments[0], known) or " .tables lists them."
                raise ArgumentError(f"There is no table '{arguments[0]}'.{hint}")
            chosen = [known[arguments[0]]] if arguments else offered
            print_parts(render_schemas(tuple(chosen)))
        case ".queries", []:
            print_parts(render_worked_queries(list_worked_queries()))
        case ".run", [name]:
            answer(find_worked_query(name).text)
        case _:
            hint = suggest(command, [one for one in _COMMANDS if one != command])
            raise ArgumentError(f"'{text}' is no command here.{hint} .help lists them.")
    return True


def _read_piped_line(_: str) -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _read_statements(
    read_line: Callable[[str], str], *, keep_rest: bool
) -> Iterator[str]:
    """Yield each statement and each command, whole.

    Args:
        read_line: Gives the next line, for a prompt; raises EOFError at the end.
        keep_rest: Whether what no semicolon ends is a statement too.
    """
    lines: list[str] = []
    while True:
        try:
            line = read_line(_MORE if lines else _PROMPT)
        except EOFError:
            rest = "\n".join(lines).strip()
            if keep_rest and rest:
                yield from split_statements(rest)
            elif not keep_rest:
                click.echo()
            return
        except KeyboardInterrupt:  # as every prompt does: the line is forgotten
            click.echo()
            lines = []
            continue
        if not lines and line.lstrip().startswith("."):
            yield line.strip()
            continue
        lines.append(line)
        text = "\n".join(lines).strip()
        if not text:
            lines = []
        # Only a line with a semicolon can end a statement: the rest need not be read.
        elif ";" in line and ends_statement(text):
            yield from split_statements(text)
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
