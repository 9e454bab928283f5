from __future__ import annotations

import pytest

from pipeline.report.figures import (
    NOTHING,
    count_things,
    format_bound,
    format_bytes,
    format_change,
    format_interval,
    format_rate,
)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (None, NOTHING),
        (0.0, "0%"),
        (0.2134, "21.3%"),
        (0.001, "0.1%"),
        (0.00042, "0.042%"),
        (0.0000012, "0.00012%"),
        (1.0, "100.0%"),
    ],
)
def test_small_rates_keep_their_digits(rate: float | None, text: str) -> None:
    assert format_rate(rate) == text


def test_an_interval_has_two_ends_or_none() -> None:
    assert format_interval(0.1, 0.25) == "10.0%–25.0%"
    assert format_interval(None, None) == NOTHING


def test_a_bound_that_says_nothing_is_called_vacuous() -> None:
    assert format_bound(0.0, says_nothing=0) == "vacuous"
    assert format_bound(1.0, says_nothing=1) == "vacuous"
    assert format_bound(0.31, says_nothing=0) == "31.0%"
    assert format_bound(None, says_nothing=0) == NOTHING


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_500, "1.5 kB"),
        (64e6, "64.0 MB"),
        (25.3e9, "25.3 GB"),
        (1234.5e12, "1,234.5 TB"),
    ],
)
def test_bytes_are_written_in_their_unit(size: float, text: str) -> None:
    assert format_bytes(size) == text


def test_things_are_counted_in_english() -> None:
    assert count_things(1, "shard") == "1 shard"
    assert count_things(2_000, "shard") == "2,000 shards"


def test_a_change_is_written_in_points() -> None:
    changes = (0.093, -0.001, 0.0, 0.0004, 1.0, None)
    assert [format_change(change) for change in changes] == [
        "+9.3",
        "-0.1",
        "0",
        "0",
        "+100.0",
        "–",
    ]
