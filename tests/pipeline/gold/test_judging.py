"""What counts as found, missed, right and wrong."""

from __future__ import annotations

from pipeline.gold.judging import Judgement, Prediction, judge_predictions
from pipeline.gold.records import GoldFact, GoldRecord, Trap

ADA = GoldFact("birthday", ("Ada Holt",), "1960-03-05")
SHE = GoldFact("birthday", ("she",), "1960-03-05", is_pronoun=True)


def record(*facts, annotated=("birthday",), traps=()):
    return GoldRecord(
        "a", None, "A text.", None, frozenset(annotated), facts, tuple(traps)
    )


def predict(entity, value="1960-03-05"):
    return Prediction(entity, value, "A text.", "was_born_on")


def judge(gold, *predictions, category="birthday", dated=True) -> Judgement:
    return judge_predictions(gold, category, predictions, dated=dated)


def test_a_fact_is_found_under_its_name_or_a_part_of_it():
    for name in ("Ada Holt", "Holt", "Ada Maren Holt", "Dr. Ádá HOLT"):
        found = judge(record(ADA), predict(name))
        assert (found.found, found.missed) == ((ADA,), ())
        assert (found.right, found.wrong) == ((predict(name),), ())


def test_a_fact_is_found_under_an_alias():
    fact = GoldFact("birthday", ("Ada Holt", "Edda Brunn"), "1960-03-05")
    assert judge(record(fact), predict("Edda Brunn")).found == (fact,)
    assert judge(record(fact), predict("Edda Lind")).missed == (fact,)


def test_another_value_or_entity_is_wrong_and_leaves_the_fact_missed():
    for other in (predict("Ada Holt", "1960-03-06"), predict("Jonas Lind")):
        found = judge(record(ADA), other)
        assert (found.found, found.missed) == ((), (ADA,))
        assert (found.right, found.wrong) == ((), (other,))


def test_a_pronoun_excuses_any_entity_but_is_not_asked_for():
    found = judge(record(SHE), predict("Jonas Lind"))
    assert found.right == (predict("Jonas Lind"),)
    assert (found.asked, found.found, found.missed) == ((), (), ())
    other = predict("Jonas Lind", "1999-01-01")
    assert judge(record(SHE), other).wrong == (other,)


def test_one_fact_excuses_several_predictions_and_one_prediction_finds_several():
    two = (predict("Ada Holt"), predict("Holt"))
    assert judge(record(ADA), *two).right == two
    again = GoldFact("birthday", ("Ada Brunn",), "1960-03-05")
    assert judge(record(ADA, again), predict("Ada")).found == (ADA, again)


def test_facts_of_another_category_are_nothing_to_this_one():
    year = GoldFact("birth_year", ("Ada Holt",), "1960-03-05")
    found = judge(record(year), predict("Ada Holt"))
    assert (found.facts, found.wrong) == ((), (predict("Ada Holt"),))


def test_what_was_not_annotated_is_marked_so():
    assert judge(record(ADA)).is_annotated
    assert not judge(record(ADA, annotated=["capital"])).is_annotated


def test_names_as_values_agree_like_names():
    fact = GoldFact("capital", ("Vellonia",), "Harn City")
    gold = record(fact, annotated=["capital"])
    found = judge(gold, predict("Vellonia", "Harn"), category="capital", dated=False)
    assert found.found == (fact,)


def test_a_trap_is_fallen_into_once_for_every_prediction_and_trap():
    trap = Trap("birthday", "Jonas Lind", "1960-03-05")
    gold = record(ADA, traps=[trap, trap, Trap("capital", "Jonas Lind", "1960-03-05")])
    found = judge(gold, predict("Ada Holt"), predict("Lind"))
    assert found.traps == 2
    assert found.trapped == (predict("Lind"),) * 2
    assert judge(gold, predict("Lind", "1960-03-06")).trapped == ()
