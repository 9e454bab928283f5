"""Sketches compared, and put into orders in which alike ones lie close.

Pure functions of Arrow batches, which every engine can map. Knows no table of a run,
and no buckets.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.errors import FloorsError

ORDERS = 4
"""In how many ways sketches are ordered. One more order finds more of the alike than
several more neighbours in one: whom an early difference parts in one, another joins."""

ORDERED = pa.schema(
    [
        ("node", pa.int64()),
        ("sketch", pa.binary()),
        *((f"order_{number}", pa.int64()) for number in range(ORDERS)),
    ]
)
"""What `add_orders` gives."""

ALIKE = pa.schema([("node", pa.int64()), ("neighbour", pa.int64())])
"""What `keep_alike` gives."""

Signatures = NDArray[np.uint32]
"""One row a document, one column a permutation."""

# A place in an order packs so many values of a signature by so many low bits each. The
# bits are worth more than further values: a value that only two pages have must not be
# taken for a third one's.
_VALUES = 4
_BITS = 16

_TIE = 1e-9
"""0.7 of 10 places is 7.000000000000001 in floating point, and 7 must do."""


def estimate_jaccard(
    left: pa.BinaryArray, right: pa.BinaryArray
) -> NDArray[np.float64]:
    """Estimate the Jaccard similarity of the documents behind pairs of sketches.

    Args:
        left: n >= 0 sketches as documents.sketch stores them.
        right: As many, of the same length.

    Returns:
        For each pair the share of equal values of their signatures, 0..1.

    Raises:
        FloorsError: Sketches of different lengths, which no run makes.

    Source:
        Broder 1997, "On the resemblance and containment of documents".
    """
    ours, theirs = view_signatures(left), view_signatures(right)
    if not len(ours):
        return np.empty(0)
    if ours.shape != theirs.shape:
        raise FloorsError(_UNEQUAL)
    return _share_equal(ours, theirs)


def find_alike(
    left: Signatures, right: Signatures, *, threshold: float
) -> NDArray[np.bool_]:
    """Tell which pairs of signatures are as similar as a threshold asks.

    Args:
        left: n >= 0 signatures.
        right: As many, of the same length.
        threshold: 0..1.

    Returns:
        For each pair whether its share of equal values is at least that.
    """
    return _share_equal(left, right) >= threshold - _TIE


def keep_alike(batch: pa.RecordBatch, *, threshold: float) -> pa.RecordBatch:
    """Keep the pairs whose estimated similarity is at least a threshold.

    Args:
        batch: n >= 0 rows of node, neighbour, node_sketch, neighbour_sketch.
        threshold: 0..1.

    Returns:
        node and neighbour of those pairs, in the same order.
    """
    alike = estimate_jaccard(batch["node_sketch"], batch["neighbour_sketch"])
    kept = batch.select(ALIKE.names).filter(pa.array(alike >= threshold - _TIE))
    return kept.cast(ALIKE)


def count_unlike(
    left: pa.BinaryArray,
    right: pa.BinaryArray,
    *,
    threshold: float | None,
    bands: int,
    rows: int,
) -> int:
    """Count the pairs that clustering would not have joined by themselves.

    Args:
        left: n >= 0 sketches.
        right: As many, of the same length.
        threshold: The least estimated similarity of a pair that is joined, 0..1;
            None where sharing a band was enough.
        bands: Bands of a signature.
        rows: Values of a band.

    Returns:
        0..n.
    """
    if threshold is not None:
        alike = estimate_jaccard(left, right) >= threshold - _TIE
        return int(np.count_nonzero(~alike))
    if not len(left):
        return 0
    equal = view_signatures(left) == view_signatures(right)
    cells = equal[:, : bands * rows].reshape(len(equal), bands, rows)
    return int(np.count_nonzero(~cells.all(axis=2).any(axis=1)))


def add_orders(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Say of each sketch where it stands in each of four orders.

    Args:
        batch: n >= 0 rows of node and sketch.

    Returns:
        The same rows with order_0 to order_3: signed 64-bit integers.
    """
    orders = map(pa.array, order_signatures(view_signatures(batch["sketch"])))
    columns = [batch["node"], batch["sketch"], *orders]
    return pa.record_batch(columns, names=ORDERED.names).cast(ORDERED)


def order_signatures(signatures: Signatures) -> list[NDArray[np.int64]]:
    """Say of each signature where it stands in each of four orders.

    An order compares four values of the signatures, one after the other; no value is
    in two orders. Pages of one template agree in most values, which tells nothing; two
    copies of one page agree also in the first value that is the page's own, and there
    nobody else is between them. They are apart only where an edit comes before it.

    Args:
        signatures: n >= 0 of them.

    Returns:
        ORDERS arrays of n places each; where places are equal, nothing parts them.
    """
    width = max(signatures.shape[1], 1)
    # Spread over the whole signature: within a bucket the values of its own band say
    # nothing, and neighbouring values are of one band.
    stride = max(width // (ORDERS * _VALUES), 1)
    orders = []
    for number in range(ORDERS):
        place = np.zeros(len(signatures), dtype=np.uint64)
        for step in range(_VALUES if len(signatures) else 0):
            values = signatures[:, (number + step * ORDERS) * stride % width]
            place <<= np.uint64(_BITS)
            place |= values.astype(np.uint64) & np.uint64((1 << _BITS) - 1)
        orders.append(place.view(np.int64))
    return orders


_UNEQUAL = (
    "Sketches of different lengths are in one run, so they cannot be compared: the "
    "runs behind it were made with different --dedup-preset. Start it afresh."
)


def view_signatures(sketches: pa.BinaryArray) -> Signatures:
    """View stored sketches as signatures, without a copy.

    Args:
        sketches: n >= 0 of them, as documents.sketch stores them.

    Returns:
        An (n, permutations) array; (0, 0) where there are none.

    Raises:
        FloorsError: Sketches of different lengths, which no run makes.
    """
    if not len(sketches):
        return np.empty((0, 0), dtype=np.uint32)
    plain = sketches.cast(pa.large_binary())
    offsets = np.frombuffer(plain.buffers()[1], dtype=np.int64)
    offsets = offsets[plain.offset : plain.offset + len(plain) + 1]
    lengths = np.diff(offsets)
    if (lengths != lengths[0]).any() or lengths[0] % 4:
        raise FloorsError(_UNEQUAL)
    data = plain.buffers()[2]
    held = np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]]
    return held.view("<u4").reshape(len(plain), lengths[0] // 4)


def _share_equal(left: Signatures, right: Signatures) -> NDArray[np.float64]:
    if not len(left):
        return np.empty(0)
    equal = np.count_nonzero(left == right, axis=1)
    share: NDArray[np.float64] = equal / left.shape[1]
    return share
