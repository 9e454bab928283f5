from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.components import find_components


def components_one_by_one(edges: list[tuple[int, int]]) -> dict[int, int]:
    groups = {node: {node} for edge in edges for node in edge}
    for left, right in edges:
        joined = groups[left] | groups[right]
        groups.update(dict.fromkeys(joined, joined))
    return {node: min(group) for node, group in groups.items()}


def find(edges: list[tuple[int, int]]) -> dict[int, int]:
    left, right = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    nodes, names = find_components(left, right)
    assert nodes.tolist() == sorted(set(nodes.tolist()))
    return dict(zip(nodes.tolist(), names.tolist(), strict=True))


@given(st.lists(st.tuples(st.integers(-9, 30), st.integers(-9, 30)), max_size=60))
def test_components_are_those_of_joining_edge_by_edge(edges):
    assert find(edges) == components_one_by_one(edges)


def test_long_chains_in_any_order_are_one_component():
    count = 200_000
    for order in (
        np.arange(count),
        np.arange(count)[::-1],
        np.random.default_rng(1).permutation(count),
        np.argsort(np.arange(count) % 2, kind="stable"),
    ):
        nodes, names = find_components(order[:-1], order[1:])
        assert len(nodes) == count
        assert not names.any()
