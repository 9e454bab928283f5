"""floors completion: what makes a shell complete the command by the Tab key."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

PROGRAM = "floors"
SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(*, shell: str) -> None:
    """Print the script by which SHELL completes commands, runs and categories.

    Commands, options, run folders, categories and worked queries are completed.

    \b
    Example:
        floors completion bash >> ~/.bashrc
        floors completion zsh >> ~/.zshrc
        floors completion fish > ~/.config/fish/completions/floors.fish
    """
    kind = get_completion_class(shell)
    if kind is None:  # a shell that this version of click does not know
        raise click.UsageError(f"No completion for {shell} is to be had.")
    root = click.get_current_context().find_root().command
    script = kind(root, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    # Bash's own method would start bash, to warn of versions older than 4.4.
    click.echo(ShellComplete.source(script))
