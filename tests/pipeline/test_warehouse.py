"""The warehouse: views over folders and tables, streams, and errors in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import FloorsError
from pipeline.warehouse import QueryError, Warehouse, read_sql
from schemas.tables import REJECTS, SPECTRUM


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with Warehouse(threads=2) as opened:
        yield opened


def write(folder: Path, name: str, **columns: list[object]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), folder / name)
    return folder


def test_every_query_has_a_header_that_says_what_it_makes():
    folder = Path(__file__).parents[2] / "pipeline" / "sql"
    names = [path.stem for path in folder.glob("*.sql")]

    assert "floors" in names
    for name in names:
        text = read_sql(name)
        assert text.startswith(f"-- {name}: ")
        for heading in ("Grain", "Reads", "Runs on", "Source", "Mind"):
            assert f"\n-- {heading} " in text, (name, heading)


def test_an_unknown_query_is_named():
    with pytest.raises(FloorsError, match="No query is named 'nope'"):
        read_sql("nope")


def test_a_folder_is_read_in_the_order_of_its_names(
    warehouse: Warehouse, tmp_path: Path
):
    write(tmp_path, "00001.parquet", x=[3])
    write(tmp_path, "00000.parquet", x=[1, 2])
    warehouse.bind("t", tmp_path)

    assert warehouse.table("select x from t")["x"].to_pylist() == [1, 2, 3]


def test_a_defined_view_gives_the_rows_of_its_query(
    warehouse: Warehouse, tmp_path: Path
):
    write(tmp_path, "00000.parquet", x=[1, 2, 3])
    warehouse.define("odd", "select 0 as x")
    warehouse.bind("t", tmp_path)
    warehouse.bind("s", pa.table({"x": [3]}))
    # What a later definition reads may be bound after the first.
    warehouse.define("odd", "-- a comment\nselect x from t where x % 2 = 1")
    warehouse.define("shared", "select x from odd semi join s using (x)")

    assert warehouse.table("select x from odd order by x")["x"].to_pylist() == [1, 3]
    assert warehouse.table("select x from shared")["x"].to_pylist() == [3]


def test_files_still_being_written_are_not_read(warehouse: Warehouse, tmp_path: Path):
    write(tmp_path, "00000.parquet", x=[1])
    write(tmp_path, ".00001.parquet", x=[2])
    write(tmp_path, "_00001.parquet", x=[2])
    (tmp_path / ".00002.parquet.tmp").touch()
    warehouse.bind("t", tmp_path)

    assert warehouse.table("select x from t")["x"].to_pylist() == [1]


@pytest.mark.parametrize("name", ["a [b] *? c", "day=1", "it's", "é"])
def test_a_folder_may_have_any_name(warehouse: Warehouse, tmp_path: Path, name: str):
    folder = write(tmp_path / name, "00000.parquet", x=[1])
    # What a pattern '[b]' would match instead.
    write(tmp_path / "a b c c", "00000.parquet", x=[2])
    warehouse.bind("t", str(folder))

    assert warehouse.table("select * from t").to_pylist() == [{"x": 1}]


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_files_is_an_empty_table_as_declared(
    warehouse: Warehouse, tmp_path: Path, exists: bool
):
    folder = tmp_path / "rejects"
    if exists:
        folder.mkdir()
    warehouse.bind("rejects", folder)
    warehouse.bind("by_another_name", folder, table=SPECTRUM)

    for view, declared in (("rejects", REJECTS), ("by_another_name", SPECTRUM)):
        found = warehouse.table(f"select * from {view}")
        assert found.num_rows == 0
        declared.check(found)


def test_a_folder_without_files_of_no_declared_table_is_an_error(
    warehouse: Warehouse, tmp_path: Path
):
    with pytest.raises(FloorsError, match="so 'unheard_of' cannot be read"):
        warehouse.bind("unheard_of", tmp_path)


def test_binding_again_replaces_whatever_was_bound(
    warehouse: Warehouse, tmp_path: Path
):
    folder = write(tmp_path, "00000.parquet", x=[1])
    found = []
    for source in (folder, pa.table({"x": [2]}), folder, pa.table({"x": [3]})):
        warehouse.bind("t", source)
        found += warehouse.table("select x from t")["x"].to_pylist()

    assert found == [1, 2, 1, 3]


def test_a_stream_gives_batches_in_order(warehouse: Warehouse):
    batches = list(warehouse.stream("select i from range(150000) as t(i) order by i"))

    assert max(batch.num_rows for batch in batches) <= 65_536
    rows = [row for batch in batches for row in batch["i"].to_pylist()]
    assert rows == list(range(150_000))


def test_a_stream_without_rows_still_shows_its_columns(warehouse: Warehouse):
    (batch,) = warehouse.stream("select 1 as x, 'a' as s where false")

    assert batch.num_rows == 0
    assert batch.schema.names == ["x", "s"]


def test_a_stream_read_half_way_stands_in_no_other_querys_way(warehouse: Warehouse):
    warehouse.bind("t", pa.table({"x": [1]}))
    stream = warehouse.stream("select * from t, range(1000000)")
    next(stream)

    warehouse.bind("t", pa.table({"x": [2]}))

    assert warehouse.table("select x from t")["x"].to_pylist() == [2]
    assert next(stream)["x"][0].as_py() == 1
    stream.close()


def test_a_query_never_reads_a_python_variable(warehouse: Warehouse):
    unbound = pa.table({"x": [1]})

    with pytest.raises(QueryError, match="unbound does not exist"):
        warehouse.table("select * from unbound")
    del unbound


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("selec 1", "Parser Error: syntax error"),
        ("select nope", "Binder Error: .*nope"),
        ("select cast('x' as int)", "Conversion Error: .*'x'"),
        # Fails when rows are already under way.
        (
            "select case when i = 299999 then cast('a' || i as int) end "
            "from range(300000) as t(i)",
            "Conversion Error: .*'a299999'",
        ),
        ("", "should be one 'select'"),
    ],
)
@pytest.mark.parametrize("how", ["table", "stream"])
def test_a_query_that_fails_says_why_in_one_line(
    warehouse: Warehouse, query: str, message: str, how: str
):
    with pytest.raises(QueryError, match=message) as caught:
        list(getattr(warehouse, how)(query))

    assert "\n" not in str(caught.value)


def test_a_wrong_setting_is_an_error_in_one_line():
    with pytest.raises(FloorsError, match="DuckDB did not start: ") as caught:
        Warehouse(memory_limit="plenty")

    assert "\n" not in str(caught.value)


def test_what_does_not_fit_in_memory_is_spilled_where_asked(tmp_path: Path):
    with Warehouse(
        temp_directory=tmp_path / "spill", memory_limit="64MB", threads=1
    ) as warehouse:
        stream = warehouse.stream(
            "select md5(cast(i as string)) as m from range(2000000) as t(i) order by m"
        )
        next(stream)
        spilled = list((tmp_path / "spill").iterdir())
        stream.close()

    assert spilled


def test_closing_twice_is_harmless():
    warehouse = Warehouse()
    warehouse.close()
    warehouse.close()
