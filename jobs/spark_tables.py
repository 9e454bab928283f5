"""Tables as Spark reads them: views of folders of Parquet and of Arrow tables.

A folder of this file system Spark reads itself. Anything else, such as a bucket for
which a cluster has no Java library, is scanned by Python on the executors.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from jobs.parquet_files import explain_damage, open_parquet
from jobs.spark_workers import scan_files, write_values
from pipeline.errors import FloorsError
from pipeline.locations import Location, list_files, make_absolute
from schemas.contract import ContractError
from schemas.tables import BY_NAME

_FILES_LOOKED_AT = 64
"""Of a table, to estimate its bytes; on an object store each is a wait."""

_SCANS = 2_000
"""Tasks of a scan at most: each holds a few files, then."""

_SPARK_TYPES = {
    pa.bool_(): "boolean",
    pa.int8(): "tinyint",
    pa.int16(): "smallint",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.string(): "string",
    pa.binary(): "binary",
}

# Hadoop takes some characters of a path for a pattern, and some for a URL's.
_PLAIN_PATH = re.compile(r"(?:/[\w.=+@ -]+)+", re.ASCII)
_COMMENT = re.compile(r"--[^\n]*")
_ALL_COLUMNS = re.compile(r"(?:\bselect\s+(?:distinct\s+)?|\.)\*", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """What a view is to show.

    Attributes:
        schema: Its columns.
        files: Parquet files, in order.
        rows: The rows of a table that is in no file.
    """

    schema: pa.Schema
    files: tuple[Location, ...] = ()
    rows: pa.Table | None = None

    def estimate_bytes(self) -> int:
        """Stored bytes, from the sizes of some of the files."""
        some = self.files[:: -(-len(self.files) // _FILES_LOOKED_AT) or 1]
        if not some:
            return 0
        return sum(file.stat().st_size for file in some) * len(self.files) // len(some)


def find_source(view: str, source: Location | pa.Table) -> Source:
    """Find the files behind a view, and its columns.

    Args:
        view: Its name.
        source: A folder of Parquet files, or an Arrow table.

    Returns:
        The source; without rows where the folder has no files, or is missing.

    Raises:
        FloorsError: There is no file, and no declared table says which columns it
            would have; or the first is damaged.
    """
    if isinstance(source, pa.Table):
        return Source(source.schema, rows=source)
    # A hidden file is one that somebody is still writing.
    files = sorted(list_files(source, "[!._]*.parquet"), key=str)
    if files:
        with explain_damage(files[0]), open_parquet(files[0]) as first:
            schema = first.schema_arrow
        return Source(schema, files=tuple(files))
    declared = BY_NAME.get(view)
    if declared is None:
        raise FloorsError(
            f"No Parquet file in {source}, so '{view}' cannot be read. Make that "
            "table first."
        )
    return Source(declared.arrow, rows=declared.arrow.empty_table())


def bind_views(
    session: SparkSession,
    sources: Mapping[str, Source],
    query: str,
    *,
    scratch: Location,
) -> None:
    """Let a query read tables by their names.

    Args:
        session: Where the query will run.
        sources: What each name stands for; it replaces what it stood for before.
        query: The query.
        scratch: A folder that driver and executors see; a file may be left in it for
            as long as the views are used.
    """
    for view, source in sources.items():
        rows = read_source(session, source, query, scratch=scratch)
        rows.createOrReplaceTempView(view)


def drop_views(session: SparkSession, views: Sequence[str]) -> None:
    """Forget views, whether or not they are bound."""
    for view in views:
        session.catalog.dropTempView(view)


def read_source(
    session: SparkSession, source: Source, query: str, *, scratch: Location
) -> DataFrame:
    """Make a frame of a source.

    Args:
        session: Where.
        source: The files, or the rows.
        query: What will read it; columns that it does not name may be left out.
        scratch: As for `bind_views`.
    """
    if source.rows is not None:
        # Without the schema's metadata, of which Spark knows nothing.
        rows = source.rows.replace_schema_metadata(None)
        return session.createDataFrame(rows, describe_schema(source.schema))
    if all(map(is_plain, source.files)):
        schema = describe_schema(source.schema)
        folder = make_absolute(source.files[0].parent)
        return session.read.schema(schema).parquet(f"file://{folder}")
    return scan_source(session, source, query, scratch=scratch)


def scan_source(
    session: SparkSession, source: Source, query: str, *, scratch: Location
) -> DataFrame:
    """Make a frame of a source's files that Python reads on the executors.

    Args:
        session: Where.
        source: At least one file, wherever it lies.
        query: What will read the frame.
        scratch: As for `bind_views`.

    Returns:
        The frame; it has the columns whose names stand in the query.
    """
    columns = find_columns(query, source.schema)
    kept = pa.schema([source.schema.field(name) for name in columns])
    # Neighbours together: the order of the files is that of the rows.
    each = -(-len(source.files) // _SCANS)
    files = list(map(make_absolute, source.files))
    groups = [files[first : first + each] for first in range(0, len(files), each)]
    listing = make_absolute(scratch) / f"files-{secrets.token_hex(4)}"
    write_values(listing, groups)
    scan = partial(scan_files, files=listing, columns=columns)
    rows = session.range(0, len(groups), 1, len(groups))
    return rows.mapInArrow(scan, describe_schema(kept))


def describe_schema(schema: pa.Schema) -> str:
    """Put a schema into Spark's words.

    Args:
        schema: Columns of types that both engines know.

    Returns:
        Such as "`node` bigint, `doc_key` string".

    Raises:
        ContractError: A column is of another type.
    """
    strange = [one for one in schema if one.type not in _SPARK_TYPES]
    if strange:
        raise ContractError(
            f"Spark is given no column of type {strange[0].type} ('{strange[0].name}')."
        )
    return ", ".join(f"`{one.name}` {_SPARK_TYPES[one.type]}" for one in schema)


def find_columns(query: str, schema: pa.Schema) -> list[str]:
    """Choose the columns of a table that a query may read.

    Args:
        query: SQL.
        schema: The table's.

    Returns:
        Names in the table's order: those that stand in the query as a word, and all
        where it asks for all; never none, for rows without a column cannot be counted.
    """
    plain = _COMMENT.sub("", query)
    if _ALL_COLUMNS.search(plain):
        return list(schema.names)
    words = set(re.findall(r"\w+", plain.lower()))
    named = [name for name in schema.names if name.lower() in words]
    return named or list(schema.names[:1])


def is_plain(path: Location) -> bool:
    """Whether Spark itself can read a path: of this file system, and no pattern."""
    return isinstance(path, Path) and (
        _PLAIN_PATH.fullmatch(str(path.absolute())) is not None
    )
