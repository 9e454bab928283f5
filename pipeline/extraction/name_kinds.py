"""What a name may name, judged by its words alone: a person, a place, a firm."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pipeline.extraction.organisation_names import is_organisation
from pipeline.extraction.word_classes import INITIAL, SUFFIX, is_region
from pipeline.extraction.words.companies import COMPANY_SUFFIXES
from pipeline.extraction.words.name_parts import PARTICLES
from pipeline.extraction.words.nations import DEMONYMS, PEOPLES, REGION_CODES
from pipeline.extraction.words.occupations import OCCUPATIONS
from pipeline.extraction.words.organisations import FIELDS, ORGANISATION_WORDS
from pipeline.extraction.words.places import PLACE_WORDS, SITES
from pipeline.extraction.words.ranks import (
    OFFICES,
    RANK_ADJECTIVES,
    RANKS,
    SOVEREIGNS,
)


class NameKind(StrEnum):
    """What a name may be, judged by its words alone."""

    ANY = "any"
    """A person or a place: nothing in it tells."""
    PERSON = "person"
    RULER = "ruler"
    """A person behind whom years in a bracket may be those of a reign."""
    PLACE = "place"
    OTHER = "other"
    """An organisation, an event, a work: neither person nor place."""
    DEFINITE = "definite"
    """Stands behind "the": a place or another thing, but not a person."""


_PLACE_OR_ORGANISATION = ORGANISATION_WORDS & PLACE_WORDS
# A name without any of these words is no organisation, no office and no place by them.
_TELLING = ORGANISATION_WORDS | COMPANY_SUFFIXES | OFFICES | RANKS | PLACE_WORDS | {"&"}
# Of what people or trade somebody is. Swiss, which has no plural, may be a name.
_DESCRIBING = OCCUPATIONS | PEOPLES | {one for one in DEMONYMS if not one.endswith("s")}


def judge_kind(
    words: Sequence[str],
    classes: str,
    start: int,
    core_start: int,
    core_stop: int,
    *,
    titled: bool,
) -> NameKind:
    """Judge what a name may name.

    Args:
        words: The tokens of the passage.
        classes: Their classes.
        start: First token of the span, titles in front included.
        core_start: First token of the name proper.
        core_stop: One past its last token, suffixes included.
        titled: Whether a title stands before it or opens it.
    """
    lower = [word.casefold() for word in words[core_start:core_stop]]
    telling = not _TELLING.isdisjoint(lower)
    if telling:
        if is_organisation(lower):
            # Kingdom of Oland; but Lake Vellon State University is none.
            place = _is_state(lower) or _is_address(lower)
            return NameKind.PLACE if place else NameKind.OTHER
        if "&" in lower[1:-1] or _is_office(lower):
            return NameKind.OTHER
    core = classes[core_start:core_stop]
    if (core_start > start or SUFFIX in core) and _is_ruler(
        lower, words[start:core_start], core
    ):
        return NameKind.RULER
    if titled:
        return NameKind.PERSON
    if (telling and _has_place_word(lower)) or (
        len(lower) == 1
        and words[core_start] in REGION_CODES
        and is_region(words, classes, core_start)
    ):
        return NameKind.PLACE
    # Dutch; Anglo-Irish Historians
    if _DESCRIBING.issuperset("-".join(lower).split("-")):
        return NameKind.OTHER
    # the Soviet Union; French Sudan
    if (start > 0 and words[start - 1].casefold() == "the") or lower[0] in DEMONYMS:
        return NameKind.DEFINITE
    if INITIAL in core and len(lower) > 1:
        return NameKind.PERSON
    return NameKind.ANY


def _has_place_word(lower: Sequence[str]) -> bool:
    """Lake Harn, Harn City, City of Harn; but not Harn City Ravens."""
    if not PARTICLES.isdisjoint(lower):
        return not PLACE_WORDS.isdisjoint(lower)
    return lower[0] in PLACE_WORDS or lower[-1] in PLACE_WORDS


def _is_state(lower: Sequence[str]) -> bool:
    """Whether the words that may name an organisation name a territory instead.

    Republic of Oland, Russian Federation; but not Republic Bank, Tarnby Football
    Federation or Department of Trade.
    """
    telling = [word for word in lower if word in ORGANISATION_WORDS]
    if not telling or any(word not in _PLACE_OR_ORGANISATION for word in telling):
        return False
    if "federation" in telling:
        return lower[0] in DEMONYMS and len(lower) == 2
    return FIELDS.isdisjoint(lower)


def _is_address(lower: Sequence[str]) -> bool:
    """Station Road, Museum Island; but not Bank of Harn City or League North."""
    last = lower[-1]
    return last in SITES and PARTICLES.isdisjoint(lower)


def _is_office(lower: list[str]) -> bool:
    """King of Portugal, Holy Roman Emperor: a title without a name."""
    return lower[-1] in OFFICES or is_rank_of(lower)


def is_rank_of(lower: list[str]) -> bool:
    """Whether a name in small letters is a rank and its land: Crown Princess of Oland.

    Many have had it, one after another, so that it names nobody in particular.
    """
    rank = 1 if lower[0] in RANK_ADJECTIVES else 0
    return lower[rank + 1 : rank + 2] == ["of"] and lower[rank] in RANKS


def _is_ruler(lower: Sequence[str], titles: Sequence[str], classes: str) -> bool:
    if titles and any(title.casefold() in SOVEREIGNS for title in titles):
        return True
    # Leopold I, Henry V of England; but not John Steinbeck IV
    return len(lower) > 1 and classes[1] == SUFFIX and lower[1][:2] not in ("jr", "sr")
