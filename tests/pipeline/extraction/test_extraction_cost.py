"""Reading takes time in proportion to a document's length, however bad it is.

Times are compared with one another, never with a clock: a text four times as long may
take twelve times as long, so that noise passes and a square does not.
"""

from __future__ import annotations

from time import process_time

import pytest
from bad_documents import MAKERS, TRIGGERS, Maker, make_surnames

from pipeline.extraction.extractor import Extractor

TIMES_LONGER = 4
TIMES_DEARER = 12
LEAST_SECONDS = 0.1
"""What a process does besides reading, what a clock cannot tell, and what a text costs
once it no longer fits the caches: a square of a megabyte takes many times as long."""


def seconds(extractor: Extractor, text: str, *, runs: int) -> float:
    """Processor time of the fastest of some runs."""
    times = []
    for _ in range(runs):
        before = process_time()
        extractor.extract(text, title="Ada Holt")
        times.append(process_time() - before)
    return min(times)


def check_growth(
    extractor: Extractor, make: Maker, triggers: tuple[str, ...], length: int
) -> None:
    """A text and one of four times its length are read in like time a character."""
    once, longer = make(length, triggers), make(length * TIMES_LONGER, triggers)
    # Measured with more care only where it is in doubt.
    for runs in (1, 4):
        short = seconds(extractor, once, runs=runs)
        long = seconds(extractor, longer, runs=runs)
        if long <= TIMES_DEARER * short + LEAST_SECONDS:
            return
    pytest.fail(f"{length} characters: {short:.3f} s, four times: {long:.3f} s")


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_cost_of_a_bad_document_is_linear(extractor, make):
    every = tuple(dict.fromkeys(word for words in TRIGGERS.values() for word in words))
    check_growth(extractor, make, every, 1 << 13)


def test_the_cost_of_many_surnames_is_linear(extractor):
    check_growth(extractor, make_surnames, ("Nobody died",), 1 << 13)


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("name", TRIGGERS)
def test_the_cost_of_a_bad_megabyte_is_linear(alone, name, make):
    check_growth(alone[name], make, TRIGGERS[name], 1 << 18)


def test_every_category_is_woken(categories, extractor):
    assert set(TRIGGERS) == {one.name for one in categories}
    text = MAKERS["facts"](1000, ())
    assert {one.category for one in extractor.extract(text)} == set(TRIGGERS)
