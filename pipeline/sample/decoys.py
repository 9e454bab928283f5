"""Sentences that look as if they stated a fact, and state none."""

from __future__ import annotations

from random import Random

from pipeline.sample.filler import Filler

# {name} is somebody of whom the sample states nothing; {title} is a work's.
_DECOYS = (
    'The novel "Born on {day} May" was {verb} by {who} in {year}.',
    '"{title}, {year}" is a film about {topic} that {who} {verb} {when}.',
    "{name} was born in the saddle, as the {trade} put it.",
    '"She was born to lead," says a {job} in the play about {topic}.',
    "The idea was born in {town}, where {who} {verb} {goods}.",
    "{name} served as mayor of {town} (4 March {year} – 3 March {soon}).",
    "{name} (in office {day} June {year} – 2 May {soon}) {verb} {goods}.",
    "{name} (c. {year} – c. {late}) {verb} {goods} for {trade}.",
    "{name} was born around {year}, perhaps near {town}.",
    "{name} was born on 30 February {year}, or so a faulty register has it.",
    "{name} died on 31 June {year}, a date that no calendar of {town} knows.",
    "The {building} (see above) was {verb} by {who}.",
    "Two {trade} (or so {who} say) {verb} the {feature} {when}.",
    "A copy of the plan (PDF) is kept at the {building} of {town}.",
    "{town} is the capital of style, {who} joked {when}.",
    "Capital gains on {goods} were taxed {when}.",
    "The capital of the {building} company was {verb} {when}.",
    "The old custom died in {town} once {who} {verb} {goods}.",
    "{who_first} were born storytellers and {verb} {topic} {when}.",
    "The exhibition ({day} April {year} – 9 May {year}) showed {goods} and {goods2}.",
    "Write {town} in capital letters (not italics), the {trade} advised.",
)

_TITLES = (
    "The {Adjective} {Building}",
    "{Number} {Who}",
    "Beyond the {Feature}",
    "{Goods} and {Goods2}",
)


class Decoys:
    """Writes sentences without a fact from one stream of draws."""

    def __init__(
        self, draw: Random, filler: Filler, strangers: tuple[str, ...]
    ) -> None:
        self._draw = draw
        self._filler = filler
        self._strangers = strangers

    def sentence(self) -> str:
        """Write a sentence that a careless reader takes for a statement."""
        draw, filler = self._draw, self._filler
        year = draw.randint(1700, 1985)
        known = {
            "{name}": draw.choice(self._strangers),
            "{title}": filler.fill(draw.choice(_TITLES)),
            "{who_first}": filler.word("who").capitalize(),
            "{day}": str(draw.randint(1, 28)),
            "{year}": str(year),
            "{soon}": str(year + draw.randint(1, 6)),
            "{late}": str(year + draw.randint(40, 80)),
        }
        template = draw.choice(_DECOYS)
        for slot, value in known.items():
            template = template.replace(slot, value)
        return filler.fill(template)
