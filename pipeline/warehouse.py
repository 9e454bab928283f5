"""DuckDB: the SQL of the pipeline over tables. The only module that imports it."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import duckdb
import pyarrow as pa

from pipeline.errors import FloorsError, one_line
from pipeline.locations import Location, list_files
from schemas.contract import Table
from schemas.tables import BY_NAME

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.bound_files import BoundFiles

R = TypeVar("R")

DAMAGED = "The file is damaged: give its floors run command again with --no-resume."
"""What to do about a table's file that cannot be read."""

_BATCH_ROWS = 65_536
_SLICE = 0.1  # seconds
"""Rows in a batch of `stream`: a multiple of DuckDB's vectors of 2,048."""


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

    def seal(self, folder: Location) -> None:
        """Take from now on single selects alone, which read no file but a folder's.

        For a query that somebody else wrote. Both halves are needed: DuckDB lets
        `copy to` write into a folder that it may read.

        Args:
            folder: What the bound folders lie in.
        """
        # DuckDB compares the paths as they were bound: as patterns, where '[' is '[[]'.
        if isinstance(folder, Path):
            plain = str(folder.resolve())
        else:
            plain = self._at_store(folder).name(folder)
        quoted = [
            "'" + path.replace("'", "''") + "'"
            for path in dict.fromkeys((plain, glob.escape(plain)))
        ]
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

    def table(self, query: str) -> pa.Table:
        """Run one query and return all of its rows.

        Args:
            query: One statement that gives rows, over the bound views.

        Returns:
            The rows in the query's order, with its columns even where there are none.

        Raises:
            QueryError: It cannot be run, or fails on the way.
        """
        cursor = self._connection.cursor()
        try:
            return _await(cursor, lambda: self._reader(cursor, query).read_all())
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
        self, cursor: duckdb.DuckDBPyConnection, query: str
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
            _refuse_all_but_one_select(cursor, query)
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


def _await(cursor: duckdb.DuckDBPyConnection, work: Callable[[], R]) -> R:
    """Let DuckDB work in another thread, so that Ctrl-C ends a query at once.

    In the main thread it looks for signals only between pieces of work, which may
    take minutes, and then raises a RuntimeError.
    """
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        try:
            # In slices, because the signal may wake another thread than this one.
            while not wait([working], timeout=_SLICE).done:
                pass
            return working.result()
        except KeyboardInterrupt:
            # Again and again: a query that has not begun yet does not hear of it.
            while not wait([working], timeout=_SLICE).done:
                cursor.interrupt()
            raise


def _refuse_all_but_one_select(cursor: duckdb.DuckDBPyConnection, query: str) -> None:
    """Raise unless DuckDB itself reads the query as one statement that only reads."""
    statements = cursor.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(
            f"The query has {len(statements)} statements: give one 'select' at a time."
        )
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = statements[0].type.name.lower()
        raise QueryError(
            f"Only a 'select' is answered, and this is of the kind '{kind}': the "
            "tables of a run are never changed."
        )


def _message(error: Exception) -> str:
    """Return a DuckDB message without the excerpt of the query that follows it."""
    return one_line(str(error).split("\n\nLINE ")[0])
