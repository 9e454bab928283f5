"""What the cascade replaces: spaCy and the same patterns over the full text.

No gate and no passages: spaCy splits the whole text into tokens and sentences, names
are found in every sentence, and every pattern of every category is asked of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy

from pipeline.extraction.category import Category
from pipeline.extraction.dates import find_dates
from pipeline.extraction.names import NameFinder
from pipeline.extraction.patterns import compile_patterns
from pipeline.extraction.short_forms import find_short_forms
from pipeline.extraction.skeleton import Skeleton, TypedSpan
from pipeline.extraction.slots import (
    DATE_SYMBOLS,
    SHORT_FORM_SYMBOL,
    Layer,
    layer_of,
)
from pipeline.extraction.spans import name_span
from pipeline.extraction.statements import find_statements
from pipeline.extraction.typography import plain


class PlainScript:
    """Finds statements the slow way; resolves no short name, writes no table.

    Args:
        categories: What to look for.
    """

    def __init__(self, categories: Sequence[Category]) -> None:
        self._nlp = spacy.blank("en")
        self._nlp.add_pipe("sentencizer")
        self._nlp.max_length = 1 << 30
        self._names = NameFinder()
        self._patterns = [
            (
                category,
                layer_of(category.entity_type, category.value_type),
                compile_patterns(category, "en"),
            )
            for category in categories
        ]

    def count_statements(self, text: str) -> int:
        """Count what a document's sentences state.

        Args:
            text: The document.
        """
        found = 0
        with self._nlp.memory_zone():
            for sentence in self._nlp(text).sents:
                shown = plain(sentence.text)
                words = [token.text for token in sentence]
                starts = [token.idx - sentence.start_char for token in sentence]
                spans = [
                    name_span(name, words, starts)
                    for name in self._names.find_names(words)
                ]
                spans += [
                    TypedSpan(
                        d.start, d.stop, d.start, d.stop, DATE_SYMBOLS[d.precision], d
                    )
                    for d in find_dates(shown)
                ]
                short = [
                    TypedSpan(start, stop, start, stop, SHORT_FORM_SYMBOL)
                    for start, stop in find_short_forms(shown)
                ]
                skeletons = {
                    Layer.SHORT_FORMS: Skeleton(shown, short),
                    Layer.NAMES: Skeleton(shown, _in_order(spans)),
                }
                for category, layer, patterns in self._patterns:
                    skeleton = skeletons.get(layer or Layer.NAMES)
                    found += len(
                        find_statements(
                            sentence.text,
                            shown,
                            skeleton or skeletons[Layer.NAMES],
                            patterns,
                            category,
                        )
                    )
        return found


def _in_order(spans: list[TypedSpan]) -> list[TypedSpan]:
    """Spans in order, of those that overlap the first."""
    kept: list[TypedSpan] = []
    for span in sorted(spans, key=lambda one: one.start):
        if not kept or span.start >= kept[-1].stop:
            kept.append(span)
    return kept
