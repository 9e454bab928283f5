"""The gate against gold facts: what it keeps out, no pattern can find.

The share of facts that it lets through is a ceiling of recall.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.gold.matching import holds_value
from pipeline.gold.records import GoldFact


def find_gated_passage(
    fact: GoldFact, passages: Sequence[str], *, dated: bool
) -> str | None:
    """Find the passage past the gate that may state a fact.

    Args:
        fact: Any.
        passages: Those of the text that hold a trigger of the fact's category.
        dated: Whether the category's values are dates.

    Returns:
        The first that holds the value, in any form; None where the gate kept it out.
    """
    holding = (one for one in passages if holds_value(one, fact.value, dated=dated))
    return next(holding, None)
