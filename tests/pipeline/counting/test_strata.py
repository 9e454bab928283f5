"""Strata of how often prompts were seen."""

import numpy as np

from pipeline.counting.spectra import make_spectrum
from pipeline.counting.strata import STRATA, count_sightings, find_strata


def test_every_number_of_sightings_is_in_its_stratum():
    times = np.arange(1, 50)
    for times_seen, place in zip(times, find_strata(times), strict=True):
        stratum = STRATA[place]
        assert stratum.first <= times_seen <= (stratum.last or 50)


def test_strata_divide_the_observations():
    spectrum = make_spectrum([(1, 10), (2, 4), (4, 3), (5, 1), (6, 1), (900, 2)])
    assert count_sightings(spectrum) == (10, 8, 17, 1_806)
    assert sum(count_sightings(spectrum)) == spectrum.observations
