"""The pattern language: a sentence with slots, compiled to a linear-time expression.

    {entity} was born (?:on )?{value}

`{entity}` and `{value}` are what an observation is made of. `{values}` lists several,
an observation each: Ada Holt, Oskar Lind and Runa Falk; `{entities}` does the same for
what the observations are about. `{subject}` is the start of a
line that labels what it says (Born: 5 March 1960); its entity is the heading above, or
the document's title. `{date}` is a second date (or `{exact_date}`, `{doubtful_date}`),
the other slots (see `slots.PLAIN_SLOTS`) stand for what may lie between, and a category
may name expressions of its own as `phrases`. A space stands for any run of white space,
and the rest is a regular expression in RE2's syntax, which has neither look-around nor
back-references and therefore runs in linear time. Letters match in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from pipeline.extraction.landmarks import Landmarks, fold
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.slots import (
    ANY_NAME,
    DATE_SLOTS,
    ENTITY_CLASSES,
    LABEL_SYMBOL,
    LIST_OF,
    LISTED,
    LISTS_OF_ENTITIES,
    PLAIN_SLOTS,
    VALUE_CLASSES,
    SlotType,
    layer_of,
)
from pipeline.extraction.words.ranks import SOVEREIGNS

_SLOT = re.compile(r"\{([a-z_]+)\}")
# The class of symbols that an expression begins with, if it begins with one.
_FIRST_SYMBOLS = re.compile(r"\[\\x[^\]]*\]|\\x[0-9a-f]{2}|[\x01-\x1f]")
# A word of an office and a small word.
_LONGEST_WORD = 32
# Bytes for a pattern and the states it is run with. With little room RE2 walks the
# pattern itself instead of an automaton of its states: no passage is like the last, so
# that building states costs more than they save, and memory stays flat.
_LEAST_MEMORY = 1 << 18
_MOST_MEMORY = 1 << 22
# So few patterns are told apart faster by their landmarks alone.
_FEWEST_FILTERED = 6
_UNANCHORED = re2._re2.RE2.Anchor.UNANCHORED
_NOWHERE = (-1, -1)
_ENTITY_SLOTS = ("entity", "entities", "subject")
_VALUE_SLOTS = ("value", "values")
_CAPTURED = (*_ENTITY_SLOTS, *_VALUE_SLOTS, *DATE_SLOTS)


@dataclass(frozen=True)
class Pattern:
    """One pattern of a category file, as written.

    Attributes:
        id: Unique in its category and language.
        text: The sentence with slots.
        unless: Expressions, slots that carry nothing away allowed, that forbid a match
            in which they are found.
        not_behind: Words that forbid a match that they directly precede; `{office}`
            stands for any word of an office: bishop, king, mayor; a comma counts
            only behind a name: Tarnby, Oland.
        age: Least and greatest number of whole years that may lie between the two
            dates of the match, or None.
        years: First and last year that the value, a date, may lie in, or None.
        least_words: How many words the entity must have.
        least_value_words: How many words a person who is the value must have, unless
            behind a title: one capitalised word may be anything.
    """

    id: str
    text: str
    unless: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()
    age: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    least_words: int = 1
    least_value_words: int = 1


class PatternMatch(NamedTuple):
    """Where a pattern met a skeleton: half-open ranges of its bytes.

    Attributes:
        start: First byte of the match.
        stop: One past its last.
        entity: Range of `{entity}` or `{entities}`.
        value: Range of `{value}`.
        date: Range of `{date}`, or None where the pattern has none.
    """

    start: int
    stop: int
    entity: tuple[int, int]
    value: tuple[int, int]
    date: tuple[int, int] | None


class CompiledPattern:
    """A pattern, ready to search skeletons with.

    Args:
        pattern: As the category file has it.
        expression: Its text, the slots expanded.
        unless: The expressions that forbid a match, their slots expanded.
        symbols: Classes of symbols that every match holds, in this order.
    """

    def __init__(
        self,
        pattern: Pattern,
        expression: str,
        unless: Sequence[str] = (),
        symbols: Sequence[str] = (),
    ) -> None:
        self.pattern = pattern
        self.expression = expression
        self.symbols = tuple(symbols)
        self._landmarks: Landmarks | None = None  # read when first asked for
        compiled = _compile(expression)
        self._search = compiled._regexp.Match
        groups = compiled.groupindex
        self._entity: int = groups[b"entity"]
        self._value: int = groups[b"value"]
        self._date: int | None = groups.get(b"date")
        self._end: int | None = groups.get(b"end")
        self._forbids = _compile_test(unless) if unless else None
        self._forbids_behind = None
        if pattern.not_behind:
            words = "|".join(_expand_words(one) for one in pattern.not_behind)
            self._forbids_behind = _compile_test([rf"(?:^|\W)(?:{words}) +$"])

    def find_matches(self, skeleton: bytes) -> Iterator[PatternMatch]:
        """Find the pattern's matches in a skeleton, left to right, not overlapping.

        A match in which one of `unless` is found is left out.
        """
        folded = fold(skeleton)
        if self.may_be_in(folded):
            yield from self.search(skeleton, folded)

    def may_be_in(self, folded: bytes, at: int = 0) -> bool:
        """Whether a folded skeleton has, from a place on, the landmarks of a match."""
        if self._landmarks is None:
            self._landmarks = Landmarks(self.expression)
        return self._landmarks.are_in(folded, at)

    def search(self, skeleton: bytes, folded: bytes) -> Iterator[PatternMatch]:
        """Find the matches in a skeleton that may have some, without asking again."""
        size = len(skeleton)
        # Where the text is as long, what stands behind a match is where it was.
        same = len(folded) == size
        at = 0
        while not at or (at <= size and self.may_be_in(folded, at if same else 0)):
            spans = self._search(_UNANCHORED, skeleton, at, size)
            start, stop = spans[0]
            if start < 0:
                return
            at = max(stop, at + 1)
            if self._end is not None:
                stop, _ = spans[self._end]  # what only had to follow
            if self._forbids is not None and self._forbids(skeleton[start:stop]):
                continue
            if self._forbids_behind is not None and self._forbids_behind(
                skeleton[max(0, start - _LONGEST_WORD) : start]
            ):
                continue
            yield PatternMatch(
                start,
                stop,
                spans[self._entity],
                spans[self._value],
                None if self._date is None else spans[self._date],
            )


class PatternSet:
    """The patterns of one category: only those whose words are there are run.

    First a filter tells for all of them which words are there at all; then their
    landmarks tell of each that is left whether they stand in its order.

    A set automaton of all patterns would be one pass, but its states run into the
    hundreds of thousands, and it says that nothing matches where it has no room for
    them. A pattern alone has few.

    Args:
        patterns: In the order of the category file.
        never: Expressions; a skeleton that holds one has no match.
    """

    def __init__(
        self, patterns: Sequence[CompiledPattern], never: Sequence[str] = ()
    ) -> None:
        self._patterns = tuple(patterns)
        self._forbids = _compile_test(never) if never else None
        # Most patterns of a category ask for the same symbols in one of two orders:
        # where they are not there, none of them need be tried.
        self._by_symbols = [
            (
                tuple(re.compile(one.encode("latin-1")) for one in symbols),
                frozenset(i for i, p in enumerate(patterns) if p.symbols == symbols),
            )
            for symbols in dict.fromkeys(one.symbols for one in patterns)
        ]
        self._words = re2.Filter()
        for pattern in patterns:
            self._words.Add(pattern.expression.encode("latin-1"), _options())
        self._words.Compile()

    def find_matches(self, skeleton: bytes) -> Iterator[tuple[Pattern, PatternMatch]]:
        """Find the matches of every pattern, in the order of the patterns."""
        possible: set[int] = set()
        for symbols, indices in self._by_symbols:
            if _holds(skeleton, symbols):
                possible |= indices
        if len(possible) > _FEWEST_FILTERED:
            possible.intersection_update(
                self._words.Match(skeleton, potential=True) or ()
            )
        if not possible:
            return
        folded = fold(skeleton)
        forbids = self._forbids
        for index in sorted(possible):
            compiled = self._patterns[index]
            if not compiled.may_be_in(folded):
                continue
            for match in compiled.search(skeleton, folded):
                # Asked once there is a match, as few passages have one.
                if forbids is not None and forbids(skeleton):
                    return
                forbids = None
                yield compiled.pattern, match


def compile_pattern(
    pattern: Pattern,
    *,
    entity_type: SlotType,
    value_type: SlotType,
    normaliser: str,
    phrases: Mapping[str, str] | None = None,
) -> CompiledPattern:
    """Compile a pattern for skeletons of its category's layer.

    Args:
        pattern: As the category file has it.
        entity_type: What `{entity}` may be.
        value_type: What `{value}` may be.
        normaliser: The name of what makes the value canonical.
        phrases: Further slots, by name: expressions that the category file names.

    Raises:
        ValueError: The pattern is not valid; the message says why.
    """
    problems = find_problems(
        pattern,
        entity_type=entity_type,
        value_type=value_type,
        normaliser=normaliser,
        phrases=phrases,
    )
    if problems:
        raise ValueError("; ".join(problems))
    plain = _plain_slots(entity_type, value_type, phrases)
    captured = _captured(entity_type, value_type, normaliser)
    expression = _expand(pattern.text, {**plain, **captured})
    unless = [_expand(one, plain) for one in pattern.unless]
    symbols = [
        first.group()
        for slot in _SLOT.findall(pattern.text)
        if slot in _ENTITY_SLOTS or slot in _VALUE_SLOTS
        if (first := _FIRST_SYMBOLS.match(_expression_of(captured[slot])))
    ]
    return CompiledPattern(pattern, expression, unless, symbols)


def find_problems(
    pattern: Pattern,
    *,
    entity_type: SlotType,
    value_type: SlotType,
    normaliser: str,
    phrases: Mapping[str, str] | None = None,
) -> list[str]:
    """List everything that is wrong with a pattern, in words; empty if nothing."""
    problems = []
    slots = _SLOT.findall(pattern.text)
    plain = _plain_slots(entity_type, value_type, phrases)
    for names in (_ENTITY_SLOTS, _VALUE_SLOTS):
        count = sum(slots.count(name) for name in names)
        if count != 1:
            problems.append(f"has {count} times {{{names[0]}}}, not once")
    if "values" in slots and value_type not in LISTED:
        problems.append(f"has {{values}}, but there are no lists of {value_type}")
    if "entities" in slots and entity_type not in LISTS_OF_ENTITIES:
        problems.append(f"has {{entities}}, but there are no lists of {entity_type}")
    dates = [slot for slot in slots if slot in DATE_SLOTS]
    if len(dates) > 1:
        problems.append("has more than one second date")
    unknown = sorted({s for s in slots if s not in _CAPTURED and s not in plain})
    if unknown:
        known = ", ".join(sorted({*_CAPTURED, *plain}))
        problems.append(f"has unknown slot {', '.join(unknown)} (known: {known})")
    if pattern.age is not None and not dates:
        problems.append("has an age but no {date} to measure it to")
    if not problems:
        captured = _captured(entity_type, value_type, normaliser)
        problems += explain_expression(_expand(pattern.text, {**plain, **captured}))
    for one in pattern.unless:
        strange = [slot for slot in _SLOT.findall(one) if slot not in plain]
        if strange:
            problems.append(f"unless {one!r}: has unknown slot {', '.join(strange)}")
        else:
            problems += [
                f"unless {one!r}: {why}"
                for why in explain_expression(_expand(one, plain))
            ]
    return problems


def find_phrase_problems(
    phrases: Mapping[str, str], *, entity_type: SlotType, value_type: SlotType
) -> list[str]:
    """List everything that is wrong with a category's phrases; empty if nothing."""
    taken = {*_CAPTURED, *_plain_slots(entity_type, value_type, None)}
    problems = []
    for name, expression in phrases.items():
        if name in taken:
            problems.append(f"{name}: is the name of a slot")
        elif not _SLOT.fullmatch(f"{{{name}}}"):
            problems.append(f"{name}: is not of small letters and underscores")
        problems += [f"{name}: {why}" for why in explain_expression(expression)]
    return problems


def _plain_slots(
    entity_type: SlotType, value_type: SlotType, phrases: Mapping[str, str] | None
) -> dict[str, str]:
    layer = layer_of(entity_type, value_type)
    slots = {**(PLAIN_SLOTS[layer] if layer else {}), **(phrases or {})}
    return {name: f"(?:{expression})" for name, expression in slots.items()}


def _captured(
    entity_type: SlotType, value_type: SlotType, normaliser: str
) -> dict[str, str]:
    entity = ENTITY_CLASSES[entity_type]
    value = NORMALISERS[normaliser].symbols or VALUE_CLASSES[value_type]
    return {
        "entity": f"(?P<entity>{entity})",
        "entities": f"(?P<entity>{LISTS_OF_ENTITIES.get(entity_type, entity)})",
        "subject": f"(?P<entity>{LABEL_SYMBOL})",
        "value": f"(?P<value>{value})",
        "values": f"(?P<value>{LIST_OF.format(one=value)})",
        **{name: f"(?P<date>{one})" for name, one in DATE_SLOTS.items()},
    }


def _expression_of(group: str) -> str:
    """What stands in a named group: [a-z]+ of (?P<value>[a-z]+)."""
    return group[group.index(">") + 1 : -1]


def _holds(skeleton: bytes, symbols: Sequence[re.Pattern[bytes]]) -> bool:
    """Whether a skeleton has a symbol of each class, one behind the other."""
    at = 0
    for one in symbols:
        found = one.search(skeleton, at)
        if found is None:
            return False
        at = found.end()
    return True


def _expand(text: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: slots[slot.group(1)], text.replace(" ", "(?: +)"))


def _expand_words(words: str) -> str:
    if words == ",":
        return f"[{ANY_NAME}],"
    offices = "|".join(sorted(SOVEREIGNS))
    return re.escape(words).replace(re.escape("{office}"), f"(?:{offices})")


def _options(memory: int = _MOST_MEMORY) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = memory
    return options


def _compile_test(expressions: Sequence[str]) -> Callable[[bytes], bool]:
    """Make what says whether one of some expressions is found in bytes."""
    expression = "|".join(f"(?:{one})" for one in expressions)
    options = _options(_least_memory(expression))
    options.never_capture = True
    search = re2._re2.RE2(expression.encode("latin-1"), options).Match

    def is_in(data: bytes) -> bool:
        found = search(_UNANCHORED, data, 0, len(data))
        return bool(found[0] != _NOWHERE)

    return is_in


def _compile(expression: str) -> Any:
    options = _options(_least_memory(expression))
    return re2.compile(expression.encode("latin-1"), options)


@lru_cache(maxsize=1 << 12)
def _least_memory(expression: str) -> int:
    """As little memory as an expression can be compiled in, about."""
    memory = _LEAST_MEMORY
    while memory < _MOST_MEMORY:
        if re2._re2.RE2(expression.encode("latin-1"), _options(memory)).ok():
            return memory
        memory *= 2
    return _MOST_MEMORY


def explain_expression(expression: str) -> Sequence[str]:
    """Say why an expression cannot be compiled; empty where it can."""
    try:
        _compile(expression)
    except (re2.error, UnicodeEncodeError) as error:
        return [f"is not a valid expression: {error}"]
    return []
