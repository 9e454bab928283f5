"""How a run makes its clusters, in words, from what run.json says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.dedup.settings import DedupMode, ShingleUnit

NEAR_DUPLICATES = "a cluster of near-duplicates"

_SIGHTINGS = {
    DedupMode.NONE: "a document",
    DedupMode.EXACT: "a cluster of exact copies",
    DedupMode.NEAR: NEAR_DUPLICATES,
}


def describe_sighting(configuration: Mapping[str, Any]) -> str:
    """Say what one sighting in unit clusters is.

    Args:
        configuration: As run.json has it.

    Returns:
        A noun: "a cluster of near-duplicates".
    """
    return _SIGHTINGS[DedupMode(_read_mode(configuration))]


def describe_clusters(configuration: Mapping[str, Any]) -> str:
    """Say which documents are one cluster.

    Args:
        configuration: As run.json has it.

    Returns:
        A phrase without a full stop, such as "near-duplicates (14 bands of 8 over runs
        of 5 words, joined at 0.70)".
    """
    mode = _read_mode(configuration)
    if mode == DedupMode.NONE:
        return "every document its own (no deduplication)"
    if mode == DedupMode.EXACT:
        return "documents with equal words"
    sketch, dedup = configuration["sketch"], configuration.get("dedup", {})
    unit = sketch.get("shingle_unit", ShingleUnit.WORDS)
    size = sketch[f"shingle_{unit}"]
    preset, threshold = dedup.get("preset"), dedup.get("threshold")
    whose = f" as {preset} finds them" if preset else ""
    joined = "not verified" if threshold is None else f"joined at {threshold:.2f}"
    return (
        f"near-duplicates{whose} ({sketch['bands']} bands of {sketch['rows']} over "
        f"runs of {size} {unit}, {joined})"
    )


def _read_mode(configuration: Mapping[str, Any]) -> str:
    # A run of before there was a choice looked for near-duplicates.
    return str(configuration.get("dedup", {}).get("mode", DedupMode.NEAR))
