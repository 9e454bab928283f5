"""Prompts whose chances are known, and samples of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

_CELLS = 1 << 22
"""Numbers drawn at once, which bounds the memory."""


def make_chances(shape: str, prompts: int) -> Chances:
    """Make the chances of a population.

    Args:
        shape: zipf (1/rank), pareto (the quantiles of a Pareto of index 1.2), or
            uniform.
        prompts: How many, 1 or more.

    Returns:
        A chance a prompt, descending, their sum 1.

    Raises:
        ValueError: There is no such shape.
    """
    ranks = np.arange(1, prompts + 1, dtype=np.float64)
    if shape == "zipf":
        weights = 1 / ranks
    elif shape == "pareto":
        weights = ((ranks - 0.5) / prompts) ** (-1 / 1.2)
    elif shape == "uniform":
        weights = np.ones(prompts)
    else:
        raise ValueError(f"There is no population of shape '{shape}'.")
    return weights / weights.sum()


def draw_samples(
    random: np.random.Generator, chances: Chances, observations: int, samples: int
) -> Iterator[Counts]:
    """Draw independent samples of a fixed number of observations.

    Args:
        random: Where chance comes from.
        chances: Of each prompt.
        observations: N, of each sample.
        samples: How many.

    Yields:
        Some samples at a time: a row a sample, a column a prompt.
    """
    at_once = max(_CELLS // len(chances), 1)
    for start in range(0, samples, at_once):
        rows = min(at_once, samples - start)
        yield random.multinomial(observations, chances, size=rows)


class Clusters(NamedTuple):
    """Clusters of documents that state several prompts each, not independently.

    A cluster is about one topic, and states some of the prompts of that topic: so its
    sightings come and go together.

    Attributes:
        topics: The chance of each topic.
        prompts: How many prompts a topic has.
        stated: How many of them a cluster states, each once.
    """

    topics: Chances
    prompts: int
    stated: int

    def draw(self, random: np.random.Generator, clusters: int) -> Counts:
        """Draw clusters.

        Args:
            random: Where chance comes from.
            clusters: How many.

        Returns:
            A row a cluster, with the numbers of the prompts that it states.
        """
        topics = random.choice(len(self.topics), size=clusters, p=self.topics)
        order = random.random((clusters, self.prompts)).argsort(axis=1)
        return topics[:, None] * self.prompts + order[:, : self.stated]

    def count_prompts(self) -> int:
        """How many prompts there are in all."""
        return len(self.topics) * self.prompts

    def missing_mass(self, counts: Counts) -> float:
        """The chance that a sighting is of a prompt that was not seen.

        Args:
            counts: How often each prompt was.
        """
        unseen = (counts == 0).reshape(len(self.topics), self.prompts)
        return float((self.topics * unseen.mean(axis=1)).sum())
