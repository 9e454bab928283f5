"""How a command that makes a run shows its progress, and the floors at the end."""

from __future__ import annotations

from collections.abc import Callable

from jobs.commands.report import print_report
from jobs.progress import Show, show_progress
from jobs.run_folder import RunFolder
from pipeline.locations import Location


def make_and_report(
    make: Callable[[Show], RunFolder], *, output: Location, as_json: bool
) -> None:
    """Make a run under a progress line, and print its floors.

    Args:
        make: Carries the run to its end; told where to show how far it is.
        output: The run's folder, for a message about its disk.
        as_json: Print the floors as JSON rather than as text.

    Raises:
        OSError: As it came, naming the folder where it names no file.
    """
    try:
        with show_progress() as show:
            folder = make(show)
    except OSError as error:
        # Arrow does not say where a disk was full; it is where the run is written.
        error.filename = error.filename or str(output)
        raise
    print_report(folder, category=None, form="json" if as_json else "text")
