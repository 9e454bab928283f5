"""The slots of the pattern language, and the one-byte symbols that stand for spans.

A passage is matched as a *skeleton*: its text with every date, name or short form
replaced by one control byte that says what kind of span stood there. A slot of a
pattern is a class of such bytes. So a pattern reads as a sentence, and what an entity
is was decided before any pattern looks.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.extraction.dates import Precision
from pipeline.extraction.names import NameKind


class Layer(StrEnum):
    """Which spans a skeleton is made of."""

    NAMES = "names"
    """Dates and names, found by the calendar and spaCy."""
    SHORT_FORMS = "short_forms"
    """Candidates for acronyms, found by their letters."""


class SlotType(StrEnum):
    """What an entity or a value may be."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    ORGANISATION = "ORGANISATION"
    DATE = "DATE"
    ACRONYM = "ACRONYM"
    EXPANSION = "EXPANSION"


NAME_SYMBOLS = {
    NameKind.ANY: "\x01",
    NameKind.PERSON: "\x02",
    NameKind.PLACE: "\x03",
    NameKind.OTHER: "\x04",
    NameKind.DEFINITE: "\x05",
    NameKind.RULER: "\x06",
}
DATE_SYMBOLS = {
    Precision.DAY: "\x11",
    Precision.DAY_OF_YEAR: "\x12",
    Precision.MONTH: "\x13",
    Precision.YEAR: "\x14",
    Precision.UNUSABLE: "\x15",
    Precision.EARLY_YEAR: "\x16",
}
SHORT_FORM_SYMBOL = "\x01"

ANY_NAME = r"\x01-\x06"
ANY_DATE = r"\x11-\x16"

DATE_SLOTS = {
    "date": rf"[{ANY_DATE}]",
    "exact_date": r"[\x11-\x13]",  # to the month at least
    "doubtful_date": r"\x15",  # circa, disputed, before the common era
}
"""Slots for a second date, of which a pattern may have one."""

LAYERS = {
    SlotType.PERSON: Layer.NAMES,
    SlotType.PLACE: Layer.NAMES,
    SlotType.ORGANISATION: Layer.NAMES,
    SlotType.DATE: Layer.NAMES,
    SlotType.ACRONYM: Layer.SHORT_FORMS,
    SlotType.EXPANSION: Layer.SHORT_FORMS,
}

_NAME_CLASSES = {
    SlotType.PERSON: r"[\x01\x02\x06]",
    SlotType.PLACE: r"[\x01\x03\x05]",
    SlotType.ORGANISATION: r"[\x01\x04\x05]",
}

ENTITY_CLASSES = {**_NAME_CLASSES, SlotType.ACRONYM: r"\x01"}
"""What each entity type matches in a skeleton."""

VALUE_CLASSES = {
    **_NAME_CLASSES,
    SlotType.DATE: rf"[{ANY_DATE}]",
    # A run of words: its normaliser finds the part that spells the short form.
    SlotType.EXPANSION: r"[^\x02-\x1f()\[\]{};:]+",
}
"""What each value type matches; a normaliser may narrow a DATE."""

PLAIN_SLOTS = {
    Layer.NAMES: {
        "early_year": r"\x16",
        "name": rf"[{ANY_NAME}]",
        "person": ENTITY_CLASSES[SlotType.PERSON],
        "ruler": r"\x06",
        "place": ENTITY_CLASSES[SlotType.PLACE],
        # Anything that no date, bracket or end of a clause interrupts.
        "gap": rf"[^(){ANY_DATE};.!?]*?",
        # The inside of a bracket before a date: pronunciation, birth name, place.
        "aside": rf"(?:[^(){ANY_DATE}]|\([^(){ANY_DATE}]*\))*?",
        # A whole bracket without a date: (HAY-zen), (/ˈheɪzən/).
        "bracket": rf"\([^(){ANY_DATE}]*\)",
        # Small words only, no name and no comma: in a car crash
        "words": r"[a-z ]*?",
        # What follows a date that starts no range and numbers no house.
        "end": rf"(?P<end>$|[^ -]| [^{ANY_NAME}-])",
        # A clause between commas: , the son of a miner, but not another name.
        "clause": rf", [a-z][^,(){ANY_DATE};.!?]*,",
    },
    Layer.SHORT_FORMS: {},
}
"""Slots that carry nothing away, by layer."""
