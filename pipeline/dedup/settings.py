"""What makes documents near-duplicates of one another, as a run is told it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ShingleUnit(StrEnum):
    """What shingles are runs of."""

    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True)
class SketchSettings:
    """How documents are sketched; sketches compare only under equal settings.

    Attributes:
        shingle_words: Words of a shingle, where its unit is words.
        permutations: Values of a signature.
        bands: Bands that a signature is cut into.
        rows: Values of a band; what the bands leave over only refines estimates.
        seed: Of the permutations.
        shingle_unit: What shingles are runs of.
        shingle_characters: Characters of a shingle, where its unit is characters.
    """

    shingle_words: int = 5
    permutations: int = 112
    bands: int = 14
    rows: int = 8
    seed: int = 1
    shingle_unit: ShingleUnit = ShingleUnit.WORDS
    shingle_characters: int = 24

    def __post_init__(self) -> None:
        """Refuse bands that do not tile the signature."""
        if self.bands * self.rows > self.permutations:
            raise ValueError(
                f"{self.bands} bands of {self.rows} rows need more than the "
                f"{self.permutations} permutations there are."
            )

    @property
    def shingle_size(self) -> int:
        """How many units make a shingle."""
        if self.shingle_unit == ShingleUnit.CHARACTERS:
            return self.shingle_characters
        return self.shingle_words


class DedupMode(StrEnum):
    """Which documents count as one cluster."""

    NONE = "none"
    """None: every document is its own."""
    EXACT = "exact"
    """Those with the same words in the same order."""
    NEAR = "near"
    """Those whose sketches are alike, directly or through others."""


@dataclass(frozen=True)
class DedupSettings:
    """How the clusters of a run are made.

    Attributes:
        mode: Which documents belong together.
        preset: The corpus whose parameters these are; None for our own.
        sketch: How documents are sketched. They are whatever the mode, so that the
            clusters can be made again without reading the text.
        threshold: The least Jaccard similarity (0..1), estimated by whole sketches, at
            which two documents of one bucket are joined; None joins all that meet.
            Of no effect but in mode near.
    """

    mode: DedupMode = DedupMode.NEAR
    preset: str | None = None
    sketch: SketchSettings = field(default_factory=SketchSettings)
    threshold: float | None = 0.70
