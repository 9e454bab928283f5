"""Documents that state the population's facts as often as planned.

Each statement of an entity stands in a document of its own, so the documents that
state a prompt, copies apart, are its true count. Does not know copies or files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from pipeline.sample.decoys import Decoys
from pipeline.sample.filler import Filler
from pipeline.sample.names import Organisation
from pipeline.sample.population import Land, Person, Population
from pipeline.sample.statements import Phrasebook, Sentence

# Shares of the independent documents.
_DIRECTORY_SHARE = 0.10
_PLAIN_SHARE = 0.08
# How many statements an article has room for, and how often.
_ROOM = {1: 4, 2: 3, 3: 2, 5: 1}
# Words an article runs to: long enough that a copy with one word changed keeps nine
# tenths of its shingles.
_SHORTEST, _LONGEST = 140, 380
_DIRECTORY_TEMPLATES = 3
_DIRECTORY_SENTENCES = 24

_HOW_LIVING = {"birth date": 13, "birth year": 7}
_HOW_DEAD = {
    "birth date": 25,
    "birth year": 12,
    "death date": 20,
    "death year": 10,
    "life date": 15,
    "life year": 10,
    "both date": 8,
}


@dataclass(frozen=True)
class Page:
    """One document: paragraphs of sentences, and what its record says of it."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    title: str | None = None
    directory: bool = False

    @property
    def text(self) -> str:
        """The text as the corpus has it."""
        return "\n\n".join(
            " ".join(sentence.text for sentence in paragraph)
            for paragraph in self.paragraphs
        )

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph)


@dataclass
class _Draft:
    """An article being filled."""

    room: int
    families: set[str] = field(default_factory=set)
    subjects: list[Person | Land | Organisation] = field(default_factory=list)


def write_pages(draw: Random, population: Population, *, pages: int) -> list[Page]:
    """Write independent documents that state every entity as often as planned.

    Args:
        draw: Where chance comes from.
        population: Whom and what to state, and how often.
        pages: How many documents to write.

    Returns:
        The pages in random order. No two that were written apart share much more
        than a fact's own words; directory pages share their template.
    """
    return _Author(draw, population).write(pages)


class _Author:
    """Holds the sources of sentences while pages are written."""

    def __init__(self, draw: Random, population: Population) -> None:
        self._draw = draw
        self._population = population
        self._filler = Filler(draw, population.towns)
        self._phrases = Phrasebook(draw, self._filler)
        self._decoys = Decoys(draw, self._filler, population.strangers)

    def write(self, pages: int) -> list[Page]:
        draw = self._draw
        directories = int(pages * _DIRECTORY_SHARE)
        plain = int(pages * _PLAIN_SHARE)
        listed = draw.sample(range(len(self._population.people)), directories)
        written = self._write_directories(listed)
        drafts = self._plan(pages - directories - plain, set(listed))
        written += [self._write_article(draft.subjects) for draft in drafts]
        written += [self._write_article([]) for _ in range(plain)]
        draw.shuffle(written)
        return written

    def _plan(self, articles: int, listed: set[int]) -> list[_Draft]:
        """Give every statement that no directory makes to an article of its own."""
        draw, population = self._draw, self._population
        rooms = draw.choices(list(_ROOM), list(_ROOM.values()), k=articles)
        drafts = [_Draft(room) for room in rooms]
        for index, (person, times) in enumerate(population.people):
            left = times - (index in listed)
            _place(draw, drafts, person, person.name.family, left)
        for land, times in population.lands:
            _place(draw, drafts, land, land.name, times)
        for organisation, times in population.organisations:
            _place(draw, drafts, organisation, organisation.short, times)
        return drafts

    def _write_article(self, subjects: Sequence[Person | Land | Organisation]) -> Page:
        draw = self._draw
        stated = [self._state(subject) for subject in subjects]
        sentences: list[Sentence] = []
        title = self._draw_title()
        if subjects and draw.random() < 0.4:
            title = _name_of(subjects[0])
            sentences = stated.pop(0)
            if isinstance(subjects[0], Person):
                family = subjects[0].name.family
                after = f"Later, {family} {self._filler.career()}."
                sentences = [*sentences, Sentence(after, fixed=True)]
        rest = [sentence for group in stated for sentence in group]
        decoys = 1 if draw.random() < (0.15 if subjects else 0.6) else 0
        rest += [Sentence(self._decoys.sentence(), fixed=True) for _ in range(decoys)]
        wanted = draw.randint(_SHORTEST, _LONGEST)
        words = sum(len(s.text.split()) for s in sentences + rest)
        while words < wanted:
            rest.append(Sentence(self._filler.sentence()))
            words += len(rest[-1].text.split())
        draw.shuffle(rest)
        return Page(self._break(sentences + rest), title)

    def _state(self, subject: Person | Land | Organisation) -> list[Sentence]:
        if isinstance(subject, Land):
            return [self._phrases.capital(subject)]
        if isinstance(subject, Organisation):
            return [self._phrases.acronym(subject)]
        ways = _HOW_DEAD if subject.died else _HOW_LIVING
        (way,) = self._draw.choices(list(ways), list(ways.values()))
        say: dict[str, Callable[[], list[Sentence]]] = {
            "birth date": lambda: [self._phrases.birth(subject, "date")],
            "birth year": lambda: [self._phrases.birth(subject, "year")],
            "death date": lambda: [self._phrases.death(subject, "date")],
            "death year": lambda: [self._phrases.death(subject, "year")],
            "life date": lambda: [self._phrases.life(subject, "date")],
            "life year": lambda: [self._phrases.life(subject, "year")],
            "both date": lambda: [
                self._phrases.birth(subject, "date"),
                self._phrases.death(subject, "date"),
            ],
        }
        return say[way]()

    def _write_directories(self, listed: Sequence[int]) -> list[Page]:
        """Write pages that differ only in the person they list."""
        templates = [
            [Sentence(self._filler.sentence()) for _ in range(_DIRECTORY_SENTENCES)]
            for _ in range(_DIRECTORY_TEMPLATES)
        ]
        pages = []
        for number, index in enumerate(listed, start=1):
            person, _ = self._population.people[index]
            body = templates[number % _DIRECTORY_TEMPLATES]
            death = person.died is not None and self._draw.random() < 0.3
            say = self._phrases.death if death else self._phrases.birth
            entry = [Sentence(f"Entry {number}.", fixed=True), say(person, "date")]
            paragraphs = (tuple(body[:3]), tuple(entry), tuple(body[3:]))
            pages.append(Page(paragraphs, f"Register, entry {number}", directory=True))
        return pages

    def _draw_title(self) -> str | None:
        if self._draw.random() < 0.4:
            return None
        return self._filler.fill("The {adjective} {building} of {town}")

    def _break(self, sentences: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
        """Break sentences into paragraphs of three to six."""
        paragraphs = []
        start = 0
        while start < len(sentences):
            size = self._draw.randint(3, 6)
            paragraphs.append(tuple(sentences[start : start + size]))
            start += size
        return tuple(paragraphs)


def _name_of(subject: Person | Land | Organisation) -> str:
    if isinstance(subject, Person):
        return subject.name.full
    return subject.name if isinstance(subject, Land) else subject.full


def _place(
    draw: Random,
    drafts: list[_Draft],
    subject: Person | Land | Organisation,
    family: str,
    times: int,
) -> None:
    """Put a subject into so many drafts, with nobody of its family in them."""
    free = [d for d in drafts if len(d.subjects) < d.room and family not in d.families]
    if len(free) < times:
        free = [draft for draft in drafts if family not in draft.families]
    for draft in draw.sample(free, times):
        draft.subjects.append(subject)
        draft.families.add(family)
