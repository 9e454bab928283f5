from __future__ import annotations

import pytest

from pipeline.dedup.presets import PRESETS, choose_dedup
from pipeline.dedup.settings import (
    DedupMode,
    DedupSettings,
    ShingleUnit,
    SketchSettings,
)
from pipeline.errors import ArgumentError


def test_without_a_preset_pages_are_compared_by_our_own_parameters() -> None:
    ours = choose_dedup(None, None)
    assert ours == choose_dedup("near", None) == DedupSettings()
    assert (ours.mode, ours.preset, ours.threshold) == (DedupMode.NEAR, None, 0.70)
    sketch = ours.sketch
    assert (sketch.shingle_unit, sketch.shingle_size) == (ShingleUnit.WORDS, 5)
    assert (sketch.permutations, sketch.bands, sketch.rows) == (112, 14, 8)


@pytest.mark.parametrize(
    ("preset", "shingle", "permutations", "bands", "threshold"),
    [
        ("fineweb", (5, "words"), 112, (14, 8), 0.72),
        ("slimpajama", (13, "words"), 128, (9, 13), 0.84),
        ("dolma3", (5, "words"), 286, (26, 11), 0.74),
        ("nemotron-cc", (24, "characters"), 260, (20, 13), 0.79),
    ],
)
def test_a_preset_has_its_originals_parameters_and_verifies_nothing(
    preset: str,
    shingle: tuple[int, str],
    permutations: int,
    bands: tuple[int, int],
    threshold: float,
) -> None:
    chosen = choose_dedup(None, preset)
    assert chosen == choose_dedup("near", preset)
    assert (chosen.mode, chosen.preset, chosen.threshold) == ("near", preset, None)
    sketch = chosen.sketch
    assert (sketch.shingle_size, sketch.shingle_unit) == shingle
    assert sketch.permutations == permutations
    assert (sketch.bands, sketch.rows) == bands
    # The similarity about which pairs begin to meet, as it is published.
    assert (1 / sketch.bands) ** (1 / sketch.rows) == pytest.approx(threshold, abs=5e-3)


@pytest.mark.parametrize("mode", ["none", "exact"])
def test_documents_are_sketched_whatever_the_mode(mode: str) -> None:
    chosen = choose_dedup(mode, None)
    assert chosen.mode == mode
    assert chosen.sketch == SketchSettings()


@pytest.mark.parametrize(
    ("mode", "preset", "says"),
    [
        ("nearly", None, "give one of none, exact, near"),
        (None, "c4", "the presets are fineweb, slimpajama, dolma3, nemotron-cc"),
        ("none", "fineweb", "--dedup-preset fineweb would change nothing"),
        ("exact", "dolma3", "Leave one of the two out"),
    ],
)
def test_what_makes_no_sense_is_refused(
    mode: str | None, preset: str | None, says: str
) -> None:
    with pytest.raises(ArgumentError, match=says):
        choose_dedup(mode, preset)


def test_the_presets_are_different() -> None:
    assert len({*PRESETS.values()}) == len(PRESETS)
