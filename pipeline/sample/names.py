"""Invented people, places and organisations. Does not know facts or sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from pipeline.sample import vocabulary

_PARTICLES = ("van", "van der", "de", "de la", "von", "di", "du", "ten")
_PREFIXES = ("North", "South", "East", "West", "Upper", "Lower", "New", "Great")
_CITY_FIRST = ("Port", "Saint", "Fort", "Mount", "New", "Old", "San", "Santa")

_VOWELS = frozenset("aeiouéíóöüè")
_ROMAN = frozenset("IVXLCDM")


@dataclass(frozen=True)
class Name:
    """A person's name: the full form used everywhere, and the family name in it."""

    full: str
    family: str


@dataclass(frozen=True)
class Organisation:
    """An organisation's full name and the short form that its capitals spell."""

    full: str
    short: str


class NameSource:
    """Draws names, none of them twice."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._taken: set[str] = {name.lower() for name in vocabulary.GIVEN}

    def person(self, *, family: str | None = None) -> Name:
        """Draw a person's name, of a given family or of a new one."""
        draw = self._draw
        if family is None:
            family = self._family()
        while True:
            full = self._with_given(family)
            if full.lower() not in self._taken:
                break
        # Father and son of one name would differ by the suffix alone: not drawn.
        self._taken.add(full.lower())
        if draw.random() < 0.04 and full.count(" ") == 1:
            full += " Jr."
        return Name(full, family)

    def town(self) -> str:
        """Draw the name of a town or city."""
        return self._new(self._town)

    def land(self) -> str:
        """Draw the name of a country or region."""
        return self._new(self._land)

    def organisation(self) -> Organisation:
        """Draw an organisation whose short form nothing else has."""
        while True:
            full = self._organisation()
            short = "".join(letter for letter in full if letter.isupper())
            odd = short in vocabulary.NO_SHORT_FORMS or _ROMAN.issuperset(short)
            if short.lower() not in self._taken and not odd:
                self._taken.add(short.lower())
                return Organisation(full, short)

    def _new(self, make: Callable[[], str]) -> str:
        while True:
            name = make()
            if name.lower() not in self._taken:
                self._taken.add(name.lower())
                return name

    def _stem(self) -> str:
        draw = self._draw
        stem = (
            draw.choice(vocabulary.SYLLABLE_STARTS)
            + draw.choice(vocabulary.SYLLABLE_VOWELS)
            + draw.choice(vocabulary.SYLLABLE_MIDDLES)
        )
        if len(stem) < 5:
            stem += draw.choice("aeio") + draw.choice(vocabulary.SYLLABLE_MIDDLES)
        return stem

    def _family(self) -> str:
        draw = self._draw
        chance = draw.random()
        if chance < 0.06:
            return self._new(
                lambda: _join(
                    self._stem(), draw.choice(vocabulary.PERSON_ENDS_ACCENTED)
                )
            )
        plain = self._new(
            lambda: _join(self._stem(), draw.choice(vocabulary.PERSON_ENDS))
        )
        if chance < 0.10:
            return f"O'{plain}"
        if chance < 0.12:
            return f"O’{plain}"
        if chance < 0.16:
            other = self._new(
                lambda: _join(self._stem(), draw.choice(vocabulary.PERSON_ENDS))
            )
            return f"{plain}-{other}"
        if chance < 0.22:
            return f"{draw.choice(_PARTICLES)} {plain}"
        return plain

    def _with_given(self, family: str) -> str:
        draw = self._draw
        chance = draw.random()
        given = draw.choice(vocabulary.GIVEN)
        if chance < 0.06:
            given = draw.choice(vocabulary.GIVEN_ACCENTED)
        elif chance < 0.10:
            given = draw.choice(vocabulary.GIVEN_JOINED)
        elif chance < 0.16:
            given = f"{draw.choice('ABCEFGHJKLMRTW')}. {draw.choice('ABCDEFGHJLMPR')}."
        elif chance < 0.26:
            given = f"{given} {draw.choice('ABCDEFGHJKLMNPRSTW')}."
        elif chance < 0.46:
            given = f"{given} {draw.choice(vocabulary.GIVEN)}"
        return f"{given} {family}"

    def _town(self) -> str:
        draw = self._draw
        town = _join(self._stem(), draw.choice(vocabulary.TOWN_ENDS))
        chance = draw.random()
        if chance < 0.12:
            return f"{draw.choice(_CITY_FIRST)} {town}"
        if chance < 0.15:
            return f"{town}-{draw.choice(('le', 'sur'))}-{self._stem()}e"
        if chance < 0.18:
            return f"São {town}"
        return town

    def _land(self) -> str:
        draw = self._draw
        land = _join(self._stem(), draw.choice(vocabulary.LAND_ENDS))
        if draw.random() < 0.15:
            return f"{draw.choice(_PREFIXES)} {land}"
        return land

    def _organisation(self) -> str:
        draw = self._draw
        first, kind = (
            draw.choice(vocabulary.ORGANISATION_FIRST),
            draw.choice(vocabulary.ORGANISATION_KIND),
        )
        field, topic = (
            draw.choice(vocabulary.ORGANISATION_FIELD),
            draw.choice(vocabulary.ORGANISATION_TOPIC),
        )
        shape = draw.randrange(5)
        if shape == 0:
            return f"{first} {kind} of {field} {topic}"
        if shape == 1:
            return f"{first} {field} {topic} {kind}"
        if shape == 2:
            return f"{kind} for {field} {topic}"
        if shape == 3:
            second = draw.choice(
                [word for word in vocabulary.ORGANISATION_TOPIC if word != topic]
            )
            return f"{first} {kind} for {topic} and {second}"
        return f"{first} {field} {kind}"


def _join(stem: str, end: str) -> str:
    """Join a stem and an ending so that no more than two consonants meet."""
    if end[0] not in _VOWELS:
        while stem[-2] not in _VOWELS:
            stem = stem[:-1]
        stem = stem.removesuffix(end[0])
    return stem + end
