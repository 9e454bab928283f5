"""Titles in quotes: where a passage quotes the name of a work. Knows marks only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import QUOTED_SYMBOL, QUOTED_TITLE_SYMBOL
from pipeline.extraction.words.works import TITLE_JOINTS

_LONGEST_TITLE = 250
"""Code points: a title is short, but that of a dissertation may fill two lines."""

_MARK = re.compile(r"[\"'_*]")
_BEFORE_OPENING = frozenset(" ([-/>")
_BEHIND_CLOSING = frozenset(" .,;:!?)]-/'<")
# A title begins with a capital or a number.
_BEGINNING = re.compile(r"[^\W_a-z]")
_INITIALS = re.compile(r"\.[^\W\d_]\.$")  # R.U.R.
_WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
# Speech holds a whole sentence, or leaves words out.
_SPEECH = re.compile(r"[.?!] [^\W_a-z]|\.\.|\.$|[;]|\b(?:I|[Yy]ou) [a-z]+ ")
_VERB = re.compile(r"\b(?:was|were|had|has|is|are|will|would|he|she|they|we)\b")


def with_quoted_titles(text: str, spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Put titles in quotes in place of the names and dates inside them.

    Args:
        text: The passage, plain.
        spans: Its spans, in order.

    Returns:
        Spans in order, never overlapping; a quote that a span reaches out of is none.
    """
    quoted: list[TypedSpan] = []
    for start, stop in _find_quotes(text):
        core_start = start + 1 + (text[start + 1] == " ")
        core = text[core_start : stop - 1].rstrip(" ,;")
        if not _INITIALS.search(core):
            core = core.rstrip(" .,;")
        if not core or not _BEGINNING.match(core):
            continue
        said = core.rstrip(".")
        symbol = QUOTED_TITLE_SYMBOL
        if not is_title_case(said):
            if text[start] != '"':
                continue  # an apostrophe, or a word that is stressed
            if _SPEECH.search(said) or _VERB.search(said):
                continue
            symbol = QUOTED_SYMBOL
        quoted.append(
            TypedSpan(start, stop, core_start, core_start + len(core), symbol)
        )
    return put_titles(spans, quoted)


def put_titles(
    spans: Sequence[TypedSpan], titles: Sequence[TypedSpan]
) -> list[TypedSpan]:
    """Put titles in place of the spans inside them.

    Args:
        spans: In order, never overlapping.
        titles: The same.

    Returns:
        The titles that no other span reaches out of, and the spans outside them, in
        order.
    """
    if not titles:
        return list(spans)
    kept: list[TypedSpan] = []
    at = 0
    for title in titles:
        while at < len(spans) and spans[at].stop <= title.start:
            kept.append(spans[at])
            at += 1
        stop = at
        while stop < len(spans) and spans[stop].start < title.stop:
            stop += 1
        if any(
            one.start < title.start or one.stop > title.stop for one in spans[at:stop]
        ):
            continue
        kept.append(title)
        at = stop
    kept += spans[at:]
    return kept


def is_title_case(text: str) -> bool:
    """Whether every word but the small ones begins with a capital: Of Salt and Iron."""
    for word in _WORD.findall(text):
        if word[0].islower() and word not in TITLE_JOINTS and word != "by":
            return False
    return _SPEECH.search(text) is None


def _find_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of what stands in marks of one kind, the marks included.

    Marks are taken in pairs from left to right; one that cannot close what another
    has opened opens anew. White space may stand inside them, as tokenisers leave it.
    """
    opened: dict[str, int] = {}
    done = 0
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        before, behind = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        start = opened.get(mark, -1)
        closes = (before != " " or behind in _BEHIND_CLOSING) and (
            mark == '"' or (behind in _BEHIND_CLOSING and before != " ")
        )
        if start >= done and closes and 2 < at - start <= _LONGEST_TITLE:
            yield start, at + 1
            done = at + 1
            opened.clear()
        elif before in _BEFORE_OPENING and (mark == '"' or behind != " "):
            opened[mark] = at
