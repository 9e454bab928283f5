"""A category of facts: what it is told by, what it is called, how well it does.

Does not know the files that categories are declared in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pipeline.extraction.passages import PassageUnit
from pipeline.extraction.pattern_language import Pattern
from pipeline.extraction.slots import SlotType
from schemas.tables import CATEGORIES

DEFAULT_LANGUAGE = "en"
"""Whose patterns a document without a language is read with."""


@dataclass(frozen=True)
class Example:
    """A text with the facts that it states, all of them.

    Attributes:
        text: A document.
        facts: (entity, value) pairs, the entity as in `entity_key`'s input.
        title: The document's title, or None.
    """

    text: str
    facts: tuple[tuple[str, str], ...]
    title: str | None = None


@dataclass(frozen=True)
class Measurement:
    """How well a category did on an annotated set, as its file tells it.

    Attributes:
        gold_set: The name of the set.
        precision: 0..1.
        recall: 0..1.
        date: When it was measured, or None.
        counts: The counts behind the rates, by name; empty if not told.
    """

    gold_set: str
    precision: float
    recall: float
    date: date | None
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Category:
    """One category, as its file declares it. Lists are by language.

    Of a symmetric category every fact holds the other way round too: spouses. Of its
    measurements it keeps the first, which goes into the tables.
    """

    name: str
    version: int
    hash: str
    description: str
    entity_type: SlotType
    value_type: SlotType
    normaliser: str
    plausible_values: int
    arbitrary: bool
    single_valued: bool
    triggers: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, str]
    never: tuple[str, ...]
    patterns: Mapping[str, tuple[Pattern, ...]]
    questions: tuple[str, ...]
    examples: tuple[Example, ...]
    symmetric: bool = False
    passage: PassageUnit = PassageUnit.SENTENCE
    measured: Measurement | None = None

    @property
    def precision(self) -> float | None:
        """Measured precision (0..1), if any."""
        return None if self.measured is None else self.measured.precision

    @property
    def recall(self) -> float | None:
        """Measured recall (0..1), if any."""
        return None if self.measured is None else self.measured.recall

    @property
    def gold_set(self) -> str | None:
        """The annotated set of the two, if any."""
        return None if self.measured is None else self.measured.gold_set


def categories_table(categories: Sequence[Category]) -> pa.Table:
    """The `categories` table of a run: one row a category, by name."""
    rows = [
        {column: getattr(category, column) for column in CATEGORIES.arrow.names}
        for category in sorted(categories, key=lambda one: one.name)
    ]
    return pa.Table.from_pylist(rows, schema=CATEGORIES.arrow)
