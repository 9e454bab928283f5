"""Author lists of cited papers: where one ends, who comes first, and in which order.

Knows how reference styles write people, not where in a line they stand. Names are read
left to right by expressions of bounded length, so that a list costs linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extraction.words.forenames import GIVEN_NAMES
from pipeline.extraction.words.name_parts import PARTICLES
from pipeline.extraction.words.nations import DEMONYMS
from pipeline.extraction.words.not_names import NOT_NAMES
from pipeline.extraction.words.organisations import ORGANISATION_WORDS
from pipeline.extraction.words.places import PLACE_WORDS

# Letters of the scripts that English text transcribes nothing from.
_LETTERS = [chr(c) for c in range(0x41, 0x530) if chr(c).isalpha()]
UPPER = "".join(c for c in _LETTERS if c.isupper())
LOWER = "".join(c for c in _LETTERS if not c.isupper()) + "\u0300-\u036f"

_PART = rf"[{UPPER}][{LOWER}{UPPER}]{{1,24}}"
# O'Neil, Holt-Lind, d'Arc, al-Harn; one letter alone is an initial.
_WORD = (
    rf"(?:[dl{UPPER}]'|[ae]l-)?{_PART}(?:['-]{_PART}){{0,3}}(?:-[{LOWER}]{{2,12}})?"
    rf"(?![{LOWER}{UPPER}])"
)
_LOWER_PARTICLES = "|".join(
    sorted(
        one
        for one in PARTICLES - {"of", "the", "und", "auf", "i", "e", "no", "z"}
        if one.isalpha()
    )
)
_PARTICLE = rf"(?:{_LOWER_PARTICLES}|'t)"
# Particles that begin a family name with a capital, and hardly a forename.
_CAPITAL_PARTICLE = (
    r"(?:(?:Van|Von)(?: [Dd]e[rn]?)|De|Von|La|Le|Di|Da|Del|Della|Du|Dos)"
)
_INITIAL = rf"(?:[{UPPER}]-)?(?:[{UPPER}]|Ch|Chr|Fr|Ja|Ju|Kh|Ph|Sh|Th|Ts|Ya|Ye|Yu|Zh)\."
_INITIALS = rf"{_INITIAL}(?: ?-?{_INITIAL}){{0,4}}"
_SUFFIX = r"(?:,? (?:Jr\.?|Sr\.?|II|III|IV)(?!\w))"
_FORENAMES = rf"{_WORD}(?:[ -](?:{_INITIALS}|{_WORD}|{_PARTICLE}(?= ))){{0,3}}"
_ONE_FAMILY = (
    rf"(?:{_PARTICLE} ){{0,3}}(?:{_CAPITAL_PARTICLE} )?{_WORD}"
    rf"(?: (?:{_PARTICLE} ){{1,3}}{_WORD})?"
)
_TWO_FAMILIES = rf"{_WORD} {_WORD}"

_STOPS = (
    r"(?=[,;:.\")]|$|'s? | {1,3}(?:&|and|AND|et al|\(|\[|\"|')| {1,3}\d{4}"
    r"| (?:first |later |then )?(?:published|wrote|(?:co-?)?authored|presented)\b)"
)
_INVERTED = (
    # Holt, A. M.   A title may follow the initials at once.
    rf"{_ONE_FAMILY}{_SUFFIX}?, ?{_INITIALS}(?: {_PARTICLE}(?! [{UPPER}])){{0,3}}"
    rf"{_SUFFIX}?(?![{LOWER}{UPPER}])",
    # Holt, AM
    rf"{_ONE_FAMILY}, [{UPPER}](?:-?[{UPPER}]){{0,2}}(?![\w.]){_SUFFIX}?{_STOPS}",
    # Holt Lind, A. M.
    rf"{_TWO_FAMILIES}, {_INITIALS}{_SUFFIX}?{_STOPS}",
)
_INVERTED_IN_FULL = (
    # Holt, Ada Maren
    rf"{_ONE_FAMILY}, {_FORENAMES}{_SUFFIX}?{_STOPS}",
    # Holt Lind, Ada: with one forename; two would be another author.
    rf"{_TWO_FAMILIES}, {_WORD}(?: {_INITIALS})?{_STOPS}",
)
# Holt AM; only behind another author may there be more letters, for Sora KIM.
_COMPACT = (
    rf"{_ONE_FAMILY}(?: {_WORD})? "
    rf"(?:[{UPPER}]-?[{UPPER}]?(?![\w.])|{_INITIALS}){_SUFFIX}?{_STOPS}"
)
# Before the full stop that ends the list: Holt A. Tides of Harn.
_COMPACT_ALONE = (
    rf"{_ONE_FAMILY}(?: {_WORD})? [{UPPER}]-?[{UPPER}]{_SUFFIX}?(?=\. )",
    rf"{_ONE_FAMILY}(?: {_WORD})? [{UPPER}]{_SUFFIX}?(?=\. )",
)
_COMPACT_LATER = (
    rf"{_ONE_FAMILY}(?: {_WORD})? [{UPPER}](?:-?[{UPPER}]){{0,3}}(?!\w)"
    rf"{_SUFFIX}?{_STOPS}"
)
# A. M. Holt; Ada M. van der Holt
_DIRECT = (
    rf"(?:{_INITIALS} ?|{_WORD} )(?:{_INITIALS} ?|{_PARTICLE} |{_WORD} ){{0,3}}?"
    rf"{_WORD}{_SUFFIX}?{_STOPS}"
)


class _Form(NamedTuple):
    """A way to write an author.

    Attributes:
        expression: What it looks like.
        sure: Whether it is nothing but a name, whatever its words: He, K.
        formal: Whether hardly anything but a list of references has it.
        tailed: Whether the rest of the line must look as it does behind such names.
    """

    expression: re.Pattern[str]
    sure: bool = False
    formal: bool = True
    tailed: bool = False


_FIRST = (
    *(_Form(re.compile(one), sure=True) for one in _INVERTED),
    *(_Form(re.compile(one)) for one in (*_INVERTED_IN_FULL, _COMPACT)),
    _Form(re.compile(_COMPACT_ALONE[0])),
    _Form(re.compile(_DIRECT), formal=False),
    _Form(re.compile(_COMPACT_ALONE[1]), tailed=True),
)
_LATER = tuple(
    re.compile(one)
    for one in (*_INVERTED, _COMPACT, _DIRECT, _COMPACT_LATER, *_INVERTED_IN_FULL)
)
_ALONE = re.compile(rf"{_ONE_FAMILY}(?='s? |,? (?:&|and|et al|\())")
_ANOTHER = re.compile(rf",? (?:&|and) {_ONE_FAMILY}")
_SEPARATOR = re.compile(
    r"[,;] ?(?:(?:\. ?\. ?\.|\u2026),? ?)?(?:(?:&|and|AND) )?| (?:&|and|AND) "
)
_ET_AL = re.compile(
    r"[,;]? (?:et al\b\.?|(?:and|&) (?:others|colleagues|coauthors)\b)", re.IGNORECASE
)
# Behind a name, these make it that of an editor or of another who wrote nothing.
_OTHER_ROLE = re.compile(
    r",? ?[(\[]?(?:eds?\b|editors?\b|comps?\.|trans\.|dirs?\.|producers?\b|hrsg\b)",
    re.IGNORECASE,
)
_MOST_AUTHORS = 300
_LONGEST_TAIL = 600
# Who writes Holt A writes 1999;12(3):4 or 1999 Mar 12;12:4.
_COMPACT_TAIL = re.compile(r"\b\d{4}(?: [A-Z][a-z]{2}[ \w-]{0,10})?; ?\d")


@dataclass(frozen=True, slots=True)
class AuthorList:
    """A list of authors in a text.

    Attributes:
        start: First code point of the list, which is that of its first author.
        first_stop: One past the first author.
        stop: One past the list, `et al.` included.
        count: How many are named.
        formal: Whether it is written as hardly anything but a list of references
            has it: Holt, A.; Holt A; Holt et al.
    """

    start: int
    first_stop: int
    stop: int
    count: int
    formal: bool


def read_authors(text: str, start: int) -> AuthorList | None:
    """Read the list of authors that begins at a position, in any style.

    Args:
        text: Plain (`typography.plain`).
        start: Where the first name begins.

    Returns:
        The list; None where no name is there, and where those named are its editors.
    """
    for form in _FIRST:
        match = form.expression.match(text, start)
        if match is None or not (form.sure or _is_person(match.group())):
            continue
        if form.tailed and not _has_compact_tail(text, match):
            continue
        formal = form.formal or _ANY_INITIALS.search(match.group()) is not None
        return _read_others(text, start, match.end(), formal=formal)
    return None


def read_family_names(text: str, start: int) -> AuthorList | None:
    """Read authors as running text cites them: `Holt et al. (`, `Holt and Lind (`.

    Args:
        text: Plain.
        start: Where the first name begins.

    Returns:
        The list; None where none is there.
    """
    first = _ALONE.match(text, start)
    if (
        first is None
        or not _is_person(first.group())
        or first.group().casefold() in ORGANISATION_WORDS
    ):
        return None
    more = _ET_AL.match(text, first.end()) or _ANOTHER.match(text, first.end())
    stop = more.end() if more else first.end()
    others = more is not None and more.re is _ET_AL
    return AuthorList(start, first.end(), stop, 1 + bool(more), formal=others)


def _read_others(
    text: str, start: int, first: int, *, formal: bool
) -> AuthorList | None:
    stop, count = first, 1
    while count < _MOST_AUTHORS:
        if et_al := _ET_AL.match(text, stop):
            stop, formal = et_al.end(), True
            break
        separator = _SEPARATOR.match(text, stop)
        if separator is None:
            break
        found = (form.match(text, separator.end()) for form in _LATER)
        end = next((one.end() for one in found if one and _is_later(one)), None)
        if end is None:
            break
        stop, count = end, count + 1
    if _OTHER_ROLE.match(text, stop):
        return None
    return AuthorList(start, first, stop, count, formal=formal)


def _is_later(found: re.Match[str]) -> bool:
    """Whether a name that follows another is one: with initials, it always is."""
    name = found.group()
    last = name.rpartition(" ")[2]
    return last.isupper() or "." in name or _is_person(name)


def _has_compact_tail(text: str, name: re.Match[str]) -> bool:
    """Whether `Holt A` before a full stop is one, and not half of `Ada B. Holt`."""
    first = name.group().partition(" ")[0].casefold()
    stop = name.end()
    tail = _COMPACT_TAIL.search(text, stop, stop + _LONGEST_TAIL)
    return first not in GIVEN_NAMES and tail is not None


def _is_person(name: str) -> bool:
    """Whether no word of a name is that of a sentence or an organisation."""
    words = re.split(r"[\s,]+", name)
    capital = [w.casefold() for w in words if len(w) > 1 and not w.islower()]
    if capital[0] in NOT_NAMES or capital[0] in DEMONYMS:
        return False
    if "," in name:
        return True  # Church, Ada: a family name alone may be any word
    initials = _ANY_INITIALS.match(name) is not None  # K. He
    return not any(
        (word in NOT_NAMES and not initials)
        or word in ORGANISATION_WORDS
        or word in PLACE_WORDS
        for word in capital[1:]
    )


# Three letters without a comma are a family name in capitals: Sora KIM.
_BARE_INITIALS = re.compile(rf"[{UPPER}](?:-?[{UPPER}])?")
_BARE_BEHIND_COMMA = re.compile(rf"[{UPPER}](?:-?[{UPPER}]){{0,2}}")
_ANY_INITIALS = re.compile(_INITIALS)
_SUFFIX_AT_END = re.compile(r",? (Jr|Sr|II|III|IV)\.?$")
_SUFFIX_INSIDE = re.compile(r",? (Jr|Sr|II|III|IV)\.?(?=,)")
_PARTICLES_AT_END = re.compile(rf"((?: {_PARTICLE})+)$")


def direct_order(author: str) -> str:
    """Write one author as forenames, family name, suffix: `Holt, A.M.` is `A. M. Holt`.

    Args:
        author: Plain, as `read_authors` found it; a bare family name stays one.

    Returns:
        The name; initials with a full stop and apart, capitals not for whole words.
    """
    name, suffix = author.strip(), ""
    for pattern in (_SUFFIX_AT_END, _SUFFIX_INSIDE):
        if found := pattern.search(name):
            suffix = " " + found[1] + ("." if found[1] in ("Jr", "Sr") else "")
            name = name[: found.start()] + name[found.end() :]
            break
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        family, given = _split_compact(family)
    elif _BARE_BEHIND_COMMA.fullmatch(given):
        given = _dotted(given)
    if particles := _PARTICLES_AT_END.search(given):
        given = given[: particles.start()]
        family = particles[1].strip() + " " + family
    if given and (comma or given != name):
        name = f"{_spaced(given)} {family}"
    else:
        name = _spaced(family)
    return " ".join(_capitalised(word) for word in name.split()) + suffix


def _split_compact(name: str) -> tuple[str, str]:
    """`Holt AM` as (Holt, A. M.); (`A. M. Holt`, "") where forenames come first."""
    family, _, last = name.rpartition(" ")
    while _ANY_INITIALS.fullmatch(last) and " " in family:
        before, _, more = family.rpartition(" ")
        if not _ANY_INITIALS.fullmatch(more):
            break
        family, last = before, f"{more} {last}"
    if not family or _ANY_INITIALS.match(family):
        return name, ""
    if _ANY_INITIALS.fullmatch(last):
        return family, last
    # ADA LI may be both; HOLT A is not.
    if _BARE_INITIALS.fullmatch(last) and (len(last) == 1 or not family.isupper()):
        return family, _dotted(last)
    return name, ""


def _dotted(initials: str) -> str:
    """`AM` as `A.M.`, `A-M` as `A.-M.`."""
    return re.sub(r"(\w)", r"\1.", initials)


def _spaced(given: str) -> str:
    """`A.M.` as `A. M.`; `J.-P.` stays."""
    return re.sub(r"\.(?=[^\W\d_])", ". ", given)


def _capitalised(word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    shouted = len(letters) > 2 and word.isupper() and "." not in word
    return word.title().replace("'S", "'s") if shouted else word
