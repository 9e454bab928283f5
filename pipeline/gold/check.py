"""Categories against gold records: what they find there, counted and explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.category import Category
from pipeline.extraction.extractor import Extractor
from pipeline.extraction.observations import Observation
from pipeline.extraction.slots import SlotType
from pipeline.gold.diagnosis import GoldError, explain_errors
from pipeline.gold.judging import Prediction, judge_predictions
from pipeline.gold.records import GoldRecord
from pipeline.gold.scoring import Score, count_score


@dataclass(frozen=True)
class GoldCheck:
    """How categories did on gold records.

    Attributes:
        records: How many there are.
        without_text: How many of them were passed over for having no text.
        scores: By category, in the order given; only those that a record with a text
            concerns.
        errors: By category, the same ones, in the order of the records.
    """

    records: int
    without_text: int
    scores: dict[str, Score]
    errors: dict[str, list[GoldError]]


def check_gold(
    records: Sequence[GoldRecord], categories: Sequence[Category]
) -> GoldCheck:
    """Run categories over gold texts, each text a document, and score what is found.

    Args:
        records: In any number.
        categories: Those to score.

    Returns:
        Scores and errors.
    """
    extractor = Extractor(categories)
    scores: dict[str, Score] = {}
    errors: dict[str, list[GoldError]] = {}
    for record in records:
        if record.text is None:
            continue
        concerned = [one for one in categories if record.concerns(one.name)]
        if not concerned:
            continue
        observations = extractor.extract(
            record.text, title=record.title, language=record.language
        )
        gated = extractor.find_passages(record.text, language=record.language)
        for category in concerned:
            name, dated = category.name, category.value_type is SlotType.DATE
            passages = [text for text, owners in gated if name in owners]
            judgement = judge_predictions(
                record, name, _predictions(observations, name), dated=dated
            )
            score = count_score(judgement, passages, dated=dated)
            scores[name] = scores.get(name, Score()) + score
            errors.setdefault(name, []).extend(
                explain_errors(record, judgement, passages, dated=dated)
            )
    names = [one.name for one in categories if one.name in scores]
    return GoldCheck(
        records=len(records),
        without_text=sum(one.text is None for one in records),
        scores={name: scores[name] for name in names},
        errors={name: errors[name] for name in names},
    )


def _predictions(
    observations: Sequence[Observation], category: str
) -> list[Prediction]:
    """What was found of a category: each (entity, value) once, where it comes first."""
    first: dict[tuple[str, str], Observation] = {}
    for one in observations:
        if one.category == category:
            first.setdefault((one.entity, one.value), one)
    return [
        Prediction(one.entity, one.value, one.passage, one.pattern)
        for one in first.values()
    ]
