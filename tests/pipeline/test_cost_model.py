"""Costs add up, grow with the text alone, and know every preset."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cost_model import (
    SKETCH_MS_PER_MB,
    SQL_START_CORE_S,
    START_S,
    TEXT_KINDS,
    estimate_cluster_cost,
    estimate_read_seconds,
    estimate_run_bytes,
)
from pipeline.dedup.presets import PRESETS
from pipeline.dedup.settings import DedupMode, DedupSettings

OURS = DedupSettings()
WEB = TEXT_KINDS["web"]


def test_every_preset_has_its_cost():
    assert set(SKETCH_MS_PER_MB) == {None, *PRESETS}


def test_a_core_reads_twenty_mb_in_three_seconds():
    assert estimate_read_seconds(20e6, OURS) == pytest.approx(3)


def test_the_run_of_the_measured_wikipedia_is_not_larger_than_estimated():
    kind = TEXT_KINDS["encyclopaedia"]

    # 12.3 MB were measured.
    assert 12.3e6 < estimate_run_bytes(208e6, kind, OURS) < 1.5 * 12.3e6


@given(text=st.floats(1e6, 1e15), factor=st.floats(1, 100), cores=st.integers(1, 10**5))
def test_all_but_the_time_grows_with_the_text(text: float, factor: float, cores: int):
    one, more = (
        estimate_cluster_cost(size, WEB, OURS, cores=cores, price_per_core_hour=1)
        for size in (text, factor * text)
    )

    start = SQL_START_CORE_S / 3600
    growing = one.core_hours - start
    assert more.core_hours - start == pytest.approx(factor * growing, rel=1e-5)
    assert one.price == pytest.approx(one.core_hours)
    # Rounded to whole bytes.
    assert more.shuffle_bytes == pytest.approx(factor * one.shuffle_bytes, abs=factor)
    assert more.disk_bytes == pytest.approx(factor * one.disk_bytes, abs=factor)
    assert one.hours * 3600 == pytest.approx(START_S + 3600 * growing / cores)


def test_more_cores_cost_no_more_and_end_sooner():
    few, many = (
        estimate_cluster_cost(1e12, WEB, OURS, cores=cores, price_per_core_hour=2)
        for cores in (10, 1000)
    )

    assert few.price == many.price
    assert few.hours > 50 * many.hours


def test_one_large_shard_keeps_one_core_at_work():
    spread, whole = (
        estimate_cluster_cost(1e12, WEB, OURS, cores=1000, longest_shard_bytes=longest)
        for longest in (0, 1e12)
    )

    assert whole.hours > 600 * spread.hours
    assert whole.core_hours == spread.core_hours


def test_what_is_not_clustered_is_not_shuffled_for_clusters():
    near, exact, none = (
        estimate_cluster_cost(1e12, WEB, replace(OURS, mode=mode), cores=1)
        for mode in (DedupMode.NEAR, DedupMode.EXACT, DedupMode.NONE)
    )

    assert near.shuffle_bytes > exact.shuffle_bytes > none.shuffle_bytes > 0
    assert near.read_core_hours == none.read_core_hours
