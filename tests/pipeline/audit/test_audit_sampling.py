"""How the rows of an audit are shared."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.sampling import share_among_strata, share_rows


def test_rows_are_shared_evenly():
    assert share_rows(10, [100, 100, 100]) == [4, 3, 3]


def test_what_one_cannot_fill_others_get():
    assert share_rows(10, [1, 100, 2]) == [1, 7, 2]


def test_half_of_the_rows_are_singletons():
    assert share_among_strata(200, (900, 300, 300, 300)) == [100, 34, 33, 33]


def test_singletons_take_what_the_strata_above_leave():
    assert share_among_strata(200, (900, 10, 0, 5)) == [185, 10, 0, 5]


@given(st.integers(0, 500), st.lists(st.integers(0, 90), min_size=4, max_size=4))
def test_as_many_rows_are_shared_as_there_can_be(rows: int, sightings: list[int]):
    shared = share_among_strata(rows, sightings)
    assert sum(shared) == min(rows, sum(sightings))
    assert all(a <= b for a, b in zip(shared, sightings, strict=True))
