"""Parquet: row groups, columns and rows of a file; knows nothing of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.corpus.streams import (
    Fault,
    is_url,
    judge_error,
    open_source,
    reading_errors,
)

BATCH_BYTES = 4 << 20
MOST_ROWS = 1024
"""Decoded at once: enough that Arrow's cost per batch does not show, little enough
that long documents do not fill the memory."""

LOCAL_BUFFER = 1 << 20
URL_BUFFER = 8 << 20
"""Bytes of a column read at once: a row group may be of any size, and without a
buffer Arrow holds all of it. Over a network each reading is a wait, so it is larger."""


class RowGroup(NamedTuple):
    """The size of one row group."""

    rows: int
    stored_bytes: int


def read_rows(
    path: str,
    *,
    either: Sequence[str],
    columns: Sequence[str],
    start: int = 0,
    stop: int | None = None,
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    """Read some columns of a file's rows.

    Args:
        path: A local path or URL.
        either: Names of columns, of which only the first that the file has is read;
            dotted for a field of a struct.
        columns: Names of further columns. The rows leave out what the file lacks.
        start: The first row group to read.
        stop: One past the last row group to read; None for all that follow.

    Yields:
        (row, values by column name) in the order of the file, where row counts from
        the beginning of the file. Fields of a struct come as a nested dict; a string
        that is not UTF-8 comes as bytes. A row group that cannot be read to its end
        yields (its first unread row, fault) and the next one follows; so does a file
        that cannot be read at all, at row 0: corrupt_file or unreadable_file.

    Raises:
        OSError: A failure that may pass, such as a lost connection.
    """
    row = 0
    try:
        with _open(path) as file:
            groups = range(file.num_row_groups)
            schema = file.schema_arrow
            first_of = [name for name in either if has_column(schema, name)][:1]
            present = [name for name in columns if has_column(schema, name)]
            wanted = list(dict.fromkeys(first_of + present))
            for group in groups:
                first, row = row, row + file.metadata.row_group(group).num_rows
                if group in groups[start:stop]:
                    yield from _read_group(file, path, group, first, wanted)
    except (pa.ArrowException, *reading_errors()) as error:
        yield row, _judge(error, path)


def list_row_groups(path: str) -> tuple[RowGroup, ...] | None:
    """List the row groups of a file, in order; None where it cannot be read."""
    try:
        with _open(path) as file:
            groups = [file.metadata.row_group(i) for i in range(file.num_row_groups)]
            return tuple(RowGroup(g.num_rows, _stored_bytes(g)) for g in groups)
    except (pa.ArrowException, *reading_errors()) as error:
        _judge(error, path)
        return None


def read_schema(path: str) -> pa.Schema | None:
    """Read the schema of a file; None where it cannot be read."""
    try:
        with _open(path) as file:
            return file.schema_arrow
    except (pa.ArrowException, *reading_errors()) as error:
        _judge(error, path)
        return None


def has_column(schema: pa.Schema, column: str) -> bool:
    """Whether a schema has a column, or a field of a struct by its dotted name."""
    if column in schema.names:
        return True
    field = None
    kind: pa.DataType = pa.struct(schema)
    for name in column.split("."):
        if not pa.types.is_struct(kind) or kind.get_field_index(name) < 0:
            return False
        field = kind.field(kind.get_field_index(name))
        kind = field.type
    return field is not None


@contextmanager
def _open(path: str) -> Iterator[pq.ParquetFile]:
    # Arrow reads a local file without Python's lock; of a URL fsspec knows more.
    remote = is_url(path)
    source = open_source(path, read_ahead=False) if remote else pa.OSFile(path, "rb")
    buffer = URL_BUFFER if remote else LOCAL_BUFFER
    with (
        source,
        # Buffering ahead, the default, would hold whole row groups after all.
        pq.ParquetFile(source, buffer_size=buffer, pre_buffer=False) as file,
    ):
        yield file


def _stored_bytes(group: pq.RowGroupMetaData) -> int:
    columns = range(group.num_columns)
    return sum(group.column(column).total_compressed_size for column in columns)


def _judge(error: Exception, path: str) -> Fault:
    # Arrow calls corrupt data an OSError too, but one of no special kind and without
    # a number; those of the system have either.
    plain = type(error) is OSError and error.errno is None
    if plain or isinstance(error, pa.ArrowException):
        return Fault("corrupt_file", " ".join(str(error).split()))
    return judge_error(error, path)


def _read_group(
    file: pq.ParquetFile, path: str, group: int, first: int, columns: list[str]
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    row = first
    size = file.metadata.row_group(group)
    end = first + size.num_rows
    if not columns:
        yield from ((row, {}) for row in range(first, end))
        return
    rows = BATCH_BYTES * size.num_rows // max(size.total_byte_size, 1)
    rows = min(max(rows, 1), MOST_ROWS)
    batches = file.iter_batches(rows, row_groups=[group], columns=columns)
    try:
        for batch in batches:
            yield from enumerate(_decode(batch), row)
            row += batch.num_rows
    except (pa.ArrowException, *reading_errors()) as error:
        fault = _judge(error, path)
        lost = f"rows {row} to {end - 1} of row group {group}: {fault.detail}"
        yield row, Fault(fault.reason, lost)


def _decode(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except UnicodeDecodeError:
        return [
            {name: _decode_value(batch[name][row]) for name in batch.schema.names}
            for row in range(batch.num_rows)
        ]
    return rows


def _decode_value(scalar: pa.Scalar) -> Any:  # noqa: ANN401
    """Turn a value of any type into Python's; what is not UTF-8 stays bytes."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        if isinstance(scalar, pa.DictionaryScalar):
            return _decode_value(scalar.value)
        if isinstance(scalar, pa.StructScalar):
            return {name: _decode_value(value) for name, value in scalar.items()}
        if isinstance(scalar, pa.BinaryScalar):
            return scalar.as_buffer().to_pybytes()
        # A list of strings, one of them broken: no field of ours is a list.
        return []
