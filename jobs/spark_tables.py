"""Tables as Spark reads them: views of folders of Parquet and of Arrow tables.

A folder of this file system Spark reads itself. Anything else, such as a bucket for
which a cluster has no Java library, is scanned by Python on the executors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from jobs.spark_workers import pack, scan_files
from pipeline.errors import FloorsError, one_line
from pipeline.warehouse import DAMAGED
from schemas.tables import BY_NAME

_FILES_LOOKED_AT = 64
"""Of a table, to estimate its bytes; on an object store each is a wait."""

_SCANS = 2_000
"""Tasks of a scan at most: each holds a few files, then."""

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
    files: tuple[Path, ...] = ()
    rows: pa.Table | None = None

    def estimate_bytes(self) -> int:
        """Stored bytes, from the sizes of some of the files."""
        some = self.files[:: -(-len(self.files) // _FILES_LOOKED_AT) or 1]
        if not some:
            return 0
        return sum(file.stat().st_size for file in some) * len(self.files) // len(some)


def find_source(view: str, source: Path | pa.Table) -> Source:
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
    files = sorted(
        path for path in source.glob("*.parquet") if path.name[0] not in "._"
    )
    if files:
        try:
            with files[0].open("rb") as first:
                schema = pq.read_schema(first)
        except pa.ArrowInvalid as error:
            what = one_line(str(error))
            raise FloorsError(f"{files[0]} cannot be read: {what} {DAMAGED}") from error
        return Source(schema, files=tuple(files))
    declared = BY_NAME.get(view)
    if declared is None:
        raise FloorsError(
            f"No Parquet file in {source}, so '{view}' cannot be read. Make that "
            "table first."
        )
    return Source(declared.arrow, rows=declared.arrow.empty_table())


def bind_views(
    session: SparkSession, sources: Mapping[str, Source], query: str
) -> None:
    """Let a query read tables by their names.

    Args:
        session: Where the query will run.
        sources: What each name stands for; it replaces what it stood for before.
        query: The query.
    """
    for view, source in sources.items():
        read_source(session, source, query).createOrReplaceTempView(view)


def drop_views(session: SparkSession, views: Sequence[str]) -> None:
    """Forget views, whether or not they are bound."""
    for view in views:
        session.catalog.dropTempView(view)


def read_source(session: SparkSession, source: Source, query: str) -> DataFrame:
    """Make a frame of a source.

    Args:
        session: Where.
        source: The files, or the rows.
        query: What will read it; columns that it does not name may be left out.
    """
    if source.rows is not None:
        return session.createDataFrame(_without_notes(source.rows))
    if all(is_plain(file) for file in source.files):
        # Each by its name: a folder could hold what appears while it is read.
        schema = session.createDataFrame(source.schema.empty_table()).schema
        folder = source.files[0].parent
        return session.read.schema(schema).parquet(f"file://{folder.absolute()}")
    return scan_source(session, source, query)


def scan_source(session: SparkSession, source: Source, query: str) -> DataFrame:
    """Make a frame of a source's files that Python reads on the executors.

    Args:
        session: Where.
        source: At least one file, wherever it lies.
        query: What will read the frame.

    Returns:
        The frame; it has the columns whose names stand in the query.
    """
    columns = find_columns(query, source.schema)
    kept = pa.schema([source.schema.field(name) for name in columns])
    schema = session.createDataFrame(kept.empty_table()).schema
    files = pa.table({"file": [pack(file) for file in source.files]})
    return (
        session.createDataFrame(files)
        .coalesce(1)
        .repartition(min(len(source.files), _SCANS))
        .mapInArrow(partial(scan_files, columns=columns), schema)
    )


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


def is_plain(path: Path) -> bool:
    """Whether Spark itself can read a path: of this file system, and no pattern."""
    if getattr(path, "protocol", "") not in ("", "file", "local"):
        return False
    return _PLAIN_PATH.fullmatch(str(path.absolute())) is not None


def _without_notes(rows: pa.Table) -> pa.Table:
    """The rows without the schema's metadata, of which Spark knows nothing."""
    return rows.replace_schema_metadata(None)
