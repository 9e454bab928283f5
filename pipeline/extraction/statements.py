"""What the matches of a category's patterns state: entities, values, and where.

Knows passages, spans and normalisers; not whom a short name or a pronoun means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extraction.category import Category
from pipeline.extraction.normalisers import NORMALISERS, Candidate
from pipeline.extraction.pattern_language import Pattern
from pipeline.extraction.patterns import PatternMatch, PatternSet
from pipeline.extraction.skeleton import Skeleton, TypedSpan
from pipeline.extraction.slots import LISTED, SlotType
from pipeline.extraction.words.ranks import COURTESIES

_READ_BEHIND = 80
"""So many characters behind a value may say which one of its name it is."""


class Mention(NamedTuple):
    """A name, date or run of words that fills a slot, with its place in the passage.

    Attributes:
        text: As the passage writes it.
        start: Its first code point in the passage.
        symbol: What kind of span it is (see `slots`); '' for a run of words.
        alone: Whether it stands behind no title and before no bracket of its own.
        value: Its canonical form, if it fills `{value}`; else ''.
    """

    text: str
    start: int
    symbol: str
    alone: bool
    value: str = ""


class Statement(NamedTuple):
    """A match of a pattern, with positions in its passage."""

    start: int
    stop: int
    entities: tuple[Mention, ...]
    values: tuple[Mention, ...]
    pattern: Pattern


def find_statements(
    text: str, plain: str, skeleton: Skeleton, patterns: PatternSet, category: Category
) -> list[Statement]:
    """Read what a passage states in a category.

    Args:
        text: The passage.
        plain: The same with plain quotes, dashes and spaces.
        skeleton: Made of its spans.
        patterns: Those of the category.
        category: Its types and its normaliser.

    Returns:
        Statements in order, each with a value at least; of those that overlap only
        the earlier, then the longer. Where an entity may have several values, a later
        one that gives the same mention of it further values stays too, and one that
        begins with a value of the earlier.
    """
    found: list[Statement] = []
    for pattern, match in patterns.find_matches(skeleton.data):
        one = _read(text, plain, skeleton, pattern, match, category)
        if one is not None:
            found.append(one)
    if len(found) < 2:
        return found
    found.sort(key=lambda one: (one.start, -one.stop))
    kept: list[Statement] = []
    stop = 0
    for one in found:
        if one.start < stop and (category.single_valued or not _adds(one, kept)):
            continue
        kept.append(one)
        stop = max(stop, one.stop)
    return kept


def _adds(one: Statement, kept: Sequence[Statement]) -> bool:
    """Whether all that a statement overlaps leave it something of its own to say.

    They speak of its entity with other values, or it begins with a value of theirs:
    Owl Ear, founded by Ada Holt, who also founded Lumen.
    """
    return all(_goes_on(one, other) for other in kept if one.start < other.stop)


def _goes_on(one: Statement, other: Statement) -> bool:
    values = {value.start for value in other.values}
    if one.entities[0].start == other.entities[0].start:
        return values.isdisjoint(value.start for value in one.values)
    return one.start in values


def _read(
    text: str,
    plain: str,
    skeleton: Skeleton,
    pattern: Pattern,
    match: PatternMatch,
    category: Category,
) -> Statement | None:
    """Read entity and values off a match; None where they are none after all."""
    entity_at, value_at = match.entity[0], match.value[0]
    entities = _entities(skeleton, match)
    if not entities:
        return None
    entity = entities[0]
    if pattern.age is not None and match.date is not None:
        other = skeleton.span_at(match.date[0])
        if not _plausible_age(skeleton.span_at(value_at), other, pattern.age):
            return None
    if pattern.years is not None:
        span = skeleton.span_at(value_at)
        year = span.date.year if span and span.date else None
        if year is None or not pattern.years[0] <= year <= pattern.years[1]:
            return None
    normalise = NORMALISERS[category.normaliser].normalise
    first = skeleton.position_of(match.start)
    values: list[Mention] = []
    taken = 0  # a campus that belongs to a value is none of its own
    for start, stop, span in _value_ranges(skeleton, match, category.value_type):
        if start < taken:
            continue
        normal = normalise(
            Candidate(
                text=plain[start:stop],
                entity=plain[entity.core_start : entity.core_stop],
                before_entity=value_at < entity_at,
                behind=plain[stop : stop + _READ_BEHIND],
                date=span.date if span else None,
            )
        )
        if normal is None:
            continue
        if category.value_type is SlotType.EXPANSION and value_at < entity_at:
            first = start + normal.start  # a run of words begins where the value does
        begin, end = start + normal.start, start + normal.stop
        taken = end
        alone = span is None or _stands_alone(plain, span)
        symbol = span.symbol if span else ""
        values.append(Mention(text[begin:end], begin, symbol, alone, normal.value))
    if not values:
        return None
    return Statement(
        start=first,
        stop=max(skeleton.position_of(match.stop), taken),
        entities=tuple(
            Mention(
                text[one.core_start : one.core_stop],
                one.start,
                one.symbol,
                _stands_alone(plain, one),
            )
            for one in entities
        ),
        values=tuple(values),
        pattern=pattern,
    )


def _entities(skeleton: Skeleton, match: PatternMatch) -> list[TypedSpan]:
    """The spans that `{entity}` or `{entities}` covers, without those in brackets."""
    start, stop = match.entity
    if stop - start == 1:
        only = skeleton.span_at(start)
        return [only] if only else []
    spans: list[TypedSpan] = []
    depth = 0
    for at in range(start, stop):
        byte = skeleton.data[at]
        depth += (byte == ord("(")) - (byte == ord(")"))
        span = skeleton.span_at(at)
        if span is not None and not depth:
            spans.append(span)
    return spans


def _value_ranges(
    skeleton: Skeleton, match: PatternMatch, value_type: SlotType
) -> list[tuple[int, int, TypedSpan | None]]:
    """Half-open ranges of the passage that `{value}` or each of `{values}` covers."""
    start, stop = match.value
    opening, closing = skeleton.span_at(start), skeleton.span_at(stop - 1)
    if opening is not None and stop - start == 1:
        return [(opening.core_start, opening.core_stop, opening)]
    if stop - start > 1 and value_type in LISTED:
        return [
            (span.core_start, span.core_stop, span)
            for span in _listed(skeleton, start, stop, value_type)
        ]
    return [
        (
            opening.core_start if opening else skeleton.position_of(start),
            closing.core_stop if closing else skeleton.position_of(stop),
            None,
        )
    ]


def _listed(
    skeleton: Skeleton, start: int, stop: int, value_type: SlotType
) -> Iterator[TypedSpan]:
    """The spans that `{values}` covers; no persons in brackets."""
    depth = 0
    for at in range(start, stop):
        byte = skeleton.data[at]
        depth += (byte == ord("(")) - (byte == ord(")"))
        if depth and value_type is SlotType.PERSON:
            continue  # Ada Holt (of Owl Ear) and Jon Lind
        span = skeleton.span_at(at)
        if span is not None:
            yield span


def _stands_alone(plain: str, span: TypedSpan) -> bool:
    """Whether a bare surname may be that of somebody who was named in full before.

    Captain Lincoln, or Lincoln (1744-1786), is somebody else.
    """
    titles = plain[span.start : span.core_start]
    if titles and any(
        word.strip(".") not in COURTESIES for word in titles.casefold().split()
    ):
        return False
    behind = plain[span.stop : span.stop + 3].lstrip(", ")
    return not behind.startswith("(")


def _plausible_age(
    value: TypedSpan | None, other: TypedSpan | None, bounds: tuple[int, int]
) -> bool:
    """Whether the years from the earlier date of a text to the later lie in bounds."""
    if value is None or other is None or value.date is None or other.date is None:
        return False
    if value.date.year is None or other.date.year is None:
        return False
    years = other.date.year - value.date.year
    if other.start < value.start:
        years = -years
    return bounds[0] <= years <= bounds[1]
