"""Floors corrected for false and missed sightings: laws, and truths held to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from pipeline.audit.precision import Judgment, fill_strata, measure_strata
from pipeline.audit.sampling import share_among_strata
from pipeline.counting.corrections import CorrectedFloor, correct_floor
from pipeline.counting.dependence import measure_dependence
from pipeline.counting.estimators import (
    esty_deviation,
    missing_mass_interval,
    singleton_rate,
)
from pipeline.counting.good_toulmin import extrapolate_mass
from pipeline.counting.jackknife import find_group, jackknife_sightings
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.spectra import Spectrum, count_spectrum, make_spectrum
from pipeline.counting.strata import STRATA, count_sightings, find_strata
from pipeline.counting.true_sightings import sum_true_sightings

PERFECT = [MeasuredShare(1.0)] * len(STRATA)

spectra = st.dictionaries(
    st.integers(1, 60), st.integers(1, 5_000), min_size=1, max_size=12
).map(lambda pairs: make_spectrum(pairs.items()))


def zipf(kinds: int, exponent: float = 1.0) -> np.ndarray:
    weights = np.arange(1, kinds + 1, dtype=np.float64) ** -exponent
    return weights / weights.sum()


POPULATIONS = {
    "zipf": zipf(20_000),
    "flat zipf": zipf(5_000, 0.7),
    "uniform": zipf(4_000, 0.0),
}


def correct(
    spectrum: Spectrum,
    precision: list[MeasuredShare] = PERFECT,
    recall: MeasuredShare | None = None,
) -> CorrectedFloor:
    corrected = correct_floor(spectrum, precision, recall)
    assert corrected is not None
    return corrected


@given(spectra)
def test_nothing_to_correct_leaves_the_floor_and_its_interval(spectrum: Spectrum):
    n, f1, f2 = spectrum.observations, spectrum.singletons, spectrum.doubletons

    for recall in (None, MeasuredShare(1.0)):
        found = correct(spectrum, PERFECT, recall)
        assert found.rate == pytest.approx(singleton_rate(n, f1), abs=1e-12)
        assert found.observations == n
        raw = missing_mass_interval(n, f1, f2)
        # Never narrower: where Esty's is not trusted, Corollary 3's may lie within it.
        assert found.low <= raw.low + 1e-9
        assert found.high >= raw.high - 1e-9


def test_a_trusted_interval_is_left_to_the_digit():
    spectrum = make_spectrum([(1, 1_500), (2, 250), (10, 300)])
    found = correct(spectrum)

    raw = missing_mass_interval(
        spectrum.observations, spectrum.singletons, spectrum.doubletons
    )
    assert (found.low, found.high) == pytest.approx(raw, abs=1e-12)


def test_an_empty_spectrum_has_no_floor_to_correct():
    assert correct_floor(make_spectrum([]), PERFECT) is None


def test_where_nothing_is_true_there_is_no_floor():
    spectrum = make_spectrum([(1, 10), (2, 3)])
    assert correct_floor(spectrum, [MeasuredShare(0.0, 10)] * len(STRATA)) is None


@given(spectra, st.floats(0, 0.9))
def test_false_singletons_of_a_known_share_are_undone(spectrum: Spectrum, share: float):
    n, f1 = spectrum.observations, spectrum.singletons
    false = round(share / (1 - share) * n)
    pairs = dict(
        zip(spectrum.times_seen.tolist(), spectrum.prompts.tolist(), strict=True)
    )
    observed = make_spectrum((pairs | {1: f1 + false}).items())

    precision = [MeasuredShare(f1 / max(f1 + false, 1)), *PERFECT[1:]]
    found = correct_floor(observed, precision)
    assert found is not None
    assert found.rate == pytest.approx(f1 / n, abs=1e-9)
    assert found.observations == pytest.approx(n)


@given(spectra, st.lists(st.floats(0.05, 1), min_size=2, max_size=2))
def test_less_precision_of_singletons_never_raises_a_floor(
    spectrum: Spectrum, shares: list[float]
):
    worse, better = (
        correct(spectrum, [MeasuredShare(share), *PERFECT[1:]])
        for share in sorted(shares)
    )
    assert worse.rate <= better.rate + 1e-12
    assert worse.together <= better.together + 1e-12


@given(
    spectra,
    # No share so small that the test's own probabilities overflow.
    st.tuples(*[st.just(0.0) | st.floats(1e-9, 1)] * len(STRATA)),
    st.floats(0, 3),
    st.booleans(),
)
def test_sums_are_those_of_the_spectrum_that_is_corrected(
    spectrum: Spectrum, shares: tuple[float, ...], extra: float, together: bool
):
    each = np.array(shares)[find_strata(spectrum.times_seen)]
    times = np.arange(1, spectrum.times_seen.max() + 1)
    keys = np.zeros(len(times))
    for k, prompts, share in zip(
        spectrum.times_seen, spectrum.prompts, each, strict=True
    ):
        if together:
            keys[k - 1] += share * prompts
        else:
            keys += prompts * binom.pmf(times, k, share)
    n = float((times * keys).sum())

    sums = sum_true_sightings(
        spectrum, np.array([shares]), np.array([extra]), together=together
    )
    assert sums.observations[0] == pytest.approx(n, abs=1e-9)
    assert sums.singletons[0] == pytest.approx(keys[0], rel=1e-9, abs=1e-9)
    if n > 1:
        expected = extrapolate_mass(times, keys, n, extra=extra)
        scale = max(abs(expected.mass), expected.standard_error, 1.0)
        assert sums.series[0] / n == pytest.approx(expected.mass, abs=1e-9 * scale)
        error = np.sqrt(sums.squares[0] + 2 * sums.doubletons[0]) / n
        assert error == pytest.approx(expected.standard_error, rel=1e-6, abs=1e-9)


def test_a_recall_below_a_third_bounds_nothing_from_below():
    spectrum = make_spectrum([(1, 3_000), (2, 500), (9, 400)])
    found = correct(spectrum, PERFECT, MeasuredShare(0.3, 400))

    assert found.unthinned is None
    assert found.low == 0
    assert found.high >= correct(spectrum).high


def test_a_range_holds_both_of_its_readings_and_widens_with_doubt():
    spectrum = make_spectrum([(1, 3_000), (2, 900), (3, 500), (9, 400)])

    def widths(trials: float) -> float:
        precision = [MeasuredShare(0.95, trials)] * len(STRATA)
        found = correct(spectrum, precision, MeasuredShare(0.8, trials))
        assert found.unthinned is not None
        assert found.low <= found.unthinned[0] <= found.unthinned[1] <= found.rate
        assert found.together <= found.rate <= found.apart <= found.high
        return found.high - found.low

    assert widths(20) > widths(200) > widths(20_000)


def test_dependence_widens_a_range_and_leaves_the_floors():
    spectrum = make_spectrum([(1, 3_000), (2, 900), (3, 500), (9, 400)])
    precision = [MeasuredShare(0.95, 200)] * len(STRATA)
    for recall in (None, MeasuredShare(0.8, 145)):
        alone = correct_floor(spectrum, precision, recall)
        dependent = correct_floor(spectrum, precision, recall, dependence=2)
        assert alone is not None
        assert dependent is not None
        assert (dependent.rate, dependent.unthinned) == (alone.rate, alone.unthinned)
        assert dependent.low < alone.low
        assert dependent.high > alone.high


def test_without_an_error_a_dependent_interval_is_as_many_times_estys():
    spectrum = make_spectrum([(1, 1_500), (2, 250), (10, 300)])
    found = correct_floor(spectrum, PERFECT, dependence=2.5)
    assert found is not None

    n, f1, f2 = spectrum.observations, spectrum.singletons, spectrum.doubletons
    deviation = 2.5 * esty_deviation(n, f1, f2)
    expected = (f1 / n - deviation, f1 / n + deviation)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-12)


def test_on_pages_of_ten_prompts_the_range_holds_the_missing_mass():
    """Of which it would miss every other one, were sightings taken for independent."""
    generator = np.random.default_rng(12)
    chances, pages, each = zipf(10_000), 600, 10
    groups = np.array([find_group(f"page {page}") for page in range(pages)])
    held = {"alone": 0, "dependent": 0}
    for _ in range(60):
        topics = generator.choice(len(chances), pages, p=chances)
        missing = 1 - chances[np.unique(topics)].sum()
        sightings = (topics[:, np.newaxis] * each + np.arange(each)).ravel()
        spectrum = count_spectrum(np.bincount(sightings))
        factor = measure_dependence(
            spectrum.observations,
            spectrum.singletons,
            spectrum.doubletons,
            jackknife_sightings(
                sightings, np.repeat(groups, each), np.ones_like(sightings)
            ),
        )
        for name, dependence in (("alone", 1.0), ("dependent", factor)):
            found = correct_floor(spectrum, PERFECT, dependence=dependence)
            assert found is not None
            held[name] += found.low <= missing <= found.high
    # 95% of 60 is 57; four deviations are 7.
    assert held["dependent"] >= 50
    assert held["alone"] < 40


def test_the_same_measurements_give_the_same_range():
    spectrum = make_spectrum([(1, 3_000), (2, 900), (3, 500), (9, 400)])
    precision = [MeasuredShare(0.93, 57)] * len(STRATA)

    once, again = (
        correct(spectrum, precision, MeasuredShare(0.8, 30)) for _ in range(2)
    )
    assert once == again


def test_a_spectrum_of_a_trillion_is_corrected():
    spectrum = make_spectrum([(1, 10**11), (2, 10**10), (880_000, 10**6)])
    found = correct(spectrum, [MeasuredShare(0.9), *PERFECT[1:]], MeasuredShare(0.5))
    assert found.rate == pytest.approx(0.9e11 / found.observations)
    assert found.low < found.rate < found.high


def count_held(population: np.ndarray, recall: float, draws: int) -> dict[str, int]:
    """How often the truth lies in the range, where mentions and where prompts hid."""
    rng = np.random.default_rng(20_000)
    held = {"mentions": 0, "prompts": 0}
    for _ in range(draws):
        seen = rng.multinomial(8_000, population)
        truth = np.count_nonzero(seen == 1) / 8_000
        left = {
            "mentions": rng.binomial(seen, recall),
            "prompts": np.where(rng.random(len(seen)) < recall, seen, 0),
        }
        # As an annotated text of 300 facts would measure it.
        measured = MeasuredShare(rng.binomial(300, recall) / 300, 300)
        for way, sightings in left.items():
            found = correct(count_spectrum(sightings), PERFECT, measured)
            held[way] += found.low <= truth <= found.high
    return held


@pytest.mark.slow
@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("recall", [0.95, 0.8, 0.6])
def test_the_truth_lies_in_the_range_however_mentions_were_hidden(
    population: str, recall: float
):
    held = count_held(POPULATIONS[population], recall, 100)
    assert min(held.values()) >= 93, held


def test_a_third_hidden_leaves_the_truth_in_the_range():
    held = count_held(POPULATIONS["flat zipf"], 2 / 3, 15)
    assert held == {"mentions": 15, "prompts": 15}


def audit_once(
    rng: np.random.Generator, population: np.ndarray, share: float, copied: float
) -> tuple[float, float, CorrectedFloor]:
    """One corpus with false sightings, one audit of 200 rows, one correction.

    Args:
        share: Of all sightings that are false.
        copied: The probability that a false one is stated again.

    Returns:
        The floor without the false ones, the missing mass, and the corrected floor.
    """
    n = 5_000
    seen = rng.multinomial(n, population)
    false = rng.geometric(1 - copied, size=round(share / (1 - share) * n))
    false = false[np.cumsum(false) <= share / (1 - share) * n]
    times = np.concatenate([seen[seen > 0], false])
    is_true = np.arange(len(times)) < np.count_nonzero(seen)
    spectrum = count_spectrum(times)
    sightings = count_sightings(spectrum)
    judgments = []
    for place, rows in enumerate(share_among_strata(200, sightings)):
        prompts = np.flatnonzero(find_strata(times) == place)
        drawn = rng.choice(np.repeat(prompts, times[prompts]), rows, replace=False)
        judgments += [
            Judgment(place, bool(is_true[one]), sightings[place] / rows)
            for one in drawn
        ]
    filled = fill_strata(measure_strata(judgments))
    assert filled is not None
    found = correct(spectrum, filled[0])
    missing = float(population[seen == 0].sum())
    return np.count_nonzero(seen == 1) / n, missing, found


@pytest.mark.slow
@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("copied", [0.0, 0.4])
@pytest.mark.parametrize("share", [0.01, 0.03, 0.1])
def test_planted_false_sightings_are_corrected_for(
    share: float, copied: float, population: str
):
    rng = np.random.default_rng(int(1_000 * share))
    rates, masses = [], []
    for _ in range(200):
        rate, mass, found = audit_once(rng, POPULATIONS[population], share, copied)
        rates.append(found.low <= rate <= found.high)
        masses.append(found.low <= mass <= found.high)
    assert np.mean(rates) >= 0.93
    assert np.mean(masses) >= 0.93


def test_ten_percent_of_false_singletons_are_corrected_for():
    rng = np.random.default_rng(7)
    found = [audit_once(rng, POPULATIONS["zipf"], 0.1, 0.0) for _ in range(20)]
    assert sum(one.low <= rate <= one.high for rate, _, one in found) >= 18
    middle = np.mean([one.rate - rate for rate, _, one in found])
    assert abs(middle) < 0.01
