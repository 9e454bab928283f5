"""Why a fact was missed, and what is wrong with a prediction."""

from __future__ import annotations

from pipeline.gold.diagnosis import Cause, explain_errors
from pipeline.gold.judging import Prediction, judge_predictions
from pipeline.gold.records import GoldFact, GoldRecord, Trap

ADA = GoldFact("birthday", ("Ada Holt",), "1960-03-05")
TEXT = "Ada Holt came on 5 March 1960. She was born."
WITH_VALUE, WITHOUT = "Ada Holt came on 5 March 1960.", "She was born."


def explain(facts, predictions=(), passages=(), annotated=("birthday",), traps=()):
    record = GoldRecord(
        "a", None, TEXT, None, frozenset(annotated), tuple(facts), tuple(traps)
    )
    judgement = judge_predictions(record, "birthday", predictions, dated=True)
    return list(explain_errors(record, judgement, passages, dated=True))


def predict(entity, value):
    return Prediction(entity, value, "There.", "was_born_on")


def test_a_text_without_a_trigger():
    [error] = explain([ADA])
    assert (error.kind, error.cause) == ("missed", Cause.NO_TRIGGER)
    assert (error.entity, error.value) == ("Ada Holt", "1960-03-05")
    assert (error.passage, error.pattern, error.instead) == (TEXT, None, None)


def test_a_trigger_in_another_passage_than_the_value():
    [error] = explain([ADA], passages=[WITHOUT])
    assert (error.cause, error.passage) == (Cause.TRIGGER_ELSEWHERE, TEXT)


def test_a_trigger_with_the_value_but_no_pattern():
    [error] = explain([ADA], passages=[WITHOUT, WITH_VALUE])
    assert (error.cause, error.passage) == (Cause.NO_PATTERN, WITH_VALUE)


def test_an_entity_that_differs_is_told_from_both_sides():
    missed, wrong = explain([ADA], [predict("Jonas Lind", "1960-03-05")])
    assert (missed.cause, wrong.cause) == (Cause.ENTITY_DIFFERS,) * 2
    assert missed.instead == ("Jonas Lind", "1960-03-05")
    assert wrong.instead == ("Ada Holt", "1960-03-05")
    assert (wrong.kind, wrong.pattern, wrong.passage) == (
        "wrong",
        "was_born_on",
        "There.",
    )


def test_another_value_is_told_from_both_sides():
    missed, wrong = explain([ADA], [predict("Holt", "1961-03-05")])
    assert (missed.cause, wrong.cause) == (Cause.OTHER_VALUE,) * 2
    assert missed.instead == ("Holt", "1961-03-05")


def test_a_prediction_that_is_right_explains_no_other_fact():
    lise = GoldFact("birthday", ("Lise Marit",), "1960-03-05")
    [error] = explain([ADA, lise], [predict("Lise Marit", "1960-03-05")])
    assert (error.entity, error.cause) == ("Ada Holt", Cause.NO_TRIGGER)


def test_a_prediction_that_nothing_is_like_or_that_is_a_trap():
    lind = predict("Jonas Lind", "1999-01-01")
    assert [one.cause for one in explain([], [lind])] == [Cause.NOT_IN_GOLD]
    trap = Trap("birthday", "Jonas Lind", "1999-01-01")
    assert [one.cause for one in explain([], [lind], traps=[trap])] == [Cause.TRAP]


def test_a_text_that_is_not_annotated_makes_no_wrong_prediction():
    lind = predict("Jonas Lind", "1999-01-01")
    assert explain([], [lind], annotated=["capital"]) == []
