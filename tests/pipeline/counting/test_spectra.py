"""Spectra add up, exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting.spectra import collect_spectra, count_spectrum, make_spectrum

SIGHTINGS = st.lists(st.integers(0, 60), max_size=80)


@given(SIGHTINGS)
def test_a_counted_spectrum_adds_up(sightings: list[int]):
    spectrum = count_spectrum(np.array(sightings, dtype=np.int64))
    assert spectrum.observations == sum(sightings)
    assert spectrum.keys == sum(times > 0 for times in sightings)
    for times in range(1, 62):
        assert spectrum.seen(times) == sightings.count(times)
    assert (spectrum.singletons, spectrum.doubletons) == (
        sightings.count(1),
        sightings.count(2),
    )


def test_the_order_of_pairs_does_not_matter_and_empty_pairs_are_left_out():
    spectrum = make_spectrum([(3, 1), (1, 5), (2, 0)])
    assert spectrum.times_seen.tolist() == [1, 3]
    assert spectrum.prompts.tolist() == [5, 1]


def test_a_large_corpus_is_counted_exactly():
    spectrum = make_spectrum([(1, 10**12 + 1), (3 * 10**9, 10**12)])
    assert spectrum.observations == 3 * 10**21 + 10**12 + 1


@pytest.mark.parametrize("pairs", [[(0, 1)], [(1, -1)], [(1, 2), (1, 3)]])
def test_a_spectrum_of_no_sense_is_refused(pairs: list[tuple[int, int]]):
    with pytest.raises(ValueError, match="spectrum"):
        make_spectrum(pairs)


def test_rows_of_the_table_make_a_spectrum_of_each_category_unit_and_key():
    rows = [
        {
            "category": category,
            "unit": unit,
            "key": key,
            "times_seen": times,
            "prompts": prompts,
        }
        for category, unit, key, times, prompts in [
            ("capital", "mentions", "fact", 2, 3),
            ("birthday", "clusters", "prompt", 1, 4),
            ("capital", "mentions", "fact", 1, 5),
            ("capital", "clusters", "fact", 1, 7),
        ]
    ]
    spectra = collect_spectra(rows)
    assert {
        which: (one.times_seen.tolist(), one.prompts.tolist())
        for which, one in spectra.items()
    } == {
        ("capital", "mentions", "fact"): ([1, 2], [5, 3]),
        ("birthday", "clusters", "prompt"): ([1], [4]),
        ("capital", "clusters", "fact"): ([1], [7]),
    }
    assert [category for category, *_ in spectra] == ["capital", "birthday", "capital"]
