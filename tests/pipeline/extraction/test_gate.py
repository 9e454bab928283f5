"""The gate: every trigger of every owner, however its spaces and dashes are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.gate import Gate, expand_trigger, find_trigger_errors


def hits(trigger: str, text: str) -> list[int]:
    return [at for at, _ in Gate([(trigger, 0)]).find_triggers(text.encode())]


@pytest.mark.parametrize(
    "space", [" ", "\u00a0", "\u2002", "\u2009", "\u200a", "\u202f", "\u3000", "\n"]
)
def test_a_space_is_any_white_space(space):
    assert hits("passed away", f"she passed{space}away")


SPACES = st.lists(st.sampled_from(" \u00a0"), min_size=1, max_size=4).map("".join)


@given(st.lists(SPACES, min_size=5, max_size=5))
def test_a_space_is_any_number_of_spaces(spaces):
    words = ["Ada", "was", "born", "é", "was", "born"]
    text = words[0] + "".join(a + b for a, b in zip(spaces, words[1:], strict=True))
    data = text.encode()
    last = [data.index(b"born") + 3, data.rindex(b"born") + 3]
    found = Gate([("was born", 0)]).find_triggers(data)
    assert found == [(at, 1) for at in last]


def test_two_spaces_of_a_trigger_are_two():
    assert hits("Founded  [0-9]", "Founded  1902") == [9]


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "–", "—", "−", "&ndash;", "&mdash;"])
def test_a_hyphen_is_any_dash(dash):
    assert hits("[0-9]-[0-9]", f"1960{dash}1999")


@pytest.mark.parametrize("quote", ["'", "’", "‘"])
def test_an_apostrophe_is_any_apostrophe(quote):
    assert hits("Holt's birthday", f"Holt{quote}s birthday")


def test_characters_in_a_class_are_left_alone():
    assert expand_trigger("[a-z ']+x") == b"[a-z ']+x"
    assert expand_trigger(r"a\-b") == rb"a\-b"


def test_a_hit_is_at_the_triggers_last_byte():
    text = "é was born"
    data = text.encode()
    assert hits(r"\bborn\b", text) == [len(data) - 1]


def test_word_limits_hold():
    assert hits(r"\bborn\b", "stubborn, reborn, borne") == []


def test_owners_are_a_bit_set():
    gate = Gate([("born", 0), ("died", 1), ("born", 5)])
    found = gate.find_triggers(b"born and died")
    assert found == [(3, 0b100001), (12, 0b10)]


def test_hits_come_in_order_of_position():
    gate = Gate([("[0-9]{4}", 0), ("born", 1), ("b", 2)])
    positions = [at for at, _ in gate.find_triggers(b"1960 born 1999 b 2000" * 20)]
    assert positions == sorted(positions)


def test_a_document_without_a_trigger_has_no_hit():
    assert Gate([("born", 0)]).find_triggers(b"") == []
    assert Gate([("born", 0)]).find_triggers("nothing, né".encode()) == []


def test_more_owners_than_a_machine_word_has_bits():
    gate = Gate([(f"word{number}x", number) for number in range(100)])
    assert gate.find_triggers(b"word99x") == [(6, 1 << 99)]


@pytest.mark.parametrize("expression", ["(", "[a", "a{2,1}", "*a", r"(a)\1"])
def test_a_wrong_trigger_is_explained(expression):
    assert list(find_trigger_errors([expression, "born"])) == [expression]


@pytest.mark.parametrize("expression", ["born", r"\bborn\b", "[0-9]{4} -", "(?:a|b)"])
def test_a_right_trigger_needs_no_explanation(expression):
    assert find_trigger_errors([expression]) == {}


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_trigger_is_found_anywhere(before, after):
    gate = Gate([("passed away", 0)])
    data = before.encode() + b"passed away" + after.encode()
    at = len(before.encode()) + len("passed away") - 1
    assert (at, 1) in gate.find_triggers(data)
