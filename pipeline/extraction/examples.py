"""The examples of category files, run: does each text give its facts and no other?"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.category import Category
from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.extractor import Extractor


def check_examples(categories: Sequence[Category]) -> list[str]:
    """Run every category's examples through that category alone.

    Returns:
        One line for each example whose facts are not exactly those it lists; empty
        where all is well.
    """
    failures = []
    for category in categories:
        extractor = Extractor([category])
        for position, example in enumerate(category.examples):
            expected = {(entity_key(e), v) for e, v in example.facts}
            observed = {
                (one.entity_key, one.value)
                for one in extractor.extract(example.text, title=example.title)
            }
            if observed != expected:
                failures.append(
                    f"{category.name}: examples[{position}]: expected "
                    f"{sorted(expected)}, found {sorted(observed)}: {example.text!r}"
                )
    return failures
