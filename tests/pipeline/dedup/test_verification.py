"""Sketches compared in bulk: against datasketch, at the threshold, at the edges."""

from __future__ import annotations

import pickle
from functools import partial

import numpy as np
import pyarrow as pa
import pytest

from pipeline.dedup.sketch import Sketcher, load_signature
from pipeline.dedup.verification import (
    ALIKE,
    ORDERED,
    ORDERS,
    add_orders,
    estimate_jaccard,
    keep_alike,
)
from pipeline.errors import FloorsError


def sketches(*signatures: object) -> pa.BinaryArray:
    return pa.array([np.array(one, "<u4").tobytes() for one in signatures], pa.binary())


def pairs(left: pa.BinaryArray, right: pa.BinaryArray) -> pa.RecordBatch:
    nodes = pa.array(range(len(left)), pa.int64())
    names = ["node", "neighbour", "node_sketch", "neighbour_sketch"]
    return pa.record_batch([nodes, nodes, left, right], names=names)


def test_the_estimate_is_that_of_datasketch():
    words = [f"word{number}" for number in range(60)]
    texts = [" ".join(words[start : start + 40]) for start in range(0, 20, 4)]
    stored = sketches(*Sketcher().sketch(texts))
    first = load_signature(stored[0].as_py())
    expected = [first.jaccard(load_signature(one.as_py())) for one in stored]

    found = estimate_jaccard(pa.array([stored[0].as_py()] * len(texts)), stored)

    assert found.tolist() == pytest.approx(expected, abs=1e-12)


def test_a_slice_of_sketches_is_compared_as_its_rows_are():
    left = sketches([1, 2], [3, 4], [5, 6], [7, 8])
    right = sketches([0, 0], [3, 4], [5, 0], [0, 0])

    found = estimate_jaccard(left.slice(1, 2), right.slice(1, 2))

    assert found.tolist() == [1.0, 0.5]


def test_no_pairs_are_no_pairs():
    nothing = sketches()
    assert keep_alike(pairs(nothing, nothing), threshold=0.7).schema == ALIKE
    assert add_orders(
        pa.record_batch([pa.array([], pa.int64()), nothing], names=["node", "sketch"])
    ).equals(pa.RecordBatch.from_pylist([], ORDERED))


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.7, 0.9])
def test_as_many_equal_values_as_the_threshold_asks_for_are_enough(threshold: float):
    left = sketches(*([0] * 10 for _ in range(11)))
    right = sketches(*([0] * equal + [1] * (10 - equal) for equal in range(11)))

    kept = keep_alike(pairs(left, right), threshold=threshold)

    assert kept["node"].to_pylist() == list(range(round(10 * threshold), 11))


@pytest.mark.parametrize(
    ("left", "right"),
    [([[1, 2]], [[1, 2, 3]]), ([[1, 2], [1]], [[1, 2], [1, 2]])],
)
def test_sketches_of_different_lengths_are_refused(left: list, right: list):
    with pytest.raises(FloorsError, match="different lengths"):
        estimate_jaccard(sketches(*left), sketches(*right))


@pytest.mark.parametrize("permutations", [1, 2, 16, 112, 286])
def test_equal_sketches_stand_in_the_same_place_of_every_order(permutations: int):
    generator = np.random.default_rng(1)
    one, other = generator.integers(0, 2**32, (2, permutations))
    batch = pa.record_batch(
        [pa.array([0, 1, 2], pa.int64()), sketches(one, other, one)],
        names=["node", "sketch"],
    )

    made = add_orders(batch)

    assert made.schema == ORDERED
    assert made["sketch"].equals(batch["sketch"])
    places = [
        tuple(made[f"order_{n}"][row].as_py() for n in range(ORDERS))
        for row in range(3)
    ]
    assert places[0] == places[2] != places[1]


def test_what_engines_map_can_be_sent_to_other_processes():
    for function in (add_orders, partial(keep_alike, threshold=0.7)):
        assert pickle.loads(pickle.dumps(function)) is not None
