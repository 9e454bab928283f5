from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.report.schema_listing import LISTED, list_schemas, write_markdown

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- schemas -->", "<!-- /schemas -->"


def test_every_column_has_a_meaning() -> None:
    for table in LISTED:
        assert table.grain
        assert table.key
        for column in table.columns:
            assert column.meaning.endswith("."), f"{table.name}.{column.name}"
            assert column.meaning[0].isupper(), f"{table.name}.{column.name}"


def test_every_column_is_listed() -> None:
    listed = {
        (table["name"], column["name"], column["meaning"])
        for kind in ("tables", "views")
        for table in list_schemas()[kind]
        for column in table["columns"]
    }
    assert listed == {(t.name, c.name, c.meaning) for t in LISTED for c in t.columns}
    text = write_markdown()
    for table in LISTED:
        assert f"### {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | " in text


def test_the_readme_has_these_tables() -> None:
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    if BEGIN not in text or END not in text:
        pytest.skip("the README has no section of schemas yet")
    section = text.split(BEGIN)[1].split(END)[0]
    assert section.strip() == write_markdown().strip()
