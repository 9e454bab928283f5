"""Categories run over gold texts, and their scores."""

from __future__ import annotations

import pytest

from pipeline.extraction.category_files import load_categories
from pipeline.gold.check import check_gold
from pipeline.gold.diagnosis import Cause
from pipeline.gold.records import parse_record
from pipeline.gold.scoring import Score


def fact(entity, value, category="birthday", **more):
    return {"category": category, "entity": entity, "value": value, **more}


def record(text, *facts, annotated=("birthday",), traps=(), **more):
    return parse_record(
        {
            "id": text,
            "text": text,
            "annotated": list(annotated),
            "facts": list(facts),
            "traps": list(traps),
            **more,
        }
    )


GOLD = [
    record("Zoë Holt was born on 5 March 1960.", fact("Zoe Holt", "1960-03-05")),
    # told twice, counted once
    record(
        "Jonas Lind was born on 1 May 1971. Jonas Lind was born on 1 May 1971.",
        fact("Lind, Jonas", "1971-05-01", aliases=["Jonny Lind"]),
    ),
    record(
        "Edda Brunn was born on 2 May 1981.",
        fact("she", "1981-05-02", pronoun=True),
    ),
    record(  # right, but the gold has it otherwise
        "Runa Falk was born on 3 May 1902.", fact("Runa Falk", "1903-05-03")
    ),
    record(
        "Lise Marit came into the world on 4 May 1979.",
        fact("Lise Marit", "1979-05-04"),
    ),
    record(  # not annotated: no error
        "Karl Penn was born on 6 May 1974.", annotated=["capital"]
    ),
    record(
        "Oskar Sand was born on 7 May 1874.",
        traps=[fact("Oskar Sand", "1874-05-07")],
        annotated=[],
    ),
    record(None, fact("Mira Sand", "1950-01-01"), id="x"),
]
EXPECTED = Score(
    asked=4,
    found=2,
    gate=2,
    gate_anywhere=3,
    predicted=4,
    right=3,
    traps=1,
    trapped=1,
)


@pytest.fixture(scope="module")
def checked():
    return check_gold(GOLD, load_categories(["birth_year", "birthday", "capital"]))


def test_every_count(checked):
    assert checked.scores["birthday"] == EXPECTED
    assert (EXPECTED.missed, EXPECTED.wrong) == (2, 1)
    assert (EXPECTED.recall, EXPECTED.precision) == (0.5, 0.75)
    assert (EXPECTED.gate_recall, EXPECTED.gate_recall_anywhere) == (0.5, 0.75)


def test_every_error(checked):
    assert [
        (one.kind, one.entity, one.value, one.cause)
        for one in checked.errors["birthday"]
    ] == [
        ("missed", "Runa Falk", "1903-05-03", Cause.OTHER_VALUE),
        ("wrong", "Runa Falk", "1902-05-03", Cause.OTHER_VALUE),
        ("missed", "Lise Marit", "1979-05-04", Cause.NO_TRIGGER),
    ]


def test_only_categories_that_a_text_concerns_have_a_score(checked):
    assert list(checked.scores) == ["birthday", "capital"]
    assert checked.scores["capital"] == Score()
    assert list(checked.errors) == ["birthday", "capital"]


def test_records_without_text_are_counted_and_passed_over(checked):
    assert (checked.records, checked.without_text) == (8, 1)
    nothing = check_gold(GOLD[-1:], load_categories(["birthday"]))
    assert (nothing.scores, nothing.errors) == ({}, {})
    assert check_gold([], load_categories(["birthday"])).records == 0


def test_a_category_scores_the_same_alone_or_among_others(checked):
    alone = check_gold(GOLD, load_categories(["birthday"]))
    assert alone.scores == {"birthday": EXPECTED}
    assert alone.errors["birthday"] == checked.errors["birthday"]


def test_a_text_in_another_language_is_read_as_such():
    german = record("Ada Holt was born on 5 March 1960.", language="de")
    checked = check_gold([german], load_categories(["birthday"]))
    assert checked.scores == {"birthday": Score()}


def test_a_title_tells_who_the_text_is_about():
    text = "William James Harker (born 22 May 1955) is a former goalkeeper."
    gold = record(text, fact("Bill Harker", "1955-05-22"), title="Bill Harker")
    score = check_gold([gold], load_categories(["birthday"])).scores["birthday"]
    assert (score.found, score.right) == (1, 1)


def test_what_was_found_passed_the_gate_even_under_a_shorter_value():
    gold = record(
        "The capital of Oland is Harn.",
        fact("Oland", "Harn by the Sea", "capital"),
        annotated=["capital"],
    )
    score = check_gold([gold], load_categories(["capital"])).scores["capital"]
    assert (score.found, score.gate, score.gate_anywhere) == (1, 1, 1)


def test_a_score_of_nothing_has_no_rates():
    empty = Score()
    assert (empty.recall, empty.precision, empty.gate_recall) == (None,) * 3
    assert (empty.recall_interval, empty.precision_interval) == (None, None)
    assert empty.gate_recall_anywhere is None
    assert EXPECTED + empty == EXPECTED
    assert (EXPECTED + EXPECTED).asked == 8
