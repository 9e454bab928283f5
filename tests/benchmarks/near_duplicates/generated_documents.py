"""Generated documents with planted near-duplicates, the same ones for every tool.

Words are drawn by Zipf's law from an invented vocabulary, so no five words in a row
recur by chance. Every document states one person's birthday. Copies state what their
original states; pages of one template are alike and are about different people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import orjson

from pipeline.dedup.words import split_words
from pipeline.sample.vocabulary import GIVEN, MONTHS

SHINGLE_WORDS = 5
FILES = 2
"""Tools that work on several files at once need one for each core."""

NEAR_COPIES, EXACT_COPIES, TEMPLATE_PAGES = 0.15, 0.05, 0.20
"""Shares of all documents; the rest is unlike everything else."""

TEMPLATE_SIZE = 100
"""Pages of one template."""

_SIGHTINGS = (0.55, 0.22, 0.10, 0.06, 0.04, 0.03)
"""Of people: the shares that are independently written about once, twice, ..."""

_VOCABULARY = 40_000
_WORDS_MEDIAN, _WORDS_SPREAD, _WORDS_LEAST = 290, 0.5, 60
_STARTS = (*"bcdfghjklmnprstvwz", "br", "ch", "fl", "gr", "pr", "sh", "st", "th")
_VOWELS = (*"aeiouaeio", "ea")
_ENDS = (*[""] * 6, "n", "r", "s", "l", "t", "st")
_ACCENTS = str.maketrans("aeiou", "áéíöü")


class Pair(NamedTuple):
    """Two documents, by number, and the Jaccard similarity of their shingles."""

    left: int
    right: int
    similarity: float


@dataclass
class _Text:
    """A document as tokens; those of the fact are never edited."""

    tokens: list[str]
    fact_start: int
    fact_end: int
    person: int

    def render(self) -> str:
        return " ".join(self.tokens).replace("\n\n ", "\n\n").rstrip()


@dataclass
class Truth:
    """What was planted.

    Attributes:
        person: Of each document, whom it is about.
        statement: Of each document, the independent statement that it repeats.
        pairs: The planted pairs, with their true similarity.
    """

    person: list[int] = field(default_factory=list)
    statement: list[int] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def make_documents(count: int, folder: Path, *, seed: int = 1) -> None:
    """Write the documents of one size, unless they are there.

    Args:
        count: How many documents.
        folder: Gets `corpus/documents-N.jsonl` (id, text) and `truth.json`.
        seed: Of every draw.
    """
    if (folder / "truth.json").exists():
        return
    texts, truth = _plant(count, seed)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    share = -(-count // FILES)
    for number in range(FILES):
        part = range(number * share, min((number + 1) * share, count))
        with (corpus / f"documents-{number}.jsonl").open("wb") as file:
            for index in part:
                file.write(orjson.dumps({"id": f"{index:08d}", "text": texts[index]}))
                file.write(b"\n")
    (folder / "truth.json").write_text(json.dumps(vars(truth)), encoding="utf-8")


def load_truth(folder: Path) -> Truth:
    """Read what was planted in the documents of a folder."""
    stored = orjson.loads((folder / "truth.json").read_bytes())
    pairs = [Pair(*pair) for pair in stored["pairs"]]
    return Truth(stored["person"], stored["statement"], pairs)


def read_texts(folder: Path) -> list[str]:
    """Read the documents back, in the order of their numbers."""
    texts = []
    for path in sorted((folder / "corpus").glob("*.jsonl")):
        with path.open("rb") as file:
            texts += [orjson.loads(line)["text"] for line in file]
    return texts


def shingles(text: str) -> set[tuple[str, ...]]:
    """List a text's distinct runs of five normalised words."""
    words = split_words(text)
    return set(zip(*(words[at:] for at in range(SHINGLE_WORDS)), strict=False))


def jaccard(left: str, right: str) -> float:
    """Compute the true similarity of two texts (0..1)."""
    one, other = shingles(left), shingles(right)
    return len(one & other) / len(one | other)


def _plant(count: int, seed: int) -> tuple[list[str], Truth]:
    near, exact = int(count * NEAR_COPIES), int(count * EXACT_COPIES)
    pages = int(count * TEMPLATE_PAGES)
    originals = count - near - exact - pages
    draw = np.random.default_rng(seed)
    writer = _Writer(draw)
    people = _people(originals + pages, draw)

    made: list[_Text] = [writer.write(people[index]) for index in range(originals)]
    statement = list(range(originals))
    # Planted pairs, by place in `made`: each copy with its original, each page of a
    # template with the page before it.
    planted: list[tuple[int, int]] = []
    for page in range(pages):
        place = len(made)
        if page % TEMPLATE_SIZE == 0:
            template = writer.write(0)
        else:
            planted.append((place - 1, place))
        made.append(writer.refill(template, people[place]))
        statement.append(place)
    sources = draw.choice(originals, size=near + exact, replace=False).tolist()
    # From 0.5 to 1, half of them above 0.875: most copies are nearly exact.
    wanted = (1 - 0.5 * draw.random(near) ** 2).tolist()
    for number, source in enumerate(sources):
        planted.append((source, len(made)))
        original = made[source]
        copy = writer.edit(original, wanted[number]) if number < near else original
        made.append(copy)
        statement.append(statement[source])

    order = draw.permutation(count).tolist()  # order[new] = old
    number_of = [0] * count
    for new, old in enumerate(order):
        number_of[old] = new
    texts = [made[old].render() for old in order]
    truth = Truth(
        person=[made[old].person for old in order],
        statement=[statement[old] for old in order],
    )
    for one, other in planted:
        left, right = sorted((number_of[one], number_of[other]))
        truth.pairs.append(Pair(left, right, jaccard(texts[left], texts[right])))
    truth.pairs.sort()
    return texts, truth


def _people(statements: int, draw: np.random.Generator) -> list[int]:
    """Say of each independent statement whom it is about."""
    times = np.searchsorted(np.cumsum(_SIGHTINGS), draw.random(statements)) + 1
    people = np.repeat(np.arange(statements), times)[:statements]
    return draw.permutation(people).tolist()


class _Writer:
    """Writes texts from one stream of draws."""

    def __init__(self, draw: np.random.Generator) -> None:
        self._draw = draw
        words = _vocabulary(draw)
        self._size = len(words)
        # One array for a single look-up: plain, capital, and before punctuation.
        variants = [
            words,
            [word.capitalize() for word in words],
            [f"{word}." for word in words],
            [f"{word}," for word in words],
            [f"{word}.\n\n" for word in words],
        ]
        tokens = [token for form in variants for token in form]
        self._tokens = np.array(tokens, dtype=object)
        weights = 1 / (np.arange(self._size) + 2.7)
        self._cumulative = np.cumsum(weights / weights.sum())

    def write(self, person: int) -> _Text:
        """Write a text about a person."""
        length = _WORDS_MEDIAN * np.exp(_WORDS_SPREAD * self._draw.standard_normal())
        tokens, starts = self._prose(max(int(length), _WORDS_LEAST))
        at = starts[int(self._draw.integers(len(starts)))]
        fact = self._fact(person)
        return _Text(tokens[:at] + fact + tokens[at:], at, at + len(fact), person)

    def refill(self, template: _Text, person: int) -> _Text:
        """Write a template's page about another person: the fact and two words."""
        body = template.tokens.copy()
        before, after = body[: template.fact_start], body[template.fact_end :]
        fact = self._fact(person)
        for part in (before, after):
            if part:
                part[int(self._draw.integers(len(part)))] = self._word()
        end = template.fact_start + len(fact)
        return _Text(before + fact + after, template.fact_start, end, person)

    def edit(self, original: _Text, wanted: float) -> _Text:
        """Copy a text with about the wanted similarity to it."""
        tokens, length = original.tokens.copy(), len(original.tokens)
        start, end = original.fact_start, original.fact_end
        if self._draw.random() < 0.5:
            # What stands around a mirrored page: words before or behind it.
            extra, _ = self._prose(max(round(length * (1 / wanted - 1)), 1))
            if self._draw.random() < 0.5:
                tokens += extra
            else:
                tokens = extra + tokens
                start, end = start + len(extra), end + len(extra)
        else:
            # Words changed one by one; each takes five shingles with it.
            changes = max(round(length * (1 - wanted) / 5 / (1 + wanted)), 1)
            for at in self._draw.choice(length, size=changes, replace=False).tolist():
                if not start <= at < end:
                    tokens[at] = self._word()
        return _Text(tokens, start, end, original.person)

    def _word(self) -> str:
        word: str = self._tokens[int(self._draw.integers(self._size))]
        return word

    def _prose(self, length: int) -> tuple[list[str], list[int]]:
        """Write sentences of so many words; return tokens and the sentences' starts."""
        draw = self._draw
        ranks = np.searchsorted(self._cumulative, draw.random(length))
        form = np.where(draw.random(length) < 0.06, 3, 0)
        ends = np.cumsum(draw.integers(6, 30, size=length // 6 + 1)) - 1
        ends = np.append(ends[ends < length - 1], length - 1)
        starts = np.concatenate([[0], ends[:-1] + 1])
        form[starts] = 1
        form[ends] = np.where(np.arange(len(ends)) % 5 == 4, 4, 2)
        tokens: list[str] = self._tokens[form * self._size + ranks].tolist()
        return tokens, starts.tolist()

    def _fact(self, person: int) -> list[str]:
        # The birthday is a function of the person: whoever states it states the same.
        mixed = (person * 2_654_435_761) % (1 << 32)
        day, month = mixed % 28 + 1, MONTHS[mixed // 28 % 12]
        year = 1850 + mixed // 336 % 150
        return f"{person_name(person)} was born on {day} {month} {year}.".split(" ")


def person_name(person: int) -> str:
    """Name a person: a given name, and a family name that nobody else has."""
    family, rest = "", person
    for _ in range(3):
        rest, place = divmod(rest, len(_STARTS) * 5)
        family += _STARTS[place // 5] + "aeiou"[place % 5]
    return f"{GIVEN[person % len(GIVEN)]} {family.capitalize()}n"


def _vocabulary(draw: np.random.Generator) -> list[str]:
    """Invent distinct words, the frequent ones short, a few with accents."""
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        rank = len(words)
        syllables = 1 if rank < 400 else 2 if rank < 12_000 else 3
        word = "".join(_syllables(draw, syllables))
        if rank > 300 and draw.random() < 0.004:
            word = word.translate(_ACCENTS)
        words[word] = None
    return list(words)


def _syllables(draw: np.random.Generator, count: int) -> Iterator[str]:
    for part in (_STARTS, _VOWELS, _ENDS) * count:
        yield _pick(part, draw)


def _pick(choices: Sequence[str], draw: np.random.Generator) -> str:
    return choices[int(draw.integers(len(choices)))]
