"""Documents in, observations out: the cascade from gate to normaliser.

Each step is cheaper than the next and leaves less for it: one pass of the gate over
the document's bytes; the passages around its triggers; dates; names, by spaCy; the
patterns of the categories that asked; normalisers. Knows no files and no counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from pipeline.extraction.anaphors import find_anaphor
from pipeline.extraction.category import DEFAULT_LANGUAGE, Category
from pipeline.extraction.dates import DateSpan, find_dates
from pipeline.extraction.gate import Gate
from pipeline.extraction.inversion import with_inverted_name
from pipeline.extraction.labelled_lines import find_label_stop
from pipeline.extraction.names import NameFinder
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.observations import (
    Finding,
    Observation,
    Passage,
    Resolver,
    observe,
    order_of,
    with_fuller_names,
    without_contradicted,
)
from pipeline.extraction.offices import without_offices
from pipeline.extraction.passages import PassageFinder, PassageUnit
from pipeline.extraction.patterns import PatternSet, compile_patterns
from pipeline.extraction.quotations import with_quoted_titles
from pipeline.extraction.references import find_reference_spans
from pipeline.extraction.short_forms import find_short_forms
from pipeline.extraction.skeleton import Skeleton, TypedSpan
from pipeline.extraction.slots import (
    DATE_SYMBOLS,
    LABEL_SYMBOL,
    SHORT_FORM_SYMBOL,
    Layer,
    SlotType,
    layer_of,
)
from pipeline.extraction.spans import DATE_MARK, RuleSpans, SpanFinder
from pipeline.extraction.statements import find_statements
from pipeline.extraction.titles import with_titles
from pipeline.extraction.trained_spans import TrainedSpans
from pipeline.extraction.typography import plain


@dataclass(frozen=True)
class _Reader:
    """A category made ready for one language."""

    index: int
    category: Category
    layer: Layer
    patterns: PatternSet
    needs_date: frozenset[str]

    @property
    def unit(self) -> PassageUnit:
        return self.category.passage


_LAYERS_OF_NAMES = (Layer.NAMES, Layer.WORKS)

_layer = attrgetter("layer")
_range = itemgetter(0, 1)  # start and stop of a span


class _Readers:
    """The readers of one language, by passage unit and by whose triggers are there."""

    def __init__(self, readers: Sequence[_Reader]) -> None:
        layers = list(Layer)
        self.all = sorted(readers, key=lambda one: layers.index(one.layer))
        self.units = [
            (unit, sum(1 << one.index for one in readers if one.unit is unit))
            for unit in PassageUnit
        ]
        self._owning: dict[int, Sequence[_Reader]] = {}

    def owning(self, owners: int) -> Sequence[_Reader]:
        """Those of a bit set of categories, layer by layer."""
        found = self._owning.get(owners)
        if found is None:
            found = [one for one in self.all if owners >> one.index & 1]
            self._owning[owners] = found  # as many as the sets that occur: hundreds
        return found


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read.

    Attributes:
        text: Positions are code points of it.
        title: Its title, if it has one.
        language: As the corpus gives it; None reads with the English patterns. A
            language that no category has patterns for gives nothing.
    """

    text: str
    title: str | None = None
    language: str | None = None


class _Work(NamedTuple):
    """A passage, and who asks what of it."""

    passage: Passage
    readers: Sequence[_Reader]
    dates: Sequence[DateSpan]
    names_at: int | None  # where its names will be; None where nobody asks for any


class _Document(NamedTuple):
    """A document's passages, and what resolves its names."""

    resolver: Resolver
    work: Sequence[_Work]


class Extractor:
    """Finds every fact of some categories in documents.

    Args:
        categories: What to look for.
        spacy_model: A trained spaCy pipeline to find names with, by name or path;
            None finds them by rules.

    Raises:
        ArgumentError: There is no such pipeline.

    Not thread-safe; make one per worker process.
    """

    def __init__(
        self, categories: Sequence[Category], spacy_model: str | None = None
    ) -> None:
        self._names = NameFinder()
        self._spans: SpanFinder = (
            TrainedSpans(spacy_model, self._names)
            if spacy_model
            else RuleSpans(self._names)
        )
        languages = {language for one in categories for language in one.patterns}
        self._readers = {
            language: _Readers(
                [
                    _reader(index, category, language)
                    for index, category in enumerate(categories)
                    if language in category.patterns
                ]
            )
            for language in languages
        }
        self._of_people = frozenset(
            one.name for one in categories if one.entity_type is SlotType.PERSON
        )
        self._single_valued = frozenset(
            one.name for one in categories if one.single_valued
        )
        self._gates = {
            language: Gate(
                [
                    (trigger, reader.index)
                    for reader in readers.all
                    for trigger in reader.category.triggers[language]
                ]
            )
            for language, readers in self._readers.items()
        }

    def extract(
        self, text: str, *, title: str | None = None, language: str | None = None
    ) -> list[Observation]:
        """Find the facts that one document states, as `extract_all` does."""
        [found] = self.extract_all([Source(text, title, language)])
        return found

    def extract_all(self, sources: Sequence[Source]) -> list[list[Observation]]:
        """Find the facts that documents state.

        Args:
            sources: Documents; how they are put together changes nothing.

        Returns:
            For each document its observations by category, then position. Of matches
            that overlap, `find_statements` says which stay; one may give several rows
            if it names several facts.
        """
        # One step for all documents, then the next: what the gate looks things up in
        # is as large as a processor's cache, and stays there.
        asked = [self._asked_passages(one.text, one.language) for one in sources]
        texts: list[str] = []  # of passages whose names are asked for
        documents = [
            self._open(source, passages, texts)
            for source, passages in zip(sources, asked, strict=True)
        ]
        names = self._spans.find_spans(texts)
        return [self._read(document, names) for document in documents]

    def find_passages(
        self, text: str, *, language: str | None = None
    ) -> list[tuple[str, frozenset[str]]]:
        """Find the passages that hold a trigger: all that a pattern ever sees.

        Args:
            text: The document.
            language: As for `extract`.

        Returns:
            (passage, names of the categories that have a trigger in it), sentences
            from left to right, then lines; of one kind they never overlap.
        """
        return [
            (passage.text, frozenset(one.category.name for one in asking))
            for passage, asking in self._asked_passages(text, language)
        ]

    def _asked_passages(
        self, text: str, language: str | None
    ) -> list[tuple[Passage, Sequence[_Reader]]]:
        """The passages that hold triggers, each with the readers that ask for it."""
        spoken = language_code(language)
        readers = self._readers.get(spoken)
        if readers is None:
            return []
        data = text.encode("utf-8")
        hits = self._gates[spoken].find_triggers(data)
        if not hits:
            return []
        found = []
        for unit, mask in readers.units:
            owned = [hit for hit in hits if hit[1] & mask]
            found += [
                (passage, readers.owning(owners & mask))
                for passage, owners in _passages(data, owned, unit, text.isascii())
            ]
        return found

    def _open(
        self,
        source: Source,
        asked: Sequence[tuple[Passage, Sequence[_Reader]]],
        texts: list[str],
    ) -> _Document | None:
        """Make a document's passages ready to be read; None if there are none."""
        if not asked:
            return None
        work = []
        for passage, readers in asked:
            dates, names_at = _dates(passage, readers), None
            if dates is not None:
                names_at = len(texts)
                texts.append(without_offices(_without_dates(passage.plain, dates)))
            work.append(_Work(passage, readers, dates or (), names_at))
        return _Document(Resolver(source.text, source.title, self._names), work)

    def _read(
        self, document: _Document | None, names: Sequence[Sequence[TypedSpan]]
    ) -> list[Observation]:
        if document is None:
            return []
        findings: list[Finding] = []
        for work in document.work:
            found = () if work.names_at is None else names[work.names_at]
            findings += _read_passage(work, found, document.resolver)
        if not findings:
            return []
        observations = with_fuller_names(
            without_contradicted(findings, self._single_valued),
            document.resolver.subject,
            self._of_people,
        )
        observations.sort(key=order_of)
        return observations


def _dates(passage: Passage, readers: Sequence[_Reader]) -> list[DateSpan] | None:
    """The dates of a passage; None where nobody needs its names for what it has."""
    asking = [one for one in readers if one.layer in _LAYERS_OF_NAMES]
    if not asking:
        return None
    dates = find_dates(passage.plain)
    present = {DATE_SYMBOLS[date.precision] for date in dates}
    for one in asking:
        if not one.needs_date or not present.isdisjoint(one.needs_date):
            return dates
    return None  # most passages end here, before spaCy


def _read_passage(
    work: _Work, names: Sequence[TypedSpan], resolver: Resolver
) -> list[Finding]:
    findings: list[Finding] = []
    passage = work.passage
    typed: list[TypedSpan] = []
    if work.names_at is not None:
        typed = _typed_spans(passage, work.dates, names)
    for layer, group in groupby(work.readers, _layer):
        if layer is Layer.SHORT_FORMS:
            spans = _short_form_spans(passage.plain)
        elif layer is Layer.REFERENCES:
            spans = find_reference_spans(passage.plain)
        else:
            spans = typed
            if layer is Layer.WORKS:
                spans = with_quoted_titles(passage.plain, spans)
                spans = with_titles(passage.plain, spans)
        if not spans:
            continue
        skeleton = Skeleton(passage.plain, spans)
        symbols = {span.symbol for span in spans}
        for reader in group:
            if reader.needs_date and not reader.needs_date & symbols:
                continue
            found = find_statements(
                passage.text, passage.plain, skeleton, reader.patterns, reader.category
            )
            if found:
                findings += observe(passage, found, reader.category, resolver)
    return findings


def _typed_spans(
    passage: Passage, dates: Sequence[DateSpan], names: Sequence[TypedSpan]
) -> list[TypedSpan]:
    """Dates and names, with what the passage begins with instead of a name."""
    spans = [
        TypedSpan(d.start, d.stop, d.start, d.stop, DATE_SYMBOLS[d.precision], d)
        for d in dates
    ]
    spans += names
    anaphor = find_anaphor(passage.plain, starts_line=passage.starts_line)
    if anaphor is not None and anaphor.symbol == LABEL_SYMBOL:
        label = find_label_stop(passage.plain)  # Spouse of "Spouse: Holt" is no name
        spans = [span for span in spans if span.start >= label]
    if anaphor is not None and all(
        anaphor.stop <= span.start or span.stop <= anaphor.start for span in spans
    ):
        spans.append(anaphor)
    spans.sort(key=_range)
    if passage.starts_line:
        return with_inverted_name(passage.plain, spans)
    return spans


def language_code(language: str | None) -> str:
    """The two-letter code of a language as corpora give it (`eng_Latn`, `en-GB`).

    None and blank give the default language; what is unknown is returned lower-cased.
    """
    if language is None or not language.strip():
        return DEFAULT_LANGUAGE
    code = language.strip().lower().removeprefix("__label__")
    code = code.replace("_", "-").split("-")[0]
    return {"eng": "en", "english": "en"}.get(code, code)


def _reader(index: int, category: Category, language: str) -> _Reader:
    patterns = compile_patterns(category, language)
    needed = frozenset[str]()
    if category.value_type is SlotType.DATE:
        accepted = NORMALISERS[category.normaliser].symbols
        needed = frozenset(s for s in DATE_SYMBOLS.values() if _escaped(s) in accepted)
    layer = layer_of(category.entity_type, category.value_type) or Layer.NAMES
    return _Reader(index, category, layer, patterns, needed)


def _escaped(symbol: str) -> str:
    return f"\\x{ord(symbol):02x}"


def _passages(
    data: bytes,
    hits: Sequence[tuple[int, int]],
    unit: PassageUnit,
    ascii_only: bool,  # noqa: FBT001  # of the document, not an option
) -> list[tuple[Passage, int]]:
    """The passages that hold triggers, each with the owners of its triggers."""
    finder = PassageFinder(data, unit)
    ranges: list[list[int]] = []  # start, stop, owners
    for position, owners in hits:
        if ranges and position < ranges[-1][1]:
            ranges[-1][2] |= owners
            continue
        start, stop = finder.find_passage(position)
        if ranges and start < ranges[-1][1]:
            ranges[-1][2] |= owners  # a trigger that ends in the space behind
            continue
        ranges.append([start, stop, owners])
    passages = []
    characters = counted = 0
    for start, stop, owners in ranges:
        text = data[start:stop].decode("utf-8")
        if ascii_only:
            characters = start
        else:
            characters += len(data[counted:start].decode("utf-8"))
            counted = start
        line = _starts_line(data, start)
        passages.append((Passage(text, characters, plain(text), line), owners))
    return passages


def _starts_line(data: bytes, start: int) -> bool:
    while start and data[start - 1] in b" \t\r":
        start -= 1
    return not start or data[start - 1] == 0x0A


def _short_form_spans(text: str) -> list[TypedSpan]:
    return [
        TypedSpan(start, stop, start, stop, SHORT_FORM_SYMBOL)
        for start, stop in find_short_forms(text)
    ]


def _without_dates(text: str, dates: Sequence[DateSpan]) -> str:
    """The text with a mark instead of each date, so that no name runs into one."""
    pieces = []
    done = 0
    for date in dates:
        pieces += [text[done : date.start], DATE_MARK.ljust(date.stop - date.start)]
        done = date.stop
    pieces.append(text[done:])
    return "".join(pieces)
