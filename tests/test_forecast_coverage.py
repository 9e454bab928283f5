"""A part of a corpus predicts the floor of the whole within its interval."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from pipeline.counting.forecast import forecast_floor
from pipeline.counting.spectra import count_spectrum
from pipeline.errors import ArgumentError

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def study() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
        import forecast_coverage

        yield forecast_coverage
        for name in ("forecast_coverage", "known_populations"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def predictions(study: ModuleType) -> list:
    return list(study.study(draws=300))


def test_a_part_holds_the_whole_in_90_of_100_draws(predictions: list) -> None:
    assert {one.hidden for one in predictions} == {0.3, 0.5, 0.65}
    assert {one.unit for one in predictions} == {"observations", "clusters"}
    for one in predictions:
        assert one.held >= 0.9, one


def test_the_forecast_is_near_the_whole_in_the_mean(predictions: list) -> None:
    for one in predictions:
        assert abs(one.forecast - one.rate) < one.width / 4, one


def test_the_interval_is_narrow_enough_to_say_something(predictions: list) -> None:
    for one in predictions:
        if one.unit == "observations":
            assert one.width < 0.2, one


def test_the_page_shows_what_was_measured(study: ModuleType, predictions: list) -> None:
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8").splitlines()
    lines = study.write_table(predictions)
    assert [line for line in lines if line not in page] == []


def test_nine_tenths_hidden_are_not_forecast() -> None:
    random = np.random.default_rng(3)
    whole = random.multinomial(10_000, np.full(5_000, 1 / 5_000))
    part = count_spectrum(random.binomial(whole, 0.1))
    with pytest.raises(ArgumentError, match="beyond 3 times"):
        forecast_floor(part, 10_000 / part.observations)
