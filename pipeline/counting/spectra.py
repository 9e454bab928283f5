"""A spectrum: how many keys were seen once, twice, three times, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]

NEGLIGIBLE = 41.5
"""A weight whose logarithm is below minus this is below 1e-18: a sum over a spectrum
goes no further."""


@dataclass(frozen=True)
class Spectrum:
    """The frequencies of frequencies of one category, in one unit, of one key.

    Attributes:
        times_seen: Numbers of sightings, each once, ascending, from 1.
        prompts: How many keys were seen exactly so often, each at least 1; as long as
            `times_seen`. Both are empty where nothing was observed.
    """

    times_seen: Counts
    prompts: Counts

    @cached_property
    def observations(self) -> int:
        """N: all sightings. Exact, however large."""
        pairs = zip(self.times_seen.tolist(), self.prompts.tolist(), strict=True)
        return sum(times * keys for times, keys in pairs)

    @cached_property
    def keys(self) -> int:
        """How many different keys were seen."""
        return sum(self.prompts.tolist())

    @property
    def singletons(self) -> int:
        """f1: keys seen exactly once."""
        return self.seen(1)

    @property
    def doubletons(self) -> int:
        """f2: keys seen exactly twice."""
        return self.seen(2)

    def seen(self, times: int) -> int:
        """How many keys were seen exactly so often.

        Args:
            times: 1 or more.

        Returns:
            0 where none was.
        """
        place = int(np.searchsorted(self.times_seen, times))
        if place < len(self.times_seen) and self.times_seen[place] == times:
            return int(self.prompts[place])
        return 0


def make_spectrum(pairs: Iterable[tuple[int, int]]) -> Spectrum:
    """Make a spectrum of (times_seen, prompts), in any order.

    Args:
        pairs: Each number of sightings at most once; pairs of no prompt are left out.

    Returns:
        The spectrum.

    Raises:
        ValueError: A number is negative, none at all, or given twice.
    """
    kept = sorted((times, keys) for times, keys in pairs if keys)
    times_seen = np.array([times for times, _ in kept], dtype=np.int64)
    prompts = np.array([keys for _, keys in kept], dtype=np.int64)
    if len(kept) and (times_seen[0] < 1 or prompts.min() < 1):
        raise ValueError("A spectrum counts keys that were seen, from once on.")
    if len(np.unique(times_seen)) < len(kept):
        raise ValueError("A number of sightings stands twice in a spectrum.")
    return Spectrum(times_seen, prompts)


def collect_spectra(
    rows: Iterable[Mapping[str, Any]],
) -> dict[tuple[str, str, str], Spectrum]:
    """Make the spectra of rows of the table of spectra.

    Args:
        rows: In any order; all of a (category, unit, key), or none.

    Returns:
        By category, unit and key, in the order in which they are first met.
    """
    pairs: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for row in rows:
        which = row["category"], row["unit"], row["key"]
        pairs.setdefault(which, []).append((row["times_seen"], row["prompts"]))
    return {which: make_spectrum(counts) for which, counts in pairs.items()}


def count_spectrum(sightings: Counts) -> Spectrum:
    """Count the spectrum of keys that were seen so often each.

    Args:
        sightings: One number a key, in any order; zeros are keys never seen.

    Returns:
        The spectrum.
    """
    times_seen, prompts = np.unique(sightings[sightings > 0], return_counts=True)
    return Spectrum(times_seen.astype(np.int64), prompts.astype(np.int64))
