"""Parquet files that appear whole or not at all, the same to the byte each time."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DAMAGED, FloorsError, one_line
from pipeline.locations import (
    TEMPORARY_SUFFIX,
    Location,
    find_files,
    for_arrow,
    remove_folder,
    upload,
)
from schemas.contract import ContractError, Table

ROW_GROUP_ROWS = 16_384
"""Rows of a row group: with a sketch and a passage in each, about 10 MB of memory."""

_ONLY_FILE = "00000.parquet"


class ParquetFile:
    """One Parquet file being written under a hidden, temporary name.

    One for an object store lies in this machine's temporary folder until it is whole,
    and is then sent: what is there under its name is whole at any time.

    Rows are buffered and cut into row groups of ROW_GROUP_ROWS, so that the bytes
    depend on the rows alone and not on the batches in which they came. As a context
    manager it takes the temporary file away again unless `publish` was reached.
    """

    def __init__(self, path: Location, schema: pa.Schema) -> None:
        """Open the temporary file.

        Args:
            path: Where the whole file shall appear; its folder is made if missing.
            schema: Of every batch; its metadata goes into the file.
        """
        self.rows = 0
        self._path = path
        self._schema = schema
        self._temporary = _reserve(path)
        self._pending: list[pa.RecordBatch] = []
        self._pending_rows = 0
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()
        self._temporary.unlink(missing_ok=True)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch's rows, in order.

        Args:
            batch: Any number of rows; its columns are those of the schema.
        """
        # To cast loads Arrow's functions, for which a small run would wait.
        same = batch.schema.equals(self._schema, check_metadata=True)
        self._pending.append(batch if same else batch.cast(self._schema))
        self._pending_rows += batch.num_rows
        self.rows += batch.num_rows
        if self._pending_rows >= ROW_GROUP_ROWS:
            self._write_row_groups(at_least=ROW_GROUP_ROWS)

    def close(self, *, durable: bool = True) -> None:
        """Write what is pending; not yet visible.

        Args:
            durable: Whether to see the bytes onto the disk.
        """
        self._write_row_groups(at_least=1)
        self._writer.close()
        if not durable or not isinstance(self._path, Path):
            return
        with self._temporary.open("rb") as written:
            # A rename may reach the disk before the bytes do, and a file that a power
            # cut emptied would count as finished work for ever.
            os.fsync(written.fileno())

    def publish(self) -> None:
        """Give the closed file its name, replacing an older one at once."""
        if isinstance(self._path, Path):
            self._temporary.replace(self._path)
        else:
            upload(self._temporary, self._path)

    def _write_row_groups(self, *, at_least: int) -> None:
        rows = pa.Table.from_batches(self._pending, self._schema).combine_chunks()
        start = 0
        while rows.num_rows - start >= at_least:
            group = rows.slice(start, ROW_GROUP_ROWS)
            self._writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            start += group.num_rows
        rest = rows.slice(start)
        self._pending = rest.to_batches()
        self._pending_rows = rest.num_rows


def _reserve(path: Location) -> Path:
    """Name the temporary file of one that shall be whole."""
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # A random part: a twin of this task may write the same file elsewhere.
        name = f".{path.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
        return path.with_name(name)
    number, temporary = tempfile.mkstemp(TEMPORARY_SUFFIX, "floors-")
    os.close(number)
    return Path(temporary)


def read_table(
    folder: Location, table: Table, columns: Sequence[str] | None = None
) -> pa.Table:
    """Read a table of a run as a whole; only for those that are small.

    Args:
        folder: The table's folder, with at least one file.
        table: Its declaration.
        columns: Only these; None for all.

    Returns:
        The rows of its files, in the order of their names.

    Raises:
        FloorsError: A file is not whole, or not this table's.
    """
    with explain_damage(folder):
        place, filesystem = for_arrow(folder)
        rows = pq.read_table(place, columns=columns, filesystem=filesystem)
        if columns is None:
            table.check(rows)
    return rows


def stream_file(path: Location, table: Table) -> Iterator[pa.RecordBatch]:
    """Read one file of a table, a row group's worth of rows at a time.

    Args:
        path: The file.
        table: Its declaration.

    Yields:
        Its rows, in order.

    Raises:
        FloorsError: The file is not whole, or not this table's.
    """
    # Buffering ahead, the default, would hold whole columns.
    with explain_damage(path), open_parquet(path, pre_buffer=False) as file:
        table.check(file.schema_arrow.empty_table())
        for batch in file.iter_batches(ROW_GROUP_ROWS):
            table.check(batch)
            yield batch


def conform_batch(batch: pa.RecordBatch, table: Table | None) -> pa.RecordBatch:
    """Cast a batch to a table's declared types.

    Args:
        batch: n >= 0 rows.
        table: The declaration; None to leave the batch as it is.

    Returns:
        The same rows.

    Raises:
        ContractError: A column is missing, or a value does not fit its type.
    """
    if table is None:
        return batch
    whole = table.conform(pa.Table.from_batches([batch])).combine_chunks()
    return (whole.to_batches() or [pa.RecordBatch.from_pylist([], table.arrow)])[0]


def open_parquet(
    path: Location, *, pre_buffer: bool = True, read_dictionary: Sequence[str] = ()
) -> pq.ParquetFile:
    """Open one file for reading.

    Args:
        path: The file.
        pre_buffer: Whether whole columns may be held, to fetch them in few requests.
        read_dictionary: Columns to read as dictionaries.
    """
    place, filesystem = for_arrow(path)
    return pq.ParquetFile(
        place,
        filesystem=filesystem,
        pre_buffer=pre_buffer,
        read_dictionary=list(read_dictionary),
    )


@contextmanager
def explain_damage(path: Location) -> Iterator[None]:
    """Say of a file or folder of Parquet that it cannot be read, and what to do.

    Args:
        path: The file or folder that is read inside.

    Raises:
        FloorsError: It is damaged, or has other columns.
    """
    try:
        yield
    except (pa.ArrowInvalid, ContractError, KeyError, OSError) as error:
        # What the system refused has a number; what Arrow cannot decode has none.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        what = one_line(str(error))
        raise FloorsError(f"{path} cannot be read: {what} {DAMAGED}") from error


def replace_folder(
    folder: Location,
    batches: Iterable[pa.RecordBatch],
    schema: pa.Schema,
    *,
    durable: bool = True,
) -> int:
    """Write a table's whole folder anew, as one file, whole or not at all.

    At an object store the new file takes the place of the old first file at once, and
    any others go after it: cut off in between, rows are there twice. Nobody reads them
    so: such a run is not finished, and making the table again removes them.

    Args:
        folder: The table's folder; what it held goes once the new file is whole.
        batches: The rows, in order; possibly none.
        schema: Of every batch.
        durable: Whether the file must outlive a power cut.

    Returns:
        The rows written.
    """
    if not isinstance(folder, Path):
        rows = _write_file(folder / _ONLY_FILE, batches, schema, durable=durable)
        for left, _ in find_files(folder, "*.parquet"):
            if left.name != _ONLY_FILE:
                left.fs.rm_file(left.path)
        return rows
    fresh = folder.with_name(f".{folder.name}{TEMPORARY_SUFFIX}")
    remove_folder(fresh)
    try:
        rows = _write_file(fresh / _ONLY_FILE, batches, schema, durable=durable)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        remove_folder(fresh)
    return rows


def _write_file(
    path: Location,
    batches: Iterable[pa.RecordBatch],
    schema: pa.Schema,
    *,
    durable: bool,
) -> int:
    with ParquetFile(path, schema) as file:
        for batch in batches:
            file.write(batch)
        file.close(durable=durable)
        file.publish()
    return file.rows


def remove_unfinished(folder: Path) -> None:
    """Take away what an ended process left half-written in a run folder.

    Args:
        folder: The run, of this machine: at an object store there is no such thing. Its
            table folders are searched too, nothing deeper.
    """
    for pattern in (f".*{TEMPORARY_SUFFIX}", f"*/.*{TEMPORARY_SUFFIX}"):
        for left in folder.glob(pattern):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
