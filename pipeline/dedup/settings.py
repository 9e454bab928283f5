"""What makes documents near-duplicates of one another, as a run is told it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.dedup.sketch import SketchSettings


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
    """

    mode: DedupMode = DedupMode.NEAR
    preset: str | None = None
    sketch: SketchSettings = field(default_factory=SketchSettings)
    threshold: float | None = 0.70
