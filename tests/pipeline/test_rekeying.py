"""Rows under another key are the rows that reading under that key gives."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rekeying import KeyChange, rekey
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS, OBSERVATIONS, REJECTS, SHARDS, TABLES

PLAIN = {
    pa.string(): "plain",
    pa.int64(): 7,
    pa.int16(): 3,
    pa.float64(): 0.5,
    pa.binary(): b"\x00\xff",
}

keys = st.text(
    st.characters(exclude_categories=["Cs"], include_characters="\u0301é😀#@/"),
    max_size=8,
)


def row(table: Table, **values: str | None) -> dict[str, object]:
    """A row that has the given values where the table has such columns."""
    return {
        column.name: values.get(column.name, PLAIN[column.type])
        for column in table.columns
    }


def batch(table: Table, key: str) -> pa.RecordBatch:
    """Rows of a file with and without ids of their own, as reading gives them."""
    rows = [
        row(
            table,
            doc_key=f"{key}#{place}",
            doc_id=own or f"{key}#{place}",
            shard=f"{key}@0-9",
            title=None,
            url=None,
            language=None,
        )
        for place, own in enumerate([None, "a.jsonl#0", "", "x"])
    ]
    return pa.RecordBatch.from_pylist(rows, table.arrow)


@settings(deadline=None)
@given(old=keys, new=keys)
def test_rows_are_those_of_a_file_with_the_new_key(old: str, new: str) -> None:
    for table in TABLES:
        if table.per_shard:
            changed = rekey(batch(table, old), KeyChange(old, new))
            table.check(changed)
            assert changed.equals(batch(table, new)), table.name


def test_what_only_looks_like_a_key_stays() -> None:
    change = KeyChange("a", "1-x/a")
    for table in (OBSERVATIONS, DOCUMENTS, BANDS, REJECTS, SHARDS):
        changed = rekey(batch(table, "a"), change)
        for name in table.arrow.names:
            if name not in ("doc_key", "doc_id", "shard"):
                assert changed.column(name).equals(batch(table, "a").column(name))


def test_no_rows_stay_none() -> None:
    for table in TABLES:
        none = pa.RecordBatch.from_pylist([], table.arrow)
        assert rekey(none, KeyChange("a", "b")).equals(none)
