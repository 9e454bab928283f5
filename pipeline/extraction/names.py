"""Names in a passage: which words form one, where it ends, what it may name.

The only place that knows spaCy. Words get a class from lists; a Matcher of spaCy over
those classes finds the longest names; their words then say what each may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extraction.organisation_names import (
    OPENINGS,
    find_final_possessives,
    find_joints,
    find_openings,
    is_organisation,
)
from pipeline.extraction.words.companies import COMPANY_SUFFIXES
from pipeline.extraction.words.forenames import AMBIGUOUS, BEFORE_MONTHS, GIVEN_NAMES
from pipeline.extraction.words.name_parts import JOINED_PARTICLES, PARTICLES, SUFFIXES
from pipeline.extraction.words.nations import COUNTRY_INITIALS, DEMONYMS, REGION_CODES
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.occupations import OCCUPATIONS, POSTS, SPORTS
from pipeline.extraction.words.organisations import FIELDS, ORGANISATION_WORDS
from pipeline.extraction.words.places import PLACE_WORDS, SITES
from pipeline.extraction.words.ranks import (
    HONOURS,
    NAME_LIKE_TITLES,
    OFFICES,
    SOVEREIGNS,
    TITLES,
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


# One letter a class, used as the token's tag in spaCy.
_TITLE, _NAME, _INITIAL, _PARTICLE, _SUFFIX = "T", "N", "I", "P", "S"
_HONOUR, _COMMA, _QUOTE, _OPEN, _CLOSE, _OTHER = "H", "C", "Q", "L", "R", "O"

# Marks & Holt
_MARKS = {",": _COMMA, '"': _QUOTE, "(": _OPEN, ")": _CLOSE, "&": _PARTICLE}

_Token = dict[str, object]


def _token(*classes: str, repeated: str | None = None) -> _Token:
    """A token of one of some classes, as spaCy's Matcher wants it."""
    token: _Token = {"TAG": {"IN": list(classes)}}
    return token if repeated is None else {**token, "OP": repeated}


_INSIDE = (_NAME, _INITIAL, _PARTICLE, _TITLE, _SUFFIX)
_HEAD = _token(_NAME, _INITIAL, _TITLE)
# A title may end a name: Preston King, Sher Akbar Khan.
_TAIL = _token(_NAME, _SUFFIX, _TITLE)


def _with_nickname(opening: str, closing: str) -> list[_Token]:
    """Samuel D. "Sam" Waksal; William (Billy) Franklin."""
    return [
        _HEAD,
        _token(*_INSIDE, repeated="{0,3}"),
        _token(opening),
        _token(_NAME, _INITIAL, repeated="{1,3}"),
        _token(closing),
        _token(*_INSIDE, repeated="{0,4}"),
        _TAIL,
    ]


# Names are bounded, so that a page of capitals costs no more than linear time.
_PATTERNS: list[list[_Token]] = [
    [_token(_NAME)],
    [_HEAD, _token(*_INSIDE, repeated="{0,8}"), _TAIL],
    # "Willie" Lincoln
    [_token(_QUOTE), _token(_NAME, repeated="{1,2}"), _token(_QUOTE), _token(_NAME)],
    _with_nickname(_QUOTE, _QUOTE),
    _with_nickname(_OPEN, _CLOSE),
]
# Soviet Union, Roman Empire: the nation is part of such a name.
_NOT_ALONE = ORGANISATION_WORDS | PLACE_WORDS
_PLACE_OR_ORGANISATION = ORGANISATION_WORDS & PLACE_WORDS
# Memory stays flat however many words a corpus has.
_WORDS_REMEMBERED = 200_000
# Signs of a trade mark stand behind a name and belong to none.
_MARKED = frozenset("\u00ae\u2122\u00a9\u2120")
# Fewer words are never two names.
_FEWEST_SPLIT = 3
# A word that is a name only before another one.
_AMBIGUOUS = "A"
_OF_A_NAME = frozenset((_NAME, _INITIAL, _TITLE, _SUFFIX, _AMBIGUOUS))
# Only these classes are in names, and a run without a name holds none.
_RUN = re.compile("[TNIPSQLR]*N[TNIPSQLR]*")


class NameFinder:
    """Finds names. Not thread-safe; make one per worker process."""

    def __init__(self) -> None:
        self._classes = _Classes()
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
        if _NAME not in classes:
            return []
        tags = "".join(classes)
        found: list[tuple[int, int]] = []
        for run in _RUN.finditer(tags):
            start = run.start()
            found += [(start + a, start + b) for a, b in self._runs(run.group())]
        spans: list[NameSpan] = []
        taken = 0
        for start, stop in found:
            for part_start, part_stop in _split(words, classes, start, stop):
                # A rank behind a name (1st Baronet) may hold words of the next span.
                span = _span(words, classes, max(part_start, taken), part_stop)
                if span is not None:
                    spans.append(span)
                    taken = span.stop
        return spans

    def _classify(self, words: Sequence[str]) -> list[str]:
        known = self._classes
        if len(known) > _WORDS_REMEMBERED:
            known.clear()
        classes = list(map(known.__getitem__, words))
        if _AMBIGUOUS in classes:
            _settle(words, classes)
        if not OPENINGS.isdisjoint(words):
            named = _named(classes)
            for index in find_openings(words, named):
                classes[index] = _NAME
        _join(words, classes)
        if not REGION_CODES.isdisjoint(words):
            for index, word in enumerate(words):
                if word in REGION_CODES and _is_region(words, classes, index):
                    classes[index] = _NAME
        return classes


def _is_region(words: Sequence[str], classes: Sequence[str], index: int) -> bool:
    """Whether a code stands behind a place: Harn, MA; but not Ada Holt, MA."""
    if index < 2 or words[index - 1] != "," or classes[index - 2] != _NAME:
        return False
    before = words[index - 3].casefold() if index > 2 else ""
    return before not in GIVEN_NAMES


def _join(words: Sequence[str], classes: list[str]) -> None:
    """Make parts of names what stands inside those of organisations."""
    if "&" in words:
        for index in range(1, len(words) - 1):
            # AT&T, P&G: a short form is no pronoun and no initial here
            if words[index] == "&":
                for side in (index - 1, index + 1):
                    word = words[side]
                    if word.isupper() and word.isalpha() and len(word) < 4:
                        classes[side] = _NAME
    named = _named(classes)
    for index in find_joints(words, named):
        classes[index] = _PARTICLE
    if "'" in words:
        for index in find_final_possessives(words, named):
            classes[index - 1], classes[index] = _PARTICLE, _SUFFIX
        _join_articles(words, classes, named)


def _join_articles(
    words: Sequence[str], classes: list[str], named: Sequence[bool]
) -> None:
    """Make the Dutch article part of a name: Dirk 't Harn, Dirk in 't Harn."""
    for index in range(1, len(words) - 2):
        if words[index : index + 2] != ["'", "t"] or not named[index + 2]:
            continue
        if words[index - 1] in ("in", "aan") and index > 1 and named[index - 2]:
            classes[index - 1] = _PARTICLE
        elif not named[index - 1] and classes[index - 1] != _PARTICLE:
            continue
        classes[index] = classes[index + 1] = _PARTICLE


def _settle(words: Sequence[str], classes: list[str]) -> None:
    """Decide whether June, Will and the like are names: June Carter, but in June."""
    for index, kind in enumerate(classes):
        if kind != _AMBIGUOUS:
            continue
        before = words[index - 1].casefold() if index else ""
        follows = classes[index + 1 : index + 2]
        named = follows in ([_NAME], [_INITIAL], [_AMBIGUOUS])
        if before in BEFORE_MONTHS or (not index and words[index] == "An"):
            named = False
        classes[index] = _NAME if named else _OTHER


def _named(classes: Sequence[str]) -> list[bool]:
    """Of each token, whether it is a word of a name."""
    return list(map(_OF_A_NAME.__contains__, classes))


class _Classes(dict[str, str]):
    """The classes of words, found when a word is first asked for."""

    def __missing__(self, word: str) -> str:
        kind = self[word] = _classify_word(word)
        return kind


def _classify_word(word: str) -> str:
    lower = word.casefold()
    if not word[0].isalpha():
        return _NAME if word[-1].isupper() else _MARKS.get(word, _OTHER)  # 3M
    if word[0].islower():
        if lower.rstrip("'") in PARTICLES:
            return _PARTICLE
        # d'Arc, al-Khwarizmi, iPhone: a capital behind the first few letters
        if any(c.isupper() for c in word[1:4]):
            return _NAME
        head = lower.replace("-", "'").partition("'")[0]
        joined = head in JOINED_PARTICLES
        return _NAME if joined and word[len(head) + 1 :][:1].isupper() else _OTHER
    if lower in SUFFIXES and (word.isupper() or lower[:2] in ("jr", "sr")):
        return _SUFFIX  # before the pronoun I: Elizabeth I
    if word in AMBIGUOUS:
        return _AMBIGUOUS
    if lower in NOT_NAMES:
        return _OTHER
    if lower in TITLES:
        return _TITLE
    if word.endswith(".") and len(word) <= 12 and word[1:2] in ".":
        return _INITIAL
    if lower in HONOURS and ("." in word or _count_capitals(word) > 1):
        return _HONOUR  # PhD, FMedSci
    if len(word) == 1:
        return _INITIAL
    return _NAME


def _split(
    words: Sequence[str], classes: Sequence[str], start: int, stop: int
) -> Iterator[tuple[int, int]]:
    """Cut a span where two names meet: a title inside it starts a new one.

    "Oslo Professor Holt" is two names; "Sir General Holt" and "Preston King" are one:
    the span so far is only titles, or the title ends it. So is "James Earl Carter".
    """
    if stop - start < _FEWEST_SPLIT:
        yield start, stop
        return
    begin = start = _behind_post(words, classes, start, stop)
    for index in range(start + 1, stop - 1):
        if words[index] == "&" and _are_people(words, start, index, stop):
            yield begin, index
            begin = index + 1
        elif words[index] == "(" and _is_short_form(words, classes, begin, index):
            yield begin, index
            yield index + 1, index + 2
            begin = index + 3
        elif classes[index] == _INITIAL and _ends_sentence(
            words, classes, begin, index, stop
        ):
            yield begin, index + 1
            begin = index + 1
        elif (
            classes[index] == _TITLE
            and classes[index - 1] not in (_TITLE, _PARTICLE)
            and words[index].casefold() not in NAME_LIKE_TITLES
        ):
            yield begin, index
            begin = index
    yield begin, stop


def _behind_post(
    words: Sequence[str], classes: Sequence[str], start: int, stop: int
) -> int:
    """Where a name begins behind what somebody is of it: CEO of the Norn Bank."""
    at = start
    while at < stop and classes[at] != _PARTICLE:
        at += 1
    if not start < at < stop - 1 or words[at] != "of":
        return start
    posts = [
        words[index].casefold() in POSTS or classes[index] == _TITLE
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


def _is_short_form(
    words: Sequence[str], classes: Sequence[str], start: int, at: int
) -> bool:
    """Whether a bracket holds a short form: Oland Trade Bank (OTB) Lumen."""
    return (
        words[at + 1].isupper()
        and classes[at + 2] == _CLOSE
        and is_organisation([word.casefold() for word in words[start:at]])
    )


def _ends_sentence(
    words: Sequence[str], classes: Sequence[str], start: int, at: int, stop: int
) -> bool:
    """Whether a letter with a full stop is no initial: Plan B. Ada Holt said.

    Not so in the names of people and of what is named after them: Ada B. Max Holt,
    Lind B. Max School.
    """
    given = GIVEN_NAMES
    return (
        start < at < stop - 2
        and classes[start] == _NAME
        and classes[at - 1] == _NAME
        and len(words[at]) == 2
        and words[at + 1].casefold() in given
        and classes[at + 2] == _NAME
        and words[start].casefold() not in given
        and not is_organisation([word.casefold() for word in words[start:stop]])
    )


def _are_people(words: Sequence[str], start: int, at: int, stop: int) -> bool:
    """Whether an ampersand joins two people with given names: Ada Holt & Tom Reed."""
    given = GIVEN_NAMES
    return (
        stop - at > 2
        and words[start].casefold() in given
        and words[at + 1].casefold() in given
        and not is_organisation([word.casefold() for word in words[start:stop]])
    )


def _span(
    words: Sequence[str], classes: Sequence[str], start: int, stop: int
) -> NameSpan | None:
    core_start, core_stop = start, stop
    if core_start >= core_stop:
        return None
    # Titles, occupations and nationalities in front are not part of the name; those of
    # an organisation are: General Electric, American Cancer Society.
    while (
        core_start < core_stop - 1
        and not _begins_organisation(words, classes, core_start, core_stop)
        and (
            # A title with a place is a name of its own, Duke of Wellington, and one
            # that is also a given name may be it: Don Lind, but Don Pedro Lind.
            (
                classes[core_start] == _TITLE
                and classes[core_start + 1] != _PARTICLE
                and (
                    core_stop - core_start > 2
                    or words[core_start].casefold() not in GIVEN_NAMES
                )
            )
            or words[core_start].casefold() in OCCUPATIONS
            or (
                words[core_start].casefold() in DEMONYMS
                and classes[core_start + 1] in (_NAME, _TITLE, _INITIAL)
                and core_stop - core_start > 2  # Christian Wernicke, English Heritage
                and words[core_start + 1].casefold() not in _NOT_ALONE
            )
        )
    ):
        core_start += 1
    while core_start < core_stop and classes[core_start] == _PARTICLE:
        core_start += 1
    while core_stop > core_start and classes[core_stop - 1] == _PARTICLE:
        core_stop -= 1
    if core_start >= core_stop:
        return None
    while start > 0 and classes[start - 1] == _TITLE:
        start -= 1
    titled = _TITLE in classes[start : core_start + 1]
    core_stop, stop = _behind(words, classes, core_stop)
    return NameSpan(
        start,
        core_start,
        core_stop,
        stop,
        _kind(words, classes, start, core_start, core_stop, titled=titled),
    )


def _begins_organisation(
    words: Sequence[str], classes: Sequence[str], start: int, stop: int
) -> bool:
    """Whether the first word is part of the name of an organisation."""
    first = words[start].casefold()
    rest = [word.casefold() for word in words[start + 1 : stop]]
    if not is_organisation(rest) or classes[start + 1] == _TITLE:
        return False
    if first in DEMONYMS or first in SPORTS:
        return True
    return classes[start] == _TITLE and (
        rest[0] in ORGANISATION_WORDS or first in NAME_LIKE_TITLES
    )


def _behind(words: Sequence[str], classes: Sequence[str], stop: int) -> tuple[int, int]:
    """Where the name ends with its suffix, and where the honours behind it end."""
    core_stop = stop
    honoured = False
    while stop < len(words):
        if words[stop] in _MARKED:
            stop += 1
            continue
        comma = 1 if classes[stop] == _COMMA and stop + 1 < len(words) else 0
        behind = stop + comma
        if classes[behind] == _SUFFIX or (
            _is_company_suffix(words[behind], classes[behind], after_comma=bool(comma))
            and not _is_decorated(words, classes, behind)
        ):
            stop = core_stop = behind + 1
            continue
        if words[behind] in REGION_CODES and _is_region(words, classes, behind):
            break
        end = None
        if words[behind] not in COUNTRY_INITIALS and (
            classes[behind] == _HONOUR
            or ((comma or honoured) and _is_post_nominal(words[behind]))
        ):
            end = behind + 1
        elif comma and words[behind].isdigit():
            end = _rank(words, classes, behind + 1)
        elif comma and classes[behind] == _TITLE:
            end = _rank(words, classes, behind)
        if end is None or (comma and not _closes(words, classes, end)):
            break
        stop, honoured = end, True
    return core_stop, stop


def _is_company_suffix(word: str, kind: str, *, after_comma: bool) -> bool:
    """Whether a word goes on with a company's name: Holt Motors, Inc.; Holt L.L.C."""
    if word.casefold() not in COMPANY_SUFFIXES:
        return False
    return after_comma or (word[0].isupper() and kind in (_INITIAL, _NAME))


def _is_post_nominal(word: str) -> bool:
    """Whether a word looks like letters behind a name that no list has: KCSG, OOnt.

    Half of them are capitals, as they are not in McCoy.
    """
    capitals = _count_capitals(word)
    return 2 <= capitals <= len(word) <= min(9, 2 * capitals) and word[0].isupper()


def _count_capitals(word: str) -> int:
    return sum(c.isupper() for c in word)


def _is_decorated(words: Sequence[str], classes: Sequence[str], index: int) -> bool:
    """Whether PC or KG is an honour, not a company's: Holt, KG, CH; Holt, PC (1900)."""
    follows = index + 1
    return classes[index] == _HONOUR and (
        words[follows : follows + 1] in (["("], [","])
        or classes[follows : follows + 1] == [_HONOUR]
    )


def _closes(words: Sequence[str], classes: Sequence[str], index: int) -> bool:
    """Whether honours may end here, so that a list of names is not taken for them."""
    # Behind an honour comes the next one, with or without a comma: OBE FRSL
    while index < len(words) and (
        classes[index] == _HONOUR or _is_post_nominal(words[index])
    ):
        index += 1
    return index >= len(words) or not words[index][0].isalpha()


def _rank(words: Sequence[str], classes: Sequence[str], start: int) -> int | None:
    """Where a rank ends: `st Baronet` of `, 1st Baronet`, `Lady Holt` of `, Lady Holt`.

    None where there is no rank, or more than a name behind it.
    """
    stop = start
    if words[stop : stop + 1] in (["st"], ["nd"], ["rd"], ["th"]):
        stop += 1
    elif classes[start : start + 1] != [_TITLE]:
        return None
    begin = stop
    while stop < min(len(words), begin + 8) and classes[stop] in (
        _TITLE,
        _NAME,
        _PARTICLE,
    ):
        stop += 1
    return stop if stop > begin else None


def _kind(
    words: Sequence[str],
    classes: Sequence[str],
    start: int,
    core_start: int,
    core_stop: int,
    *,
    titled: bool,
) -> NameKind:
    lower = [word.casefold() for word in words[core_start:core_stop]]
    if is_organisation(lower):
        # Kingdom of Oland; but Lake Vellon State University and Republic Bank are none.
        place = _is_state(lower) or _is_address(lower)
        return NameKind.PLACE if place else NameKind.OTHER
    if "&" in lower[1:-1]:
        return NameKind.OTHER
    if _is_office(lower):
        return NameKind.OTHER
    if _is_ruler(lower, words[start:core_start], classes[core_start:core_stop]):
        return NameKind.RULER
    if titled:
        return NameKind.PERSON
    if _has_place_word(lower) or (
        core_stop - core_start == 1
        and words[core_start] in REGION_CODES
        and _is_region(words, classes, core_start)
    ):
        return NameKind.PLACE
    if all(map(_describes, lower)):
        return NameKind.OTHER
    # the Soviet Union; French Sudan
    if (start > 0 and words[start - 1].casefold() == "the") or (lower[0] in DEMONYMS):
        return NameKind.DEFINITE
    if _INITIAL in classes[core_start:core_stop] and core_stop - core_start > 1:
        return NameKind.PERSON
    return NameKind.ANY


@lru_cache(maxsize=1 << 14)
def _describes(word: str) -> bool:
    """Whether a word says of what people or trade somebody is: Dutch, Anglo-Irish."""
    return all(
        part.removesuffix("s") in DEMONYMS or part in OCCUPATIONS
        for part in word.split("-")
    )


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


def _is_office(lower: Sequence[str]) -> bool:
    """King of Portugal, Holy Roman Emperor: a title without a name."""
    if lower[-1] in OFFICES:
        return True
    return len(lower) > 1 and lower[0] in SOVEREIGNS and lower[1] == "of"


def _is_ruler(
    lower: Sequence[str], titles: Sequence[str], classes: Sequence[str]
) -> bool:
    if titles and any(title.casefold() in SOVEREIGNS for title in titles):
        return True
    # Leopold I, Henry V of England; but not John Steinbeck IV
    return len(lower) > 1 and classes[1] == _SUFFIX and lower[1][:2] not in ("jr", "sr")
