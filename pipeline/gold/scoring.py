"""Scores: judgements counted, and the rates that follow from the counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from pipeline.counting.estimators import Interval
from pipeline.counting.shares import wilson_interval
from pipeline.gold.gate_recall import find_gated_passage
from pipeline.gold.judging import Judgement


@dataclass(frozen=True, slots=True)
class Score:
    """What one category did on gold records, in counts; scores of texts add up.

    Attributes:
        asked: Gold facts, but not those that name no one.
        found: Of them, those that a prediction agrees with.
        gate: Of the asked, those with a trigger in a passage that holds the value, or
            that were found: a ceiling of `found`.
        gate_anywhere: Of the asked, those with a trigger anywhere in the text.
        predicted: Predictions in texts that are annotated for the category.
        right: Of them, those that agree with a gold fact, asked for or not.
        traps: Pairs that the texts do not state.
        trapped: Predictions of such pairs.
    """

    asked: int = 0
    found: int = 0
    gate: int = 0
    gate_anywhere: int = 0
    predicted: int = 0
    right: int = 0
    traps: int = 0
    trapped: int = 0

    def __add__(self, other: Score) -> Score:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Score(*(one + more for one, more in pairs))

    @property
    def missed(self) -> int:
        """Facts asked for and not found."""
        return self.asked - self.found

    @property
    def wrong(self) -> int:
        """Predictions that agree with no gold fact."""
        return self.predicted - self.right

    @property
    def recall(self) -> float | None:
        """Found / asked; None where nothing was asked."""
        return self.found / self.asked if self.asked else None

    @property
    def recall_interval(self) -> Interval | None:
        """Wilson's, at 95%."""
        return wilson_interval(self.found, self.asked) if self.asked else None

    @property
    def precision(self) -> float | None:
        """Right / predicted; None where nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def precision_interval(self) -> Interval | None:
        """Wilson's, at 95%."""
        return wilson_interval(self.right, self.predicted) if self.predicted else None

    @property
    def gate_recall(self) -> float | None:
        """Gate / asked, a ceiling of recall; None where nothing was asked."""
        return self.gate / self.asked if self.asked else None

    @property
    def gate_recall_anywhere(self) -> float | None:
        """The same with triggers anywhere in the text."""
        return self.gate_anywhere / self.asked if self.asked else None


def count_score(judgement: Judgement, passages: Sequence[str], *, dated: bool) -> Score:
    """Count what was judged of one text.

    Args:
        judgement: Of a text, for one category.
        passages: Those of the text that hold a trigger of the category.
        dated: Whether its values are dates.

    Returns:
        The text's score.
    """
    asked = judgement.asked
    is_annotated = judgement.is_annotated
    # What was found passed the gate, even where it says less than the gold value.
    gate = len(judgement.found) + sum(
        find_gated_passage(fact, passages, dated=dated) is not None
        for fact in judgement.missed
    )
    predicted = len(judgement.right) + len(judgement.wrong)
    return Score(
        asked=len(asked),
        found=len(judgement.found),
        gate=gate,
        gate_anywhere=len(asked) if passages else 0,
        predicted=predicted if is_annotated else 0,
        right=len(judgement.right) if is_annotated else 0,
        traps=judgement.traps,
        trapped=len(judgement.trapped),
    )
