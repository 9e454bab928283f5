"""The columns of floors by exact fractions, and roots and logarithms of 60 digits.

Written from the formulas alone: nothing here is shared with the estimators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

QUANTILE = Fraction("1.959963984540054")

DIGITS = 60


def root(of: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(of.numerator) / Decimal(of.denominator)).sqrt())


def logarithm(of: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(of.numerator) / Decimal(of.denominator)).ln())


def clip(number: Fraction) -> float:
    return float(min(max(number, Fraction(0)), Fraction(1)))


def esty_deviation(n: int, f1: int, f2: int) -> Fraction:
    return QUANTILE * root(Fraction(f1 * (n - f1) + 2 * n * f2, n**3))


def corollary_3_deviation(n: int, error: Fraction = Fraction(1, 20)) -> Fraction:
    return Fraction(1, n) + Fraction("2.42") * root(logarithm(4 / error) / n)


def sample_coverage(n: int, f1: int, f2: int, *, units: int) -> Fraction:
    """Chao and Jost's, where the units are N, and its form for incidence data."""
    if f1 == 0:
        return Fraction(1)
    if f1 == n:
        return Fraction(0)
    if f2:
        weight = Fraction((units - 1) * f1, (units - 1) * f1 + 2 * f2)
    else:
        weight = Fraction((units - 1) * (f1 - 1), (units - 1) * (f1 - 1) + 2)
    return 1 - Fraction(f1, n) * weight


def group_deviation(rates: Sequence[Fraction]) -> Fraction:
    mean = sum(rates, Fraction(0)) / len(rates)
    spread = sum(((rate - mean) ** 2 for rate in rates), Fraction(0))
    return QUANTILE * root(Fraction(len(rates) - 1, len(rates)) * spread)


def exact_columns(
    times: Mapping[int, int], *, units: int, plausible_values: int
) -> dict[str, float]:
    """What floors gives for a spectrum, from times_seen to prompts.

    The theorems' columns are those of an arbitrary category: guaranteed_floor and
    attainable_error for key = prompt, kv_floor for key = fact.
    """
    n = sum(times_seen * prompts for times_seen, prompts in times.items())
    keys, f1, f2 = sum(times.values()), times.get(1, 0), times.get(2, 0)
    rate = Fraction(f1, n)
    wrong = plausible_values - 1
    corollary = corollary_3_deviation(n)
    trusted = n >= 1_000 and f1 >= 20 and 10 * f1 <= 9 * n
    width = esty_deviation(n, f1, f2) if trusted else corollary
    slack = (35 + 6 * logarithm(Fraction(n))) / root(Fraction(n))
    return {
        "singleton_rate": float(rate),
        "ci_low": clip(rate - width),
        "ci_high": clip(rate + width),
        "cor3_low": clip(rate - corollary),
        "cor3_high": clip(rate + corollary),
        "coverage": float(sample_coverage(n, f1, f2, units=n)),
        "coverage_incidence": float(sample_coverage(n, f1, f2, units=units)),
        "chao1": float(keys + Fraction(f1 * (f1 - 1), 2 * (f2 + 1))),
        "guaranteed_floor": clip(rate - Fraction(2, wrong) - slack),
        "attainable_error": clip(
            rate - rate / plausible_values + 13 / root(Fraction(n))
        ),
        "kv_floor": clip(
            rate
            - Fraction(3, wrong) * 20
            - root(6 * logarithm(Fraction(120)) / Fraction(n))
        ),
    }
