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


def esty_interval(observations: int, singletons: int, doubletons: int) -> Interval:
    """Bound the missing mass at 95% by a normal approximation.

    Args:
        observations: N > 0.
        singletons: f1, from 0 to N.
        doubletons: f2.

    Returns:
        f1/N -+ 1.96 sqrt(W) with W = (f1 (N - f1) + 2 N f2) / N^3, clipped to [0, 1].
        To be used where `trusts_esty`: elsewhere it is too narrow, or of no width.

    Source:
        Esty 1983, "A normal limit law for a nonparametric estimator of the coverage
        of a random sample", Ann. Statist. 11.
    """
    n, f1, f2 = float(observations), float(singletons), float(doubletons)
    variance = (f1 * (n - f1) + 2 * n * f2) / (n * n * n)
    return _around(f1 / n, NORMAL_QUANTILE * sqrt(variance))


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
    rate = singleton_rate(observations, singletons)
    return _around(rate, missing_mass_deviation(observations))


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
    n, f1, f2 = float(observations), float(singletons), float(doubletons)
    if f1 == 0:
        return 1.0
    if f1 == n:
        return 0.0
    if f2 > 0:
        return 1 - f1 / n * ((n - 1) * f1 / ((n - 1) * f1 + 2 * f2))
    return 1 - f1 / n * ((n - 1) * (f1 - 1) / ((n - 1) * (f1 - 1) + 2))


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


def _around(centre: float, half_width: float) -> Interval:
    return Interval(max(centre - half_width, 0.0), min(centre + half_width, 1.0))
