"""Lines that are one name and nothing else: headings and titles that name somebody."""

from __future__ import annotations

from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.names import NameFinder
from pipeline.extraction.slots import SlotType
from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain

LONGEST_HEADING = 80
"""Code points; a longer line is no heading."""

ENTITY_KINDS = {
    SlotType.PERSON: (NameKind.ANY, NameKind.PERSON, NameKind.RULER),
    SlotType.ORGANISATION: (NameKind.ANY, NameKind.OTHER, NameKind.DEFINITE),
}
"""What a name may be that is an entity of a type."""


def is_one_name(line: str, entity_type: SlotType, names: NameFinder) -> bool:
    """Whether a line is one name that may be of a type, and nothing else."""
    kinds = ENTITY_KINDS.get(entity_type)
    if len(line) > LONGEST_HEADING or kinds is None:
        return False
    words, _ = split_tokens(plain(line))
    spans = names.find_names(words)
    if len(spans) != 1 or (spans[0].start, spans[0].stop) != (0, len(words)):
        return False
    least = 2 if entity_type is SlotType.PERSON else 1
    return spans[0].kind in kinds and len(words) >= least
