"""The pages of docs/commands: for each command what its `--help` says, as Markdown.

    python -m jobs.command_pages

writes them (`make docs`); a test holds the pages to the help. No line is wrapped, so
that the width of a terminal does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from jobs.__main__ import main

FOLDER = Path(__file__).parents[1] / "docs" / "commands"
INDEX = "README.md"
"""The name under which a page is shown beside its folder's listing."""

NAME = "floors"
MADE_BY = "<!-- Made from `--help` by `make docs`: change words there, not here. -->"


def make_command_pages(group: click.Group = main) -> dict[str, str]:
    """Write each command's page, and an index of them.

    Args:
        group: The commands.

    Returns:
        The text of every page by the name of its file: the index, then the commands in
        the order of the help.

    Raises:
        ValueError: A command has no help.
    """
    pages = {INDEX: ""}
    rows = []
    with click.Context(group, info_name=NAME, **group.context_settings) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is None or not command.help:
                message = f"The command '{name}' says nothing of itself."
                raise ValueError(message)
            paragraphs = list(_split_paragraphs(command.help))
            with click.Context(command, parent=context, info_name=name) as inner:
                pages[f"{name}.md"] = _make_page(command, inner, paragraphs)
            first = paragraphs[0]
            rows.append(f"| [`{NAME} {name}`]({name}.md) | {_escape_cell(first)} |")
    head = (MADE_BY, f"# The commands of `{NAME}`", "| command | does |\n|---|---|")
    pages[INDEX] = "\n\n".join(head) + "\n" + "\n".join(rows) + "\n"
    return pages


def write_command_pages(folder: Path = FOLDER) -> None:
    """Write all pages into a folder, and remove those of commands that are gone.

    Args:
        folder: Made where it is not there; holds nothing but these pages.
    """
    pages = make_command_pages()
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _make_page(
    command: click.Command, context: click.Context, paragraphs: list[str]
) -> str:
    usage = " ".join(command.get_usage(context).split()).removeprefix("Usage: ")
    records = (one.get_help_record(context) for one in command.get_params(context))
    options = "\n".join(
        f"| `{_escape_cell(option)}` | {_escape_cell(says)} |"
        for option, says in filter(None, records)
        if says  # an argument is in the usage, and the text says what it is
    )
    parts = [
        MADE_BY,
        f"# {context.command_path}",
        f"```text\n{usage}\n```",
        *paragraphs,
        "## Options",
        f"| option | meaning |\n|---|---|\n{options}",
        f"[All commands]({INDEX})",
    ]
    return "\n\n".join(parts) + "\n"


def _split_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text, each on one line; examples as code."""
    for paragraph in cleandoc(text).split("\n\n"):
        lines = [line.strip(" ") for line in paragraph.split("\n")]
        if lines[0] != "\b":  # click's mark of lines that it must not wrap
            yield " ".join(lines)
            continue
        title, *code = lines[1:]
        yield f"## {title.removesuffix(':')}"
        yield "\n".join(("```sh", *code, "```"))


def _escape_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    write_command_pages()
