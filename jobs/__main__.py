"""The `floors` command."""

from __future__ import annotations

import click

from jobs.commands.group import FloorsGroup
from jobs.versions import TOOL, installed_version

COMMANDS = {
    name: f"jobs.commands.{name}"
    for name in (
        "run",
        "plan",
        "report",
        "forecast",
        "sql",
        "lookup",
        "diff",
        "audit",
        "categories",
        "schemas",
        "merge",
        "sample",
        "doctor",
        "completion",
    )
}
"""Every command, in the order of the help, and the module that holds it."""


@click.group(
    cls=FloorsGroup,
    late=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    installed_version(TOOL) or "(not installed)", message="floors %(version)s"
)
@click.pass_context
def main(context: click.Context) -> None:
    """Predict hallucination floors from how often a corpus states each fact.

    \b
    Example:
        floors run data/corpus -o runs/first
        floors report runs/first
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


if __name__ == "__main__":
    main()
