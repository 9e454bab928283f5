"""How many times wider dependence makes an interval."""

from __future__ import annotations

import pytest

from pipeline.counting.dependence import measure_dependence, read_dependence
from pipeline.counting.estimators import Interval, esty_deviation

N, F1, F2 = 3_610, 900, 300
RATE, DEVIATION = F1 / N, esty_deviation(N, F1, F2)


@pytest.mark.parametrize(
    ("jackknife", "factor"),
    [
        pytest.param((RATE - 2.5 * DEVIATION, RATE + 2.5 * DEVIATION), 2.5, id="wider"),
        pytest.param((0.0, RATE + 40 * DEVIATION), 40, id="cut off at 0"),
        pytest.param((RATE - 1e-4, RATE + 1e-4), 1, id="narrower"),
        pytest.param(None, 1, id="none"),
    ],
)
def test_it_is_the_width_of_the_jackknife_over_estys(
    jackknife: tuple[float, float] | None, factor: float
):
    interval = None if jackknife is None else Interval(*jackknife)
    assert measure_dependence(N, F1, F2, interval) == pytest.approx(factor)
    low, high = jackknife or (None, None)
    row = {"observations": N, "singletons": F1, "doubletons": F2}
    row |= {"singleton_rate": RATE, "jackknife_low": low, "jackknife_high": high}
    assert read_dependence(row) == pytest.approx(factor)


@pytest.mark.parametrize(("n", "f1"), [(30, 30), (1, 1), (999, 500), (10**12, 10**12)])
def test_where_esty_is_not_to_be_trusted_there_is_none(n: int, f1: int):
    assert measure_dependence(n, f1, 0, Interval(0.5, 1.0)) == 1


def test_without_observations_there_is_none():
    row = dict.fromkeys(("singleton_rate", "jackknife_low", "jackknife_high"))
    counts = dict.fromkeys(("observations", "singletons", "doubletons"), 0)
    assert read_dependence(row | counts) == 1
