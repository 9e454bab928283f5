"""Capitalised words that name no particular organisation: the Company, American."""

from __future__ import annotations

from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.word_lists import DEMONYMS, OCCUPATIONS, ORGANISATION_WORDS

_GENERAL = (
    ORGANISATION_WORDS
    | DEMONYMS
    | OCCUPATIONS
    | frozenset(
        """
        the of for and a an new first national international royal state public
        board directors trustees governors center centre firm business team house
        church trust fund lab labs division unit store shop website site startup
        order community service services centers centres ceo founder president
        chairman director practice agency studio parish diocese chapter branch
        internet web tv us u.s uk eu g
        """.split()
    )
)


def names_organisation(name: str) -> bool:
    """Whether a name says which organisation it is, and is not general words alone."""
    return any(word not in _GENERAL for word in entity_key(name).split())
