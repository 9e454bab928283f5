"""The sheet: what is written, what is read back, and what is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from pipeline.audit.sheet import (
    COLUMNS,
    Answers,
    SheetRow,
    make_row,
    read_sheet,
    refuse_changed,
    write_sheet,
)
from pipeline.errors import FloorsError

ROW = SheetRow(
    row="r0a",
    category="birthday",
    times_seen=1,
    fact_times_seen=1,
    facts_in_sighting=1,
    entity="Ada Holt",
    value="1960-03-05",
    before="",
    match="Ada Holt was born on 5 March 1960",
    after=" in Tarnby.",
    title="Ada Holt",
    url="https://oland.example/ada",
    doc_key="a.jsonl#0",
)
FOUND = {
    "row_id": "r0a",
    "category": "birthday",
    "times_seen": 1,
    "fact_times_seen": 1,
    "facts_in_sighting": 1,
    "entity": "Ada Holt",
    "value": "1960-03-05",
    "passage": "Ada Holt was born on 5 March 1960 in Tarnby.",
    "match_from": 0,
    "match_to": 33,
    "url": "https://oland.example/ada",
    "title": "Ada Holt",
    "doc_key": "a.jsonl#0",
}


def cells(sheet: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline="")))


def judge(entity_answer: str, value_answer: str, **changes: str) -> bytes:
    """A sheet of one row, answered; other cells may be changed."""
    head, row = cells(write_sheet([ROW]))
    told = dict(zip(head, row, strict=True)) | changes
    told |= {"entity_right": entity_answer, "value_right": value_answer}
    page = io.StringIO()
    writer = csv.DictWriter(page, head)
    writer.writeheader()
    writer.writerow(told)
    return page.getvalue().encode()


def read_one(content: bytes) -> Answers:
    (answers,) = read_sheet(content, "sheet.csv")
    return answers


def test_a_row_is_made_of_what_the_run_has():
    assert make_row(FOUND) == ROW


def test_a_passage_is_shown_around_its_match():
    passage = "x" * 1_000 + " Ada Holt\n\twas born " + "y" * 1_000
    row = make_row(FOUND | {"passage": passage, "match_from": 1_001, "match_to": 1_019})

    assert row.match == "Ada Holt was born"
    assert row.passage.startswith("…x")
    assert row.passage.endswith("y…")
    assert len(row.passage) < 700


def test_control_characters_are_no_text():
    row = make_row(FOUND | {"entity": "Ada\x00 \x1bHolt", "title": "\tAda\r\n"})
    assert (row.entity, row.title) == ("Ada Holt", "Ada")


def test_the_sheet_has_a_line_of_names_and_a_row_a_sighting():
    head, row = cells(write_sheet([ROW]))
    told = dict(zip(head, row, strict=True))

    assert tuple(head) == COLUMNS
    assert told["passage"] == "[[Ada Holt was born on 5 March 1960]] in Tarnby."
    assert (told["times_seen"], told["entity_right"], told["value_right"]) == (
        "1",
        "",
        "",
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "'x", "1960-03-05", "\tx", "=cmd|' /C'!A0", "＝1"],
)
def test_no_cell_is_taken_for_a_formula_or_a_date(text: str):
    _, row = cells(write_sheet([replace(ROW, entity=text, title=text, doc_key=text)]))
    assert row.count(f"'{text}") >= 3


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("y", True),
        ("Yes", True),
        ("1", True),
        (" n ", False),
        ("NO", False),
        ("0", False),
        ("", None),
        ("?", None),
    ],
)
def test_answers_are_read_tolerantly(answer: str, meaning: bool | None):
    read = read_one(judge(answer, answer))
    assert (read.entity_right, read.value_right) == (meaning, meaning)
    assert read.unsure == (answer == "?")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_sheet_may_come_back_from_any_spreadsheet(delimiter: str, mark: str):
    page = io.StringIO()
    writer = csv.writer(page, delimiter=delimiter)
    head, row = cells(write_sheet([ROW]))
    row[head.index("entity_right")] = "y"
    writer.writerows([[*head[::-1], "remark"], [*row[::-1], "sure"], [""] * len(head)])
    content = (mark + page.getvalue()).encode()

    answers = read_sheet(content, "sheet.csv")
    refuse_changed("sheet.csv", answers, [ROW])
    assert [one.entity_right for one in answers] == [True]


def test_answers_are_written_as_they_are_read():
    for answers in (("y", "n"), ("n", ""), ("?", "?"), ("", "")):
        read = read_one(judge(*answers))
        again = write_sheet([ROW], {ROW.row: read}).encode()
        assert read_one(again) == read


def test_an_apostrophe_that_a_spreadsheet_took_off_is_no_change():
    answers = read_sheet(judge("y", "y", value="1960-03-05"), "sheet.csv")
    refuse_changed("sheet.csv", answers, [ROW])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (judge("maybe", "y"), "row r0a: entity_right is 'maybe'"),
        (judge("y", "y") + judge("y", "y").split(b"\n", 1)[1], "row r0a twice"),
        (b"row,category\nr0a,birthday\n", "times_seen, entity, value"),
        (b"", "is no sheet of an audit"),
        ("row,entity\nr0a,André".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, says: str):
    with pytest.raises(FloorsError, match=says):
        read_sheet(content, "sheet.csv")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"row": "r0b"}, "r0b"),
        ({"value": "1961-03-05"}, "row r0a: value is '1961-03-05'"),
        ({"entity": "Oskar Lind"}, "row r0a: entity is 'Oskar Lind'"),
        ({"category": "birth_year"}, "row r0a: category"),
        ({"times_seen": "2"}, "row r0a: times_seen is '2', and in the run it is '1'"),
    ],
)
def test_a_row_that_is_not_the_runs_is_refused(change: dict[str, str], says: str):
    answers = read_sheet(judge("y", "y", **change), "sheet.csv")
    with pytest.raises(FloorsError, match=says):
        refuse_changed("sheet.csv", answers, [ROW])


def test_a_cell_larger_than_any_passage_is_refused_in_one_line():
    with pytest.raises(FloorsError, match=r"sheet\.csv, line 1: field larger"):
        read_sheet(judge("y", "y", title="x" * 200_000), "sheet.csv")
