"""Bands of stored sketches are those that come with the sketches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from pipeline.dedup.bands import make_bands, remake_bands
from pipeline.dedup.settings import SketchSettings
from pipeline.dedup.sketch import Sketcher
from schemas.tables import BANDS

TEXTS = [
    "Ada Holt was born on 5 March 1960 in Tarnby, by the sea, and kept bees there.",
    "Zoe Reed died in Harn.",
    "",
]
KEYS = pa.array([f"a.jsonl#{number}" for number in range(len(TEXTS))])
MADE = SketchSettings(permutations=40, bands=5, rows=8)


def documents(settings: SketchSettings, count: int = len(TEXTS)) -> pa.RecordBatch:
    sketches = Sketcher(settings).sketch(TEXTS[:count]).astype("<u4")
    stored = pa.array([one.tobytes() for one in sketches], pa.binary())
    return pa.record_batch({"doc_key": KEYS[:count], "sketch": stored})


@pytest.mark.parametrize(("bands", "rows"), [(5, 8), (40, 1), (1, 40), (13, 3)])
def test_bands_of_stored_sketches_are_those_made_with_them(
    bands: int, rows: int
) -> None:
    sketcher = Sketcher(replace(MADE, bands=bands, rows=rows))
    fresh = make_bands(KEYS, sketcher.band_hashes(sketcher.sketch(TEXTS)))
    BANDS.check(fresh)
    assert remake_bands(documents(MADE), sketcher).equals(fresh)
    assert fresh.num_rows == bands * len(TEXTS)


def test_no_documents_have_no_bands() -> None:
    none = remake_bands(documents(MADE, 0), Sketcher(MADE))
    BANDS.check(none)
    assert none.num_rows == 0


def test_rows_come_in_the_order_of_documents_and_bands() -> None:
    hashes = np.array([[5, 6], [7, 8]], dtype=np.int64)
    assert make_bands(pa.array(["b", "a"]), hashes).to_pylist() == [
        {"doc_key": "b", "band": 0, "band_hash": 5},
        {"doc_key": "b", "band": 1, "band_hash": 6},
        {"doc_key": "a", "band": 0, "band_hash": 7},
        {"doc_key": "a", "band": 1, "band_hash": 8},
    ]
