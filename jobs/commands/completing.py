"""What a shell offers when the Tab key is pressed. Loads nothing heavy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import click
from click.shell_completion import CompletionItem

_RECORD = "run.json"


def complete_run(
    context: click.Context,
    argument: click.Parameter,
    begun: str,
) -> list[CompletionItem]:
    """Offer run folders, and folders on the way to one.

    Args:
        context: Unused; click hands it over.
        argument: Unused; click hands it over.
        begun: What is typed so far.

    Returns:
        The run folders beside what is typed, the other folders after them with a
        slash; the shell's own folders where there is none.
    """
    del context, argument
    head, slash, tail = begun.rpartition("/")
    place = Path(head or slash or ".")
    try:
        folders = sorted(
            one
            for one in place.iterdir()
            if one.is_dir() and one.name.startswith(tail) and one.name[0] != "."
        )
    except OSError:
        folders = []
    runs = [f"{head}{slash}{one.name}" for one in folders if (one / _RECORD).exists()]
    if runs:
        return [CompletionItem(name) for name in runs]
    # The shell walks on into folders by itself.
    return [CompletionItem(begun, type="dir")]


def complete_category(
    context: click.Context,
    option: click.Parameter,
    begun: str,
) -> list[CompletionItem]:
    """Offer the name of one category: of the run, where one is typed already.

    Args:
        context: Has the run, if any.
        option: Unused; click hands it over.
        begun: What is typed so far.

    Returns:
        The names that begin so.
    """
    del option
    return _offer(_known_categories(context), begun)


def complete_categories(
    context: click.Context,
    option: click.Parameter,
    begun: str,
) -> list[CompletionItem]:
    """Offer the next name of a list with commas.

    Args:
        context: Has the folder of the user's own categories, if any.
        option: Unused; click hands it over.
        begun: What is typed so far.

    Returns:
        The list with each name that is not in it yet.
    """
    del option
    before, comma, last = begun.rpartition(",")
    named = set(before.split(","))
    names = [name for name in _known_categories(context) if name not in named]
    return [
        CompletionItem(f"{before}{comma}{name}")
        for name in names
        if name.startswith(last)
    ]


def complete_worked_query(
    context: click.Context,
    option: click.Parameter,
    begun: str,
) -> list[CompletionItem]:
    """Offer the name of a worked query.

    Args:
        context: Unused; click hands it over.
        option: Unused; click hands it over.
        begun: What is typed so far.

    Returns:
        The names that begin so.
    """
    del context, option
    return _offer(_stems("sql/adhoc", ".sql"), begun)


def _known_categories(context: click.Context) -> list[str]:
    # Before an option that lacks its value, click leaves the arguments as they are.
    for run in (context.params.get("run"), *context.args):
        if run is not None and (Path(run) / _RECORD).is_file():
            names = _read_categories(Path(run))
            if names:
                return names
    own = context.params.get("category_dir")
    found = _stems("categories", ".toml")
    if own is not None:
        found += [path.stem for path in Path(own).glob("*.toml")]
    return sorted(found)


def _read_categories(run: Path) -> list[str]:
    try:
        configuration = json.loads((run / _RECORD).read_bytes())["configuration"]
        return sorted(configuration["categories"])
    except (OSError, ValueError, KeyError, TypeError):
        return []  # nobody reads an error here


def _stems(folder: str, suffix: str) -> list[str]:
    entries = files("pipeline").joinpath(*folder.split("/")).iterdir()
    names = (entry.name for entry in entries)
    return sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix))


def _offer(names: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
