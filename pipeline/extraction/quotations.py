"""Titles in quotes: where a passage quotes the name of a work. Knows marks only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import QUOTED_SYMBOL

# A title begins with a capital or a number and is short; speech is mostly not.
_QUOTED = re.compile(r'"(?=[^\W_a-z])([^"]{2,120})"')


def with_quoted_titles(text: str, spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Put titles in quotes in place of the names and dates inside them.

    Args:
        text: The passage, plain.
        spans: Its spans, in order.

    Returns:
        Spans in order, never overlapping; a quote that a span reaches out of is none.
    """
    quoted: list[TypedSpan] = []
    for match in _QUOTED.finditer(text):
        start, stop = match.span(1)
        core = text[start:stop].rstrip(" ,.;")
        crossing = any(
            one.start < edge < one.stop for one in spans for edge in match.span()
        )
        if core and not crossing:
            quoted.append(
                TypedSpan(
                    match.start(),
                    match.end(),
                    start,
                    start + len(core),
                    QUOTED_SYMBOL,
                )
            )
    if not quoted:
        return list(spans)
    kept = [
        one for one in spans if not any(q.start <= one.start < q.stop for q in quoted)
    ]
    return sorted([*kept, *quoted], key=lambda span: span.start)
