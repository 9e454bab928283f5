"""A judged sheet of a run, and what it says of the run's floors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from jobs.audit_tables import UNIT, open_tables, read_floors, read_rows, read_spectra
from jobs.parquet_files import read_table
from jobs.run_folder import RunFolder
from pipeline.audit.results import CategoryAudit, JudgedRow, assess_audit
from pipeline.audit.sheet import Answers, SheetRow, read_sheet, refuse_changed
from pipeline.counting.dependence import read_dependence
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.errors import FloorsError
from pipeline.extraction.category_files import load_categories
from schemas.tables import CATEGORIES


@dataclass(frozen=True)
class Recall:
    """A recall, and where it is from.

    Attributes:
        measured: The share, with its trials where they are known.
        source: What it was measured on, or that it was assumed.
    """

    measured: MeasuredShare
    source: str


@dataclass(frozen=True)
class JudgedSheet:
    """What a judge wrote, with the rows of the run that it is about.

    Attributes:
        answers: In any order.
        rows: By id, one for each answer.
        given: Recalls to take instead of the measured ones, by category.
    """

    answers: list[Answers]
    rows: dict[str, SheetRow]
    given: Mapping[str, MeasuredShare]


@dataclass(frozen=True)
class Audit:
    """What a judged sheet says of a run.

    Attributes:
        sheet: The sheet.
        categories: What was found, by name.
        recalls: What was corrected for, by category.
    """

    sheet: JudgedSheet
    categories: list[CategoryAudit]
    recalls: dict[str, Recall]


def read_judged(
    run: RunFolder, content: bytes, name: str, given: Mapping[str, MeasuredShare]
) -> JudgedSheet:
    """Read a judged sheet of a run.

    Args:
        run: The finished run of which the sheet is a sample.
        content: The sheet.
        name: What to call it.
        given: Recalls to take instead of the measured ones, by category.

    Returns:
        What it says.

    Raises:
        FloorsError: It is no sheet of this run, was changed, or has no answer.
    """
    answers = read_sheet(content, name)
    with open_tables(run) as warehouse:
        rows = read_rows(warehouse, [one.row for one in answers])
    refuse_changed(name, answers, rows)
    if all(one.entity_right is None for one in answers):
        raise FloorsError(
            f"No row of {name} is judged: put y or n into entity_right and value_right."
        )
    return JudgedSheet(answers, {row.row: row for row in rows}, given)


def assess_sheet(run: RunFolder, sheet: JudgedSheet) -> Audit:
    """Correct the floors of the categories of a judged sheet by it.

    Args:
        run: The finished run of which the sheet is a sample.
        sheet: What it says.

    Returns:
        What is found.
    """
    judged = [
        JudgedRow(
            category=sheet.rows[one.row].category,
            times_seen=sheet.rows[one.row].times_seen,
            fact_times_seen=sheet.rows[one.row].fact_times_seen,
            facts_in_sighting=sheet.rows[one.row].facts_in_sighting,
            entity_right=one.entity_right,
            value_right=one.value_right,
            unsure=one.unsure,
        )
        for one in sheet.answers
    ]
    recalls = {
        **_read_recalls(run),
        **{name: Recall(share, "as given") for name, share in sheet.given.items()},
    }
    dependence = {
        (row["category"], row["key"]): read_dependence(row)
        for row in read_floors(run)
        if row["unit"] == UNIT
    }
    found = assess_audit(
        judged,
        read_spectra(run),
        {name: recall.measured for name, recall in recalls.items()},
        dependence,
    )
    corrected_for = {one.category: recalls[one.category] for one in found if one.recall}
    return Audit(sheet, found, corrected_for)


def _read_recalls(run: RunFolder) -> dict[str, Recall]:
    """The recalls that a run's categories were measured with."""
    rows = read_table(run.table(CATEGORIES.name), CATEGORIES).to_pylist()
    # The tables have no counts; the category's file has, if it is still the same.
    known = {one.name: one for one in load_categories() if one.measured is not None}
    recalls: dict[str, Recall] = {}
    for row in rows:
        if row["recall"] is None:
            continue
        category = known.get(row["name"])
        trials = inf
        if category is not None and category.measured is not None:
            measured = category.measured
            if (measured.recall, category.hash) == (row["recall"], row["hash"]):
                trials = float(measured.counts.get("asked", inf))
        share = MeasuredShare(row["recall"], trials)
        recalls[row["name"]] = Recall(share, row["gold_set"] or "the category's file")
    return recalls
