"""Sentences that state facts, and the facts each states. Knows no documents.

A full date of birth is a birthday and a birth year, a year alone is a birth year
only; the same holds for deaths.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from pipeline.sample.filler import Filler
from pipeline.sample.names import Organisation
from pipeline.sample.population import Land, Person
from pipeline.sample.vocabulary import MONTHS

Detail = Literal["date", "year"]

CATEGORIES = (
    "acronym",
    "birth_year",
    "birthday",
    "capital",
    "death_date",
    "death_year",
)


@dataclass(frozen=True, order=True)
class Fact:
    """One fact; `value` is canonical: ISO 8601 for dates."""

    category: str
    entity: str
    value: str


@dataclass(frozen=True)
class Sentence:
    """One sentence and the facts it states, none for plain text.

    Copies may edit only what is neither a statement nor `fixed`.
    """

    text: str
    facts: tuple[Fact, ...] = ()
    fixed: bool = False


_BORN_ON = (
    "{name} was born on {on} in {town}.",
    "{name} was born in {town} on {date}.",
    "{name} (born {date}) {is_a} {nationality} {job}.",
    "Born on {on} in {town}, {name} {career}.",
    "{name}, born {date}, {career}.",
    "{name} (b. {date}) {career}.",
    "{name}{s} birthday is {date}.",
)
_BORN_IN = (
    "{name} was born in {year}.",
    "{name} was born in {year} in {town} and {career}.",
    "{name} (born {year}) {is_a} {nationality} {job}.",
    "{name}, born in {year}, {career}.",
    "Born in {year}, {name} {career}.",
    "{name} (b. {year}) {career}.",
)
_DIED_ON = (
    "{name} died on {on} in {town}.",
    "{name} died in {town} on {date}.",
    "{name} (died {date}) was a {nationality} {job}.",
    "{name} passed away on {date}.",
    "{name}, who died on {date}, {career}.",
    "{Who} of {town} mourned the death of {name} on {date}.",
    "The {trade} closed their stalls after the death of {name} on {date}.",
)
_DIED_IN = (
    "{name} died in {year}.",
    "{name} died in {year} in {town}.",
    "{name} (died {year}) was a {nationality} {job}.",
    "{name} passed away in {year}.",
    "{name}, who died in {year}, {career}.",
    "The {building} closed after the death of {name} in {year}.",
)
_LIVED = (
    "{name} ({first}{dash}{last}) was a {nationality} {job}.",
    "{name} ({first}{dash}{last}) {career}.",
    "{name} ({first}{dash}{last}) was a {nationality} {job} who {career}.",
)
_CAPITAL = (
    "{city} is the capital of {land}.",
    "The capital of {land} is {city}.",
    "{city}, the capital of {land}, {clause}.",
    "{land}{s} capital, {city}, {clause}.",
    "{city} is the capital and largest city of {land}.",
    "{land} (capital: {city}) {clause}.",
)
_ACRONYM = (
    "The {full} ({short}) {clause}.",
    "{short} ({full}) {clause}.",
    "{short} stands for {full}.",
    "{Who} wrote to the {full}, or {short}, about {topic}.",
    "{short} is short for {full}.",
    "The {full}, abbreviated {short}, {clause}.",
    "Reports by the {full} ({short}) were {verb} by {who} {when}.",
)

# How dates are written, and how often relative to one another.
_DATE_STYLES = {
    "{day} {month} {year}": 8,
    "{month} {day}, {year}": 8,
    "{day} {mon} {year}": 2,
    "{mon} {day}, {year}": 2,
    "{nth} {month} {year}": 2,
    "{month} {nth}, {year}": 1,
}


class Phrasebook:
    """Writes statements from one stream of draws."""

    def __init__(self, draw: Random, filler: Filler) -> None:
        self._draw = draw
        self._filler = filler

    def birth(self, person: Person, detail: Detail) -> Sentence:
        """State when a person was born: the date, or the year alone."""
        templates = _BORN_ON if detail == "date" else _BORN_IN
        text = self._person(self._draw.choice(templates), person, person.born)
        return Sentence(text, birth_facts(person, detail))

    def death(self, person: Person, detail: Detail) -> Sentence:
        """State when a person died; the living are an error of the caller."""
        templates = _DIED_ON if detail == "date" else _DIED_IN
        text = self._person(self._draw.choice(templates), person, _last_day(person))
        return Sentence(text, death_facts(person, detail))

    def life(self, person: Person, detail: Detail) -> Sentence:
        """State birth and death in one bracket, both as dates or both as years."""
        draw = self._draw
        died = _last_day(person)
        if detail == "date":
            style = self._date_style()
            first, last = _write_date(person.born, style), _write_date(died, style)
            dash = draw.choice((" – ", " – ", " - "))
        else:
            first, last = str(person.born.year), str(died.year)
            dash = draw.choice(("–", "–", "-", " – "))
        template = draw.choice(_LIVED)
        for slot, value in (("first", first), ("dash", dash), ("last", last)):
            template = template.replace("{" + slot + "}", value)
        text = self._person(template, person, person.born)
        return Sentence(text, birth_facts(person, detail) + death_facts(person, detail))

    def capital(self, land: Land) -> Sentence:
        """State the capital of a country or region."""
        known = {
            "city": land.capital,
            "land": land.name,
            "s": _possessive(self._draw, land.name),
            "clause": self._filler.clause(),
        }
        text = self._fill(self._draw.choice(_CAPITAL), known)
        return Sentence(text, (Fact("capital", land.name, land.capital),))

    def acronym(self, organisation: Organisation) -> Sentence:
        """State what a short form stands for."""
        known = {
            "full": organisation.full,
            "short": organisation.short,
            "clause": self._filler.clause(),
        }
        text = self._fill(self._draw.choice(_ACRONYM), known)
        return Sentence(text, (Fact("acronym", organisation.short, organisation.full),))

    def _person(self, template: str, person: Person, day: date) -> str:
        name = person.name.full
        is_a = "was a" if person.died else "is a"
        written = _write_date(day, self._date_style())
        # A year after a comma takes a comma after it as well.
        closes = "," if "," in written else ""
        known = {
            "name": name,
            "s": _possessive(self._draw, name),
            "is_a": is_a,
            "date": written,
            "on": written + closes,
            "year": str(day.year),
            "nationality": person.nationality,
            "job": person.job,
            "career": self._filler.career(),
        }
        return self._fill(template, known)

    def _date_style(self) -> str:
        return self._draw.choices(list(_DATE_STYLES), list(_DATE_STYLES.values()))[0]

    def _fill(self, template: str, known: dict[str, str]) -> str:
        for slot, value in known.items():
            template = template.replace("{" + slot + "}", value)
        text = self._filler.fill(template)
        # "Jr." closes a sentence that ends with it.
        return text[0].upper() + text[1:].replace("..", ".")


def birth_facts(person: Person, detail: Detail) -> tuple[Fact, ...]:
    """List what stating a birth to this detail states."""
    name, born = person.name.full, person.born
    year = Fact("birth_year", name, str(born.year))
    if detail == "year":
        return (year,)
    return (Fact("birthday", name, born.isoformat()), year)


def death_facts(person: Person, detail: Detail) -> tuple[Fact, ...]:
    """List what stating a death to this detail states; raises for the living."""
    name, died = person.name.full, _last_day(person)
    year = Fact("death_year", name, str(died.year))
    if detail == "year":
        return (year,)
    return (Fact("death_date", name, died.isoformat()), year)


def _last_day(person: Person) -> date:
    if person.died is None:
        raise ValueError(f"{person.name.full} is alive: there is no death to state.")
    return person.died


def _possessive(draw: Random, name: str) -> str:
    mark = draw.choice(("'", "’"))
    # A name in s may go without another.
    return mark if name.endswith("s") and draw.random() < 0.5 else f"{mark}s"


def _write_date(day: date, style: str) -> str:
    month = MONTHS[day.month - 1]
    return style.format(
        day=day.day,
        nth=_ordinal(day.day),
        month=month,
        mon=month if len(month) < 5 else month[:3],
        year=day.year,
    )


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return f"{day}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
