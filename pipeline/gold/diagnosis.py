"""Errors against gold facts, each with the cause that can be told from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.gold.gate_recall import find_gated_passage
from pipeline.gold.judging import Judgement, Prediction, names_entity
from pipeline.gold.matching import is_same_value
from pipeline.gold.records import GoldFact, GoldRecord


class Cause(StrEnum):
    """Why a fact was missed, or what is wrong with a prediction."""

    ENTITY_DIFFERS = "entity differs"
    OTHER_VALUE = "other value"
    NO_TRIGGER = "no trigger"
    TRIGGER_ELSEWHERE = "trigger, but in no passage with the value"
    NO_PATTERN = "trigger but no pattern"
    TRAP = "trap"
    NOT_IN_GOLD = "not in the gold"


@dataclass(frozen=True, slots=True)
class GoldError:
    """One fact that was missed, or one prediction that is wrong.

    Attributes:
        kind: "missed" or "wrong".
        record: The id of the record.
        entity: Of the fact, or of the prediction.
        value: Likewise.
        cause: As far as can be told.
        instead: Where entity or value differ: those of the prediction instead of the
            fact, or of the fact instead of the prediction.
        pattern: That of the prediction; None for what was missed.
        passage: Where the prediction was found. For what was missed, a passage with a
            trigger and the value; where there is none, the whole text.
    """

    kind: str
    record: str
    entity: str
    value: str
    cause: Cause
    instead: tuple[str, str] | None
    pattern: str | None
    passage: str


def explain_errors(
    record: GoldRecord, judgement: Judgement, passages: Sequence[str], *, dated: bool
) -> Iterator[GoldError]:
    """Explain every error that was made in a text, for one category.

    Args:
        record: The text.
        judgement: What was judged of it.
        passages: Those that hold a trigger of the category.
        dated: Whether the category's values are dates.

    Yields:
        What was missed, then what is wrong.
    """
    for fact in judgement.missed:
        passage = find_gated_passage(fact, passages, dated=dated)
        # Not a prediction that is right: it says what another fact says.
        near = _find_near([(fact, one) for one in judgement.wrong], dated=dated)
        if near is not None:
            cause, instead = near[0], (near[2].entity, near[2].value)
        else:
            cause, instead = _explain_gate(passage, passages), None
        yield GoldError(
            kind="missed",
            record=record.id,
            entity=fact.names[0],
            value=fact.value,
            cause=cause,
            instead=instead,
            pattern=None,
            passage=(record.text or "") if passage is None else passage,
        )
    if judgement.is_annotated:
        for prediction in judgement.wrong:
            yield _explain_wrong(record, judgement, prediction, dated=dated)


def _explain_gate(passage: str | None, passages: Sequence[str]) -> Cause:
    if passage is not None:
        return Cause.NO_PATTERN
    return Cause.TRIGGER_ELSEWHERE if passages else Cause.NO_TRIGGER


def _explain_wrong(
    record: GoldRecord, judgement: Judgement, prediction: Prediction, *, dated: bool
) -> GoldError:
    near = _find_near([(fact, prediction) for fact in judgement.asked], dated=dated)
    if prediction in judgement.trapped:
        cause, instead = Cause.TRAP, None
    elif near is not None:
        cause, instead = near[0], (near[1].names[0], near[1].value)
    else:
        cause, instead = Cause.NOT_IN_GOLD, None
    return GoldError(
        kind="wrong",
        record=record.id,
        entity=prediction.entity,
        value=prediction.value,
        cause=cause,
        instead=instead,
        pattern=prediction.pattern,
        passage=prediction.passage,
    )


def _find_near(
    pairs: Sequence[tuple[GoldFact, Prediction]], *, dated: bool
) -> tuple[Cause, GoldFact, Prediction] | None:
    """The first pair of one value, or else of one entity, of pairs that disagree."""
    for fact, prediction in pairs:
        if is_same_value(prediction.value, fact.value, dated=dated):
            return Cause.ENTITY_DIFFERS, fact, prediction
    for fact, prediction in pairs:
        if names_entity(prediction, fact):
            return Cause.OTHER_VALUE, fact, prediction
    return None
