"""DuckDB: the SQL of the pipeline over tables. The only module that imports it."""

from __future__ import annotations

import glob
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import duckdb
import pyarrow as pa

from pipeline.errors import DAMAGED, FloorsError, one_line
from pipeline.interruptible import await_result
from pipeline.locations import Location, list_files
from pipeline.query_check import find_offence
from schemas.contract import Table
from schemas.tables import BY_NAME

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.bound_files import BoundFiles

R = TypeVar("R")

_ESCAPED = re.compile(r"\[([*?[])\]")
"""What glob.escape made of a character of a name."""

_TREE = "select json_serialize_sql($1::varchar)"

_BLANK = r"(?>\s|--[^\n]*+(?:\n|$)|/\*(?>.*?\*/))"
_EXPLAIN = re.compile(
    rf"{_BLANK}*+explain\b{_BLANK}*+(?P<analyze>analyze\b)?+",
    re.IGNORECASE | re.DOTALL,
)
"""The head of a query that is to be explained; without options in brackets."""

_OLD_STORAGE = "v1.0.0"
"""The format of database files that every DuckDB since 1.0 reads."""

_BATCH_ROWS = 65_536
"""Rows in a batch of `stream`: a multiple of DuckDB's vectors of 2,048."""

_LOOK_S = 0.1


class QueryError(FloorsError):
    """A query that DuckDB could not run, or not finish."""


def read_sql(name: str) -> str:
    """Return the text of one of the pipeline's queries.

    Args:
        name: The table that the query makes, such as 'spectrum'.

    Returns:
        The text of pipeline/sql/<name>.sql.

    Raises:
        FloorsError: There is no such query.
    """
    source = files("pipeline").joinpath("sql", f"{name}.sql")
    if not source.is_file():
        raise FloorsError(f"No query is named '{name}' in pipeline/sql.")
    return source.read_text(encoding="utf-8")


class Warehouse:
    """Tables bound as views, and queries over them.

    Memory stays below `memory_limit`: what does not fit is spilled to disk. Each
    query runs on a cursor of its own, so a result that is read half-way through
    stands in no other query's way. The order of rows is the query's `order by`, and
    is the same whatever the number of threads.

    Example:
        with Warehouse() as warehouse:
            warehouse.bind("prompt_counts", run / "prompt_counts")
            table = warehouse.table("select * from prompt_counts limit 5")
    """

    def __init__(
        self,
        *,
        temp_directory: Path | None = None,
        memory_limit: str | None = None,
        threads: int | None = None,
        keep_order: bool = True,
    ) -> None:
        """Open an empty warehouse.

        Args:
            temp_directory: Where to spill; by default a folder of the system's
                temporary one, gone when the warehouse closes.
            memory_limit: Such as '4GB'; by default 80% of the machine's memory.
            threads: By default one a core.
            keep_order: Whether rows without an `order by` come in the order of the
                files. It costs memory: results then wait for one another.

        Raises:
            FloorsError: A setting that DuckDB does not take.
        """
        self._views: dict[str, list[str] | pa.Table | str] = {}
        self._sealed = False
        self._stored: BoundFiles | None = None
        self._own_folder: TemporaryDirectory[str] | None = None
        if temp_directory is None:
            self._own_folder = TemporaryDirectory(prefix="floors-")
            temp_directory = Path(self._own_folder.name)
        config: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": str(temp_directory),
            # A function that is not built in is an error, never a download.
            "autoinstall_known_extensions": False,
            "preserve_insertion_order": keep_order,
        }
        if memory_limit is not None:
            config["memory_limit"] = memory_limit
        if threads is not None:
            config["threads"] = threads
        try:
            self._connection = duckdb.connect(":memory:", config=config)
        except duckdb.Error as error:
            self._remove_own_folder()
            raise FloorsError(f"DuckDB did not start: {_message(error)}") from error

    def __enter__(self) -> Warehouse:
        """Return the warehouse itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Forget every view and remove what was spilled. Closing twice is harmless."""
        self._views.clear()
        self._connection.close()
        self._remove_own_folder()

    def bind(
        self,
        view: str,
        source: str | Location | pa.Table,
        *,
        table: Table | None = None,
    ) -> None:
        """Let queries read a table by a name.

        Args:
            view: The name. Binding it again replaces it, for later queries.
            source: A folder of *.parquet files, read in the order of their names, or
                an Arrow table of any number of rows.
            table: What an empty or missing folder is a table of; by default, the
                declared table of the view's name.

        Raises:
            FloorsError: The folder has no Parquet file, and no declared table says
                which columns it would have.
        """
        if isinstance(source, pa.Table):
            self._views[view] = source
            return
        if isinstance(source, str):
            source = Path(source)
        paths = sorted(self._find_files(source))
        declared = table or BY_NAME.get(view)
        if paths:
            # Every name is itself a pattern to DuckDB: '[x]' in it would match 'x'.
            self._views[view] = [glob.escape(path) for path in paths]
        elif declared is not None:
            self._views[view] = declared.arrow.empty_table()
        else:
            raise FloorsError(
                f"No Parquet file in {source}, so '{view}' cannot be read. Make that "
                "table first."
            )

    def define(self, view: str, query: str) -> None:
        """Let queries read the rows of a query by a name.

        Args:
            view: The name. Defining it again replaces it, for later queries.
            query: One `select` over what is bound or defined before it; it runs when
                another query reads the view.
        """
        # At the end: what it reads may be new, and comes first.
        self._views.pop(view, None)
        self._views[view] = query

    def forget(self) -> None:
        """Forget every view, so that other tables can be bound by any names."""
        for view, source in self._views.items():
            # A view of an Arrow table went with the cursor of its query.
            if not isinstance(source, pa.Table):
                self._connection.execute(f'drop view if exists "{view}"')
        self._views.clear()
        if self._stored is not None:
            self._stored.forget()

    def seal(self) -> None:
        """Take from now on single queries that read what is bound, and nothing else.

        For a query that somebody else wrote. Both halves are needed: DuckDB lets
        `copy to` write into a folder that it may read, and a query hides one in `with`.
        """
        bound = [paths for paths in self._views.values() if isinstance(paths, list)]
        folders_of = {
            _ESCAPED.sub(r"\1", path).rpartition("/")[0]
            for paths in bound
            for path in paths
        }
        plain = {
            form
            for folder in folders_of
            for form in (
                (folder,)
                if "://" in folder
                else (str(Path(folder).absolute()), str(Path(folder).resolve()))
            )
        }
        # DuckDB compares the paths as they were bound: as patterns, where '[' is '[[]'.
        folders = sorted(plain | {glob.escape(folder) for folder in plain})
        quoted = ["'" + folder.replace("'", "''") + "'" for folder in folders]
        self._connection.execute(f"set allowed_directories = [{', '.join(quoted)}]")
        self._connection.execute("set enable_external_access = false")
        self._sealed = True

    def stream(self, query: str) -> Iterator[pa.RecordBatch]:
        """Run one query and yield its rows as they come.

        Args:
            query: One statement that gives rows, over the bound views.

        Yields:
            Batches of up to 65,536 rows, in the query's order; where there are no
            rows, one empty batch, which has the query's columns. The query starts
            when the first is asked for.

        Raises:
            QueryError: It cannot be run, or fails on the way.
        """
        cursor = self._connection.cursor()
        try:
            reader = _await(cursor, lambda: self._reader(cursor, query))
            rows = 0
            while (batch := _await(cursor, lambda: next(reader, None))) is not None:
                rows += batch.num_rows
                yield batch
            if not rows:
                yield pa.RecordBatch.from_pylist([], schema=reader.schema)
        except (duckdb.Error, OSError) as error:  # OSError: once rows are under way
            raise QueryError(self._advice(error)) from error
        finally:
            cursor.close()

    def table(
        self, query: str, variables: Mapping[str, str | int] | None = None
    ) -> pa.Table:
        """Run one query and return all of its rows.

        Args:
            query: One statement that gives rows, over the bound views.
            variables: What it reads as getvariable('name'); None for nothing.

        Returns:
            The rows in the query's order, with its columns even where there are none.

        Raises:
            QueryError: It cannot be run, or fails on the way.
        """
        cursor = self._connection.cursor()
        try:
            return _await(
                cursor, lambda: self._reader(cursor, query, variables).read_all()
            )
        except (duckdb.Error, OSError) as error:
            raise QueryError(self._advice(error)) from error
        finally:
            cursor.close()

    def _find_files(self, folder: Location) -> list[str]:
        """List a folder's Parquet files, as DuckDB calls them, and let it read them."""
        # A hidden file is one that somebody is still writing.
        pattern = "[!._]*.parquet"
        if isinstance(folder, Path):
            return list(map(str, list_files(folder, pattern)))
        return self._at_store(folder).bind(folder, pattern)

    def _at_store(self, folder: UPath) -> BoundFiles:
        """Let DuckDB ask us for the files of an object store."""
        if self._stored is None:
            # For URLs alone: it takes long to load.
            from pipeline.bound_files import BoundFiles

            self._stored = BoundFiles(folder.fs)
            self._connection.register_filesystem(self._stored)
            # It tells files apart by their time, which stores give in whole seconds.
            self._connection.execute("set enable_external_file_cache = false")
        return self._stored

    def _reader(
        self,
        cursor: duckdb.DuckDBPyConnection,
        query: str,
        variables: Mapping[str, str | int] | None = None,
    ) -> pa.RecordBatchReader:
        cursor.execute("set enable_progress_bar = false")
        # An unknown table is an error, never a Python variable of that name.
        cursor.execute("set python_enable_replacements = false")
        for view, source in self._views.items():
            if isinstance(source, pa.Table):
                cursor.register(view, source)
            elif isinstance(source, str):
                cursor.execute(f'create or replace temp view "{view}" as {source}')
            else:
                # A run under a folder such as 'v=1' has no further column 'v'.
                rows = cursor.read_parquet(source, hive_partitioning=False)
                rows.create_view(view, replace=True)
        if self._sealed:
            query = _check(cursor, query, self._views)
        for name, value in (variables or {}).items():
            cursor.execute(f"set variable {name} = $1", [value])
        relation = cursor.sql(query)
        if relation is None:
            raise QueryError("The query gives no rows: it should be one 'select'.")
        return relation.arrow(_BATCH_ROWS)

    def _advice(self, error: Exception) -> str:
        """Say in one line what went wrong, and where it helps, what to do."""
        what = _message(error)
        if what.startswith("Out of Memory"):
            return f"{what} Free memory or disk space, or use another folder to spill."
        # DuckDB names the file itself, and it is bound as a pattern of its name.
        named = glob.escape(what)
        bound = (paths for paths in self._views.values() if isinstance(paths, list))
        if any(path in named for paths in bound for path in paths):
            return f"{what}. {DAMAGED}"
        return what

    def _remove_own_folder(self) -> None:
        if self._own_folder is not None:
            self._own_folder.cleanup()


class DatabaseFile:
    """A DuckDB database being written, in the format that DuckDB 1.0 reads.

    Example:
        with DatabaseFile(path) as database:
            database.add_table(FLOORS, warehouse.stream("from floors"))
    """

    def __init__(self, path: Path) -> None:
        """Begin a file.

        Args:
            path: Where nothing lies yet.

        Raises:
            FloorsError: It cannot be made.
        """
        try:
            self._connection = duckdb.connect(
                str(path), config={"storage_compatibility_version": _OLD_STORAGE}
            )
        except duckdb.Error as error:
            raise FloorsError(f"{path} cannot be written: {_message(error)}") from error

    def __enter__(self) -> DatabaseFile:
        """Return the file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is pending, and close it."""
        self._connection.close()

    def add_table(self, table: Table, batches: Iterator[pa.RecordBatch]) -> int:
        """Add a table with all its rows, and what it and its columns mean.

        Args:
            table: Its declaration.
            batches: Its rows, at least one batch, possibly without a row.

        Returns:
            The rows added.
        """
        first = next(batches)
        rows = pa.RecordBatchReader.from_batches(
            first.schema, itertools.chain([first], batches)
        )
        self._connection.register("_rows", rows)
        self._connection.execute(f'create table "{table.name}" as from _rows')
        self._connection.unregister("_rows")
        self._describe("table", table)
        [[count]] = self._connection.execute(
            f'select count(*) from "{table.name}"'  # noqa: S608  # our own name
        ).fetchall()
        return int(count)

    def add_view(self, view: Table, query: str) -> None:
        """Add a view over what was added before, and what it means.

        Args:
            view: Its declaration.
            query: One `select`.
        """
        self._connection.execute(f'create view "{view.name}" as {query}')
        self._describe("view", view)

    def _describe(self, kind: str, table: Table) -> None:
        remarks = {f'{kind} "{table.name}"': f"One row is {table.grain}."}
        for column in table.columns:
            remarks[f'column "{table.name}"."{column.name}"'] = column.meaning
        for what, remark in remarks.items():
            quoted = remark.replace("'", "''")
            self._connection.execute(f"comment on {what} is '{quoted}'")


def ends_statement(text: str) -> bool:
    """Tell whether a semicolon ends a text, and not a name, a string or a comment.

    Args:
        text: SQL, possibly half of it.
    """
    tokens = [
        start
        for start, kind in duckdb.tokenize(text)
        if kind != duckdb.token_type.comment
    ]
    return bool(tokens) and text.encode()[tokens[-1] :][:1] == b";"


def split_statements(text: str) -> list[str]:
    """Cut a text into its statements, as DuckDB's own parser finds them.

    Args:
        text: SQL.

    Returns:
        One text a statement, none for comments alone; the whole text where it cannot
        be parsed, so that running it says why.
    """
    try:
        with duckdb.connect(":memory:") as connection:
            return [one.query for one in connection.extract_statements(text)]
    except duckdb.Error:
        return [text]


def _await(cursor: duckdb.DuckDBPyConnection, work: Callable[[], R]) -> R:
    """Let DuckDB work so that Ctrl-C ends a query at once."""
    return await_result(work, interrupt=cursor.interrupt, look_s=_LOOK_S)


def _check(
    cursor: duckdb.DuckDBPyConnection, query: str, tables: Collection[str]
) -> str:
    """Return the query to run, where DuckDB's own parser says that it only reads."""
    statements = cursor.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(
            f"The query has {len(statements)} statements: give one 'select' at a time."
        )
    kind = statements[0].type
    explained = _EXPLAIN.match(query)
    if kind == duckdb.StatementType.EXPLAIN and explained:
        # What is explained is judged as a query, and then explained in our own words:
        # `explain analyze` runs it.
        inner = _check(cursor, query[explained.end() :], tables)
        return f"explain {'analyze' if explained['analyze'] else ''} {inner}"
    if kind != duckdb.StatementType.SELECT:
        pivot = " A pivot needs its values: pivot ... on a in (1, 2) using ..."
        raise QueryError(
            f"Only a 'select' is answered, and this is of the kind "
            f"'{kind.name.lower()}': the tables of a run are never changed."
            f"{pivot if kind == duckdb.StatementType.MULTI else ''}"
        )
    [[tree]] = cursor.execute(_TREE, [query]).fetchall()
    offence = find_offence(tree, tables)
    if offence is not None:
        raise QueryError(
            f"{offence}: a query reads the tables and views of the run alone."
        )
    return query


def _message(error: Exception) -> str:
    """Return a DuckDB message without the excerpt of the query that follows it."""
    return one_line(str(error).split("\n\nLINE ")[0])
