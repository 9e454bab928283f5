"""Floors under assumed precision and recall."""

import pytest

from pipeline.counting.sensitivity import vary_measures
from pipeline.counting.spectra import make_spectrum

SPECTRUM = make_spectrum([(1, 300), (2, 100), (4, 125)])  # N = 1,000


def rates(precisions: tuple[float, ...], recalls: tuple[float, ...]) -> list[float]:
    return [one.rate for one in vary_measures(SPECTRUM, precisions, recalls)]


def test_nothing_assumed_is_the_floor():
    assert rates((1.0,), (1.0,)) == [0.3]


def test_false_sightings_are_singletons():
    assert rates((0.9,), (1.0,)) == [pytest.approx((300 - 100) / 900)]


def test_more_false_sightings_than_singletons_are_impossible():
    assert rates((0.7, 0.6), (1.0,)) == [0.0, None]


def test_misses_are_unthinned():
    half = 0.25  # t at a recall of 0.8
    expected = (300 - 2 * half * 100 - 4 * half**3 * 125) / 1_000
    assert rates((1.0,), (0.8,)) == [pytest.approx(expected)]


def test_an_empty_spectrum_depends_on_nothing():
    assert vary_measures(make_spectrum([])) == []
