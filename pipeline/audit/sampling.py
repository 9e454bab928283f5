"""How many sightings of each stratum an audit judges. Knows counts only."""

from __future__ import annotations

from collections.abc import Sequence


def share_rows(rows: int, available: Sequence[int]) -> list[int]:
    """Share rows evenly, giving what one cannot fill to the others.

    Args:
        rows: 0 or more.
        available: How many each can fill.

    Returns:
        As many numbers, none above what is available; they differ by more than one
        only where one is full. Rows that cannot be shared evenly go to the first.
    """
    shared = [0] * len(available)
    left = rows
    while left > 0:
        open_places = [i for i, most in enumerate(available) if shared[i] < most]
        if not open_places:
            break
        each = max(left // len(open_places), 1)
        for place in open_places[:left]:
            given = min(each, available[place] - shared[place], left)
            shared[place] += given
            left -= given
    return shared


def share_among_strata(rows: int, sightings: Sequence[int]) -> list[int]:
    """Share the rows of a category among its strata.

    Half are singletons, for the floor is made of them and they are most often false;
    the rest is shared evenly by the strata above.

    Args:
        rows: 0 or more.
        sightings: How many there are in each stratum, singletons first.

    Returns:
        As many numbers, none above the sightings that there are.
    """
    singletons = min((rows + 1) // 2, sightings[0])
    above = share_rows(rows - singletons, sightings[1:])
    # What the strata above cannot fill, singletons may.
    singletons = min(rows - sum(above), sightings[0])
    return [singletons, *above]
