"""Connected components of a graph that fits in memory. Does not know documents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


def find_components(left: Ids, right: Ids) -> tuple[Ids, Ids]:
    """Find which nodes are joined, directly or through others.

    Args:
        left: One end of each of m >= 0 edges, as any integers.
        right: The other end of each.

    Returns:
        The nodes that have an edge, each once, ascending; and for each the smallest
        node of its component. Memory is some 100 bytes an edge.

    Source:
        Hooking and pointer jumping: Shiloach and Vishkin 1982, "An O(log n) parallel
        connectivity algorithm". Every root goes under its smallest neighbouring
        root; one that has none smaller is the smallest neighbour of all that it
        touches after another round, so two rounds at least halve the roots.
    """
    nodes, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    one, other = np.split(places, 2)
    roots = np.arange(len(nodes))
    while len(one):
        np.minimum.at(roots, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(above := roots[roots], roots):
            roots = above
        one, other = roots[one], roots[other]
        apart = one != other
        one, other = one[apart], other[apart]
    return nodes, nodes[roots]
