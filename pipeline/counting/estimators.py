"""The estimators of missing mass and the bounds on error, as plain formulas.

Knows counts; does not know tables. All of it is floating point: products such as
f1 * (N - f1) fit no 64-bit integer, and results are right up to N = 1e12.

Throughout, `observations` is N, `singletons` f1 and `doubletons` f2: of the keys
(prompts or facts) of one category, those seen exactly once and exactly twice.
"""

from __future__ import annotations

from math import log, sqrt
from typing import NamedTuple

NORMAL_QUANTILE = 1.959963984540054
"""Two-sided, 95%."""

LEAST_PLAUSIBLE_VALUES = 40
"""With fewer, the sparsity term of Theorem 2 leaves nothing to speak of."""


class Interval(NamedTuple):
    """A range within [0, 1]."""

    low: float
    high: float


def interval_around(centre: float, half_width: float) -> Interval:
    """Return centre -+ half_width, clipped to [0, 1].

    Args:
        centre: From 0 to 1.
        half_width: 0 or more.
    """
    return Interval(max(centre - half_width, 0.0), min(centre + half_width, 1.0))


def singleton_rate(observations: int, singletons: int) -> float:
    """Estimate the missing mass as the share of observations that are singletons.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.

    Returns:
        f1 / N, from 0 to 1. N counts observations: f1 / prompts is another, larger
        number.

    Source:
        Good 1953; Kalai et al. 2025 (arXiv:2509.04664v1), Definition 2.
    """
    return singletons / observations


def trusts_esty(observations: int, singletons: int) -> bool:
    """Tell whether Esty's interval covers what it promises at these counts.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.

    Returns:
        False for small samples, few singletons, and near f1 = N, where the interval
        has next to no width.
    """
    rate = singleton_rate(observations, singletons)
    return observations >= 1_000 and singletons >= 20 and rate <= 0.9


def esty_deviation(observations: int, singletons: int, doubletons: int) -> float:
    """Return how far the missing mass may lie from f1/N at 95%, by Esty.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.

    Returns:
        1.96 sqrt(W) with W = (f1 (N - f1) + 2 N f2) / N^3; 0 at f1 = N, and where there
        is neither a singleton nor a doubleton.

    Source:
        Esty 1983, as in `esty_interval`.
    """
    n, f1, f2 = float(observations), float(singletons), float(doubletons)
    variance = (f1 * (n - f1) + 2 * n * f2) / (n * n * n)
    return NORMAL_QUANTILE * sqrt(variance)


def esty_interval(observations: int, singletons: int, doubletons: int) -> Interval:
    """Bound the missing mass at 95% by a normal approximation.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.

    Returns:
        f1/N -+ `esty_deviation`, clipped to [0, 1].
        To be used where `trusts_esty`: elsewhere it is too narrow, or of no width.

    Source:
        Esty 1983, "A normal limit law for a nonparametric estimator of the coverage
        of a random sample", Ann. Statist. 11.
    """
    rate = singleton_rate(observations, singletons)
    return interval_around(rate, esty_deviation(observations, singletons, doubletons))


def missing_mass_deviation(observations: int, *, error: float = 0.05) -> float:
    """Bound how far the missing mass may lie from f1/N, whatever the distribution.

    Args:
        observations: N > 0.
        error: Probability of lying further, 0 < error < 1.

    Returns:
        1/N + 2.42 sqrt(ln(4/error) / N); above 1 it says nothing.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Corollary 3, after McAllester and
        Ortiz 2003.
    """
    return 1 / observations + 2.42 * sqrt(log(4 / error) / observations)


def corollary_3_interval(
    observations: int, singletons: int, *, error: float = 0.05
) -> Interval:
    """Bound the missing mass, whatever the distribution of independent sightings.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        error: Probability of lying outside, 0 < error < 1.

    Returns:
        f1/N -+ `missing_mass_deviation`, clipped to [0, 1], never of zero width.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Corollary 3.
    """
    rate = singleton_rate(observations, singletons)
    return interval_around(rate, missing_mass_deviation(observations, error=error))


def missing_mass_interval(
    observations: int, singletons: int, doubletons: int
) -> Interval:
    """Bound the missing mass at 95%, by the interval to be trusted at these counts.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.

    Returns:
        Esty's interval where it is to be trusted, elsewhere that of Corollary 3;
        clipped to [0, 1], never of zero width.
    """
    if trusts_esty(observations, singletons):
        return esty_interval(observations, singletons, doubletons)
    return corollary_3_interval(observations, singletons)


def abstention_deviation(observations: int, *, error: float = 0.01) -> float:
    """Bound |missing mass - f1/N| where training examples may abstain.

    Args:
        observations: N > 0.
        error: Probability of lying further, 0 < error < 1.

    Returns:
        4.42 sqrt(ln(5/error) / N). A corpus shows no abstentions, so this belongs to
        the methods, not to the floors.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Lemma 1.
    """
    return 4.42 * sqrt(log(5 / error) / observations)


def coverage(observations: int, singletons: int, doubletons: int) -> float:
    """Estimate the share of all sightings, seen or not, whose key was seen.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.

    Returns:
        From 0 to 1; 1 without a singleton; 0 where every key is a singleton.

    Source:
        Chao and Jost 2012, "Coverage-based rarefaction and extrapolation", Ecology
        93, equation 4a and its form for f2 = 0.
    """
    # Each sighting is drawn by itself: a sampling unit that holds one incidence.
    return incidence_coverage(observations, observations, singletons, doubletons)


def incidence_coverage(
    sampling_units: int, incidences: int, uniques: int, duplicates: int
) -> float:
    """Estimate the share of all incidences, seen or not, whose key was seen.

    A key is met in a sampling unit, such as a cluster of documents, or is not; so a
    unit that states ten keys is drawn as a whole, where `coverage` draws ten sightings
    one by one.

    Args:
        sampling_units: T: how many units were drawn.
        incidences: U > 0: over all keys, the units in which each is met.
        uniques: Q1: keys met in exactly one unit, from 0 to U.
        duplicates: Q2: keys met in exactly two.

    Returns:
        From 0 to 1; 1 without a unique; 0 where every key is one, as where T = 1.

    Source:
        Chao, Gotelli, Hsieh, Sander, Ma, Colwell, Ellison 2014, "Rarefaction and
        extrapolation with Hill numbers", Ecological Monographs 84: the estimator of
        sample coverage for incidence data,
        1 - Q1/U [(T - 1) Q1 / ((T - 1) Q1 + 2 Q2)], and for Q2 = 0 its form with
        Chao2's bias correction, as Chat.Sam in the R package iNEXT has both.
    """
    t, u = float(sampling_units), float(incidences)
    q1, q2 = float(uniques), float(duplicates)
    if q1 == 0:
        return 1.0
    if q1 == u:
        return 0.0
    if q2 > 0:
        return 1 - q1 / u * ((t - 1) * q1 / ((t - 1) * q1 + 2 * q2))
    return 1 - q1 / u * ((t - 1) * (q1 - 1) / ((t - 1) * (q1 - 1) + 2))


def chao1(keys: int, singletons: int, doubletons: int) -> float:
    """Estimate, from below, how many keys there are, seen or not.

    Args:
        keys: Distinct keys seen.
        singletons: f1.
        doubletons: f2.

    Returns:
        keys + f1 (f1 - 1) / (2 (f2 + 1)): bias-corrected, so defined for f2 = 0.

    Source:
        Chao 1984, "Nonparametric estimation of the number of classes in a
        population", Scand. J. Statist. 11, in its bias-corrected form.
    """
    f1, f2 = float(singletons), float(doubletons)
    return keys + f1 * (f1 - 1) / (2 * (f2 + 1))


def has_theorem(*, plausible_values: int, arbitrary: bool, single_valued: bool) -> bool:
    """Tell whether Theorem 2 speaks of a category's prompts.

    Args:
        plausible_values: How many answers would sound right.
        arbitrary: Whether nothing but memory can tell them apart.
        single_valued: Whether one of them alone is right.

    Returns:
        Whether facts are arbitrary, over enough plausible values.
    """
    return arbitrary and single_valued and plausible_values >= LEAST_PLAUSIBLE_VALUES


def theorem_slack(observations: int, *, error: float = 0.01) -> float:
    """Return the finite-sample term of Theorem 2's lower bound.

    Args:
        observations: N > 0.
        error: Probability that the bound fails. At 0.01 it is the paper's rounded
            (35 + 6 ln N) / sqrt(N), elsewhere 6 ln(3N / error) / sqrt(N).

    Returns:
        What is taken off; above 1 for N below about 10,000.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Theorem 2.
    """
    if error == 0.01:
        return (35 + 6 * log(observations)) / sqrt(observations)
    return 6 * log(3 * observations / error) / sqrt(observations)


def theorem_excess(observations: int, *, error: float = 0.01) -> float:
    """Return the finite-sample term of Theorem 2's attainable error.

    Args:
        observations: N > 0.
        error: Probability that the bound fails. At 0.01 it is the paper's rounded
            13 / sqrt(N), elsewhere 5 sqrt(ln(5 / error) / N).

    Returns:
        What is added.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Theorem 2.
    """
    if error == 0.01:
        return 13 / sqrt(observations)
    return 5 * sqrt(log(5 / error) / observations)


def guaranteed_floor(
    observations: int, singletons: int, *, plausible_values: int, error: float = 0.01
) -> float:
    """Bound the error of a calibrated model on these prompts from below.

    Args:
        observations: N > 0, of prompts.
        singletons: f1, from 0 to N.
        plausible_values: Of the category, at least 2; all but one are wrong.
        error: Probability that the bound fails, 0 < error < 1.

    Returns:
        f1/N - 2 / (plausible_values - 1) - `theorem_slack`, clipped at 0, where it
        is vacuous. For a model that is calibrated, as at a local optimum of its
        pretraining loss.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Theorem 2.
    """
    rate = singleton_rate(observations, singletons)
    sparsity = 2 / (plausible_values - 1)
    return max(rate - sparsity - theorem_slack(observations, error=error), 0.0)


def attainable_error(
    observations: int, singletons: int, *, plausible_values: int, error: float = 0.01
) -> float:
    """Bound the error that some calibrated learner attains on these prompts.

    Args:
        observations: N > 0, of prompts.
        singletons: f1, from 0 to N.
        plausible_values: Of the category, at least 1.
        error: Probability that the bound fails, 0 < error < 1.

    Returns:
        f1/N - f1/N / plausible_values + `theorem_excess`, clipped at 1.

    Source:
        Kalai et al. 2025 (arXiv:2509.04664v1), Theorem 2.
    """
    rate = singleton_rate(observations, singletons)
    excess = theorem_excess(observations, error=error)
    return min(rate - rate / plausible_values + excess, 1.0)


def has_fact_theorem(
    *, plausible_values: int, arbitrary: bool, single_valued: bool
) -> bool:
    """Tell whether Kalai and Vempala's bound speaks of a category's facts.

    Args:
        plausible_values: How many answers would sound right.
        arbitrary: Whether nothing but memory can tell them apart.
        single_valued: Whether one of them alone is right.

    Returns:
        Whether facts are arbitrary and one of them may be wrong. With few plausible
        values the bound is 0, which says so itself.
    """
    return arbitrary and single_valued and plausible_values > 1


def kalai_vempala_sparsity(plausible_values: int, *, error: float = 0.05) -> float:
    """Return what Kalai and Vempala's bound loses where few answers are wrong.

    Args:
        plausible_values: Of the category, at least 2; all but one are wrong.
        error: Probability that the bound fails, 0 < error < 1.

    Returns:
        3 e^-s / error, where e^-s = 1 / (plausible_values - 1).

    Source:
        Kalai, Vempala 2024, "Calibrated Language Models Must Hallucinate",
        arXiv:2311.14648.
    """
    return 3 / (plausible_values - 1) / error


def kalai_vempala_slack(observations: int, *, error: float = 0.05) -> float:
    """Return the finite-sample term of Kalai and Vempala's bound.

    Args:
        observations: N > 0, of facts.
        error: Probability that the bound fails, 0 < error < 1.

    Returns:
        sqrt(6 ln(6 / error) / N).

    Source:
        Kalai, Vempala 2024 (arXiv:2311.14648).
    """
    return sqrt(6 * log(6 / error) / observations)


def kalai_vempala_floor(
    observations: int,
    singletons: int,
    *,
    plausible_values: int,
    error: float = 0.05,
    miscalibration: float = 0.0,
) -> float:
    """Bound the rate at which a calibrated model states facts it never saw.

    Args:
        observations: N > 0, of facts: (entity, value), not of prompts.
        singletons: f1 of facts, from 0 to N.
        plausible_values: Of the category, at least 2.
        error: Probability that the bound fails, 0 < error < 1.
        miscalibration: The model's; 0 for a calibrated one.

    Returns:
        f1/N - miscalibration - `kalai_vempala_sparsity` - `kalai_vempala_slack`,
        clipped at 0, where it is vacuous. It assumes one fact a document.

    Source:
        Kalai, Vempala 2024 (arXiv:2311.14648).
    """
    rate = singleton_rate(observations, singletons)
    sparsity = kalai_vempala_sparsity(plausible_values, error=error)
    slack = kalai_vempala_slack(observations, error=error)
    return max(rate - miscalibration - sparsity - slack, 0.0)
