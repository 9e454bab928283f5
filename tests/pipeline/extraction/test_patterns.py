"""Compiled patterns: what their slots match, and what forbids a match."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.pattern_language import (
    Pattern,
    expand_pattern,
    find_problems,
)
from pipeline.extraction.patterns import (
    CompiledPattern,
    PatternSet,
    compile_patterns,
)
from pipeline.extraction.slots import SlotType

PERSON, DAY, YEAR = b"\x02", b"\x11", b"\x14"
TYPES = {
    "entity_type": SlotType.PERSON,
    "value_type": SlotType.DATE,
    "normaliser": "full_date",
}
BORN = "{entity} was born (?:on )?{value}"


def compile_one(pattern: Pattern, **slots) -> CompiledPattern:
    return CompiledPattern(expand_pattern(pattern, **slots))


def compiled(text: str = BORN, **options) -> CompiledPattern:
    return compile_one(Pattern("one", text, **options), **TYPES)


def matches(pattern: CompiledPattern, skeleton: bytes) -> list[bytes]:
    return [skeleton[m.start : m.stop] for m in pattern.find_matches(skeleton)]


def test_slots_match_their_symbols():
    skeleton = b"see " + PERSON + b" was born on " + DAY + b" in Harn"
    [match] = compiled().find_matches(skeleton)
    assert skeleton[match.start : match.stop] == PERSON + b" was born on " + DAY
    assert skeleton[slice(*match.entity)] == PERSON
    assert skeleton[slice(*match.value)] == DAY
    assert match.date is None


def test_a_normaliser_narrows_the_value():
    assert matches(compiled(), PERSON + b" was born on " + YEAR) == []


def test_a_space_is_any_run_of_spaces():
    assert matches(compiled(), PERSON + b"  was   born " + DAY)
    assert not matches(compiled(), PERSON + b"was born " + DAY)


def test_letters_match_in_any_case():
    assert matches(compiled(), PERSON + b" WAS Born On " + DAY)


def test_matches_do_not_overlap():
    one = PERSON + b" was born " + DAY
    assert matches(compiled(), one + b" " + one) == [one, one]


def test_a_second_date_is_captured():
    pattern = compiled(r"{entity} \({value}-{date}\)")
    skeleton = PERSON + b" (" + DAY + b"-" + YEAR + b")"
    [match] = pattern.find_matches(skeleton)
    assert skeleton[slice(*match.date)] == YEAR


def test_an_exact_date_is_no_year():
    pattern = compiled(r"{entity} \({value}-{exact_date}\)")
    assert not matches(pattern, PERSON + b" (" + DAY + b"-" + YEAR + b")")
    assert matches(pattern, PERSON + b" (" + DAY + b"-" + DAY + b")")


def test_a_gap_ends_with_its_clause():
    pattern = compiled("{entity} was born{gap} on {value}")
    assert matches(pattern, PERSON + b" was born in a house on " + DAY)
    for mark in (b";", b".", b"(", b")", YEAR):
        assert not matches(pattern, PERSON + b" was born" + mark + b" on " + DAY)


def test_an_aside_reaches_over_a_bracket_but_no_date():
    pattern = compiled(r"{entity} \({aside}{value}\)")
    assert matches(pattern, PERSON + b" (born (in Harn) on " + DAY + b")")
    assert not matches(pattern, PERSON + b" (born " + YEAR + b" on " + DAY + b")")


def test_unless_forbids_a_match_in_which_it_is_found():
    pattern = compiled("{entity}{gap} {value}", unless=(r"\bdied\b", "fled"))
    assert matches(pattern, PERSON + b" came " + DAY)
    assert not matches(pattern, PERSON + b" died " + DAY)
    assert not matches(pattern, PERSON + b" FLED " + DAY)
    assert matches(pattern, b"died " + PERSON + b" came " + DAY + b" died")


def test_not_behind_forbids_a_match_right_behind_a_word():
    pattern = compiled(not_behind=("of", "from"))
    fact = PERSON + b" was born on " + DAY
    assert not matches(pattern, b"the mother of " + fact)
    assert not matches(pattern, b"From  " + fact)
    assert matches(pattern, b"of course " + fact)
    assert matches(pattern, b"a roof " + fact)
    assert matches(pattern, fact)


def test_a_comma_forbids_a_match_behind_a_name_and_a_comma():
    pattern = compiled(not_behind=(",",))
    fact = PERSON + b" was born on " + DAY
    assert not matches(pattern, PERSON + b", " + fact)
    assert matches(pattern, b"then, " + fact)
    assert matches(pattern, fact)


def test_a_set_gives_the_matches_in_the_order_of_its_patterns():
    first = compiled("{entity} came {value}")
    second = compiled("{entity}{gap} {value}")
    skeleton = PERSON + b" came " + DAY + b"; " + PERSON + b" left " + DAY
    found = PatternSet([second, first]).find_matches(skeleton)
    assert [(pattern.text, match.start) for pattern, match in found] == [
        (second.pattern.text, 0),
        (second.pattern.text, 10),
        (first.pattern.text, 0),
    ]
    assert list(PatternSet([first]).find_matches(b"nothing")) == []


SEVERAL = [
    compiled(text)
    for text in (
        BORN,
        "{entity}{gap} {value}",
        "{value} (?:{entity})",
        "(?:{name} and )?{entity} came {value}",
        "{subject}born {value}",
        "{entity} \\({bracket}?{exact_date}-{value}\\)",
    )
]
PIECES = st.sampled_from(
    [bytes([one]) for one in (1, 2, 3, 4, 6, 8, 14, 17, 18, 20, 21)]
    + [b" ", b" was born ", b"on ", b" came ", b"born ", b" and ", b" (", b"-", b")"]
)


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_a_set_finds_what_its_patterns_find_alone(skeleton):
    found = list(PatternSet(SEVERAL).find_matches(skeleton))
    alone = [
        (one.pattern, match) for one in SEVERAL for match in one.find_matches(skeleton)
    ]
    assert found == alone


def without_landmarks(pattern: CompiledPattern) -> CompiledPattern:
    again = compile_one(pattern.pattern, **TYPES)
    with patch("pipeline.extraction.landmarks.find_landmarks", return_value=[]):
        assert again.landmarks.are_in("")  # reads them
    return again


WITHOUT_LANDMARKS = [without_landmarks(one) for one in SEVERAL]


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_a_set_without_landmarks_finds_the_same(skeleton):
    found = list(PatternSet(WITHOUT_LANDMARKS).find_matches(skeleton))
    assert found == list(PatternSet(SEVERAL).find_matches(skeleton))


def test_built_in_patterns_compile(categories):
    for category in categories:
        for language in category.patterns:
            compile_patterns(category, language)


def test_a_phrase_is_a_slot_of_its_category():
    pattern = Pattern("one", "{entity} was {christened} on {value}", ("{never}",))
    phrases = {"christened": "(?:baptised|christened)", "never": "not|never"}
    compiled = compile_one(pattern, **TYPES, phrases=phrases)
    assert list(compiled.find_matches(b"\x01 was christened on \x11"))
    assert not list(compiled.find_matches(b"\x01 was named on \x11"))
    assert "unknown slot" in find_problems(pattern, **TYPES)[0]


def test_an_office_before_a_name_can_forbid_a_match():
    pattern = Pattern("one", "{entity} \\({value}\\)", not_behind=("{office} of",))
    compiled = compile_one(pattern, **TYPES)
    assert list(compiled.find_matches(b"son of \x01 (\x11)"))
    assert not list(compiled.find_matches(b"the bishop of \x01 (\x11)"))


WORKS = {
    "entity_type": SlotType.WORK,
    "value_type": SlotType.PERSON,
    "normaliser": "person",
}


def test_entities_are_listed():
    pattern = compile_one(Pattern("one", "{value} wrote {entities}"), **WORKS)
    skeleton = PERSON + b" wrote \x18 (1960), \x17, and \x18"
    [match] = pattern.find_matches(skeleton)
    assert skeleton[slice(*match.entity)] == b"\x18 (1960), \x17, and \x18"


def test_an_end_in_another_alternative_cuts_no_match():
    pattern = compiled(BORN + r"(?: in Harn|(?P<end> then))", unless=("Harn",))
    assert not matches(pattern, PERSON + b" was born on " + DAY + b" in Harn")
    behind = PERSON + b" was born on " + DAY
    assert matches(pattern, behind + b" then") == [behind]
