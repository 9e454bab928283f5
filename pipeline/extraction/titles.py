"""Titles in title case without quotes, where the words beside them tell of a work.

A run of capitalised words is the name of anybody; behind "her novel" it is a title.
Which small words belong to a title no list can say (his novel Salt in Oland): where
that is open, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.quotations import put_titles
from pipeline.extraction.skeleton import TypedSpan
from pipeline.extraction.slots import NAME_SYMBOLS, TITLE_SYMBOL
from pipeline.extraction.title_case import looks_like_title, read_title
from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.occupations import OCCUPATIONS
from pipeline.extraction.words.works import WORK_OWNERS, WRITINGS

_MOST_LISTED = 12
_NOUNS = "|".join(sorted(WRITINGS, key=len, reverse=True))
_PLURALS = "|".join(
    sorted({"stories", "tragedies", "comedies"} | {f"{one}s" for one in WRITINGS})
)
_NEXT = r"(?=[^\W_a-z])"
# her novel Salt; the play, The Keeper; a book entitled Salt; their first poem was Rain
_BEHIND_NOUN = re.compile(
    rf"\b(?i:(?:{_NOUNS})(?: series| collection)?|(?P<many>{_PLURALS}))"
    r"(?:,? (?:called|titled|entitled|named|such as|like|including|includes?|included"
    r"|being|are|were|was|is))?[,:]? "
    rf"{_NEXT}"
)
# Thesis: Salt and Iron (1974)
_BEHIND_LABEL = re.compile(
    r"[*|> -]{0,4}(?i:(?:doctoral |phd )?(?:thesis|dissertation)(?: title)?)"
    rf"(?: ?[:|=]| -|  )[ |]{{0,4}}{_NEXT}"
)
# wrote The Keeper; author of The Keeper; entitled, The Keeper
_BEFORE_COMMA = frozenset(
    ["written", "thesis", "dissertation", "entitled", "titled", "called"]
)
_VERBS = _BEFORE_COMMA | {"wrote", "cowrote", "authored", "coauthored", "penned"}
# in his The Keeper (1960): a title only where more tells so
_DOUBTFUL = frozenset(["in", "In", "published", "publishing", "issued", "of"])
_MAKERS_OF = frozenset(["author", "authors", "writer", "writers"])
# a film version of Ada Holt's The Keeper
_BEHIND_OWNER = re.compile(
    r"\b(?:(?P<text>adaptations?|translations?|dramati[sz]ations?)|versions?"
    r"|productions?|stagings?|based|adapted)(?: (?:of|from|on|upon))\b"
    rf"[^.,;:()\"]{{0,60}}?(?: ?'s|s ?') {_NEXT}"
)
# What the expression for nouns may end in but for one of _CALLED, and its length
_LAST_OF_NOUN = (
    {one.split("-")[-1] for one in WRITINGS}
    | {one.split("-")[-1] for one in _PLURALS.split("|")}
    | {"series", "collection"}
)
_CALLED = frozenset(
    [
        "called",
        "titled",
        "entitled",
        "named",
        "like",
        "being",
        "are",
        "were",
        "was",
        "is",
        "including",
        "include",
        "includes",
        "included",
    ]
)
# Before a capital, most words are none of these.
_BEFORE_TITLES = (
    _LAST_OF_NOUN
    | {one.casefold() for one in _CALLED | _VERBS | _DOUBTFUL}
    | {"as", "his", "her"}
)
_LONGEST_NOUN = 64
_BEFORE_OWNER = (
    "adapt",
    "translation",
    "dramati",
    "version",
    "production",
    "staging",
    "based",
)
_CAPITALISED = re.compile(rf" {_NEXT}")
_LAST_RUN = re.compile(r"\w+\Z")
_BRACKETS = r"(?: ?\([^()]{0,120}\))?"
_SEPARATOR = re.compile(rf"{_BRACKETS}(?P<mark>,? (?:and|&) |, ){_NEXT}")
# ... such novels as Ada Holt's Salt (1960): only where nothing else is spoken of
_OWNED = re.compile(rf"(?: ?'s|s ?') {_NEXT}")
_OF_WRITINGS = re.compile(
    rf"\b(?:{_PLURALS}|fiction|literature|authors|writers|novelists)\b", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"\b(?:films?|movies?|songs?|albums?|paintings?|sculptures?|operas?|television|tv"
    r"|series|episodes?|directed|directors?|games?|musicals?|symphon(?:y|ies)|ballets?"
    r"|music|composers?|singers?|bands?|artists?|cartoons?|magazines?|newspapers?)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r" ?\((?:[^()\d]{0,40}\b)?\d{4}\b")
# The title that a passage begins with is the subject of "is a novel".
_IS_WORK = re.compile(
    rf"{_BRACKETS}(?:,|,? (?:is|was|are|were)) (?P<what>(?:an?\b|the\b|one of"
    r"|(?:[^\W_][\w.-]* ){0,3}[^\W_][\w-]*(?: ?'s|s ?'))"
    rf"[^.;()]{{0,160}}?\b(?:(?:{_NOUNS}|{_PLURALS})\b|of the same (?:name|title)))"
)
_IS_A = re.compile(rf"{_BRACKETS}(?:, |,? (?:is|was|are|were) )")
_WORK_WORDS = WRITINGS | frozenset(_PLURALS.split("|")) | {"seller", "sellers", "same"}
_WORD = re.compile(r"\w+")
_IS_BY = re.compile(
    rf"{_BRACKETS},? (?:(?:is|was) (?:co-?)?(?:written|authored|penned)"
    rf"|(?:\(\d{{4}}\) )?by )"
)
_MAKERS = OCCUPATIONS | WORK_OWNERS
_CLOSES = re.compile(r"$| ?[,.;:()\"!?]| -")
# In his Letters from the Mill, Lind says
_OWN = re.compile(r"(?:^|[\"(,;] ?)[Ii]n h(?:is|er) $")
_OPENING = re.compile(r"[\"'( ]{0,3}")
_PERSONS = {NAME_SYMBOLS[NameKind.PERSON], NAME_SYMBOLS[NameKind.RULER]}


def with_titles(text: str, spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Put titles in title case in place of the names inside them.

    Args:
        text: The passage, plain.
        spans: Its spans, titles in quotes among them, in order.

    Returns:
        Spans in order, never overlapping.
    """
    found = _find_titles(text)
    if not found:
        return list(spans)
    by_range = {(one.start, one.stop): one.symbol for one in spans}
    titles: list[TypedSpan] = []
    for start, stop in found:
        # Dr. Holt is no book, whatever stands beside her.
        if by_range.get((start, stop)) not in _PERSONS and (
            not titles or start >= titles[-1].stop
        ):
            titles.append(TypedSpan(start, stop, start, stop, TITLE_SYMBOL))
    return put_titles(spans, titles)


def _find_titles(text: str) -> list[tuple[int, int]]:
    """Half-open ranges, in order of their start; they may overlap."""
    found: list[tuple[int, int]] = []
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    read = read_title(text, start, whole=True)
    if read is not None and _leads_as_work(text, start, read[0]):
        found.append((start, read[0]))
    label = _BEHIND_LABEL.match(text)
    if label is not None:
        read = read_title(text, label.end(), whole=True)
        if read is not None and _CLOSES.match(text, read[0]):
            found.append((label.end(), read[0]))
    behind = _find_starts(text)
    if behind.nouns:
        found += _behind_nouns(text, behind.nouns[0], behind.nouns[-1])
    for start, doubtful in behind.verbs:
        read = read_title(text, start)
        if read is None:
            continue
        stop, unsure = read
        if doubtful and "'s " in text[start:stop]:
            continue  # in Ada Holt's Salt (1960)
        if _DATED.match(text, stop) or (
            looks_like_title(text[start:stop])
            and (
                (not doubtful and not unsure)
                or (
                    text.startswith(", ", stop)
                    and _OWN.search(text, max(0, start - 12), start)
                )
            )
        ):
            found.append((start, stop))
    if behind.owners:
        found += _behind_owners(text)
    return sorted(set(found))


@dataclass(frozen=True, slots=True)
class _Starts:
    """Where titles may start, by what stands before them; each in order."""

    nouns: list[int]
    verbs: list[tuple[int, bool]]
    """With whether what stands there is no verb of writing, but may be of a date."""
    owners: list[int]


def _find_starts(text: str) -> _Starts:
    """Look at the words before each capital: all but a few are none of these."""
    found = _Starts([], [], [])
    for match in _CAPITALISED.finditer(text):
        stop, start = match.span()
        mark = text[stop - 1 : stop]
        if mark == "'" or (mark == "s" and text[stop - 2 : stop] == "'s"):
            found.owners.append(start)
            continue
        if mark in (",", ":"):
            stop -= 1
        else:
            mark = ""
        before_title = text[max(0, stop - _LONGEST_NOUN) : stop]
        last = _last_run(before_title.rpartition(" ")[2])
        if last.casefold() not in _BEFORE_TITLES:
            continue
        words = before_title.rsplit(" ", 3)
        if last.casefold() in _LAST_OF_NOUN:
            found.nouns.append(start)
        elif last in _CALLED or (last == "as" and words[-2:-1] == ["such"]):
            before = words[-3 if last == "as" else -2 :][:1] if len(words) > 1 else []
            if before and _last_run(before[0].rstrip(",")).casefold() in _LAST_OF_NOUN:
                found.nouns.append(start)
        if mark == ":":
            continue
        if last in _VERBS:
            if not mark or last in _BEFORE_COMMA:
                found.verbs.append((start, False))
        elif not mark and last in _DOUBTFUL:
            of = last == "of" and words[-1] == "of" and len(words) > 1
            author = of and _last_run(words[-2]) in _MAKERS_OF
            found.verbs.append((start, not author))
        elif (
            not mark
            and words[-1] in ("his", "her")
            and len(words) > 1
            and _last_run(words[-2]) in _DOUBTFUL
        ):
            found.verbs.append((start, True))
    return found


def _last_run(word: str) -> str:
    """The letters and digits that a word ends in; empty where it ends in a mark."""
    if word.isalpha():
        return word
    run = _LAST_RUN.search(word)
    return run.group() if run else ""


def _behind_nouns(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Titles behind nouns, of which the first and the last start at given places."""
    found: list[tuple[int, int]] = []
    for match in _BEHIND_NOUN.finditer(text, max(0, first - _LONGEST_NOUN), last + 1):
        if match["many"]:
            found += _read_list(text, match.end())
            continue
        read = read_title(text, match.end())
        if read is None:
            continue
        stop, unsure = read
        # Behind a comma it stands between commas: in her play, Ada asks
        alone = match.group()[-2] != "," or _CLOSES.match(text, stop)
        if alone and (not unsure or _DATED.match(text, stop)):
            found.append((match.end(), stop))
    return found


def _behind_owners(text: str) -> list[tuple[int, int]]:
    """Titles behind whose they are."""
    found: list[tuple[int, int]] = []
    if any(word in text for word in _BEFORE_OWNER):
        for match in _BEHIND_OWNER.finditer(text):
            read = read_title(text, match.end())
            if read is None or read[1]:
                continue
            # Ada Holt's Ferry design; Tarnby's Ada Holt
            title = text[match.end() : read[0]]
            if title.split()[0].casefold() not in GIVEN_NAMES and (
                looks_like_title(title)
                or (match["text"] is not None and _CLOSES.match(text, read[0]))
            ):
                found.append((match.end(), read[0]))
    dated = []
    for match in _OWNED.finditer(text):
        read = read_title(text, match.end())
        if read is not None and _DATED.match(text, read[0]):
            dated.append((match.end(), read[0]))
    if dated and _OF_WRITINGS.search(text) and not _OF_OTHERS.search(text):
        found += dated
    return found


def _leads_as_work(text: str, start: int, stop: int) -> bool:
    if _IS_BY.match(text, stop):
        return looks_like_title(text[start:stop])
    if _IS_A.match(text, stop) is None or _WORK_WORDS.isdisjoint(
        _WORD.findall(text, stop)
    ):
        return False
    match = _IS_WORK.match(text, stop)
    if match is None:
        return False
    words = re.findall(r"[a-z]+", match["what"].casefold())
    # Ada Holt is the author of a novel; but Salt is a novel by the poet Ada Holt.
    return not _MAKERS & set(words)


def _read_list(text: str, start: int) -> list[tuple[int, int]]:
    """Read several titles: Salt, The Keeper (1960) and Rain.

    Empty where an "and" before the last one leaves open which words it joins.
    """
    found: list[tuple[int, int]] = []
    at, ended = start, False
    while len(found) < _MOST_LISTED:
        # Behind commas the first "and" comes before the last title.
        read = read_title(text, at, listed=not ended or len(found) == 1)
        if read is None:
            break
        stop, unsure = read
        if unsure and not _DATED.match(text, stop):
            break
        found.append((at, stop))
        separator = _SEPARATOR.match(text, stop)
        if separator is None:
            # Her books Runa reads: one name behind several is none of them.
            if len(found) == 1 and not (
                looks_like_title(text[at:stop]) or _DATED.match(text, stop)
            ):
                return []
            break
        last = separator["mark"] != ", "
        if ended:
            return [] if last else found
        ended = last
        at = separator.end()
    return found
