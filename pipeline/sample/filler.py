"""Sentences that state no fact: the plain text around facts. Knows no entities.

Every slot has dozens of words and no five words in a row are fixed, so that two
documents that were written apart share next to no shingles.
"""

from __future__ import annotations

import re
from random import Random

from pipeline.sample.vocabulary import WORDS

_FILLERS = (
    "The {adjective} {building} near the {feature} was {verb} by {who} {when}.",
    "{Trade} from {town} {verb} {goods} and {goods2} {when}.",
    "A {adjective} {building} stood between {town} and the {feature}.",
    "{Who} {verb} the {adjective} {building}, but {who2} {verb2} it {when}.",
    "{Number} {trade} {verb} {goods} beside the {adjective} {feature}.",
    "In {town}, {who} still talk about {topic} and {topic2}.",
    "Behind the {building} lies a {adjective} {feature} that {who} {verb} {when}.",
    "Quarrels over {topic} kept the {trade} of {town} apart {when}.",
    "Nobody in {town} {verb} more {goods} than the {trade}.",
    "{When}, {who} {verb} {number} loads of {goods}.",
    "{Goods}, {goods2} and {goods3} were {verb} along the {feature}.",
    "Its {adjective} {building} opens on {weekday} and {weekday2}, {who} say.",
    "The {trade} met {when} to discuss {topic}.",
    "Guidebooks mention the {feature}, the {building} and the {adjective} {building2}.",
    "{Who} who {verb} {goods} paid {number} coins to the {trade}.",
    "At {town} the {feature} is {adjective}, and {who} {verb} it {when}.",
    "Most {who} prefer {topic} to {topic2}, a {adjective} habit.",
    "A pamphlet on {topic} was {verb} by {number} {who}.",
    "{Goods} from {town}, {trade} claimed, were {verb} by {who} {when}.",
    "The road to {town} passes a {adjective} {feature} and a {building}.",
    "{When}, the {adjective} {building} of {town} served {trade} and {who}.",
    "Songs about {topic} are {adjective}, yet {who} {verb} them {when}.",
    "No {building} between {town} and {town2} {verb} as many {goods}.",
    "Under the {adjective} {feature}, {trade} {verb} {number} crates of {goods}.",
)

_CAREERS = (
    "{verb} {goods} for the {trade} of {town}",
    "worked as a {job} near {town}",
    "wrote about {topic} and {topic2}",
    "taught {who} in a {adjective} {building}",
    "designed the {adjective} {building} at {town}",
    "{verb} the {building} by the {feature} {when}",
    "kept a {adjective} {building} where {who} {verb} {goods}",
    "argued with {trade} over {topic}",
    "collected songs about {topic} in {town}",
    "was known to {who} of {town} for {adjective} {goods}",
)

_CLAUSES = (
    "{verb} {goods} for the {trade} of {town}",
    "is known for {goods} and a {adjective} {building}",
    "{verb} {number} {trade} {when}",
    "has long offered advice on {topic} to {who}",
    "has a {adjective} {building} near the {feature}",
    "was praised by {who} for its {goods}",
    "draws {who} interested in {topic}",
)

# "a" before a vowel's letter; none of the words above sounds otherwise.
_ARTICLE = re.compile(r"\b([Aa]) (?=[AEIOUaeiou])")


class Filler:
    """Writes sentences from one stream of draws."""

    def __init__(self, draw: Random, towns: tuple[str, ...]) -> None:
        self._draw = draw
        self._towns = towns

    def sentence(self) -> str:
        """Write a sentence that states no fact of any category."""
        return self.fill(self._draw.choice(_FILLERS))

    def career(self) -> str:
        """Write what a person did, as a predicate in the past: "wrote about ..."."""
        return self.fill(self._draw.choice(_CAREERS))

    def clause(self) -> str:
        """Write a predicate for a city, a country or an organisation."""
        return self.fill(self._draw.choice(_CLAUSES))

    def word(self, kind: str) -> str:
        """Draw a word of a kind, such as "job"."""
        return self._draw.choice(WORDS[kind])

    def town(self) -> str:
        """Draw a town that is no capital."""
        return self._draw.choice(self._towns)

    def fill(self, template: str) -> str:
        """Fill a template's slots.

        Args:
            template: Text with slots such as {goods}; a second one of a kind has a
                digit ({goods2}), a capital slot ({Goods}) starts a sentence.
        """
        filled: dict[str, str] = {}
        for slot in _slots(template):
            kind = slot.lower().rstrip("0123456789")
            word = self.town() if kind == "town" else self.word(kind)
            while word in filled.values():
                word = self.town() if kind == "town" else self.word(kind)
            filled[slot] = word[0].upper() + word[1:] if slot[0].isupper() else word
        return _ARTICLE.sub(r"\1n ", template.format(**filled))


def _slots(template: str) -> list[str]:
    return [part.split("}")[0] for part in template.split("{")[1:]]
