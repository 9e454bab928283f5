"""The skeleton: one symbol a span, and the way back to the passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.skeleton import Skeleton, TypedSpan


def span(start: int, stop: int, symbol: str = "\x02") -> TypedSpan:
    return TypedSpan(start, stop, start, stop, symbol)


def test_each_span_is_one_symbol():
    text = "see Ada Holt was born on 5 March 1960."
    skeleton = Skeleton(text, [span(4, 12), span(25, 37, "\x11")])
    assert skeleton.data == b"see \x02 was born on \x11."


def test_spans_may_touch_and_fill_the_text():
    skeleton = Skeleton("AdaHolt", [span(0, 3), span(3, 7)])
    assert skeleton.data == b"\x02\x02"
    assert [skeleton.position_of(at) for at in range(3)] == [0, 3, 7]


def test_a_text_without_spans_is_itself():
    assert Skeleton("Ada was here", []).data == b"Ada was here"
    assert Skeleton("", []).data == b""
    assert Skeleton("", []).position_of(0) == 0


def test_letters_stay_letters_and_control_characters_are_no_symbols():
    skeleton = Skeleton("é王\x02\x11\n,…", [])
    assert skeleton.data == b"\xe9\xaa\x7f\x7f\x7f,\x7f"


@st.composite
def passages(draw) -> tuple[str, list[TypedSpan]]:
    """A text, and spans of it in order."""
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    symbols = st.sampled_from("\x01\x02\x11\x14")
    return text, [span(start, stop, draw(symbols)) for start, stop in pairs]


@given(passages())
def test_positions_map_back(passage):
    text, spans = passage
    skeleton = Skeleton(text, spans)
    covered = {at for one in spans for at in range(one.start, one.stop)}
    assert len(skeleton.data) == len(text) - len(covered) + len(spans)
    assert skeleton.position_of(len(skeleton.data)) == len(text)
    positions = [skeleton.position_of(at) for at in range(len(skeleton.data))]
    outside = [at for at in range(len(text)) if at not in covered]
    starts = [one.start for one in spans]
    assert positions == sorted(outside + starts)
    for at, position in enumerate(positions):
        found = skeleton.span_at(at)
        if found is None:
            assert position not in covered
            if 0x20 <= ord(text[position]) < 0x100:
                assert skeleton.data[at] == ord(text[position])
            else:
                assert skeleton.data[at] in (0x7F, 0xAA)
        else:
            assert position == found.start
            assert skeleton.data[at] == ord(found.symbol)
            assert skeleton.position_of(at + 1) == found.stop
    assert [one for one in map(skeleton.span_at, range(len(positions))) if one] == spans
