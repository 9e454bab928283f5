"""Small tables for the tests of counting: only what a test is about is spelled out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.counting.value_parts import split_values
from pipeline.warehouse import Warehouse, read_sql
from schemas.contract import Table
from schemas.summaries import SUMMARIES
from schemas.tables import (
    BY_NAME,
    CATEGORIES,
    DOC_CLUSTERS,
    DOCUMENTS,
    OBSERVATIONS,
    SPECTRUM,
)
from schemas.views import VALUE_PARTS, VIEWS

Row = dict[str, Any]

DECLARED = (*BY_NAME.values(), *SUMMARIES, *VIEWS)


def observations(*rows: Row) -> pa.Table:
    """Rows of observations; by default each is a mention of its own in document d."""
    defaults: Row = {
        "category": "birthday",
        "entity": "Ada Lovelace",
        "entity_key": "ada lovelace",
        "value": "1815-12-10",
        "value_surface": "10 December 1815",
        "doc_key": "d",
        "doc_id": "d",
        "passage": "Ada Lovelace was born on 10 December 1815.",
        "passage_start": 0,
        "passage_key": 0,
        "match_start": 0,
        "match_end": 42,
        "pattern": "was_born_on",
        "language": None,
    }
    return _table(OBSERVATIONS, defaults, rows)


def documents(*rows: Row) -> pa.Table:
    """Rows of documents; by default without a url."""
    defaults: Row = {
        "doc_key": "d",
        "doc_id": "d",
        "shard": "s",
        "url": None,
        "domain": None,
        "title": None,
        "language": None,
        "chars": 42,
        "sketch": b"",
        "text_key": 0,
    }
    return _table(DOCUMENTS, defaults, rows)


def doc_clusters(cluster_of: Mapping[str, str]) -> pa.Table:
    """Rows of doc_clusters, from doc_key to cluster_id."""
    rows = [{"doc_key": key, "cluster_id": of} for key, of in cluster_of.items()]
    return _table(DOC_CLUSTERS, {}, rows)


def categories(*rows: Row) -> pa.Table:
    """Rows of categories; by default arbitrary facts such as birthdays."""
    defaults: Row = {
        "name": "birthday",
        "version": 1,
        "hash": "0",
        "description": "",
        "entity_type": "PERSON",
        "value_type": "DATE",
        "plausible_values": 366,
        "arbitrary": True,
        "single_valued": True,
        "recall": None,
        "precision": None,
        "gold_set": None,
    }
    return _table(CATEGORIES, defaults, rows)


def spectrum(*rows: Row) -> pa.Table:
    """Rows of spectrum; by default of the headline unit and key."""
    defaults: Row = {"category": "birthday", "unit": "clusters", "key": "prompt"}
    return _table(SPECTRUM, defaults, rows)


def run_settings(*, limited: bool) -> pa.Table:
    """The one row that says whether the run read a part of the corpus."""
    return pa.table({"limited": pa.array([limited], pa.bool_())})


def query(
    warehouse: Warehouse, name: str, tables: Mapping[str, str | Path | pa.Table]
) -> list[Row]:
    """Run a query over tables; every other declared table is empty.

    The rows are held to the declaration of the table or view that the query makes.
    """
    for declared in (*BY_NAME.values(), *SUMMARIES):
        warehouse.bind(declared.name, declared.arrow.empty_table())
    for view, source in tables.items():
        warehouse.bind(view, source)
    for view in VIEWS:
        if view.name not in tables:
            warehouse.define(view.name, read_sql(view.name))
    made = warehouse.table(read_sql(name))
    (makes,) = (one for one in DECLARED if one.name == name)
    assert made.column_names == [column.name for column in makes.columns]
    rows: list[Row] = makes.conform(made).to_pylist()
    return rows


def summarise(
    warehouse: Warehouse, tables: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """The tables and, made of them as a run makes them, the summaries of floors."""
    made = dict(tables)
    for view in VIEWS:
        made.pop(view.name, None)
    query(warehouse, "category_tallies", made)
    rivals = warehouse.table(read_sql("rival_values")).combine_chunks()
    batches = rivals.to_batches() or [pa.RecordBatch.from_pylist([], rivals.schema)]
    made[VALUE_PARTS.name] = pa.Table.from_batches(map(split_values, batches))
    for declared in SUMMARIES:
        rows = query(warehouse, declared.name, made)
        made[declared.name] = pa.Table.from_pylist(rows, declared.arrow)
    return made


def _table(declared: Table, defaults: Row, rows: Sequence[Row]) -> pa.Table:
    full = [defaults | row for row in rows]
    return pa.Table.from_pylist(full, schema=declared.arrow)
