"""The table bands, of sketches just made or stored."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.dedup.sketch import Sketcher
from schemas.tables import BANDS


def make_bands(doc_keys: pa.Array, hashes: NDArray[np.int64]) -> pa.RecordBatch:
    """Put the hashes of bands into rows of the table.

    Args:
        doc_keys: n >= 0 documents.
        hashes: An (n, bands) array from `Sketcher.band_hashes`.

    Returns:
        A row for each document and band, in the order of both.
    """
    count, bands = hashes.shape
    return pa.record_batch(
        [
            doc_keys.take(pa.array(np.repeat(np.arange(count), bands))),
            pa.array(np.tile(np.arange(bands, dtype=np.int16), count)),
            pa.array(hashes.reshape(-1)),
        ],
        schema=BANDS.arrow,
    )


def remake_bands(documents: pa.RecordBatch, sketcher: Sketcher) -> pa.RecordBatch:
    """Cut stored sketches into other bands.

    Args:
        documents: n >= 0 rows of the table documents, sketched under settings that
            may differ from the sketcher's in bands and rows alone.
        sketcher: Has the bands to make.

    Returns:
        Rows of bands, as they would have come with the sketches.
    """
    width = sketcher.settings.permutations
    stored = b"".join(documents.column("sketch").to_pylist())
    signatures = np.frombuffer(stored, dtype="<u4").astype(np.uint32, copy=False)
    hashes = sketcher.band_hashes(signatures.reshape(-1, width))
    return make_bands(documents.column("doc_key"), hashes)
