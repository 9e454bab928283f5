"""Every example of every category file gives its facts and no other."""

from __future__ import annotations

import dataclasses

import pytest
from built_in import load_built_in

from pipeline.extraction.category import Category, Example
from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.examples import check_examples

CATEGORIES = load_built_in()


@pytest.mark.parametrize(
    ("category", "example"),
    [
        pytest.param(category, example, id=f"{category.name}-{position}")
        for category in CATEGORIES
        for position, example in enumerate(category.examples)
    ],
)
def test_an_example_gives_its_facts(category: Category, example: Example, alone):
    text = example.text
    found = alone[category.name].extract(text, title=example.title)
    assert {(one.entity_key, one.value) for one in found} == {
        (entity_key(entity), value) for entity, value in example.facts
    }
    for one in found:
        assert text[one.passage_start :].startswith(one.passage)
        assert one.value_surface in text[one.match_start : one.match_end]


def test_an_example_that_fails_is_told_with_its_place():
    wrong = Example("Ada Holt was born on 5 March 1960.", (("Ada Holt", "1960-03-06"),))
    right = Example("Ada Holt was here.", ())
    birthday = next(one for one in CATEGORIES if one.name == "birthday")
    told = check_examples([dataclasses.replace(birthday, examples=(right, wrong))])
    assert len(told) == 1
    assert told[0].startswith("birthday: examples[1]: ")
    assert "1960-03-05" in told[0]
    assert "1960-03-06" in told[0]


def test_examples_that_pass_are_not_told():
    capital = next(one for one in CATEGORIES if one.name == "capital")
    assert check_examples([capital]) == []


def test_no_categories_have_no_failures():
    assert check_examples([]) == []
