"""Name spans by a trained spaCy pipeline, for users who have one.

The pipeline says where names are and what they are; titles in front and honours behind
are taken off by the same rules as without it. One pipeline is loaded a worker.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Span

from pipeline.errors import ArgumentError, suggest
from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.names import NameFinder
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import NAME_SYMBOLS
from pipeline.extraction.spans import DATE_MARK, name_span
from pipeline.extraction.tokens import split_tokens

_KINDS = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.OTHER,
    "ORG": NameKind.OTHER,
    "NORP": NameKind.OTHER,
    "EVENT": NameKind.OTHER,
    "LAW": NameKind.OTHER,
    "PRODUCT": NameKind.OTHER,
    "WORK_OF_ART": NameKind.OTHER,
    "MISC": NameKind.OTHER,
}
"""What each label of the usual English pipelines names; others are no names."""

# Parts that no entity needs, where a pipeline has them.
_NOT_NEEDED = ("lemmatizer", "parser", "senter", "attribute_ruler", "tagger")
_BATCH = 64


def load_trained_pipeline(name: str) -> Language:
    """Load a spaCy pipeline that finds entities.

    Args:
        name: Of an installed package, or the path of a pipeline's folder.

    Raises:
        ArgumentError: There is none of that name, or it finds no entities.
    """
    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        near = suggest(name, spacy.util.get_installed_models())
        raise ArgumentError(
            f"--spacy-model {name} cannot be loaded: {str(error).splitlines()[0]}"
            f"{near or ' Install it, or give the path of its folder.'}"
        ) from error
    if not {"ner", "entity_ruler"} & set(pipeline.pipe_names):
        raise ArgumentError(
            f"--spacy-model {name} has no component that finds entities (ner): "
            "give a pipeline that has one, such as en_core_web_sm."
        )
    return pipeline


def describe_trained_pipeline(name: str) -> str:
    """Load a pipeline, and say which it is: en_core_web_sm 3.8.0.

    Args:
        name: Of an installed package, or the path of a pipeline's folder.

    Raises:
        ArgumentError: There is none of that name, or it finds no entities.
    """
    meta = load_trained_pipeline(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


class TrainedSpans:
    """Finds names by a trained pipeline.

    Args:
        name: Of an installed package, or the path of a pipeline's folder.
        finder: What knows titles and honours.

    Raises:
        ArgumentError: There is none of that name, or it finds no entities.
    """

    def __init__(self, name: str, finder: NameFinder) -> None:
        self._pipeline = load_trained_pipeline(name)
        self._unused = [one for one in _NOT_NEEDED if one in self._pipeline.pipe_names]
        self._finder = finder

    def find_spans(self, texts: Sequence[str]) -> list[list[TypedSpan]]:
        """Find the names of each passage, as `spans.SpanFinder` says."""
        found = []
        # The zone gives the strings of these passages back, so that memory stays flat
        # however many passages a worker sees.
        with self._pipeline.memory_zone():
            documents = self._pipeline.pipe(
                texts, batch_size=_BATCH, disable=self._unused
            )
            for document in documents:
                found.append(
                    [
                        self._span(entity)
                        for entity in document.ents
                        if entity.label_ in _KINDS
                        and entity.text.strip()
                        and DATE_MARK not in entity.text
                    ]
                )
        return found

    def _span(self, entity: Span) -> TypedSpan:
        kind = _KINDS[entity.label_]
        start = entity.start_char
        words, starts = split_tokens(entity.text)
        names = self._finder.find_names(words)
        whole = TypedSpan(
            start, entity.end_char, start, entity.end_char, NAME_SYMBOLS[kind]
        )
        if kind is not NameKind.PERSON or len(names) != 1:
            return whole
        core = name_span(names[0], words, starts)
        ruler = names[0].kind is NameKind.RULER
        return TypedSpan(
            whole.start,
            whole.stop,
            start + core.core_start,
            start + core.core_stop,
            NAME_SYMBOLS[NameKind.RULER if ruler else kind],
        )
