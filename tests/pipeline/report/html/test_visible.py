"""Corpus text on a page can neither act nor hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.html.visible import (
    PASSAGE_LIMIT,
    find_link,
    mark_match,
    shorten_text,
    show_text,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("  Ada \n\t Holt ", "Ada Holt"),
        ("a\x00b\x1bc\x7fd", "a␀b␛c␡d"),
        ("Ada\u202etloH\u2066x", "Ada[U+202E]tloH[U+2066]x"),
        ("half \ud800 a pair", "half [U+D800] a pair"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("Zoë Ångström 你好 🙂", "Zoë Ångström 你好 🙂"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str | None, shown: str) -> None:
    assert show_text(text) == shown


@given(st.text(st.characters()))
def test_what_is_shown_can_be_written_and_turns_no_line(text: str) -> None:
    shown = show_text(text)
    shown.encode("utf-8")
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert all(one.isprintable() or one in "\u00ad\u200c\u200d" for one in shown)


def test_a_match_is_parted_from_what_stands_about_it() -> None:
    assert mark_match("Ada Holt was born in 1960.", 13, 25) == (
        "Ada Holt was ",
        "born in 1960",
        ".",
    )


def test_a_match_outside_its_passage_marks_nothing() -> None:
    assert mark_match("short", 40, 50) == ("short", "", "")
    assert mark_match("short", -9, -3) == ("", "", "short")


def test_a_long_passage_is_cut_about_its_match() -> None:
    before, match, after = mark_match(f"{'a' * 5000}born{'b' * 5000}", 5000, 5004)
    assert match == "born"
    assert before.startswith("…a")
    assert after.endswith("b…")
    assert len(before + match + after) == PASSAGE_LIMIT + 2


def test_room_that_one_side_leaves_is_the_others() -> None:
    before, match, after = mark_match(f"{'a' * 5000}born.", 5000, 5004)
    assert (match, after) == ("born", ".")
    assert len(before + match + after) == PASSAGE_LIMIT + 1


@given(
    st.text(st.characters(categories=["L", "Zs", "Cc"]), max_size=2000),
    st.integers(-10, 2100),
    st.integers(-10, 2100),
)
def test_no_passage_is_shown_longer_than_the_limit(
    passage: str, start: int, end: int
) -> None:
    parts = mark_match(passage, start, end)
    assert sum(map(len, parts)) <= PASSAGE_LIMIT + 3


def test_a_long_text_is_cut_at_its_end() -> None:
    assert shorten_text("x" * 700) == "x" * PASSAGE_LIMIT + "…"
    assert shorten_text(None) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://tarnby.example/page?a=1&b=%22",
        "http://oland.example",
        "HTTPS://Vellonia.example/Ä",
    ],
)
def test_a_web_address_is_a_link(url: str) -> None:
    assert find_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " https://harn.example",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//harn.example/x",
        "/page",
        "https:///nowhere",
        "http://[oland",
        "https://harn.example/\u202e",
        "vbscript:x",
    ],
)
def test_anything_else_is_none(url: str | None) -> None:
    assert find_link(url) is None
