"""Names in a passage: which words form one, and what each may name.

Words get a class; a Matcher of spaCy over the classes finds the longest names; their
words then say where each begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extraction.adjacent_names import split_names
from pipeline.extraction.name_kinds import NameKind, judge_kind
from pipeline.extraction.organisation_names import is_organisation
from pipeline.extraction.post_nominals import find_stops
from pipeline.extraction.word_classes import (
    CLOSE,
    INITIAL,
    NAME,
    OPEN,
    PARTICLE,
    QUOTE,
    SUFFIX,
    TITLE,
    WordClassifier,
)
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.nations import DEMONYMS, PEOPLES
from pipeline.extraction.words.occupations import OCCUPATIONS, SPORTS
from pipeline.extraction.words.organisations import ORGANISATION_WORDS
from pipeline.extraction.words.places import PLACE_WORDS
from pipeline.extraction.words.ranks import NAME_LIKE_TITLES


class NameSpan(NamedTuple):
    """A name in a passage, by tokens.

    Attributes:
        start: First token, titles in front (Sir, President) included.
        core_start: First token of the name proper.
        core_stop: One past the name's last token, suffixes (Jr.) included.
        stop: One past the last token of degrees and honours behind the name.
        kind: What it may name.
    """

    start: int
    core_start: int
    core_stop: int
    stop: int
    kind: NameKind


_Token = dict[str, object]


def _token(*classes: str, repeated: str | None = None) -> _Token:
    """A token of one of some classes, as spaCy's Matcher wants it."""
    token: _Token = {"TAG": {"IN": list(classes)}}
    return token if repeated is None else {**token, "OP": repeated}


_INSIDE = (NAME, INITIAL, PARTICLE, TITLE, SUFFIX)
_HEAD = _token(NAME, INITIAL, TITLE)
# A title may end a name: Preston King, Sher Akbar Khan.
_TAIL = _token(NAME, SUFFIX, TITLE)


def _with_nickname(opening: str, closing: str) -> list[_Token]:
    """Samuel D. "Sam" Waksal; William (Billy) Franklin."""
    return [
        _HEAD,
        _token(*_INSIDE, repeated="{0,3}"),
        _token(opening),
        _token(NAME, INITIAL, repeated="{1,3}"),
        _token(closing),
        _token(*_INSIDE, repeated="{0,4}"),
        _TAIL,
    ]


# Names are bounded, so that a page of capitals costs no more than linear time.
_PATTERNS: list[list[_Token]] = [
    [_token(NAME)],
    [_HEAD, _token(*_INSIDE, repeated="{0,8}"), _TAIL],
    # "Willie" Lincoln
    [_token(QUOTE), _token(NAME, repeated="{1,2}"), _token(QUOTE), _token(NAME)],
    _with_nickname(QUOTE, QUOTE),
    _with_nickname(OPEN, CLOSE),
]
# Soviet Union, Roman Empire: the nation is part of such a name.
_NOT_ALONE = ORGANISATION_WORDS | PLACE_WORDS
# Only these classes are in names, and a run without a name holds none. It is cut to
# what a name may begin and end with, so that fewer runs exist.
_RUN = re.compile("(?:N|[TIQ][TIPSQLR]*N)(?:[TNIPSQLR]*[NST])?")


class NameFinder:
    """Finds names. Not thread-safe; make one per worker process."""

    def __init__(self) -> None:
        self._classify = WordClassifier().classify
        self._vocab = Vocab()
        self._matcher = Matcher(self._vocab)
        self._matcher.add("NAME", _PATTERNS, greedy="LONGEST")
        # A passage's names depend on the classes of its words alone, and none reaches
        # over a word that is in no name; few runs of classes exist, so the Matcher
        # sees each but once.
        self._runs = lru_cache(maxsize=1 << 14)(self._match)

    def _match(self, tags: str) -> tuple[tuple[int, int], ...]:
        doc = Doc(self._vocab, words=list(tags), tags=list(tags))
        return tuple(sorted((start, stop) for _, start, stop in self._matcher(doc)))

    def find_names(self, words: Sequence[str]) -> list[NameSpan]:
        """Find the names among a passage's tokens.

        Args:
            words: The tokens, in order.

        Returns:
            Spans in order, never overlapping.
        """
        classes = self._classify(words)
        if NAME not in classes:
            return []
        spans: list[NameSpan] = []
        taken = 0
        for run in _RUN.finditer(classes):
            at = run.start()
            for first, last in self._runs(run.group()):
                for start, stop in split_names(words, classes, at + first, at + last):
                    # A rank behind a name (1st Baronet) may hold words of the next.
                    span = _span(words, classes, max(start, taken), stop)
                    if span is not None:
                        spans.append(span)
                        taken = span.stop
        return spans


def _span(words: Sequence[str], classes: str, start: int, stop: int) -> NameSpan | None:
    core_start, core_stop = start, stop
    if core_start >= core_stop:
        return None
    # Titles, occupations and nationalities in front are not part of the name; those of
    # an organisation are: General Electric, American Cancer Society.
    while (
        core_start < core_stop - 1
        and _describes_name(words, classes, core_start, core_stop)
        and not _begins_organisation(words, classes, core_start, core_stop)
    ):
        core_start += 1
    while core_start < core_stop and classes[core_start] == PARTICLE:
        core_start += 1
    while core_stop > core_start and classes[core_stop - 1] == PARTICLE:
        core_stop -= 1
    if core_start >= core_stop:
        return None
    while start > 0 and classes[start - 1] == TITLE:
        start -= 1
    titled = TITLE in classes[start : core_start + 1]
    core_stop, stop = find_stops(words, classes, core_stop)
    return NameSpan(
        start,
        core_start,
        core_stop,
        stop,
        judge_kind(words, classes, start, core_start, core_stop, titled=titled),
    )


def _describes_name(words: Sequence[str], classes: str, start: int, stop: int) -> bool:
    """Whether the first of several words says of a name what it is."""
    first = words[start].casefold()
    if first in OCCUPATIONS:
        return True
    longer = stop - start > 2
    follows = classes[start + 1]
    # A title with a place is a name of its own, Duke of Wellington, and one that is
    # also a given name may be it: Don Lind, but Don Pedro Lind.
    own_name = follows == PARTICLE or (not longer and first in GIVEN_NAMES)
    if classes[start] == TITLE and not own_name:
        return True
    # Christian Wernicke, English Heritage
    return (
        longer
        and (first in DEMONYMS or first in PEOPLES)
        and follows in (NAME, TITLE, INITIAL)
        and words[start + 1].casefold() not in _NOT_ALONE
    )


def _begins_organisation(
    words: Sequence[str], classes: str, start: int, stop: int
) -> bool:
    """Whether the first word is part of the name of an organisation."""
    first = words[start].casefold()
    rest = [word.casefold() for word in words[start + 1 : stop]]
    if not is_organisation(rest) or classes[start + 1] == TITLE:
        return False
    if first in DEMONYMS or first in SPORTS:
        return True
    return classes[start] == TITLE and (
        rest[0] in ORGANISATION_WORDS or first in NAME_LIKE_TITLES
    )
