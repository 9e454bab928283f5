"""Which name is meant by one with a slip, and which values are rivals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import FloorsError
from pipeline.report.lookup import READS, choose_spelling, look_up
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import BY_NAME, CATEGORIES, OBSERVATIONS

STATED = (
    ("birthday", "Ada Holt", "1960-03-05", "d1"),
    ("birthday", "Ada Holt", "1960-03-05", "d2"),
    ("birthday", "Ada Holt", "1960", "d3"),
    ("birthday", "Ada Holt", "1971-08-09", "d4"),
    ("spouse", "Ada Holt", "Bo Lund", "d1"),
    ("spouse", "Ada Holt", "Cy Marr", "d2"),
    ("birthday", "Edith Varga", "1950-01-01", "d1"),
    ("birthday", "Edith Vargo", "1951-01-01", "d2"),
    ("birthday", "Model 3000", "1952-01-01", "d3"),
    ("birthday", "AMC", "1953-01-01", "d3"),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with the tables that a lookup reads."""
    folder = tmp_path_factory.mktemp("run")
    rows: list[dict[str, Any]] = [
        {
            "category": category,
            "entity": entity,
            "entity_key": entity.lower(),
            "value": value,
            "value_surface": value,
            "doc_key": doc_key,
            "doc_id": doc_key,
            "passage": f"{entity}: {value}.",
            "passage_start": number,
            "passage_key": number,
            "match_start": number,
            "match_end": number + 1,
            "pattern": "p",
        }
        for number, (category, entity, value, doc_key) in enumerate(STATED)
    ]
    category: dict[str, Any] = {
        "version": 1,
        "hash": "0",
        "description": "",
        "entity_type": "PERSON",
        "value_type": "DATE",
        "plausible_values": 366,
        "arbitrary": True,
    }
    tables = {
        "observations": pa.Table.from_pylist(rows, schema=OBSERVATIONS.arrow),
        "categories": pa.Table.from_pylist(
            [
                {**category, "name": "birthday", "single_valued": True},
                {**category, "name": "spouse", "single_valued": False},
            ],
            schema=CATEGORIES.arrow,
        ),
    }
    with Warehouse(threads=1) as warehouse:
        for name in READS:
            warehouse.bind(name, tables.get(name, BY_NAME[name].arrow.empty_table()))
        for name in ("fact_counts", "prompt_counts"):
            tables[name] = BY_NAME[name].conform(warehouse.table(read_sql(name)))
    for name in READS:
        (folder / name).mkdir()
        table = tables.get(name, BY_NAME[name].arrow.empty_table())
        pq.write_table(table, folder / name / "00000.parquet")
    return folder


def test_values_that_conflict_with_the_most_stated_are_marked(run: Path) -> None:
    found = look_up(run, "Ada Holt", "ada holt")
    assert found.taken_as is None
    marked = {
        (fact["category"], fact["value"]): fact["is_rival"] for fact in found.facts
    }
    assert marked == {
        ("birthday", "1960-03-05"): False,
        ("birthday", "1960"): False,  # the coarser half of the same day
        ("birthday", "1971-08-09"): True,
        ("spouse", "Bo Lund"): False,  # one may have two
        ("spouse", "Cy Marr"): False,
    }


@pytest.mark.parametrize("slip", ["ada hlot", "ada holtt", "ada hol"])
def test_the_one_closest_name_is_answered(run: Path, slip: str) -> None:
    found = look_up(run, slip, slip)
    assert (found.taken_as, found.entity_key) == ("Ada Holt", "ada holt")
    assert len(found.passages) == 6


@pytest.mark.parametrize("name", ["edith varg", "edith vargi"])
def test_names_that_are_equally_close_are_listed(run: Path, name: str) -> None:
    with pytest.raises(FloorsError, match="Did you mean"):
        look_up(run, name, name)


@pytest.mark.parametrize(
    "name", ["holt", "ida holt", "model 3001", "amd", "amcc", "ada holtmann"]
)
def test_another_name_is_no_slip(run: Path, name: str) -> None:
    with pytest.raises(FloorsError):
        look_up(run, name, name)


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose_spelling("ada holt", []) is None
