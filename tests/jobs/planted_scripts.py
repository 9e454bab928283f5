"""A run in which every text of every table tries to run a script on its page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PAYLOAD = (
    "\"'></style></title></textarea>--><script>window.planted = 1</script>"
    "<img src=x onerror=\"window.planted=1\"><svg onload='window.planted=1'>"
    "{{ 7 * 7 }}{% raw %}\u202e\x00&lt;b&gt;"
)
"""Ends whatever it may stand in, and then asks for a script in several ways."""

_KEPT = ("unit", "key", "language", "note", "hash")
"""Columns that hold words of the tool's own, by which rows are found."""


def plant_scripts(run: Path, into: Path) -> Path:
    """Copy a run, with PAYLOAD after each text of each table.

    Equal texts stay equal, so that rows still find each other; addresses become
    scripts by themselves.
    """
    shutil.copytree(run, into)
    (into / "report.html").unlink(missing_ok=True)
    for path in sorted(into.glob("*/*.parquet")):
        table = pq.read_table(path)
        for place, field in enumerate(table.schema):
            if field.type != pa.string() or field.name in _KEPT:
                continue
            values = [
                None if value is None else _plant(field.name, value)
                for value in table.column(place).to_pylist()
            ]
            table = table.set_column(place, field, pa.array(values, pa.string()))
        pq.write_table(table, path)
    record = json.loads((into / "run.json").read_text(encoding="utf-8"))
    for file in record["corpus"]:
        file["key"] += PAYLOAD
    (into / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return into


def _plant(column: str, value: str) -> str:
    if column == "url":
        return f"javascript:window.planted=1//{value}"
    return f"{value}{PAYLOAD}"
