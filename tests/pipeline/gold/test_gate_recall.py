"""What the gate lets through of gold facts."""

from __future__ import annotations

from pipeline.extraction.category_files import load_categories
from pipeline.extraction.extractor import Extractor
from pipeline.gold.gate_recall import find_gated_passage
from pipeline.gold.records import GoldFact

FACT = GoldFact("birthday", ("Ada Holt",), "1960-03-05")


def test_the_first_passage_with_the_value_is_the_one():
    passages = ["Born in Tarnby.", "Born in 1960.", "Holt, born 5 March 1960."]
    assert find_gated_passage(FACT, passages, dated=True) == passages[1]
    assert find_gated_passage(FACT, passages[:1], dated=True) is None
    assert find_gated_passage(FACT, [], dated=True) is None


def test_an_extractor_tells_which_categories_a_passage_is_read_for():
    extractor = Extractor(load_categories(["birthday", "capital"]))
    text = (
        "Éva Holt was born in 1900. A word. The capital of Oland is Harn.\n"
        "She was born here."
    )
    assert extractor.find_passages(text) == [
        ("Éva Holt was born in 1900.", frozenset({"birthday"})),
        ("The capital of Oland is Harn.", frozenset({"capital"})),
    ]
    assert extractor.find_passages("A word.") == []
    assert extractor.find_passages(text, language="de") == []


def test_what_is_extracted_lies_in_a_passage_past_the_gate():
    categories = load_categories()
    extractor = Extractor(categories)
    for category in categories:
        for example in category.examples:
            passages = {
                (text, name)
                for text, names in extractor.find_passages(example.text)
                for name in names
            }
            observations = extractor.extract(example.text, title=example.title)
            assert {(one.passage, one.category) for one in observations} <= passages
