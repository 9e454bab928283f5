"""Landmarks: what every match holds, never more."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction import landmarks
from pipeline.extraction.landmarks import Landmarks, find_landmarks, fold

EXPRESSIONS = (
    r"\x01 +(?:was|is) +born +(?:on +)?[\x11-\x16]",
    r"[\x01\x02](?:'s)? +(?:[a-z]+ +){0,3}wife,? +(?:the +)?[\x01\x02]",
    r"founded +(?:in|by) +[^.;]*?(?:Harn|Tarnby (?:West|East)|the [A-Z]+ Bank)",
    r"(?:a|ab|abc)d+e?[^x]{2}(?:f|g[hi]{1,2})",
    r"a +(?: +b)?(?:c| +d)$",
    r"(?P<entity>é|[k-m]x)(?:St\.|No\.) +1",
    r"(?:(?:first[a-z ]*|second +|third place in|fourth[^x])+|(?:in|at) +(?:Harn|a))?b",
)


def as_re2(expression: str) -> re2._Regexp[bytes]:
    options = re2.Options()
    options.case_sensitive = False
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(expression.encode("latin-1"), options)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@settings(max_examples=60)
@given(data=st.data())
def test_every_match_holds_the_landmarks(expression: str, data: st.DataObject) -> None:
    matching = st.from_regex(f"(?i){expression}", fullmatch=True).map(
        lambda text: text.encode("latin-1", "ignore")
    )
    before = data.draw(st.binary(max_size=8))
    skeleton = before + data.draw(matching)
    if as_re2(expression).search(skeleton):
        assert Landmarks(expression).are_in(fold(skeleton))


def test_landmarks_are_in_order() -> None:
    landmarks = Landmarks(r"\x01 +was +born.*?\x11")
    assert landmarks.are_in(fold(b"\x01  Was Born there on \x11."))
    assert not landmarks.are_in(fold(b"\x11 was when \x01 came."))
    assert not landmarks.are_in(fold(b"Born was \x01, \x11."))


def test_a_form_that_ends_earlier_leaves_room_for_the_next() -> None:
    assert Landmarks("(?:born at|a)[^x]*(?:t h)").are_in("born at home, a t h")
    assert Landmarks("(?:abcd|c)(?:de|f.*)g").are_in("abcdeg")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?:born|Died) +in", [{"born in", "died in"}]),
        (r"wife(?:,? the)?", [{"wife"}]),
        (r"[a-z]*(?:x1|y2) ?", [{"x1", "y2"}]),
        (r"(?:[a-z]* who|what)", [{" who", "what"}]),
        (r"(?:[a-z]*|what)", []),
        (r"[[:digit:]]x", []),
        (r"x\Q(y\E", []),
        (
            r"(?:(?:formerly|once|long before that)|(?:now and then, or at last))x?",
            [{"formerly", "once", "long before that", "now and then, or at last"}],
        ),
        (rf"(?:{'(?:' * 20}ab{')' * 20}|{'(?:' * 20}c{')' * 20})d", [{"abd", "cd"}]),
        (r"\pN and", []),
        (r"\xe9t\xe9", [{"t"}]),
    ],
)
def test_what_is_sure_is_a_landmark(expression: str, expected: list[set[str]]) -> None:
    assert find_landmarks(expression) == expected


def reloaded() -> ModuleType:
    """The module of landmarks once more, as another Python would load it."""
    spec = spec_from_file_location("landmarks_reloaded", landmarks.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["re._parser", "re._constants"])
def test_a_python_without_the_parser_has_no_landmarks(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    module = reloaded()
    assert module.find_landmarks("born in") == []
    assert module.Landmarks("born in").are_in("any")


def _nothing(expression: str, flags: int) -> list[object]:
    return []


def _without_values(expression: str, flags: int) -> list[object]:
    return [(kind,) for kind, _ in re._parser.parse(expression, flags)]


def _in_another_order(expression: str, flags: int) -> list[object]:
    return list(re._parser.parse(expression, flags))[::-1]


@pytest.mark.parametrize("parse", [_nothing, _without_values, _in_another_order])
def test_other_trees_give_no_landmarks(parse, monkeypatch: pytest.MonkeyPatch) -> None:
    module = reloaded()
    monkeypatch.setattr(module, "_parse_tree", parse)
    assert module.find_landmarks("born in") == []
    assert module.Landmarks("born in").are_in("any")


def test_the_same_python_has_the_same_landmarks() -> None:
    assert reloaded().find_landmarks("born in") == find_landmarks("born in") != []
