"""What stands behind a name: its suffix, and degrees, honours and ranks.

Jr. and Inc. belong to the name; PhD, OBE and 1st Baronet do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.word_classes import (
    COMMA,
    HONOUR,
    INITIAL,
    NAME,
    PARTICLE,
    SUFFIX,
    TITLE,
    count_capitals,
    is_region,
)
from pipeline.extraction.words.companies import COMPANY_SUFFIXES
from pipeline.extraction.words.name_parts import ORDINAL_ENDINGS
from pipeline.extraction.words.nations import COUNTRY_INITIALS, REGION_CODES

# Without a comma and an honour, nothing of another class belongs to the name.
_MAY_FOLLOW = frozenset((SUFFIX, INITIAL, NAME, HONOUR))
# Signs of a trade mark stand behind a name and belong to none.
_MARKED = frozenset("\u00ae\u2122\u00a9\u2120")


def find_stops(words: Sequence[str], classes: str, stop: int) -> tuple[int, int]:
    """Find where a name ends with its suffix, and where the honours behind it end.

    Args:
        words: The tokens of the passage.
        classes: Their classes.
        stop: One past the name's last token, as far as its classes tell.

    Returns:
        One past the last token of the name, and one past that of the honours.
    """
    core_stop = stop
    honoured = False
    while stop < len(words):
        if words[stop] in _MARKED:
            stop += 1
            continue
        comma = 1 if classes[stop] == COMMA and stop + 1 < len(words) else 0
        behind = stop + comma
        if not comma and not honoured and classes[behind] not in _MAY_FOLLOW:
            break
        if classes[behind] == SUFFIX or (
            _is_company_suffix(words[behind], classes[behind], after_comma=bool(comma))
            and not _is_decorated(words, classes, behind)
        ):
            stop = core_stop = behind + 1
            continue
        if words[behind] in REGION_CODES and is_region(words, classes, behind):
            break
        end = None
        if words[behind] not in COUNTRY_INITIALS and (
            classes[behind] == HONOUR
            or ((comma or honoured) and _is_post_nominal(words[behind]))
        ):
            end = behind + 1
        elif comma and words[behind].isdigit():
            end = _rank(words, classes, behind + 1)
        elif comma and classes[behind] == TITLE:
            end = _rank(words, classes, behind)
        if end is None or (comma and not _closes(words, classes, end)):
            break
        stop, honoured = end, True
    return core_stop, stop


def _is_company_suffix(word: str, kind: str, *, after_comma: bool) -> bool:
    """Whether a word goes on with a company's name: Holt Motors, Inc.; Holt L.L.C."""
    if word.casefold() not in COMPANY_SUFFIXES:
        return False
    return after_comma or (word[0].isupper() and kind in (INITIAL, NAME))


def _is_post_nominal(word: str) -> bool:
    """Whether a word looks like letters behind a name that no list has: KCSG, OOnt.

    Half of them are capitals, as they are not in McCoy.
    """
    if not word[0].isupper() or word[1:].islower():
        return False
    capitals = count_capitals(word)
    return 2 <= capitals <= len(word) <= min(9, 2 * capitals)


def _is_decorated(words: Sequence[str], classes: str, index: int) -> bool:
    """Whether PC or KG is an honour, not a company's: Holt, KG, CH; Holt, PC (1900)."""
    follows = index + 1
    return classes[index] == HONOUR and (
        words[follows : follows + 1] in (["("], [","])
        or classes[follows : follows + 1] == HONOUR
    )


def _closes(words: Sequence[str], classes: str, index: int) -> bool:
    """Whether honours may end here, so that a list of names is not taken for them."""
    # Behind an honour comes the next one, with or without a comma: OBE FRSL
    while index < len(words) and (
        classes[index] == HONOUR or _is_post_nominal(words[index])
    ):
        index += 1
    return index >= len(words) or not words[index][0].isalpha()


def _rank(words: Sequence[str], classes: str, start: int) -> int | None:
    """Where a rank ends: `st Baronet` of `, 1st Baronet`, `Lady Holt` of `, Lady Holt`.

    None where there is no rank, or more than a name behind it.
    """
    stop = start
    if stop < len(words) and words[stop] in ORDINAL_ENDINGS:
        stop += 1
    elif classes[start : start + 1] != TITLE:
        return None
    begin = stop
    while stop < min(len(words), begin + 8) and classes[stop] in (
        TITLE,
        NAME,
        PARTICLE,
    ):
        stop += 1
    return stop if stop > begin else None
