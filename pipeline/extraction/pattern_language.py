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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extraction.linear_expressions import explain_expression
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


class ExpandedPattern(NamedTuple):
    """What a pattern says, its slots expanded, in RE2's syntax.

    Attributes:
        pattern: As the category file has it.
        expression: Its text.
        unless: The expressions that forbid a match in which they are found.
        not_behind: Those that forbid a match which they directly precede.
    """

    pattern: Pattern
    expression: str
    unless: Sequence[str]
    not_behind: Sequence[str]


def expand_pattern(
    pattern: Pattern,
    *,
    entity_type: SlotType,
    value_type: SlotType,
    normaliser: str,
    phrases: Mapping[str, str] | None = None,
) -> ExpandedPattern:
    """Expand the slots of a pattern for skeletons of its category's layer.

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
    return ExpandedPattern(
        pattern=pattern,
        expression=_expand(pattern.text, {**plain, **captured}),
        unless=[_expand(one, plain) for one in pattern.unless],
        not_behind=[_expand_words(one) for one in pattern.not_behind],
    )


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


def _expand(text: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: slots[slot.group(1)], text.replace(" ", "(?: +)"))


def _expand_words(words: str) -> str:
    if words == ",":
        return f"[{ANY_NAME}],"
    offices = "|".join(sorted(SOVEREIGNS))
    return re.escape(words).replace(re.escape("{office}"), f"(?:{offices})")
