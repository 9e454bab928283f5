"""Capitalised words that name no particular organisation: the Company, American."""

from __future__ import annotations

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.word_lists import (
    DEMONYMS,
    GENERAL_WORDS,
    OCCUPATIONS,
    ORGANISATION_WORDS,
    TERRITORIES,
)

_GENERAL = ORGANISATION_WORDS | DEMONYMS | OCCUPATIONS | GENERAL_WORDS


def names_organisation(name: str) -> bool:
    """Whether a name says which organisation it is, and is no land or general words."""
    words = set(entity_key(name).split())
    return not words <= _GENERAL and not words <= TERRITORIES
