"""Which small words and marks stand inside an organisation's name.

Norn Bank for Arts and Crafts is one name, Harn and Tarnby are two. Knows the words
around a small word; does not know where a name begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.words.companies import COMPANY_SUFFIXES, FIRM_ENDS, SHOP_WORDS
from pipeline.extraction.words.name_parts import ORDINAL_ENDINGS
from pipeline.extraction.words.organisations import (
    FIELD_ENDINGS,
    FIELDS,
    FIRST_ADVERBS,
    FIRST_WORDS,
    FOR_HEADS,
    NO_FIELDS,
    ON_HEADS,
    ORGANISATION_WORDS,
    PAPERS,
    POSSESSORS,
    TRADE_ENDINGS,
)
from pipeline.extraction.words.places import PAIRED_PLACES, UNION_HEADS

_JOINTS = frozenset(("and", "And", "for", "For", "in", "on", "at", "&", "'", "Of"))

# Between two capitals they are words of a name.
_INNER = frozenset(
    (
        "Against",
        "Without",
        "To",
        "In",
        "On",
        "At",
        "With",
        "No",
        "Among",
        "Death",
        "Life",
        "Last",
        "Never",
        "More",
    )
)
OPENINGS = FIRST_WORDS | FIRST_ADVERBS | ORDINAL_ENDINGS
"""Words that may begin an organisation's name, but no other."""
# They say when, unless one of these stands before them: the Saturday Gazette.
_DETERMINERS = frozenset(("the", "The", "a", "A", "an", "An", "s", '"'))

# Norn Bank of Oland at Harn: so far back is looked for what the name began with.
_LOOK_BACK = 6
_LONGEST_CONJUNCT = 4
_LONGEST_NAME = 10
_SMALL = frozenset(("and", "at", "for", "in", "of", "on", "the", "to"))
_FINITE = frozenset(("is", "was", "are", "were", "has", "had"))


def may_join(word: str) -> bool:
    """Whether a word or mark may hold an organisation's name together.

    Action Against Hunger; Super 8 Hotels; Holt and Sons.
    """
    return word in _JOINTS or word in _INNER or (word.isdigit() and len(word) < 3)


def find_joints(
    words: Sequence[str], named: Sequence[bool], places: Sequence[int]
) -> list[int]:
    """Find the small words and marks that hold an organisation's name together.

    Args:
        words: The tokens of a passage.
        named: For each, whether it is a word of a name.
        places: Where words stand that may do so (`may_join`).

    Returns:
        Their places, each between two words of one name, in no order.
    """
    found: list[int] = []
    behind = len(words) - 1
    for at in places:
        if not 0 < at < behind:
            continue
        if words[at] not in _JOINTS:
            if named[at - 1] and named[at + 1]:
                found.append(at)
        elif named[at - 1] or words[at - 1] == ",":
            found += _joints_at(words, named, at)
    return found


def find_openings(words: Sequence[str], named: Sequence[bool]) -> list[int]:
    """Find the words that begin an organisation's name: First National Bank.

    Args:
        words: The tokens of a passage.
        named: For each, whether it is a word of a name.

    Returns:
        The places of words that elsewhere are no part of a name: capitalised ones,
        and the number and the ending of an ordinal (4th Guards Division).
    """
    found: list[int] = []
    for at, word in enumerate(words):
        if word not in OPENINGS or not _is_named(named, at + 1):
            continue
        before = words[at - 1] if at else ""
        telling, opening = ORGANISATION_WORDS, [at]
        if word in FIRST_ADVERBS:
            if before not in _DETERMINERS:
                continue
            telling |= PAPERS
        elif word in ORDINAL_ENDINGS:
            if not before.isdigit():
                continue
            opening = [at - 1, at]
        stop = at + 1
        while stop < min(len(words), at + _LOOK_BACK) and named[stop]:
            stop += 1
        if not telling.isdisjoint(w.casefold() for w in words[at + 1 : stop]):
            found += opening
    return found


def find_final_possessives(
    words: Sequence[str], named: Sequence[bool], places: Sequence[int]
) -> list[int]:
    """Find the "s" of names that end in a possessive: McHolt's was founded in 1902.

    Args:
        words: The tokens of a passage.
        named: For each, whether it is a word of a name.
        places: Where words stand that may join (`may_join`), apostrophes among them.
    """
    return [
        at + 1
        for at in places
        if words[at] == "'"
        and 0 < at < len(words) - 2
        and named[at - 1]
        and words[at + 1] == "s"
        and words[at + 2] in _FINITE
    ]


def _joints_at(words: Sequence[str], named: Sequence[bool], at: int) -> list[int]:
    word = words[at].casefold()
    before = words[at - 1].casefold()
    if word == "in":
        return [at] if named[at + 1] and _goes_on_behind(words, named, at) else []
    if word in ("for", "on"):
        heads = FOR_HEADS if word == "for" else ON_HEADS
        if before not in heads:
            return []
        if words[at + 1] in ("a", "an", "the"):
            return [at, at + 1] if _is_named(named, at + 2) else []
        return [at] if named[at + 1] else []
    if word in ("at", "of"):
        if not named[at + 1]:
            return []
        return [at] if word == "of" or _is_university(words, named, at) else []
    if word == "'":
        return _possessive(words, named, at)
    return _pair(words, named, at) or _conjunction(words, named, at)


def _is_named(named: Sequence[bool], at: int) -> bool:
    return at < len(named) and named[at]


def _is_university(words: Sequence[str], named: Sequence[bool], at: int) -> bool:
    """University of Oland at Harn; but a name without "of" is followed by a place."""
    first = max(0, at - _LOOK_BACK)
    behind = [word.casefold() for word in words[first:at]]
    if "of" not in behind:
        return False
    of = first + behind.index("of")
    return (
        of > 0
        and words[of - 1].casefold() in ("university", "college", "institute")
        and all(named[of + 1 : at])
    )


def _goes_on_behind(words: Sequence[str], named: Sequence[bool], at: int) -> bool:
    """Whether quotes or a short form hold a name and what is behind "in" together.

    "Guild of Weavers in Oland"; Norn Salt Mission in Oland (NSMO).
    """
    first, stop = at, at + 1
    while first > max(0, at - _LONGEST_NAME) and (
        named[first - 1] or words[first - 1] in _SMALL
    ):
        first -= 1
    while stop < min(len(words), at + _LONGEST_NAME) and named[stop]:
        stop += 1
    mark, short, closing = (*words[stop : stop + 3], "", "", "")[:3]
    if mark not in ('"', "(") or not is_organisation(
        [word.casefold() for word in words[first:at]]
    ):
        return False
    if mark == '"':
        return first > 0 and words[first - 1] == '"'
    if closing != ")" or len(short) < 3 or not short.isupper():
        return False
    whole = words[first:stop]
    return any(
        "".join(word[0].upper() for word in counted).endswith(short)
        for counted in (whole, [word for word in whole if word not in _SMALL])
    )


def _possessive(words: Sequence[str], named: Sequence[bool], at: int) -> list[int]:
    """People's Party, Zip's Cafe, Farmers' Union; but not Oland's President."""
    owner = words[at - 1].casefold()
    if owner in POSSESSORS or owner.endswith(TRADE_ENDINGS):
        if words[at + 1] == "s" and _is_named(named, at + 2):
            return [at, at + 1]
        return [at] if named[at + 1] else []
    if words[at + 1] != "s" or not _is_named(named, at + 2):
        return []
    return [at, at + 1] if words[at + 2].casefold() in SHOP_WORDS else []


def _pair(words: Sequence[str], named: Sequence[bool], at: int) -> list[int]:
    """Trinidad and Tobago; Federation of Oland and Vellonia, Diocese of Harn and Lund.

    But not the Federation of Oland and Norn Bank.
    """
    if words[at] != "and" or not named[at - 1]:
        return []
    joints = [at, at + 1] if words[at + 1] == "the" else [at]
    second = joints[-1] + 1
    if not _is_named(named, second):
        return []
    if (words[at - 1].casefold(), words[second].casefold()) in PAIRED_PLACES:
        return joints
    union = (
        at > 2
        and words[at - 2] == "of"
        and words[at - 3].casefold() in UNION_HEADS
        and second == at + 1
        and not _is_named(named, second + 1)
    )
    return joints if union else []


def _conjunction(words: Sequence[str], named: Sequence[bool], at: int) -> list[int]:
    """Holt and Sons; Holt, Lund & Falk LLP; Ministry of Arts, Crafts and Trade."""
    stop = at + 1
    while stop < min(len(words), at + 1 + _LONGEST_CONJUNCT) and named[stop]:
        stop += 1
    if stop == at + 1:
        return []
    joint = [at] if words[at] != "&" else []
    # Holt, Lund, and Falk LLP
    comma = words[at - 1] == ","
    last = at - 2 if comma else at - 1
    if last < 0 or not named[last]:
        return []
    right = [word.casefold() for word in words[at + 1 : stop]]
    if _stands_alone(named, last) and not FIRM_ENDS.isdisjoint(right):
        return [*joint, *([at - 1] if comma else []), *_listed(words, named, last)]
    if comma:
        return []
    if right[0] in FIRM_ENDS and words[at] != "&":  # Ada Holt and Sons
        return joint
    if not (_is_field(right[0]) or _is_field(right[-1])):
        return []
    if not _is_field(words[last].casefold()):
        return []
    if right[-1] in ORGANISATION_WORDS and right[-1] not in FIELDS:
        # Radio and Television Office; but not Weaving School and Dyeing College
        first = last
        while first > 0 and named[first - 1]:
            first -= 1
        left = [word.casefold() for word in words[first : last + 1]]
        one = ORGANISATION_WORDS.isdisjoint(set(left) - FIELDS)
        return joint if one and _is_field(right[0]) else []
    if last == 0 or not (named[last - 1] or words[last - 1] in ("for", "of", ",")):
        return []  # law and medicine, as a sentence begins with them
    return [*joint, *_listed(words, named, last, fields=True)]


def _stands_alone(named: Sequence[bool], at: int) -> bool:
    return at == 0 or not named[at - 1]


def _listed(
    words: Sequence[str], named: Sequence[bool], last: int, *, fields: bool = False
) -> list[int]:
    """The commas between single words of names that precede the last of a list."""
    commas: list[int] = []
    at = last - 1
    while at > 0 and words[at] == "," and named[at - 1]:
        if fields:
            if not _is_field(words[at - 1].casefold()):
                break
        elif not _stands_alone(named, at - 1):
            break
        commas.append(at)
        at -= 2
    return commas


def _is_field(word: str) -> bool:
    """Whether a word says what an organisation does: Arts, Weaving, Cardiology."""
    if word in FIELDS:
        return True
    return word.endswith(FIELD_ENDINGS) and word not in NO_FIELDS


def is_organisation(lower: Sequence[str]) -> bool:
    """Whether a name's words, in lower case, are those of an organisation."""
    if not ORGANISATION_WORDS.isdisjoint(lower):
        return True
    return len(lower) > 1 and lower[-1] in COMPANY_SUFFIXES
