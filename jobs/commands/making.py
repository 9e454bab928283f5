"""How a command that makes a run shows its progress, and the floors at the end."""

from __future__ import annotations

from collections.abc import Callable

from jobs.commands.report import print_report
from jobs.progress import Show, show_progress
from jobs.run_folder import REPORT_PAGE, RunFolder
from pipeline.locations import Location


def make_and_report(
    make: Callable[[Show], RunFolder], *, output: Location, page: bool, as_json: bool
) -> None:
    """Make a run under a progress line, and print its floors.

    Args:
        make: Carries the run to its end; told where to show how far it is.
        output: The run's folder, for a message about its disk.
        page: Make report.html too, unless the run has one already.
        as_json: Print the floors as JSON rather than as text.

    Raises:
        OSError: As it came, naming the folder where it names no file.
    """
    try:
        with show_progress() as show:
            folder = make(show)
            if page:
                _complete_page(folder, show)
    except OSError as error:
        # Arrow does not say where a disk was full; it is where the run is written.
        error.filename = error.filename or str(output)
        raise
    print_report(folder, category=None, form="json" if as_json else "text")


def _complete_page(folder: RunFolder, show: Show) -> None:
    """Make the page of a finished run; cut off here, it lacks its page alone."""
    record = folder.read_record()
    if record is None or (folder.path / REPORT_PAGE).is_file():
        return
    # Charts take a second to load.
    from jobs.report_page import make_report_page

    show.start_stage(REPORT_PAGE)
    make_report_page(folder, record)
