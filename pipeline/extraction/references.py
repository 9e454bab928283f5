"""Cited papers in a line: author lists, titles and dates, by their punctuation."""

from __future__ import annotations

from pipeline.extraction.skeleton import TypedSpan


def find_reference_spans(text: str) -> list[TypedSpan]:
    """Find author lists, titles and dates of the references in a line.

    Args:
        text: The line, plain (`typography.plain`).

    Returns:
        Spans in order, never overlapping; empty where nothing reads as a reference.
    """
    return []
