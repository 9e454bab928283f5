"""The language of patterns: what is wrong with one, in words."""

from __future__ import annotations

import re

import pytest

from pipeline.extraction.pattern_language import (
    Pattern,
    expand_pattern,
    find_phrase_problems,
    find_problems,
)
from pipeline.extraction.slots import SlotType

TYPES = {
    "entity_type": SlotType.PERSON,
    "value_type": SlotType.DATE,
    "normaliser": "full_date",
}
BORN = "{entity} was born (?:on )?{value}"


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("born {value}", {}, "{entity}"),
        ("{entity} was born", {}, "{value}"),
        ("{entity} and {entity} {value}", {}, "2 times {entity}"),
        ("{entity} {date} {exact_date} {value}", {}, "second date"),
        ("{entity} {colour} {value}", {}, "unknown slot colour"),
        ("{entity} {value} (", {}, "not a valid expression"),
        (r"{entity} (a)\1 {value}", {}, "not a valid expression"),
        ("{entity} (?=b) {value}", {}, "not a valid expression"),
        ("{entity} 王 {value}", {}, "not a valid expression"),
        (BORN, {"age": (1, 2)}, "{date}"),
        (BORN, {"unless": ("fine", "[")}, "unless '['"),
    ],
)
def test_a_problem_is_put_in_words(text, options, says):
    problems = find_problems(Pattern("one", text, **options), **TYPES)
    assert len(problems) == 1
    assert says in problems[0]
    with pytest.raises(ValueError, match=re.escape(says)):
        expand_pattern(Pattern("one", text, **options), **TYPES)


def test_every_problem_of_a_pattern_is_found():
    pattern = Pattern("one", "{colour} born", age=(1, 2), unless=("(", "["))
    assert len(find_problems(pattern, **TYPES)) == 6


def test_a_right_pattern_has_no_problem():
    assert find_problems(Pattern("one", BORN), **TYPES) == []


def test_the_slots_of_names_are_not_those_of_short_forms():
    problems = find_problems(
        Pattern("one", "{value} {gap} {entity}"),
        entity_type=SlotType.ACRONYM,
        value_type=SlotType.EXPANSION,
        normaliser="expansion",
    )
    assert len(problems) == 1
    assert "gap" in problems[0]


def test_a_phrase_takes_no_slots_name_and_is_an_expression():
    phrases = {"gap": "x", "Bad": "y", "open": "("}
    problems = find_phrase_problems(
        phrases, entity_type=SlotType.PERSON, value_type=SlotType.DATE
    )
    assert [problem.split(":")[0] for problem in problems] == ["gap", "Bad", "open"]


def test_there_are_no_lists_of_people_as_entities():
    problems = find_problems(Pattern("one", "{entities} was born on {value}"), **TYPES)
    assert problems == ["has {entities}, but there are no lists of PERSON"]
