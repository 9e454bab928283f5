"""Scores as category files write them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

from pipeline.extraction.category import Measurement
from pipeline.extraction.category_files import parse_categories
from pipeline.gold.measurement import write_measurements
from pipeline.gold.scoring import Score

SCORE = Score(asked=9, found=6, gate=8, gate_anywhere=9, predicted=7, right=5)
DAY = date(2024, 5, 6)


def test_a_category_file_takes_what_is_written():
    file = resources.files("pipeline.categories") / "birthday.toml"
    without = file.read_text(encoding="utf-8").split("[[measured]]")[0]
    text = without + write_measurements({"birthday": SCORE}, "parish books", DAY)
    [category] = parse_categories([("birthday.toml", text)])
    assert category.measured == Measurement(
        gold_set="parish books",
        precision=0.714,
        recall=0.667,
        date=DAY,
        counts={"found": 7, "wrong": 2, "asked": 9, "missed": 3, "gate": 8},
    )


@pytest.mark.parametrize("name", ['a "b" \\ c', "Ærø 😀", "tab\tdel\x7f", ""])
def test_a_gold_set_may_have_any_name(name):
    text = write_measurements({"birthday": SCORE}, name, DAY)
    assert tomllib.loads(text)["measured"][0]["gold_set"] == name


def test_every_category_has_its_block_under_its_name():
    text = write_measurements({"birthday": SCORE, "capital": SCORE}, "books", DAY)
    assert len(tomllib.loads(text)["measured"]) == 2
    names = [line for line in text.splitlines() if line in ("# birthday", "# capital")]
    assert names == ["# birthday", "# capital"]


def test_rates_that_are_none_or_whole_are_valid():
    whole = Score(asked=3, found=3, predicted=3, right=3)
    [block] = tomllib.loads(write_measurements({"x": whole}, "books", DAY))["measured"]
    assert (repr(block["precision"]), repr(block["recall"])) == ("1.0", "1.0")
    for lacking, says in (("predicted", "found"), ("asked", "asked for")):
        short = replace(whole, **{lacking: 0, "found": 0, "right": 0})
        text = write_measurements({"x": short}, "books", DAY)
        assert tomllib.loads(text) == {}
        assert f"# x: nothing was {says}" in text
