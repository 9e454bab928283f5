"""floors plan for a Spark cluster: what is asked, what is refused, what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Floors, assert_refused

CLUSTER = ("--text-bytes", "10GB", "--cores", "100")


def plan(floors: Floors, *options: str | Path) -> dict[str, Any]:
    done = floors("plan", *options, "--categories", "birthday", "--json")
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_size_stands_in_place_of_a_corpus(floors: Floors):
    answer = plan(floors, "--text-bytes", "1.5TB")

    assert (answer["text_bytes"], answer["files"]) == (1_500_000_000_000, 0)
    assert answer["cluster"] is None


@pytest.mark.parametrize(
    ("size", "expected"),
    [("806GB", 806 * 10**9), ("7", 7), ("2 kb", 2000), ("0.5M", 500_000)],
)
def test_sizes_are_read_as_people_write_them(floors: Floors, size: str, expected: int):
    assert plan(floors, "--text-bytes", size)["text_bytes"] == expected


@pytest.mark.parametrize("size", ["0", "GB", "8 GiB", "1e9", "-5GB", "1,5TB"])
def test_what_is_no_size_is_refused(floors: Floors, size: str):
    says = (f"'{size}' is no size", "806GB")
    assert_refused(floors, "plan", f"--text-bytes={size}", code=2, says=says)


def test_options_that_contradict_each_other_are_refused(floors: Floors, corpus: Path):
    refusals: tuple[tuple[tuple[str | Path, ...], str], ...] = (
        ((), "CORPUS"),
        ((corpus, "--text-bytes", "1GB"), "leave one of the two out"),
        (("--text-bytes", "1GB", "--price-per-core-hour", "1"), "--cores"),
    )
    for options, says in refusals:
        assert_refused(floors, "plan", *options, code=2, says=(says,))


def test_a_cluster_is_told_in_core_hours_bytes_and_money(floors: Floors):
    answer = plan(floors, *CLUSTER, "--price-per-core-hour", "0.5")["cluster"]

    hours = answer["read_core_hours"] + answer["sql_core_hours"]
    assert answer["price"] == pytest.approx(hours / 2)
    assert answer["hours"] > hours / 100
    text = floors("plan", *CLUSTER, "--price-per-core-hour", "0.5").stdout
    for line in ("work ", "time ", "money ", "memory ", "facts ", "disk "):
        assert f"\n{line}" in text
    assert "100 cores" in text
    assert max(map(len, text.splitlines()[3:])) <= 88


def test_money_is_told_only_at_a_price(floors: Floors):
    assert plan(floors, *CLUSTER)["cluster"]["price"] is None
    assert "money" not in floors("plan", *CLUSTER).stdout


def test_one_core_reads_a_shard_however_many_there_are(floors: Floors, corpus: Path):
    few, many = (
        plan(floors, corpus, "--cores", cores)["cluster"] for cores in ("3", "3000")
    )

    assert many["read_core_hours"] == few["read_core_hours"]
    # Three files of about as many bytes: more cores than files change little.
    assert few["hours"] < 1.01 * many["hours"]


def test_a_dear_preset_costs_more(floors: Floors):
    ours = plan(floors, *CLUSTER)
    dear = plan(floors, *CLUSTER, "--dedup-preset", "nemotron-cc")

    assert dear["seconds"] == pytest.approx(ours["seconds"] * 284 / 150, rel=1e-3)
    assert dear["disk_bytes"] > ours["disk_bytes"]
    assert dear["cluster"]["shuffle_bytes"] > ours["cluster"]["shuffle_bytes"]
