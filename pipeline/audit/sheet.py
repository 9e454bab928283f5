"""The sheet of an audit: rows to judge, written as CSV and read back.

What a corpus says is hostile: no cell may be taken for a formula by the program that
opens the sheet. Knows no run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pipeline.errors import FloorsError
from pipeline.spreadsheet import guard, unguard

COLUMNS = (
    "row",
    "category",
    "times_seen",
    "entity",
    "value",
    "passage",
    "entity_right",
    "value_right",
    "title",
    "url",
    "doc_key",
)
"""Of the sheet. Two are empty, to be filled in with y or n: whether the passage states
this category's fact of just this entity, and whether with this value."""

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it spreadsheets take UTF-8 for something else."""

_JUDGED = ("entity_right", "value_right")
_TOLD = ("category", "times_seen", "entity", "value")
"""Columns that are held to the run: a row was changed where they differ."""

_AROUND = 300
"""Code points shown on each side of a match."""

_ANSWERS = {
    **dict.fromkeys(("y", "yes", "1", "true", "right", "t", "x"), True),
    **dict.fromkeys(("n", "no", "0", "false", "wrong", "f"), False),
}
_UNSURE = ("?", "unsure")


@dataclass(frozen=True)
class SheetRow:
    """A sighting to judge.

    Attributes:
        row: Its id, the same in every sheet of runs that have it.
        category: Its category.
        times_seen: Clusters that state its prompt.
        fact_times_seen: Clusters that state its fact.
        facts_in_sighting: Values that its cluster states of its prompt, at least 1.
        entity: As the passage has it.
        value: In canonical form.
        before: What stands before the match, spaces squeezed, cut off far away.
        match: What a pattern matched.
        after: What stands behind it.
        title: The document's title; '' where it has none.
        url: Where the document comes from; '' where that is unknown.
        doc_key: The document.
    """

    row: str
    category: str
    times_seen: int
    fact_times_seen: int
    facts_in_sighting: int
    entity: str
    value: str
    before: str
    match: str
    after: str
    title: str
    url: str
    doc_key: str

    @property
    def passage(self) -> str:
        """The passage with the match in double brackets."""
        return f"{self.before}[[{self.match}]]{self.after}"


@dataclass(frozen=True)
class Answers:
    """What a judge wrote in one row.

    Attributes:
        row: The row's id.
        entity_right: None where it is blank or unsure.
        value_right: None where it is blank or unsure.
        unsure: Whether either has a question mark.
        told: The row's other cells that are held to the run, by column.
    """

    row: str
    entity_right: bool | None
    value_right: bool | None
    unsure: bool
    told: dict[str, str]


NO_ANSWERS: Mapping[str, Answers] = MappingProxyType({})


def make_row(found: dict[str, Any]) -> SheetRow:
    """Make a row of the sheet from a row of audit_rows.sql."""
    passage, start, end = found["passage"], found["match_from"], found["match_to"]
    before, after = passage[max(start - _AROUND, 0) : start], passage[end:]
    return SheetRow(
        row=found["row_id"],
        category=found["category"],
        times_seen=found["times_seen"],
        fact_times_seen=found["fact_times_seen"],
        facts_in_sighting=found["facts_in_sighting"],
        entity=_plain(found["entity"]),
        value=_plain(found["value"]),
        before=("…" if start > _AROUND else "") + _squeeze(before),
        match=_squeeze(passage[start:end][: 2 * _AROUND]),
        after=_squeeze(after[:_AROUND]) + ("…" if len(after) > _AROUND else ""),
        title=_plain(found["title"] or ""),
        url=_plain(found["url"] or ""),
        doc_key=_plain(found["doc_key"]),
    )


def write_sheet(
    rows: Iterable[SheetRow], answers: Mapping[str, Answers] = NO_ANSWERS
) -> str:
    """Write the sheet as CSV.

    Args:
        rows: In the order in which they shall be judged.
        answers: What a judge wrote in rows, by their ids.

    Returns:
        A line of names, then one a row. A cell that a spreadsheet would take for a
        formula, a number or a date begins with an apostrophe, which keeps it text;
        whole numbers of our own do not.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {name: getattr(row, name, "") for name in COLUMNS}
        if row.row in answers:
            cells |= _write_answers(answers[row.row])
        writer.writerow(
            guard(cell) if isinstance(cell, str) else cell for cell in cells.values()
        )
    return BYTE_ORDER_MARK + page.getvalue()


def read_sheet(content: bytes, name: str) -> list[Answers]:
    """Read a sheet that was judged, as tolerantly as is safe.

    Args:
        content: The file, with commas, semicolons or tabs between its cells.
        name: What to call it.

    Returns:
        One a row, in order; columns may be in any order, and others among them.

    Raises:
        FloorsError: It is no such sheet; a row stands twice; an answer is none. Says
            which row.
    """
    reader = _open(content, name)
    answers: dict[str, Answers] = {}
    try:
        for cells in reader:
            row = unguard(cells["row"] or "")
            if not any((cell or "") for cell in cells.values() if cell != []):
                continue
            if row in answers:
                raise FloorsError(
                    f"{name} has row {row} twice: leave one of them, with its answers."
                )
            answers[row] = _read_row(row, cells, name)
    except csv.Error as error:
        raise FloorsError(f"{name}, line {reader.line_num}: {error}.") from error
    return list(answers.values())


def refuse_changed(
    name: str, answers: Sequence[Answers], rows: Sequence[SheetRow]
) -> None:
    """Make sure that a sheet's rows are the run's.

    Args:
        name: What to call the sheet.
        answers: Its rows.
        rows: Those of them that the run has, in any order.

    Raises:
        FloorsError: A row is not the run's, or was changed; says which.
    """
    held = {row.row: row for row in rows}
    for one in answers:
        row = held.get(one.row)
        if row is None:
            raise FloorsError(
                f"{name} has a row {one.row!r} that the run has not: it is of another "
                "run, or its id was changed. Write one of this run: floors audit RUN"
            )
        for column in _TOLD:
            if _same(one.told[column]) != _same(str(getattr(row, column))):
                raise FloorsError(
                    f"{name}, row {one.row}: {column} is {one.told[column]!r}, and in "
                    f"the run it is {str(getattr(row, column))!r}. Answer in "
                    "entity_right and value_right alone, and leave the rest as it was."
                )


def _write_answers(answers: Answers) -> dict[str, str]:
    blank = "?" if answers.unsure else ""
    words = {True: "y", False: "n", None: blank}
    return {column: words[getattr(answers, column)] for column in _JUDGED}


def _open(content: bytes, name: str) -> csv.DictReader[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FloorsError(
            f"{name} is not UTF-8: save it as CSV in UTF-8, or write it anew."
        ) from error
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = reader.fieldnames or ()
    missing = [one for one in ("row", *_TOLD, *_JUDGED) if one not in names]
    if missing:
        raise FloorsError(
            f"{name} is no sheet of an audit: its first line does not name "
            f"{', '.join(missing)}. Write one with: floors audit RUN"
        )
    return reader


def _read_row(row: str, cells: dict[str, str | None], name: str) -> Answers:
    given = {}
    for column in _JUDGED:
        answer = (cells[column] or "").strip().casefold().rstrip(".!")
        if answer and answer not in _ANSWERS and answer not in _UNSURE:
            raise FloorsError(
                f"{name}, row {row}: {column} is {cells[column]!r}. Give y, n, ? or "
                "nothing."
            )
        given[column] = answer
    return Answers(
        row=row,
        entity_right=_ANSWERS.get(given["entity_right"]),
        value_right=_ANSWERS.get(given["value_right"]),
        unsure=any(answer in _UNSURE for answer in given.values()),
        told={column: unguard(cells[column] or "") for column in _TOLD},
    )


def _same(cell: str) -> str:
    """What of a cell no spreadsheet changes."""
    return " ".join(unguard(cell).split())


def _squeeze(text: str) -> str:
    """Make runs of spaces one space, also at the ends, and drop control characters."""
    words = _printable(text).split()
    if not words:
        return " " if text else ""
    lead = " " if text[:1].isspace() else ""
    return lead + " ".join(words) + (" " if text[-1:].isspace() else "")


def _plain(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() or one.isspace() else " " for one in text)
