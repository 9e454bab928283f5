from __future__ import annotations

import re
import shlex

import click
import pytest

from jobs.__main__ import COMMANDS, main
from jobs.command_pages import FOLDER, INDEX, make_command_pages, write_command_pages

PAGES = make_command_pages()
EXAMPLES = [
    line
    for text in PAGES.values()
    for block in re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]


def test_the_pages_are_what_the_help_says():
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    stale = sorted(
        name for name in {*kept, *PAGES} if kept.get(name) != PAGES.get(name)
    )
    assert stale == [], "docs/commands is out of date; renew it: make docs"


def test_every_command_has_a_page_with_its_options():
    assert set(PAGES) == {INDEX, *(f"{name}.md" for name in COMMANDS)}
    assert "| `-o, --output RUN` |" in PAGES["run.md"]
    for name in COMMANDS:
        assert f"]({name}.md)" in PAGES[INDEX]
        assert "## Example" in PAGES[f"{name}.md"]


def test_no_terminal_changes_a_page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("HOME", "/nowhere")
    assert make_command_pages() == PAGES


def test_no_page_holds_a_path_of_this_machine_or_a_mark_of_click():
    for name, text in PAGES.items():
        assert "\b" not in text, name
        assert str(FOLDER.parents[1]) not in text, name


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_of_the_help_is_a_command(line: str):
    command_line, *_ = re.split(" >>? ", line)  # the rest is the shell's
    program, name, *arguments = shlex.split(command_line)
    assert program == "floors"
    with click.Context(main, info_name=program) as context:
        command = main.get_command(context, name)
        assert command is not None
        command.make_context(name, arguments, parent=context)


def test_writing_removes_the_page_of_a_command_that_is_gone(tmp_path):
    (tmp_path / "gone.md").write_text("was a command\n", encoding="utf-8")
    write_command_pages(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(PAGES)


def test_a_bar_does_not_end_a_cell():
    @click.group()
    def tool() -> None:
        """A tool."""

    @tool.command()
    @click.option("--way", type=click.Choice(["a", "b"]), help="One of <a|b>.")
    def go(way: str) -> None:
        """Go.

        \b
        Example:
            tool go --way a
        """

    page = make_command_pages(tool)["go.md"]
    assert "| `--way [a\\|b]` | One of &lt;a\\|b>. |" in page
    assert "## Example\n\n```sh\ntool go --way a\n```" in page


def test_a_command_without_help_is_refused():
    tool = click.Group("tool", commands={"go": click.Command("go")})
    with pytest.raises(ValueError, match="'go' says nothing of itself"):
        make_command_pages(tool)
