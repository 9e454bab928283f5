"""Bins of a spectrum on a logarithmic axis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.spectra import make_spectrum
from pipeline.report.html.binning import SpectrumBin, bin_spectrum

SPECTRA = st.dictionaries(
    st.integers(1, 10**12), st.integers(1, 10**9), max_size=30
).map(lambda counts: make_spectrum(counts.items()))


def test_a_small_spectrum_is_its_own_bins() -> None:
    assert bin_spectrum(make_spectrum([(1, 9), (2, 4), (3, 1)])) == [
        SpectrumBin(1, 1, 9),
        SpectrumBin(2, 2, 4),
        SpectrumBin(3, 3, 1),
    ]


def test_large_numbers_of_sightings_share_a_bin() -> None:
    bins = bin_spectrum(make_spectrum([(4, 3), (5, 2), (100, 1), (120, 4)]))
    assert bins == [SpectrumBin(4, 5, 5), SpectrumBin(91, 127, 5)]
    assert bins[0].density == 2.5
    assert bins[0].middle == pytest.approx(20**0.5)


def test_an_empty_spectrum_has_no_bin() -> None:
    assert bin_spectrum(make_spectrum([])) == []


@given(SPECTRA)
def test_no_prompt_is_lost_and_no_bin_meets_another(spectrum) -> None:
    bins = bin_spectrum(spectrum)
    assert sum(one.prompts for one in bins) == spectrum.keys
    for left, right in pairwise(bins):
        assert left.least <= left.most < right.least
