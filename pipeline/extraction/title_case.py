"""A title in title case: where it ends, and whether it looks like one by itself.

Does not know what stands before it.
"""

from __future__ import annotations

import calendar
import re

from pipeline.extraction.words.name_parts import SUFFIXES
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.works import TITLE_JOINTS, UNSURE_JOINTS

_MOST_WORDS = 24
_MOST_JOINTS = 3
_TOKEN = re.compile(r" ?(?:([^\W_](?:[\w'-]*\w)?[!?]?)|([:&,]))")
_SHORTENED = frozenset(["mr", "mrs", "ms", "dr", "st", "vs", "vol", "no", "mt"])
_NUMERALS = frozenset("IVX")
"""Of these no name inside a title is the initial."""
_MONTHS = frozenset(month.casefold() for month in calendar.month_name if month)


def read_title(
    text: str, start: int, *, whole: bool = False, listed: bool = False
) -> tuple[int, bool] | None:
    """Find where the title that begins at a position ends.

    Args:
        text: The passage, plain.
        start: Where it begins.
        whole: Whether it is all that stands before the verb, commas included.
        listed: Whether "and" stands between titles, not inside one.

    Returns:
        Where it ends, and whether it may end before; None where there is none.
    """
    stop, at, words = -1, start, 0
    unsure = False
    joints: list[str] = []
    first = ""
    while words < _MOST_WORDS:
        match = _TOKEN.match(text, at)
        if match is None or (at == start and match.start(1) != start):
            break
        word, mark = match.groups()
        at = match.end()
        if mark:
            if joints or stop < 0 or (mark == "," and not whole):
                break
            joints.append(mark)
            continue
        if word[0].islower():
            joint = word in TITLE_JOINTS and not (listed and word == "and")
            if not joint or stop < 0 or len(joints) == _MOST_JOINTS:
                break
            joints.append(word)
            continue
        if word[0].isdigit() and stop >= 0 and (joints or len(word) == 4):
            break
        if joints and not whole:
            lower = word.casefold()
            if lower in _MONTHS or lower in ("he", "she"):
                break
            if joints[0] == "and" and lower in ("the", "a", "an"):
                break  # the next title
            unsure = unsure or (
                joints[0] in UNSURE_JOINTS and not {"a", "an"} & set(joints)
            )
        if text[at : at + 1] == "." and (
            len(word) == 1 or word.casefold() in _SHORTENED
        ):
            if words and word in _NUMERALS:
                return at, unsure  # Henry V. However, the play
            at += 1
        if not words:
            first = word.casefold()
        stop, words, joints = at, words + 1, []
        if word[-1] in "!?":
            break
    if stop < 0:
        return None
    if words == 1 and (
        first in NOT_NAMES
        or first in SUFFIXES
        or first in _MONTHS
        or (first.isdigit() and not whole)
    ):
        return None
    if text[start:stop].endswith("'s"):
        stop -= 2
    return stop, unsure


def looks_like_title(title: str) -> bool:
    """Whether a run of words looks like a title without more evidence.

    The Keeper, Of Salt and Iron; but not Ada Holt, who may be written to.
    """
    words = title.split()
    return len(words) > 1 and (
        words[0].casefold() in TITLE_JOINTS
        or any(word in TITLE_JOINTS for word in words[1:])
    )
