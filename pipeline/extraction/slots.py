"""The slots of the pattern language, and the one-byte symbols that stand for spans.

A passage is matched as a *skeleton*: its text with every date, name or short form
replaced by one control byte that says what kind of span stood there. A slot of a
pattern is a class of such bytes. So a pattern reads as a sentence, and what an entity
is was decided before any pattern looks.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.extraction.dates import Precision
from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.words.occupations import OCCUPATIONS


class Layer(StrEnum):
    """Which spans a skeleton is made of."""

    NAMES = "names"
    """Dates and names, found by the calendar and spaCy."""
    WORKS = "works"
    """The same, with titles in quotes as spans of their own."""
    SHORT_FORMS = "short_forms"
    """Candidates for acronyms, found by their letters."""
    REFERENCES = "references"
    """Author lists, titles and dates of cited papers, found by their punctuation."""


class SlotType(StrEnum):
    """What an entity or a value may be."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    LOCATION = "LOCATION"
    """A place with what it lies in: a city, its region, its country."""
    ORGANISATION = "ORGANISATION"
    WORK = "WORK"
    """A book, film, painting or other work: a title in quotes, or in title case where
    the words beside it say that it is one."""
    DATE = "DATE"
    ACRONYM = "ACRONYM"
    EXPANSION = "EXPANSION"
    PAPER = "PAPER"
    """A cited work, by its title: an article, preprint, chapter, report or book."""


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
QUOTED_SYMBOL = "\x07"
"""What stands in quotes."""
TITLE_SYMBOL = "\x17"
"""A title in title case, told by the words beside it."""
QUOTED_TITLE_SYMBOL = "\x18"
"""A title in title case, in quotes."""
AUTHORS_SYMBOL = NAME_SYMBOLS[NameKind.PERSON]
"""A list of authors as references write them; it carries the first of them."""
NAMES_SYMBOL = NAME_SYMBOLS[NameKind.ANY]
"""A list of authors as any sentence writes names: Ada Holt and Oskar Lind."""
FAMILIES_SYMBOL = NAME_SYMBOLS[NameKind.RULER]
"""Family names as running text cites their papers: Holt and Lind."""
PAPER_SYMBOL = "\x07"
"""The title of a cited paper."""
LABEL_SYMBOL = "\x08"
"""Nothing, at the start of a line that labels what it says: Born: 5 March 1960."""
PRONOUN_SYMBOL = "\x0e"
"""He or she, where a sentence begins with it."""
NOMINAL_SYMBOL = "\x0f"
"""It, or the company, where a sentence begins with it."""

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
    SlotType.LOCATION: Layer.NAMES,
    SlotType.ORGANISATION: Layer.NAMES,
    SlotType.DATE: Layer.NAMES,
    SlotType.WORK: Layer.WORKS,
    SlotType.ACRONYM: Layer.SHORT_FORMS,
    SlotType.EXPANSION: Layer.SHORT_FORMS,
    SlotType.PAPER: Layer.REFERENCES,
}
"""The layer that a type is found in."""

_OF_PAPERS = (SlotType.PERSON, SlotType.DATE)


def layer_of(entity_type: SlotType, value_type: SlotType) -> Layer | None:
    """The layer in which both types are found; None where there is none."""
    if entity_type is SlotType.PAPER:
        return Layer.REFERENCES if value_type in _OF_PAPERS else None
    layers = {LAYERS[entity_type], LAYERS[value_type]}
    if layers == {Layer.NAMES, Layer.WORKS}:
        return Layer.WORKS
    return layers.pop() if len(layers) == 1 else None


_NAME_CLASSES = {
    SlotType.PERSON: r"[\x01\x02\x06]",
    SlotType.PLACE: r"[\x01\x03\x05]",
    SlotType.ORGANISATION: r"[\x01\x04\x05]",
    SlotType.WORK: r"[\x07\x17\x18]",
}

ENTITY_CLASSES = {
    **_NAME_CLASSES,
    # A pronoun is resolved to the document's subject, or gives nothing.
    SlotType.PERSON: r"[\x01\x02\x06\x0e]",
    SlotType.ORGANISATION: r"[\x01\x04\x05\x0f]",
    SlotType.PLACE: r"[\x01\x03\x05\x0f]",
    SlotType.WORK: r"[\x07\x17\x18\x0f]",
    SlotType.ACRONYM: r"\x01",
    SlotType.PAPER: r"\x07",
}
"""What each entity type matches in a skeleton."""

VALUE_CLASSES = {
    **_NAME_CLASSES,
    # A pronoun, as in ENTITY_CLASSES: He and Ada Holt founded the firm.
    SlotType.PERSON: r"[\x01\x02\x06\x0e]",
    SlotType.PLACE: r"[\x01\x03\x05\x0f]",
    SlotType.DATE: rf"[{ANY_DATE}]",
    # Westerby, in the Upper Marches, Oland; St. John's; London's East End
    SlotType.LOCATION: (
        r"[\x01\x03\x05](?:'s(?: [\x01\x03])?)?"
        r"(?: (?:upon|am|an der|ob der|sur) [\x01\x03])?"
        r"(?:,? ?\((?:(?:now|then|today|later|formerly) )?(?:part of )?(?:in )?"
        r"(?:the )?[\x01\x03\x05](?:, [\x01\x03\x05])?\)"
        r"|,? (?:(?:in|near) )?(?:the )?\x03"
        r"|(?:,(?: now| then)?(?: in)?| in)(?: the)?(?: (?:town|city|village|county"
        r"|province|district|region|state|department) of)? [\x01\x03\x05]"
        r"|,? (?:d\. ?c\.|u\. ?s\.(?: ?a\.)?|u\. ?k\.|usa)){0,4}"
    ),
    # A run of words: its normaliser finds the part that spells the short form.
    SlotType.EXPANSION: r"[^\x02-\x1f()\[\]{};:]+",
}
"""What each value type matches; a normaliser may narrow a DATE."""

LISTED = frozenset((SlotType.PERSON, SlotType.PLACE, SlotType.ORGANISATION))
"""Value types of which `{values}` may list several, a fact each."""

_ROLE = (
    r"(?:(?:(?:his|her|their|the|fellow|then|former|younger|older|elder|twin) )?"
    rf"(?:[a-z-]+ )?(?:{'|'.join(sorted(OCCUPATIONS))}|friend|partner|co-founder) )?"
)
LIST_OF = rf"{{one}}(?:(?: \([^()]*\))?,? (?:and|&) {_ROLE}{{one}}|, {{one}})*"
"""What `{values}` matches, written with what `{value}` matches.

Ada Holt, Oskar Lind (drums) and her brother Jon Holt.
"""

LISTS_OF_ENTITIES = {
    # A bracket may stand behind each, and nothing between titles in quotes, which hold
    # their commas. What stands in quotes behind the first is one more only in title
    # case.
    SlotType.WORK: (
        r"[\x07\x17\x18\x0f]"
        r"(?:(?: ?\([^()]{0,80}\))?(?:,? (?:and|&|or)|,)? [\x17\x18])*"
    ),
    # Further ones only where the last says by its words that it is one: of Owl Ear,
    # Lumen and Harn Ferries Ltd. What follows Owl Ear may else be the next speaker.
    SlotType.ORGANISATION: (
        r"[\x01\x04\x05\x0f](?:(?:(?: ?\([^()]*\))?, (?:the )?[\x01\x04\x05])*"
        r"(?: ?\([^()]*\))?(?:,? (?:and|&)|,? as well as) (?:the |of )*\x04)?"
    ),
}
"""What `{entities}` matches, by entity type: those of which a text may list several."""

_SCHOOL = r"[\x01\x04\x05]"
_NEXT_DEGREE = (
    r"(?:an?|his|her) [^;.!?()\x02\x06\x0e]{0,30}?"
    r"(?:[bm]\.? ?[as]\.?|degrees?|ph\.? ?d\.?|mba|bachelor's|master's|doctorate"
    r"|diploma|ll\.? ?[bm]\.?|[mb]\.?sc\.?|m\.?phil\.?|d\.?phil\.?|[jm]\.?d\.?|[mb]fa)"
    r"(?:,? (?:in|of) [^;.!?()\x02\x06\x0e]{1,60}?)??,? (?:from|at) "
)
LISTED_SCHOOLS = (
    rf"{_SCHOOL}(?:(?: ?\([^()]*\))?(?:,? in [\x01\x03\x11-\x16](?:, [\x01\x03])?)?"
    r"(?: (?:with|majoring|as|under) [^;.!?()\x02\x06\x0e]{1,60}?)??(?: at |, "
    r"|,? (?:and|&|then|and then|and later|before|followed by) "
    r"(?:(?:also )?(?:at|from|attended|graduated from|studied at|entered"
    r"|went to|went on to|transferr(?:ed|ing) to|graduating from|attending) )?"
    rf"|,? (?:and |as well as )?(?:(?:later|then|also|received|earned|obtained) )*"
    rf"{_NEXT_DEGREE})(?:the )?{_SCHOOL})*"
)
"""Schools that are named together: Holt College, Harn and the University of Oland."""

_NAME_SLOTS = {
    "early_year": r"\x16",
    # Where a line or sentence starts, a quote or bracket left out.
    "begin": r"^\x08?[\"( ]{0,3}",
    "name": rf"[{ANY_NAME}]",
    "person": _NAME_CLASSES[SlotType.PERSON],
    "ruler": r"\x06",
    "place": _NAME_CLASSES[SlotType.PLACE],
    "organisation": _NAME_CLASSES[SlotType.ORGANISATION],
    "pronoun": r"\x0e",
    # Anything that no date, bracket or end of a clause interrupts.
    "gap": rf"[^(){ANY_DATE};.!?]*?",
    # The inside of a bracket before a date: pronunciation, birth name, place.
    "aside": rf"(?:[^(){ANY_DATE}]|\([^(){ANY_DATE}]*\))*?",
    # A whole bracket without a date: (HAY-zen), (/ˈheɪzən/).
    "bracket": rf"\([^(){ANY_DATE}]*\)",
    # A whole bracket, whatever is in it.
    "any_bracket": r"\((?:[^()]|\([^()]*\))*\)",
    # Small words only, no name and no comma: in a car crash
    "words": r"[a-z ]*?",
    # What follows a date that starts no range and numbers no house.
    "end": rf"(?P<end>$|[^ -]| [^{ANY_NAME}-])",
    # A clause between commas: , the son of a miner, but not another name.
    "clause": rf", [a-z][^,(){ANY_DATE};.!?]*,",
}

PLAIN_SLOTS: dict[Layer, dict[str, str]] = {
    Layer.NAMES: _NAME_SLOTS,
    Layer.WORKS: {**_NAME_SLOTS, "quoted": r"[\x07\x18]"},
    Layer.SHORT_FORMS: {},
    Layer.REFERENCES: {
        "authors": ENTITY_CLASSES[SlotType.PERSON],
        "formal": AUTHORS_SYMBOL,
        "informal": NAMES_SYMBOL,
        "families": FAMILIES_SYMBOL,
        # What stands before a reference: its number, a bullet.
        "label": r"[^\x01-\x1f]{0,30}",
        # Anything but another title or list of authors.
        "any": r"[^\x01\x02\x06\x07]*?",
    },
}
"""Slots that carry nothing away, by layer."""
