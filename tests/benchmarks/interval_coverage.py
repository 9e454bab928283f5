"""How often each interval holds the missing mass, where that is known.

    python tests/benchmarks/interval_coverage.py [--draws 1000]

Prints two tables. In the first, sightings are independent: Esty's interval and that of
Corollary 3. In the second they are not, since a cluster states several prompts of one
topic: the delete-one-group jackknife, Esty's interval, and a bootstrap that draws
sightings with replacement, which turns singletons into doubletons.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from known_populations import Clusters, Counts, draw_samples, make_chances

from pipeline.counting.estimators import (
    Interval,
    corollary_3_interval,
    esty_interval,
    trusts_esty,
)
from pipeline.counting.jackknife import GROUPS, jackknife_sightings

SEED = 20260806
RESAMPLES = 50
BOOTSTRAPPED = 100

INDEPENDENT = (
    ("zipf", 2_000, 1_000),
    ("zipf", 5_000, 10_000),
    ("zipf", 20_000, 100_000),
    ("pareto", 2_000, 1_000),
    ("pareto", 5_000, 10_000),
    ("pareto", 20_000, 100_000),
    ("uniform", 260, 1_000),
    ("uniform", 8_000, 1_000),
    ("uniform", 5_000, 10_000),
    ("uniform", 20_000, 100_000),
)
"""Shape, prompts and N, where Esty's interval is to be trusted: from 20 singletons to a
rate of 0.9."""

BEYOND = (
    ("zipf", 2_000, 1),
    ("zipf", 2_000, 20),
    ("zipf", 50, 10_000),
    ("pareto", 2_000, 100),
    ("pareto", 50, 1_000),
    ("uniform", 100, 20),
    ("uniform", 20_000, 100),
    ("uniform", 20_000, 1_000),
)
"""The same, where it is not."""

CLUSTERED = (
    ("zipf", 1_000, 8, 5, 1_000),
    ("zipf", 300, 40, 10, 500),
    ("pareto", 1_000, 8, 5, 1_000),
    ("pareto", 500, 10, 10, 500),
    ("uniform", 300, 8, 5, 1_000),
    ("uniform", 300, 10, 10, 500),
    ("uniform", 1_000, 8, 5, 1_000),
    ("uniform", 3_000, 8, 5, 1_000),
)
"""Shape, topics, prompts of a topic, how many of them a cluster states, clusters."""


@dataclass(frozen=True)
class Independent:
    """What became of samples of independent sightings; shares are 0..1.

    Attributes:
        shape: Of the population.
        prompts: How many it has.
        observations: N of a sample.
        singletons: f1, in the mean.
        rate: f1/N, in the mean.
        mass: The missing mass, in the mean.
        esty: The share of samples whose missing mass is in Esty's interval.
        corollary: The same of Corollary 3's at 95%.
    """

    shape: str
    prompts: int
    observations: int
    singletons: float
    rate: float
    mass: float
    esty: float
    corollary: float


@dataclass(frozen=True)
class Clustered:
    """What became of samples of clusters; shares are 0..1.

    Attributes:
        shape: Of the population of topics.
        stated: Prompts that a cluster states.
        observations: N of a sample.
        rate: f1/N, in the mean.
        mass: The missing mass, in the mean.
        jackknife: The share of samples whose missing mass is in its interval.
        esty: The same of Esty's.
        bootstrap: The same of the middle 95% of a bootstrap, of the first samples.
        bootstrap_rate: The mean of f1/N over the bootstrap's own samples.
    """

    shape: str
    stated: int
    observations: int
    rate: float
    mass: float
    jackknife: float
    esty: float
    bootstrap: float
    bootstrap_rate: float


def study_independent(
    shape: str, prompts: int, observations: int, *, draws: int
) -> Independent:
    """Draw samples of independent sightings and count what their intervals hold."""
    random = np.random.default_rng([SEED, prompts, observations, len(shape)])
    chances = make_chances(shape, prompts)
    found = []
    for counts in draw_samples(random, chances, observations, draws):
        masses = (counts == 0) @ chances
        for mass, f1, f2 in zip(
            masses.tolist(),
            (counts == 1).sum(axis=1).tolist(),
            (counts == 2).sum(axis=1).tolist(),
            strict=True,
        ):
            esty = esty_interval(observations, f1, f2)
            corollary = corollary_3_interval(observations, f1)
            found.append((f1, mass, _holds(esty, mass), _holds(corollary, mass)))
    f1, mass, by_esty, by_corollary = (float(one) for one in np.mean(found, axis=0))
    return Independent(
        shape, prompts, observations, f1, f1 / observations, mass, by_esty, by_corollary
    )


def study_clusters(
    shape: str, topics: int, prompts: int, stated: int, clusters: int, *, draws: int
) -> Clustered:
    """Draw samples of clusters and count what their intervals hold."""
    random = np.random.default_rng([SEED, topics, prompts, clusters, len(shape)])
    population = Clusters(make_chances(shape, topics), prompts, stated)
    n = clusters * stated
    found, bootstrapped = [], []
    ones = np.ones(n, np.int64)
    for draw in range(draws):
        sightings = population.draw(random, clusters).ravel()
        # As a hash of the cluster would, and one that changes from draw to draw.
        groups = np.repeat(random.integers(0, GROUPS, clusters), stated)
        counts = np.bincount(sightings, minlength=population.count_prompts())
        mass = population.missing_mass(counts)
        f1, f2 = int((counts == 1).sum()), int((counts == 2).sum())
        jackknife = jackknife_sightings(sightings, groups, ones)
        if jackknife is None:
            raise RuntimeError("Fifty groups of clusters are groups enough.")
        esty = esty_interval(n, f1, f2)
        found.append((f1 / n, mass, _holds(jackknife, mass), _holds(esty, mass)))
        if draw < BOOTSTRAPPED:
            rates = _bootstrap(random, counts)
            low, high = np.quantile(rates, [0.025, 0.975])
            bootstrapped.append((rates.mean(), low <= mass <= high))
    rate, mass, by_jackknife, by_esty = (float(one) for one in np.mean(found, axis=0))
    resampled, by_bootstrap = (float(one) for one in np.mean(bootstrapped, axis=0))
    return Clustered(
        shape, stated, n, rate, mass, by_jackknife, by_esty, by_bootstrap, resampled
    )


def write_tables(
    independent: list[Independent], clustered: list[Clustered]
) -> Iterator[str]:
    """Write both tables in Markdown, line by line, with an empty line between."""
    yield (
        "| population | prompts | N | f1/N | missing mass | Esty | trusted "
        "| Corollary 3 |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for one in independent:
        trusted = trusts_esty(one.observations, round(one.singletons))
        yield (
            f"| {one.shape} | {one.prompts:,} | {one.observations:,} | {one.rate:.3f} "
            f"| {one.mass:.3f} | {one.esty:.1%} | {'yes' if trusted else 'no'} "
            f"| {one.corollary:.1%} |"
        )
    yield ""
    yield (
        "| topics | prompts a cluster | N | f1/N | missing mass | jackknife | Esty "
        "| bootstrap | its f1/N |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for each in clustered:
        yield (
            f"| {each.shape} | {each.stated} | {each.observations:,} | {each.rate:.3f} "
            f"| {each.mass:.3f} | {each.jackknife:.1%} | {each.esty:.1%} "
            f"| {each.bootstrap:.1%} | {each.bootstrap_rate:.3f} |"
        )


def _holds(interval: Interval, mass: float) -> bool:
    return interval.low <= mass <= interval.high


def _bootstrap(random: np.random.Generator, counts: Counts) -> np.ndarray:
    """f1/N of as many sightings, drawn from those at hand with replacement."""
    seen = counts[counts > 0]
    again = random.multinomial(seen.sum(), seen / seen.sum(), size=RESAMPLES)
    return (again == 1).sum(axis=1) / seen.sum()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000)
    draws = parser.parse_args().draws
    independent = [study_independent(*one, draws=draws) for one in INDEPENDENT + BEYOND]
    clustered = [study_clusters(*one, draws=draws) for one in CLUSTERED]
    for line in write_tables(independent, clustered):
        print(line)


if __name__ == "__main__":
    main()
