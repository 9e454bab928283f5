"""Where two names meet that no small word parts: Tarnby Professor Ada Holt."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.organisation_names import is_organisation
from pipeline.extraction.word_classes import CLOSE, INITIAL, NAME, PARTICLE, TITLE
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.occupations import POSTS
from pipeline.extraction.words.ranks import NAME_LIKE_TITLES

# Fewer words are never two names.
_FEWEST_SPLIT = 3


def split_names(
    words: Sequence[str], classes: str, start: int, stop: int
) -> list[tuple[int, int]]:
    """Cut a span where two names meet: a title inside it starts a new one.

    "Oslo Professor Holt" is two names; "Sir General Holt" and "Preston King" are one:
    the span so far is only titles, or the title ends it. So is "James Earl Carter".

    Args:
        words: The tokens of the passage.
        classes: Their classes.
        start: First token of the span.
        stop: One past its last.

    Returns:
        The (start, stop) of each name, in order, never overlapping.
    """
    if stop - start < _FEWEST_SPLIT:
        return [(start, stop)]
    parts: list[tuple[int, int]] = []
    begin = start = _behind_post(words, classes, start, stop)
    for index in range(start + 1, stop - 1):
        if words[index] == "&" and _are_people(words, start, index, stop):
            parts.append((begin, index))
            begin = index + 1
        elif words[index] == "(" and _is_short_form(words, classes, begin, index):
            parts += [(begin, index), (index + 1, index + 2)]
            begin = index + 3
        elif classes[index] == INITIAL and _ends_sentence(
            words, classes, begin, index, stop
        ):
            parts.append((begin, index + 1))
            begin = index + 1
        elif (
            classes[index] == TITLE
            and classes[index - 1] not in (TITLE, PARTICLE)
            and words[index].casefold() not in NAME_LIKE_TITLES
        ):
            parts.append((begin, index))
            begin = index
    return [*parts, (begin, stop)]


def _behind_post(words: Sequence[str], classes: str, start: int, stop: int) -> int:
    """Where a name begins behind what somebody is of it: CEO of the Norn Bank."""
    at = start
    while at < stop and classes[at] != PARTICLE:
        at += 1
    if not start < at < stop - 1 or words[at] != "of":
        return start
    posts = [
        words[index].casefold() in POSTS or classes[index] == TITLE
        for index in range(start, at)
    ]
    if not posts[-1]:
        return start
    behind = at + 2 if words[at + 1] == "the" else at + 1
    rest = [word.casefold() for word in words[behind:stop]]
    post = words[at - 1].casefold() in POSTS
    # Chief Films Officer of the Norn Bank; but Ada Dean of Harn
    whole = (post and all(posts)) or is_organisation(rest)
    return behind if rest and whole else start


def _is_short_form(words: Sequence[str], classes: str, start: int, at: int) -> bool:
    """Whether a bracket holds a short form: Oland Trade Bank (OTB) Lumen."""
    return (
        words[at + 1].isupper()
        and classes[at + 2] == CLOSE
        and is_organisation([word.casefold() for word in words[start:at]])
    )


def _ends_sentence(
    words: Sequence[str], classes: str, start: int, at: int, stop: int
) -> bool:
    """Whether a letter with a full stop is no initial: Plan B. Ada Holt said.

    Not so in the names of people and of what is named after them: Ada B. Max Holt,
    Lind B. Max School.
    """
    return (
        start < at < stop - 2
        and classes[start] == NAME
        and classes[at - 1] == NAME
        and len(words[at]) == 2
        and words[at + 1].casefold() in GIVEN_NAMES
        and classes[at + 2] == NAME
        and words[start].casefold() not in GIVEN_NAMES
        and not is_organisation([word.casefold() for word in words[start:stop]])
    )


def _are_people(words: Sequence[str], start: int, at: int, stop: int) -> bool:
    """Whether an ampersand joins two people with given names: Ada Holt & Tom Reed."""
    return (
        stop - at > 2
        and words[start].casefold() in GIVEN_NAMES
        and words[at + 1].casefold() in GIVEN_NAMES
        and not is_organisation([word.casefold() for word in words[start:stop]])
    )
