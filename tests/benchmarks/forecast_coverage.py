"""How often a part of a corpus predicts the floor of the whole within its interval.

    python tests/benchmarks/forecast_coverage.py [--draws 300] [--run RUN]

A corpus is drawn, 30%, 50% or 65% of it is hidden, and from what is left its singleton
rate is forecast. Hidden are single observations, or whole clusters that state several
prompts of one topic; then the interval is widened by what the jackknife finds. With
--run, clusters of a finished run are hidden, category by category.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
from known_populations import Clusters, Counts, draw_samples, make_chances

from pipeline.counting.dependence import measure_dependence
from pipeline.counting.forecast import forecast_floor
from pipeline.counting.jackknife import GROUPS, jackknife_sightings
from pipeline.counting.spectra import Spectrum, count_spectrum
from pipeline.warehouse import Warehouse

SEED = 20260907
LEAST = 500
"""Observations of a category of a run: of fewer little can be said anyway."""

SIGHTINGS = """
    select category, entity_key, coalesce(cluster_id, doc_key) as cluster
    from observations left join doc_clusters using (doc_key)
    group by all order by all
"""
HIDDEN = (0.3, 0.5, 0.65)

OBSERVATIONS = (
    ("zipf", 20_000, 5_000),
    ("zipf", 20_000, 50_000),
    ("pareto", 20_000, 5_000),
    ("pareto", 20_000, 50_000),
    ("uniform", 5_000, 5_000),
    ("uniform", 10_000, 50_000),
)
"""Shape, prompts and N, of corpora of which single observations are hidden."""

CLUSTERS = (
    ("zipf", 2_000, 8, 5, 3_000),
    ("pareto", 2_000, 8, 5, 3_000),
    ("uniform", 1_000, 8, 5, 3_000),
    ("zipf", 500, 20, 20, 1_000),
    ("pareto", 500, 20, 20, 1_000),
    ("uniform", 300, 20, 20, 1_000),
)
"""Shape, topics, prompts of a topic, how many of them a cluster states, clusters."""


@dataclass(frozen=True)
class Prediction:
    """What became of predictions of a whole from a part; shares are 0..1.

    Attributes:
        shape: Of the population.
        unit: What was hidden: observations or clusters.
        observations: N of the whole.
        hidden: The share of it that was hidden.
        rate: f1/N of the whole, in the mean.
        forecast: The forecast of it, in the mean.
        width: Of the interval, in the mean.
        held: The share of draws whose interval holds f1/N of the whole.
    """

    shape: str
    unit: str
    observations: int
    hidden: float
    rate: float
    forecast: float
    width: float
    held: float


def hide_observations(
    shape: str, prompts: int, observations: int, *, hidden: float, draws: int
) -> Prediction:
    """Hide single observations of corpora, and predict the whole from the others."""
    random = np.random.default_rng([SEED, prompts, observations, len(shape)])
    chances = make_chances(shape, prompts)
    found = [
        _predict(count_spectrum(random.binomial(whole, 1 - hidden)), whole)
        for wholes in draw_samples(random, chances, observations, draws)
        for whole in wholes
    ]
    return _sum_up(found, shape, "observations", observations, hidden)


def hide_clusters(
    shape: str,
    topics: int,
    prompts: int,
    stated: int,
    clusters: int,
    *,
    hidden: float,
    draws: int,
) -> Prediction:
    """Hide whole clusters of corpora, and predict the whole from the others."""
    random = np.random.default_rng([SEED, topics, clusters, stated, len(shape)])
    population = Clusters(make_chances(shape, topics), prompts, stated)
    found = []
    for _ in range(draws):
        sightings = population.draw(random, clusters)
        whole = np.bincount(sightings.ravel(), minlength=population.count_prompts())
        cluster_of = np.repeat(np.arange(clusters), stated)
        found.append(_hide(random, sightings.ravel(), cluster_of, whole, hidden))
    return _sum_up(found, shape, "clusters", clusters * stated, hidden)


def study_run(run: Path, *, draws: int) -> Iterator[Prediction]:
    """Hide clusters of a finished run, and predict its floors from the others.

    Args:
        run: Its folder.
        draws: How often to hide.

    Yields:
        What came of it, of each category of at least LEAST observations, as shape.
    """
    with Warehouse(threads=1) as warehouse:
        warehouse.bind("observations", run / "observations")
        warehouse.bind("doc_clusters", run / "doc_clusters")
        sightings = warehouse.table(SIGHTINGS)
    random = np.random.default_rng(SEED)
    for category in sightings["category"].unique().sort().to_pylist():
        chosen = sightings.filter(pc.equal(sightings["category"], category))
        prompts, clusters = (
            np.unique(chosen[name].to_pylist(), return_inverse=True)[1]
            for name in ("entity_key", "cluster")
        )
        if len(prompts) < LEAST:
            continue
        whole = np.bincount(prompts)
        for hidden in HIDDEN:
            found = [
                _hide(random, prompts, clusters, whole, hidden) for _ in range(draws)
            ]
            yield _sum_up(found, category, "clusters", len(prompts), hidden)


def study(*, draws: int) -> Iterator[Prediction]:
    """Make every prediction, row by row of the table."""
    for corpus in OBSERVATIONS:
        for hidden in HIDDEN:
            yield hide_observations(*corpus, hidden=hidden, draws=draws)
    for clustered in CLUSTERS:
        for hidden in HIDDEN:
            yield hide_clusters(*clustered, hidden=hidden, draws=draws)


def write_table(predictions: Iterable[Prediction]) -> Iterator[str]:
    """Write a table in Markdown, line by line: a corpus a row."""
    yield (
        "| population | hidden | N | f1/N | "
        + " | ".join(f"{share:.0%} hidden: held, ± points" for share in HIDDEN)
        + " |"
    )
    yield "|---|---|---|---|" + "---|" * len(HIDDEN)
    rows: dict[tuple[str, str, int], list[Prediction]] = {}
    for one in predictions:
        rows.setdefault((one.shape, one.unit, one.observations), []).append(one)
    for (shape, unit, observations), row in rows.items():
        cells = [f"{one.held:.1%}, {50 * one.width:.1f}" for one in row]
        yield (
            f"| {shape} | {unit} | {observations:,} | {row[0].rate:.3f} "
            f"| {' | '.join(cells)} |"
        )


def _hide(
    random: np.random.Generator,
    sightings: Counts,
    cluster_of: Counts,
    whole: Counts,
    hidden: float,
) -> tuple[float, float, float, bool]:
    """Hide whole clusters, and predict the whole from the sightings of the others."""
    clusters = int(cluster_of.max()) + 1
    kept = (random.random(clusters) >= hidden)[cluster_of]
    # As a hash of the cluster would, and one that changes from draw to draw.
    groups = random.integers(0, GROUPS, clusters)[cluster_of[kept]]
    part = sightings[kept]
    spectrum = count_spectrum(np.bincount(part, minlength=len(whole)))
    jackknife = jackknife_sightings(part, groups, np.ones(len(part), np.int64))
    dependence = measure_dependence(
        spectrum.observations, spectrum.singletons, spectrum.doubletons, jackknife
    )
    return _predict(spectrum, whole, dependence=dependence)


def _predict(
    part: Spectrum, whole: Counts, *, dependence: float = 1.0
) -> tuple[float, float, float, bool]:
    n = int(whole.sum())
    rate = float((whole == 1).sum()) / n
    # Where chance hid a little more than two thirds, as large as may be forecast.
    scale = min(n / part.observations, 3.0)
    forecast = forecast_floor(part, scale, dependence=dependence)
    low, high = forecast.interval
    return rate, forecast.floor, high - low, low <= rate <= high


def _sum_up(
    found: list[tuple[float, float, float, bool]],
    shape: str,
    unit: str,
    observations: int,
    hidden: float,
) -> Prediction:
    rate, forecast, width, held = (float(one) for one in np.mean(found, axis=0))
    return Prediction(shape, unit, observations, hidden, rate, forecast, width, held)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=300)
    parser.add_argument("--run", type=Path)
    given = parser.parse_args()
    if given.run is None:
        predictions = study(draws=given.draws)
    else:
        predictions = study_run(given.run, draws=given.draws)
    for line in write_table(predictions):
        print(line)


if __name__ == "__main__":
    main()
