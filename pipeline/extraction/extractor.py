"""Documents in, observations out: the cascade from gate to normaliser.

Each step is cheaper than the next and leaves less for it: one pass of the gate over
the document's bytes; the passages around its triggers; dates; names, by spaCy; the
patterns of the categories that asked; normalisers. Knows no files and no counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.dedup.words import passage_key
from pipeline.extraction.antecedents import Antecedents, find_reference
from pipeline.extraction.category import DEFAULT_LANGUAGE, Category
from pipeline.extraction.dates import DateSpan, find_dates
from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.gate import Gate
from pipeline.extraction.names import NameFinder, NameKind, NameSpan
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.organisations import Organisations
from pipeline.extraction.passages import PassageFinder
from pipeline.extraction.patterns import PatternSet, compile_pattern
from pipeline.extraction.quotations import with_quoted_titles
from pipeline.extraction.short_forms import find_short_forms
from pipeline.extraction.skeleton import Skeleton, TypedSpan
from pipeline.extraction.slots import (
    DATE_SYMBOLS,
    LABEL_SYMBOL,
    NAME_SYMBOLS,
    NOMINAL_SYMBOL,
    PRONOUN_SYMBOL,
    SHORT_FORM_SYMBOL,
    Layer,
    SlotType,
    layer_of,
)
from pipeline.extraction.statements import Mention, Statement, find_statements
from pipeline.extraction.subject import Subject
from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain

_REFERENCES = frozenset((LABEL_SYMBOL, NOMINAL_SYMBOL, PRONOUN_SYMBOL))


@dataclass(frozen=True, slots=True)
class Observation:
    """One statement of one fact in one document; fields as in `observations`."""

    category: str
    entity: str
    entity_key: str
    value: str
    value_surface: str
    passage: str
    passage_start: int
    passage_key: int
    match_start: int
    match_end: int
    pattern: str


@dataclass(frozen=True)
class _Reader:
    """A category made ready for one language."""

    index: int
    category: Category
    layer: Layer
    patterns: PatternSet
    needs_date: frozenset[str]


@dataclass(frozen=True)
class _Passage:
    """A passage with what all its categories share."""

    text: str
    start: int
    plain: str
    starts_line: bool

    @cached_property
    def key(self) -> int:
        """The hash of its words; asked for by passages with facts only."""
        return passage_key(self.text)


@dataclass(frozen=True)
class _Document:
    """What resolves the names of one document."""

    subject: Subject
    antecedents: Antecedents
    organisations: Organisations


class Extractor:
    """Finds every fact of some categories in documents, one after another.

    Args:
        categories: What to look for.

    Not thread-safe; make one per worker process.
    """

    def __init__(self, categories: Sequence[Category]) -> None:
        self._names = NameFinder()
        languages = {language for one in categories for language in one.patterns}
        self._readers = {
            language: [
                _reader(index, category, language)
                for index, category in enumerate(categories)
                if language in category.patterns
            ]
            for language in languages
        }
        self._gates = {
            language: Gate(
                [
                    (trigger, reader.index)
                    for reader in readers
                    for trigger in reader.category.triggers[language]
                ]
            )
            for language, readers in self._readers.items()
        }

    def extract(
        self, text: str, *, title: str | None = None, language: str | None = None
    ) -> list[Observation]:
        """Find the facts that a document states.

        Args:
            text: The document. Positions are code points of it.
            title: Its title, if it has one.
            language: As the corpus gives it; None reads with the English patterns. A
                language that no category has patterns for gives nothing.

        Returns:
            Observations by category, then position; overlapping matches of one
            category are one (the earlier, then the longer), which may give several
            rows if it names several facts.
        """
        spoken = language_code(language)
        if spoken not in self._readers:
            return []
        data = text.encode("utf-8")
        hits = self._gates[spoken].find_triggers(data)
        if not hits:
            return []
        readers = self._readers[spoken]
        subject = Subject(text, title)
        document = _Document(
            subject,
            Antecedents(text, subject, self._names),
            Organisations(text, subject),
        )
        observations: list[Observation] = []
        for passage, owners in _passages(data, hits, ascii_only=text.isascii()):
            wanted = [one for one in readers if owners >> one.index & 1]
            observations += self._read(passage, wanted, document)
        observations = _with_fuller_names(observations, subject)
        observations.sort(key=_order)
        return observations

    def _read(
        self, passage: _Passage, readers: Sequence[_Reader], document: _Document
    ) -> list[Observation]:
        observations: list[Observation] = []
        names: list[TypedSpan] | None = None
        for layer in Layer:
            asking = [one for one in readers if one.layer is layer]
            if not asking:
                continue
            if layer is Layer.SHORT_FORMS:
                spans = _short_form_spans(passage.plain)
            else:
                if names is None:
                    names = self._name_spans(passage, readers)
                spans = names
                if layer is Layer.WORKS:
                    spans = with_quoted_titles(passage.plain, names)
            if not spans:
                continue
            skeleton = Skeleton(passage.plain, spans)
            symbols = frozenset(span.symbol for span in spans)
            for reader in asking:
                if reader.needs_date and not reader.needs_date & symbols:
                    continue
                found = find_statements(
                    passage.text,
                    passage.plain,
                    skeleton,
                    reader.patterns,
                    reader.category,
                )
                observations += _observe(passage, found, reader.category, document)
        return observations

    def _name_spans(
        self, passage: _Passage, readers: Sequence[_Reader]
    ) -> list[TypedSpan]:
        text = passage.plain
        dates = find_dates(text)
        present = {DATE_SYMBOLS[date.precision] for date in dates}
        if not any(
            one.layer is not Layer.SHORT_FORMS
            and (not one.needs_date or one.needs_date & present)
            for one in readers
        ):
            return []  # most passages end here, before spaCy
        words, starts = split_tokens(_without_dates(text, dates))
        names = self._names.find_names(words)
        spans = [
            TypedSpan(d.start, d.stop, d.start, d.stop, DATE_SYMBOLS[d.precision], d)
            for d in dates
        ]
        spans += [_name_span(name, words, starts) for name in names]
        reference = find_reference(text, starts_line=passage.starts_line)
        if reference is not None and all(
            reference.stop <= span.start or span.stop <= reference.start
            for span in spans
        ):
            spans.append(reference)
        spans.sort(key=lambda span: (span.start, span.stop))
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
    patterns = PatternSet(
        [
            compile_pattern(
                pattern,
                entity_type=category.entity_type,
                value_type=category.value_type,
                normaliser=category.normaliser,
                phrases=category.phrases,
            )
            for pattern in category.patterns[language]
        ],
        category.never,
    )
    needed = frozenset[str]()
    if category.value_type is SlotType.DATE:
        accepted = NORMALISERS[category.normaliser].symbols
        needed = frozenset(s for s in DATE_SYMBOLS.values() if _escaped(s) in accepted)
    layer = layer_of(category.entity_type, category.value_type) or Layer.NAMES
    return _Reader(index, category, layer, patterns, needed)


def _escaped(symbol: str) -> str:
    return f"\\x{ord(symbol):02x}"


def _passages(
    data: bytes, hits: Sequence[tuple[int, int]], *, ascii_only: bool
) -> list[tuple[_Passage, int]]:
    """The passages that hold triggers, each with the owners of its triggers."""
    finder = PassageFinder(data)
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
        line = start == 0 or data[start - 1 : start] == b"\n"
        passages.append((_Passage(text, characters, plain(text), line), owners))
    return passages


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
        pieces += [text[done : date.start], ";".ljust(date.stop - date.start)]
        done = date.stop
    pieces.append(text[done:])
    return "".join(pieces)


def _name_span(
    name: NameSpan, words: Sequence[str], starts: Sequence[int]
) -> TypedSpan:
    last, core_last = name.stop - 1, name.core_stop - 1
    return TypedSpan(
        starts[name.start],
        starts[last] + len(words[last]),
        starts[name.core_start],
        starts[core_last] + len(words[core_last]),
        NAME_SYMBOLS[name.kind],
    )


def _observe(
    passage: _Passage,
    statements: Sequence[Statement],
    category: Category,
    document: _Document,
) -> list[Observation]:
    observations = []
    entity_type, value_type = category.entity_type, category.value_type
    own = document.subject.key
    for one in statements:
        entity = _resolve(one.entity, entity_type, passage, document)
        for mention in one.values:
            value: str | None = mention.value
            if value_type is SlotType.PERSON:
                value = _resolve(mention, value_type, passage, document)
            if not entity or not value:
                continue
            facts = [(entity, value, mention.text)]
            if category.symmetric:
                facts.append((value, entity, one.entity.text))
            for named, stated, surface in facts:
                key = entity_key(named)
                if not key or key == entity_key(stated):
                    continue
                words = key.count(" ") + 1
                if key != own and words < one.pattern.least_words:
                    continue
                observations.append(
                    Observation(
                        category=category.name,
                        entity=named,
                        entity_key=key,
                        value=stated,
                        value_surface=surface,
                        passage=passage.text,
                        passage_start=passage.start,
                        passage_key=passage.key,
                        match_start=passage.start + one.start,
                        match_end=passage.start + one.stop,
                        pattern=one.pattern.id,
                    )
                )
    return observations


def _resolve(
    mention: Mention, kind: SlotType, passage: _Passage, document: _Document
) -> str | None:
    """The name of whom or what a mention means; None where it is not sure."""
    start = passage.start + mention.start
    if mention.symbol in _REFERENCES:
        meant = document.antecedents.resolve(
            mention.symbol, mention.text, start=start, entity_type=kind
        )
        if meant and kind is SlotType.ORGANISATION:
            return document.organisations.resolve(meant, told=True)
        return meant
    name = " ".join((mention.value or mention.text).split())
    if name and kind is SlotType.ORGANISATION:
        told = mention.symbol == NAME_SYMBOLS[NameKind.OTHER]
        return document.organisations.resolve(name, told=told)
    if name and kind is SlotType.PERSON:
        return document.subject.resolve(name, start=start, alone=mention.alone)
    return name


def _with_fuller_names(
    observations: list[Observation], subject: Subject
) -> list[Observation]:
    """Give the document's subject the observations that name them more fully.

    The same first and last name is not enough (John Adams, John Quincy Adams), but with
    the value that the document states for its subject it is.
    """
    if subject.name is None:
        return observations
    name, key = subject.name, subject.key
    stated = {
        (one.category, one.value) for one in observations if one.entity_key == key
    }
    return [
        replace(one, entity=name, entity_key=key)
        if (one.category, one.value) in stated
        and one.entity_key != key
        and subject.is_same_person(one.entity_key)
        else one
        for one in observations
    ]


def _order(one: Observation) -> tuple[str, str, str, int]:
    return one.category, one.entity_key, one.value, one.match_start
