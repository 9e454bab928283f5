"""Measured shares, and quantiles of mixtures of what they lead to."""

import numpy as np
import pytest
from scipy.stats import beta, norm

from pipeline.counting.measured_shares import (
    DRAWS,
    MeasuredShare,
    mixture_quantile,
    spread_together,
)


def test_an_assumed_share_has_no_spread():
    assert set(MeasuredShare(0.9).spread(np.array([0.01, 0.99]))) == {0.9}


def test_a_measured_share_spreads_as_jeffreys_has_it():
    places = np.array([0.025, 0.5, 0.975])
    expected = beta(190.5, 10.5).ppf(places)
    assert MeasuredShare(0.95, 200).spread(places) == pytest.approx(expected)


def test_points_are_even_and_always_the_same():
    shares = [MeasuredShare(0.5, 100), MeasuredShare(0.9, 50), MeasuredShare(1.0)]
    points = spread_together(shares)

    assert points.shape == (DRAWS, 3)
    assert (points == spread_together(shares)).all()
    assert points[:, 0].mean() == pytest.approx(0.5, abs=1e-3)
    assert np.quantile(points[:, 0], 0.1) == pytest.approx(
        beta(50.5, 50.5).ppf(0.1), abs=2e-3
    )
    assert abs(np.corrcoef(points[:, 0], points[:, 1])[0, 1]) < 0.1
    assert (points[:, 2] == 1).all()


def test_shares_that_are_all_assumed_are_taken_once():
    assert spread_together([MeasuredShare(0.9), MeasuredShare(1.0)]).tolist() == [
        [0.9, 1.0]
    ]


@pytest.mark.parametrize("level", [0.025, 0.5, 0.975])
def test_a_mixture_of_one_is_a_normal_distribution(level: float):
    found = mixture_quantile(np.array([0.3]), np.array([0.02]), level)
    assert found == pytest.approx(norm(0.3, 0.02).ppf(level), abs=1e-12)


def test_a_mixture_of_points_has_their_quantiles():
    centres = np.linspace(0, 1, 101)
    found = mixture_quantile(centres, np.zeros(101), 0.25)
    assert found == pytest.approx(0.25, abs=1e-9)
