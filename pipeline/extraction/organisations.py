"""Capitalised words that name no particular organisation: the Company, American."""

from __future__ import annotations

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.word_lists import (
    DEMONYMS,
    GENERAL_WORDS,
    OCCUPATIONS,
    ORGANISATION_WORDS,
)

_GENERAL = ORGANISATION_WORDS | DEMONYMS | OCCUPATIONS | GENERAL_WORDS


def names_organisation(name: str) -> bool:
    """Whether a name says which organisation it is, and is not general words alone."""
    return any(word not in _GENERAL for word in entity_key(name).split())
