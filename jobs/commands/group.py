"""How every command of `floors` ends: its errors as one line, and its exit code."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NoReturn

import click

from pipeline.corpus.streams import is_of_store, reading_errors
from pipeline.errors import FloorsError, one_line, suggest
from schemas.contract import ContractError

_REMEDIES = {
    errno.EACCES: "Give a folder that you may write in, and files that you may read.",
    errno.EPERM: "Give a folder that you may write in, and files that you may read.",
    errno.EROFS: "Give a folder on a disk that can be written.",
    errno.ENOSPC: "Free some space, then run the same command again.",
    errno.EDQUOT: "Free some of your quota, then run the same command again.",
    errno.ENOENT: "Check the path, and that nothing removes files meanwhile.",
    errno.ENOTDIR: "Give a path below a folder, not below a file.",
    errno.EISDIR: "Give a file, not a folder.",
    errno.EEXIST: "Give another path: something lies there.",
    errno.ENOTEMPTY: "Make sure that nothing else writes there, then run again.",
    errno.ENAMETOOLONG: "Give a shorter path.",
    errno.ELOOP: "Give a path without a loop of links.",
    errno.EMFILE: "Raise the limit of open files (ulimit -n), or give fewer --workers.",
    errno.ENFILE: "Close other programs, or give fewer --workers.",
    errno.ENOMEM: "Give fewer --workers.",
    errno.EIO: "The disk or network failed: check it, then run again.",
    errno.ESTALE: "The network folder went away: check it, then run again.",
}
"""What to do about the errors of the operating system that a person can cause."""


_AT_A_STORE = (
    "Check that the bucket exists, that you may read and write there, and the network."
)


class Interrupted(click.ClickException):
    """Ctrl-C ended the command."""

    exit_code = 130  # as shells count it: 128 + SIGINT


class FloorsJob(click.Command):
    """A command whose errors are one line."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click has it
        """Run it, telling Ctrl-C from errors before click makes one of it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise Interrupted(one_line(f"Interrupted. {stop}")) from stop

    def main(  # type: ignore[override]  # click declares one overload a mode
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **settings: Any,  # noqa: ANN401  # as click declares them
    ) -> NoReturn:
        """Run it and exit with its code, saying any error in one line."""
        settings["standalone_mode"] = False
        exit_with_one_line(partial(super().main, args, prog_name, **settings))


class FloorsGroup(FloorsJob, click.Group):
    """A group whose commands load when they are called, and whose errors are one line.

    Loading late keeps `floors report` from waiting for what only `floors run` needs.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        late: Mapping[str, str],
        **settings: Any,  # noqa: ANN401  # as click declares them
    ) -> None:
        """Know where the commands are, and load none.

        Args:
            name: As click's.
            late: For each command, in the order of the help, the module that holds it
                under its own name.
            **settings: As click's.
        """
        super().__init__(name, **settings)
        self._late = late

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in the order of the help."""
        return list(self._late)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        if cmd_name not in self._late:
            return None
        module = importlib.import_module(self._late[cmd_name])
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name, offering a near miss."""
        name = args[0]
        if name not in self._late and not name.startswith("-"):
            hint = suggest(name, self._late)
            raise click.UsageError(f"There is no command '{name}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


def exit_with_one_line(run: Callable[[], Any]) -> NoReturn:
    """Run a command of click's and exit with its code, saying any error in one line.

    Args:
        run: Calls the command, outside click's standalone mode.
    """
    try:
        code = run()
        # Part of what a command says: a full disk or a closed pipe shows only here.
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our answer has read enough; click ends so too.
        _forget_stdout()
        sys.exit(1)
    except Interrupted as stop:
        click.echo(stop.format_message(), err=True)
        sys.exit(stop.exit_code)
    except _explained() as error:
        line, code = explain_error(error)
        click.echo(f"Error: {line}", err=True)
        sys.exit(code)
    sys.exit(code if isinstance(code, int) else 0)


def _explained() -> tuple[type[Exception], ...]:
    """The errors that a person can cause; what is loaded by now can raise."""
    return (FloorsError, ContractError, click.ClickException, *reading_errors())


def explain_error(error: Exception) -> tuple[str, int]:
    """Put an error that a person caused into one line.

    Args:
        error: Ours, click's, the operating system's, or an object store's.

    Returns:
        The line, without `Error:`, and the exit code.

    Raises:
        Exception: The same error, where no person can have caused it.
    """
    if isinstance(error, FloorsError):
        return one_line(str(error)), error.exit_code
    if isinstance(error, ContractError):
        return one_line(str(error)), 1
    if isinstance(error, click.UsageError):
        context = error.ctx
        hint = f" See '{context.command_path} --help'." if context else ""
        return one_line(error.format_message()) + hint, error.exit_code
    if isinstance(error, click.ClickException):
        return one_line(error.format_message()), error.exit_code
    if isinstance(error, OSError) and error.errno in _REMEDIES:
        where = f"{error.filename}: " if error.filename else ""
        what = os.strerror(error.errno)
        return one_line(f"{where}{what}. {_REMEDIES[error.errno]}"), 1
    if is_of_store(error):
        named = getattr(error, "filename", None)
        where = f"{named}: " if named else ""
        what = str(error.args[-1] if error.args else error).rstrip(".")
        return one_line(f"{where}{what}. {_AT_A_STORE}"), 1
    raise error


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader of stdout has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
