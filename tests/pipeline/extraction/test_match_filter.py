"""The filter of matches: those whose landmarks are there, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.landmarks import Landmarks, fold
from pipeline.extraction.match_filter import MatchFilter

SEVERAL = [
    Landmarks(expression)
    for expression in (
        r"\x01 +was +born.*?\x11",
        r"\x01 +(?:founded|co-founded|cofounded) +\x02",
        r"\x02 +(?:founder|founders) of +\x01",
        r"found\x01",
        r"\x01 +[(]\x11[)]",
        r"\x01 (?:is|was) (?:wife|husband) of \x02",
        r"[a-z]*",
    )
]
PIECES = st.sampled_from(
    [
        "\x01",
        "\x02",
        "\x11",
        " ",
        "  ",
        "Was ",
        "is ",
        "born ",
        "husband ",
        "wife ",
        "of ",
        "co-founded",
        "founded ",
        "founders ",
        "found",
        "(",
        ")",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_filter_knows_what_each_expression_alone_knows(text: str) -> None:
    folded = fold(text.encode())
    alone = [i for i, one in enumerate(SEVERAL) if one.are_in(folded)]
    assert MatchFilter(SEVERAL).find_possible(folded) == alone


def test_expressions_without_landmarks_may_match_anything() -> None:
    assert MatchFilter([Landmarks("[a-z]*")]).find_possible("") == [0]
    assert MatchFilter([]).find_possible("any") == []
