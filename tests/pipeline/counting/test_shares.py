"""Wilson's interval, against published figures and its own definition."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.estimators import NORMAL_QUANTILE
from pipeline.counting.shares import wilson_interval


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(successes, trials, low, high):
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


counts = st.integers(1, 10**7).flatmap(
    lambda trials: st.tuples(st.integers(0, trials), st.just(trials))
)


@given(counts)
def test_the_share_lies_within_and_the_ends_mirror_those_of_failures(counted):
    successes, trials = counted
    low, high = wilson_interval(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert low < high
    other_low, other_high = wilson_interval(trials - successes, trials)
    assert (other_low, other_high) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(counts)
def test_an_end_is_a_probability_that_the_score_test_just_accepts(counted):
    successes, trials = counted
    for end in wilson_interval(successes, trials):
        if 0 < end < 1:
            deviation = abs(successes / trials - end)
            deviations = deviation / sqrt(end * (1 - end) / trials)
            assert deviations == pytest.approx(NORMAL_QUANTILE, rel=1e-3)
