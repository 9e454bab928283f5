"""Documents that are alike in every way that makes counting hard, and the true counts.

Each is planted with its story: documents of one story are near-duplicates of one
another, directly or through others; those of two stories are not, whatever they share.
Who writes a directory of many people from one template tells one story, too: it is
one cluster, and states each of its people once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from pipeline.dedup.words import split_words
from pipeline.extraction.entity_key import entity_key
from pipeline.sample.copies import copy_page
from pipeline.sample.filler import Filler
from pipeline.sample.names import NameSource
from pipeline.sample.pages import Page
from pipeline.sample.population import Person, Population, draw_population
from pipeline.sample.statements import Phrasebook, Sentence
from schemas.tables import UNITS

CATEGORIES = ("birth_year", "birthday")

Prompt = tuple[str, str]
Counts = dict[Prompt, dict[str, int]]
"""For each (category, entity_key), how often it is stated in each unit."""


@dataclass(frozen=True)
class Planted:
    """One document: its text, where it is from, and the story it belongs to."""

    page: Page
    story: str
    host: str | None = None


def plant_all(seed: int) -> list[Planted]:
    """Plant one corpus that has every kind of likeness in it, in random order.

    Args:
        seed: Equal seeds give equal documents.
    """
    draw = Random(f"{seed} order")
    documents = [
        document
        for number, plant in enumerate(KINDS.values())
        for document in plant(Author(seed, number))
    ]
    draw.shuffle(documents)
    return documents


def write_corpus(path: Path, documents: Iterable[Planted]) -> None:
    """Write documents as JSON Lines; every one of them has the same id."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {"id": "1", "text": document.page.text}
        | ({} if document.host is None else {"url": f"https://{document.host}/1"})
        for document in documents
    ]
    path.write_text(
        "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines),
        encoding="utf-8",
    )


def true_counts(documents: Sequence[Planted]) -> Counts:
    """Count what the documents state, from what was planted alone."""
    seen: dict[Prompt, dict[str, set[object]]] = {}
    for number, document in enumerate(documents):
        for place, sentence in enumerate(document.page.sentences):
            for fact in sentence.facts:
                prompt = fact.category, entity_key(fact.entity)
                sets = seen.setdefault(prompt, {unit: set() for unit in UNITS})
                sets["mentions"].add((number, place))
                sets["passages"].add(tuple(split_words(sentence.text)))
                sets["documents"].add(number)
                sets["clusters"].add(document.story)
                if document.host is not None:
                    # Every planted host is a name under a reserved ending.
                    sets["domains"].add(".".join(document.host.split(".")[-2:]))
    return {
        prompt: {unit: len(found) for unit, found in sets.items()}
        for prompt, sets in seen.items()
    }


class Author:
    """Writes pages about people whom nobody else writes of."""

    def __init__(self, seed: int, number: int) -> None:
        self.draw = Random(f"{seed} {number}")
        # One population for all authors, each with a part of its own.
        population = draw_population(Random(f"{seed} people"), documents=3000)
        self._people = self._part(population, number)
        self._filler = Filler(self.draw, population.towns)
        self._phrases = Phrasebook(self.draw, self._filler)
        names = NameSource(self.draw)
        self._hosts = (
            f"{names.town().lower().replace(' ', '-')}.example" for _ in range(10_000)
        )
        self._number = number
        self._stories = 0

    def person(self) -> Person:
        """Somebody of whom nothing was stated yet."""
        return next(self._people)

    def statement(self, person: Person) -> Sentence:
        """When the person was born: a sentence with a birthday and a birth year."""
        return self._phrases.birth(person, "date")

    def filler(self, sentences: int) -> list[Sentence]:
        """So many sentences that state nothing, new ones."""
        return [Sentence(self._filler.sentence()) for _ in range(sentences)]

    def story(self) -> str:
        """The name of a new story."""
        self._stories += 1
        return f"{self._number}-{self._stories}"

    def host(self) -> str:
        """A host of a domain that no other document has."""
        host = next(self._hosts)
        return host.encode("ascii", "ignore").decode()

    @staticmethod
    def _part(population: Population, number: int) -> Iterator[Person]:
        people = [person for person, _ in population.people]
        return iter(people[number :: len(KINDS)])


def page_of(*sentences: Sentence) -> Page:
    """A page of one paragraph every five sentences."""
    starts = range(0, len(sentences), 5)
    return Page(tuple(sentences[start : start + 5] for start in starts))


def plant_directories(author: Author) -> Iterator[Planted]:
    """Four sites with a template each, and on it a page for each of many people.

    Half of the people are listed by one site alone; some have an article elsewhere.
    """
    sites = [(author.story(), author.host(), author.filler(24)) for _ in range(4)]
    for number in range(40):
        person = author.person()
        for story, host, template in author.draw.sample(
            sites, (1, 1, 2, 4)[number % 4]
        ):
            entry = [Sentence(f"Entry {number + 1}."), author.statement(person)]
            page = page_of(*template[:5], *entry, *template[5:])
            yield Planted(page, story, f"www.{host}")
        if number % 8 == 0:
            article = page_of(author.statement(person), *author.filler(20))
            yield Planted(article, author.story(), author.host())


def plant_mirrors(author: Author) -> Iterator[Planted]:
    """Articles and one to five edited copies of each; some are about one person."""
    for copies in (1, 2, 3, 5):
        twice = author.person()
        for person in (twice, twice, author.person(), author.person()):
            body = [author.statement(person), *author.filler(25)]
            page, story = page_of(*body), author.story()
            yield Planted(page, story, author.host())
            for _ in range(copies):
                yield Planted(copy_page(author.draw, page), story, author.host())


def plant_exact_copies(author: Author) -> Iterator[Planted]:
    """Articles that stand several times in the corpus, to the letter."""
    for copies in (2, 3, 9):
        page = page_of(author.statement(author.person()), *author.filler(15))
        story, host = author.story(), author.host()
        for number in range(copies):
            # Names below one registered domain are one domain.
            yield Planted(page, story, f"mirror-{number}.{host}")


def plant_notes(author: Author) -> Iterator[Planted]:
    """Documents of one sentence, some of them copied, some about one person."""
    for copies in (1, 1, 2, 6):
        person = author.person()
        note = author.statement(person)
        story = author.story()
        for _ in range(copies):
            yield Planted(page_of(note), story, author.host())
        article = page_of(author.statement(person), *author.filler(20))
        if copies > 1:
            yield Planted(article, author.story(), author.host())


def plant_chain(author: Author, steps: int = 10) -> Iterator[Planted]:
    """Revisions of an article, each like the one before it; the ends are unlike."""
    body = author.filler(34)
    statement = author.statement(author.person())
    story = author.story()
    for step in range(steps + 1):
        revised = 2 * step
        body[revised - 2 : revised] = author.filler(2) if step else []
        yield Planted(page_of(*body[:30], statement, *body[30:]), story, author.host())


def plant_quotations(author: Author) -> Iterator[Planted]:
    """One sentence, copied into documents that are otherwise unlike."""
    for quoted in (2, 4, 7):
        sentence = author.statement(author.person())
        for _ in range(quoted):
            around = author.filler(20)
            page = page_of(*around[:9], sentence, *around[9:])
            yield Planted(page, author.story(), author.host())


def plant_repetitions(author: Author) -> Iterator[Planted]:
    """Documents without an address that state a fact again, in like words or not."""
    for again in (0, 1, 2):
        person = author.person()
        sentence = author.statement(person)
        other = author.statement(person)
        while other.text == sentence.text:
            other = author.statement(person)
        repeated = [sentence] * again + [other]
        page = page_of(sentence, *author.filler(18), *repeated, *author.filler(2))
        yield Planted(page, author.story())


def plant_independent(author: Author) -> Iterator[Planted]:
    """Documents by different hands about one person."""
    for times in (1, 1, 1, 2, 3, 6):
        person = author.person()
        for _ in range(times):
            page = page_of(author.statement(person), *author.filler(20))
            yield Planted(page, author.story(), author.host())


def plant_half_alike(author: Author) -> Iterator[Planted]:
    """Reports that share half of their words with one another, and no more."""
    for _ in range(12):
        person = author.person()
        release = author.filler(18)
        for _ in range(4):
            own = author.filler(7)
            page = page_of(author.statement(person), *release, *own)
            yield Planted(page, author.story(), author.host())


KINDS: dict[str, Callable[[Author], Iterator[Planted]]] = {
    "directories": plant_directories,
    "mirrors": plant_mirrors,
    "exact copies": plant_exact_copies,
    "chain": plant_chain,
    "quotations": plant_quotations,
    "repetitions": plant_repetitions,
    "independent": plant_independent,
    "half alike": plant_half_alike,
    "notes": plant_notes,
}
"""Every way of being alike. Names are those of the tests."""


def without_addresses(documents: Iterable[Planted]) -> list[Planted]:
    """The same documents, from nowhere."""
    return [replace(document, host=None) for document in documents]
