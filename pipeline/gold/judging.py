"""Which predictions agree with the gold facts of one text, for one category.

Knows neither files nor how predictions come about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.gold.matching import is_same_name, is_same_value
from pipeline.gold.records import GoldFact, GoldRecord


@dataclass(frozen=True, slots=True)
class Prediction:
    """A fact that was found in a text.

    Attributes:
        entity: As `observations` has it.
        value: As `observations` has it.
        passage: The passage that states it.
        pattern: The pattern that found it there.
    """

    entity: str
    value: str
    passage: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The facts of a text and what was found there, each in the order it came.

    Attributes:
        facts: All gold facts of the category.
        found: Facts asked for that a prediction agrees with.
        missed: Facts asked for that none agrees with.
        right: Predictions that agree with a fact, asked for or not.
        wrong: Predictions that agree with none.
        traps: How many traps there are.
        trapped: The predictions that fell into a trap, once a trap.
        is_annotated: Whether the text was annotated for the category; only then does
            what is predicted count as right or wrong.
    """

    facts: tuple[GoldFact, ...]
    found: tuple[GoldFact, ...]
    missed: tuple[GoldFact, ...]
    right: tuple[Prediction, ...]
    wrong: tuple[Prediction, ...]
    traps: int
    trapped: tuple[Prediction, ...]
    is_annotated: bool

    @property
    def asked(self) -> tuple[GoldFact, ...]:
        """The facts asked for: those that name somebody or something."""
        return tuple(fact for fact in self.facts if not fact.is_pronoun)


def judge_predictions(
    record: GoldRecord, category: str, predictions: Sequence[Prediction], *, dated: bool
) -> Judgement:
    """Compare what was found in a text with what it states.

    A prediction agrees with a fact where their values are one, and its entity has one
    of the fact's names or the fact names no one.

    Args:
        record: The text, with its facts of any category.
        category: The category.
        predictions: Of that category, each (entity, value) once.
        dated: Whether its values are dates.

    Returns:
        Which is which.
    """
    facts = tuple(one for one in record.facts if one.category == category)
    traps = [one for one in record.traps if one.category == category]
    right: set[Prediction] = set()
    found: list[GoldFact] = []
    missed: list[GoldFact] = []
    for fact in facts:
        agreeing = [
            one
            for one in predictions
            if is_same_value(one.value, fact.value, dated=dated)
            and (fact.is_pronoun or names_entity(one, fact))
        ]
        right.update(agreeing)
        if not fact.is_pronoun:
            (found if agreeing else missed).append(fact)
    return Judgement(
        facts=facts,
        found=tuple(found),
        missed=tuple(missed),
        right=tuple(one for one in predictions if one in right),
        wrong=tuple(one for one in predictions if one not in right),
        traps=len(traps),
        trapped=tuple(
            one
            for one in predictions
            for trap in traps
            if is_same_value(one.value, trap.value, dated=dated)
            and is_same_name(one.entity, trap.entity)
        ),
        is_annotated=category in record.annotated,
    )


def names_entity(prediction: Prediction, fact: GoldFact) -> bool:
    """Whether a prediction's entity has one of a fact's names."""
    return any(is_same_name(prediction.entity, name) for name in fact.names)
