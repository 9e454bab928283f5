"""The near-duplicate parameters of well-known corpora, by name."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.dedup.settings import (
    DedupMode,
    DedupSettings,
    ShingleUnit,
    SketchSettings,
)
from pipeline.errors import ArgumentError

PRESETS = MappingProxyType(
    {
        # huggingface/datatrove, as FineWeb was made (arXiv:2406.17557).
        "fineweb": SketchSettings(shingle_words=5, permutations=112, bands=14, rows=8),
        # Cerebras/modelzoo, as SlimPajama was made.
        "slimpajama": SketchSettings(
            shingle_words=13, permutations=128, bands=9, rows=13
        ),
        # allenai/duplodocus, as Dolma 3 was made.
        "dolma3": SketchSettings(shingle_words=5, permutations=286, bands=26, rows=11),
        # NVIDIA-NeMo/Curator, as Nemotron-CC was made (arXiv:2412.02595).
        "nemotron-cc": SketchSettings(
            shingle_unit=ShingleUnit.CHARACTERS,
            shingle_characters=24,
            permutations=260,
            bands=20,
            rows=13,
        ),
    }
)
"""Shingles, permutations, bands and rows as each corpus has them. Words are ours where
its own are a tokenizer's tokens, and digits stay where it drops them."""


def choose_dedup(mode: str | None, preset: str | None) -> DedupSettings:
    """Turn what a person asks for into settings.

    Args:
        mode: A DedupMode; None for near.
        preset: A name of PRESETS; None for our own parameters.

    Returns:
        The settings. A preset verifies nothing: whoever meets in a bucket is joined,
        as in its original.

    Raises:
        ArgumentError: No such mode or preset; or a preset, and a mode that has no use
            for it.
    """
    chosen = DedupMode.NEAR if mode is None else _read_mode(mode)
    if preset is None:
        return DedupSettings(mode=chosen)
    if preset not in PRESETS:
        raise ArgumentError(
            f"There is no deduplication preset '{preset}'; "
            f"the presets are {', '.join(PRESETS)}."
        )
    if chosen is not DedupMode.NEAR:
        raise ArgumentError(
            f"--dedup {chosen} looks for no near-duplicates, so --dedup-preset "
            f"{preset} would change nothing. Leave one of the two out."
        )
    return DedupSettings(preset=preset, sketch=PRESETS[preset], threshold=None)


def _read_mode(mode: str) -> DedupMode:
    try:
        return DedupMode(mode)
    except ValueError as error:
        raise ArgumentError(
            f"There is no deduplication '{mode}'; give one of {', '.join(DedupMode)}."
        ) from error
