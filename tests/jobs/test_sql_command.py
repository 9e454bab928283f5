"""What `floors sql` reads its query from, and what it makes of the answer."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from command_line import Floors, assert_refused

from pipeline.report.worked_queries import list_worked_queries
from schemas.tables import TABLES
from schemas.views import VIEWS


def test_a_query_is_read_from_a_file(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    script = tmp_path / "one.sql"
    script.write_text("-- a remark\nselect 1 as one;\n", encoding="utf-8")
    done = floors("sql", finished, "-f", script, "--csv")
    assert (done.exit_code, done.stdout) == (0, "one\n1\n")
    missing = tmp_path / "none.sql"
    assert_refused(floors, "sql", finished, "-f", missing, code=2, says=(str(missing),))


def test_only_one_query_and_one_form_at_a_time(finished: Path, floors: Floors) -> None:
    two = ("sql", finished, "select 1", "--query", "exposure")
    assert_refused(floors, *two, code=2, says=("not several",))
    forms = ("sql", finished, "select 1", "--csv", "--json")
    assert_refused(floors, *forms, code=2, says=("not several",))


def test_worked_queries_are_listed_and_run_by_name(
    finished: Path, floors: Floors
) -> None:
    listed = floors("sql", "--list").stdout
    for query in list_worked_queries():
        assert query.name in listed
    done = floors("sql", finished, "--query", "exposure", "--json")
    assert [row["category"] for row in json.loads(done.stdout)] == ["birthday"]
    wrong = ("sql", finished, "--query", "exposur")
    assert_refused(floors, *wrong, code=2, says=("Did you mean 'exposure'?",))


def test_rows_of_one_category_may_be_asked_for(finished: Path, floors: Floors) -> None:
    query = "select unnest(['birthday', 'capital']) as category, 1 as n"
    done = floors("sql", finished, query, "--category", "capital", "--csv")
    assert done.stdout == "category,n\ncapital,1\n"
    other = ("sql", finished, "select 1 as n", "--category", "capital")
    assert_refused(floors, *other, code=1, says=("no column category",))


def test_formulas_do_not_run_in_a_spreadsheet(finished: Path, floors: Floors) -> None:
    query = (
        "select '=1+1' as a, '@x' as b, '--03-05' as c, '-5' as d, -5 as e, ' +1+1' "
        "as f, 'x=1' as g, '+1e3' as h, chr(9) || '=1' as i, 1 as \"=j\""
    )
    [row] = csv.DictReader(io.StringIO(floors("sql", finished, query, "--csv").stdout))
    assert row == {
        "a": "'=1+1",
        "b": "'@x",
        "c": "'--03-05",
        "d": "-5",
        "e": "-5",
        "f": "' +1+1",
        "g": "x=1",
        "h": "+1e3",
        "i": "'\t=1",
        "'=j": "1",
    }
    [plain] = json.loads(floors("sql", finished, query, "--json").stdout)
    assert plain["a"] == "=1+1"


def test_an_answer_is_written_to_parquet_whole_or_not_at_all(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    target = tmp_path / "answer.parquet"
    query = "select range as i, 'x' as word from range(100000)"
    done = floors("sql", finished, query, "--parquet", target)
    assert done.stdout == f"Wrote 100,000 rows to {target}.\n"
    assert pq.read_table(target)["i"].to_pylist() == list(range(100_000))
    again = ("sql", finished, query, "--parquet", target)
    assert_refused(floors, *again, code=2, says=("there already",))
    late = "select range, if(range = 90000, error('late'), 1) as x from range(100000)"
    other = tmp_path / "other.parquet"
    assert_refused(
        floors, "sql", finished, late, "--parquet", other, code=1, says=("late",)
    )
    assert sorted(tmp_path.iterdir()) == [target]
    inside = ("sql", finished, query, "--parquet", finished / "floors" / "x.parquet")
    assert_refused(floors, *inside, code=2, says=("lies in the run folder",))


def test_empty_answers_keep_their_columns(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    target = tmp_path / "none.parquet"
    query = "select category from floors where false"
    assert floors("sql", finished, query, "--parquet", target).exit_code == 0
    assert pq.read_table(target).column_names == ["category"]


def test_a_plan_is_printed_as_it_is(finished: Path, floors: Floors) -> None:
    text = floors("sql", finished, "explain analyze from floors").stdout
    assert "Total Time" in text
    assert "explain_value" not in text


def test_a_pipe_holds_statements_and_commands(finished: Path, floors: Floors) -> None:
    script = (
        "-- first\nselect ';' as semicolon,\n  1 as one;\n.tables\n.schema conflicts\n"
        "select 2 as two; select 3 as three;\n\nselect 4 as four"
    )
    done = floors("sql", finished, "--csv", input=script)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("semicolon,one\n;,1\n")
    assert "prompt_counts     one prompt: (category, entity_key)" in done.stdout
    assert "looks_like" in done.stdout
    assert done.stdout.endswith("two\n2\nthree\n3\nfour\n4\n")


def test_an_error_in_a_pipe_ends_it(finished: Path, floors: Floors) -> None:
    done = floors("sql", finished, "--csv", input="selekt;\nselect 1 as one;\n")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_commands_at_the_prompt(finished: Path, floors: Floors) -> None:
    help_text = floors("sql", finished, input=".help\n.quit\nselect 1;\n").stdout
    assert ".schema [NAME]" in help_text
    assert " 1" not in help_text.split("semicolon.")[-1]
    for command in (".tabels", ".schema nothing", ".run nothing"):
        done = floors("sql", finished, input=command)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    by_name = floors("sql", finished, "--csv", input=".run exposure").stdout
    assert by_name == floors("sql", finished, "--query", "exposure", "--csv").stdout


def test_a_database_has_every_table_and_view_with_remarks(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    target = tmp_path / "run.duckdb"
    done = floors("sql", finished, "--write-db", target)
    assert done.exit_code == 0, done.stderr
    assert sorted(tmp_path.iterdir()) == [target]
    with duckdb.connect(str(target), read_only=True) as database:
        for table in (*TABLES, *VIEWS):
            remarks = dict(
                database.execute(
                    "select column_name, comment from duckdb_columns() "
                    "where table_name = $1",
                    [table.name],
                ).fetchall()
            )
            assert remarks == {c.name: c.meaning for c in table.columns}
        for table in TABLES:
            [[count]] = database.execute(
                f'select count(*) from "{table.name}"'
            ).fetchall()
            assert count == pq.read_table(finished / table.name).num_rows
        assert database.execute("select count(*) from conflicts").fetchall() == [(0,)]
    again = ("sql", finished, "--write-db", target)
    assert_refused(floors, *again, code=2, says=("there already",))


READER = """
import sys
import duckdb
assert int(duckdb.__version__.split(".")[0]) < 2, duckdb.__version__
with duckdb.connect(sys.argv[1], read_only=True) as database:
    for name in sys.argv[2:]:
        print(name, *database.execute(f'select count(*) from "{name}"').fetchone())
"""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["duckdb<2", "duckdb==1.0.0"])
def test_an_older_duckdb_opens_the_database(
    finished: Path, floors: Floors, tmp_path: Path, version: str
) -> None:
    target, older = tmp_path / "run.duckdb", tmp_path / "older"
    assert floors("sql", finished, "--write-db", target).exit_code == 0
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    got = subprocess.run(
        [*pip, "--disable-pip-version-check", "--target", str(older), version],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if got.returncode and "==" in version and sys.version_info >= (3, 13):
        pytest.skip("duckdb 1.0.0 has no build for this Python; 1.x is tested")
    assert got.returncode == 0, f"pip could not get {version}: {got.stderr}"
    names = [table.name for table in (*TABLES, *VIEWS)]
    done = subprocess.run(
        [sys.executable, "-c", READER, str(target), *names],
        env={"PYTHONPATH": str(older)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{name} {count}"
        for name, count in (
            (
                name,
                json.loads(
                    floors(
                        "sql", finished, f"select count(*) as n from {name}", "--json"
                    ).stdout
                )[0]["n"],
            )
            for name in names
        )
    ]
