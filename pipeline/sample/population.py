"""Who and what the sample speaks of, and how often. Does not know sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pipeline.sample.names import Name, NameSource, Organisation
from pipeline.sample.vocabulary import WORDS

# A family name is shared now and then, as in life, but never within a document.
_SHARED_FAMILY = 0.08


@dataclass(frozen=True)
class Person:
    """An invented person; `died` is None for the living."""

    name: Name
    born: date
    died: date | None
    nationality: str
    job: str


@dataclass(frozen=True)
class Land:
    """A country or region and its capital."""

    name: str
    capital: str


@dataclass(frozen=True)
class Population:
    """Everything that facts are about, each with the number of its statements."""

    people: tuple[tuple[Person, int], ...]
    lands: tuple[tuple[Land, int], ...]
    organisations: tuple[tuple[Organisation, int], ...]
    strangers: tuple[str, ...]
    towns: tuple[str, ...]


def draw_population(draw: Random, *, documents: int) -> Population:
    """Draw the entities of a sample.

    Args:
        draw: Where chance comes from; equal states give equal populations.
        documents: How many documents the sample has; the population grows with it.

    Returns:
        People, lands and organisations with how many documents are to state each,
        most stated first; strangers, of whom nothing is stated; and other towns.
    """
    names = NameSource(draw)
    people = [_person(draw, names) for _ in range(documents // 5)]
    namesakes = draw.sample(range(1, len(people)), int(len(people) * _SHARED_FAMILY))
    for index in sorted(namesakes):
        family = people[index - 1].name.family
        people[index] = replace(people[index], name=names.person(family=family))
    lands = [Land(names.land(), names.town()) for _ in range(documents // 12)]
    organisations = [names.organisation() for _ in range(documents // 9)]
    towns = tuple(names.town() for _ in range(max(60, documents // 12)))
    strangers = tuple(names.person().full for _ in range(40))
    scale = documents / 3000
    return Population(
        people=tuple(zip(people, _zipf(len(people), 60 * scale), strict=True)),
        lands=tuple(zip(lands, _zipf(len(lands), 30 * scale), strict=True)),
        organisations=tuple(
            zip(organisations, _zipf(len(organisations), 30 * scale), strict=True)
        ),
        strangers=strangers,
        towns=towns,
    )


def _zipf(size: int, top: float) -> list[int]:
    """Count statements by rank: a power law, ending in a long tail of ones."""
    return [max(1, round(max(top, 8) * (rank + 1) ** -0.65)) for rank in range(size)]


def _person(draw: Random, names: NameSource) -> Person:
    born = date(draw.randint(1560, 1989), 1, 1) + timedelta(days=draw.randrange(365))
    # A shorter span of years in a bracket could as well be a term of office.
    died = born + timedelta(days=draw.randint(30 * 365, 92 * 365))
    alive = died.year > 2014 or (born.year > 1930 and draw.random() < 0.6)
    return Person(
        name=names.person(),
        born=born,
        died=None if alive else died,
        nationality=draw.choice(WORDS["nationality"]),
        job=draw.choice(WORDS["job"]),
    )
