"""report.html: the page of a finished run, beside its tables."""

from __future__ import annotations

from jobs.reading import read_reading
from jobs.run_folder import REPORT_PAGE, RunFolder, RunRecord
from pipeline.locations import Location, write_whole
from pipeline.report.html.evidence import READS, RunFacts, gather_evidence
from pipeline.report.html.page import render_page
from pipeline.report.query import open_tables


def make_report_page(
    folder: RunFolder, record: RunRecord, *, writes: Location | None = None
) -> Location:
    """Make the page of a run, whole or not at all.

    Args:
        folder: Has every table.
        record: The run's.
        writes: The file to write; None for report.html in the folder.

    Returns:
        The file.
    """
    facts = RunFacts(
        name=folder.path.name or folder.path.absolute().name,
        configuration=record.configuration,
        corpus=record.corpus,
        versions=record.versions,
        execution=record.execution,
        stages=record.stages,
        started=record.started,
        finished=record.finished,
        limited=bool(record.limited),
    )
    with open_tables(folder.path, READS) as warehouse:
        evidence = gather_evidence(warehouse, facts, read_reading(folder))
    page = writes or folder.path / REPORT_PAGE
    write_whole(page, render_page(evidence).encode())
    return page
