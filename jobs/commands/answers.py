"""How `floors sql` hands over the answer to a query: printed, or written to a file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.compute as pc

from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.parquet_files import ParquetFile
from pipeline.errors import FloorsError, one_line
from pipeline.report.query import (
    ROW_LIMIT,
    explain_text,
    json_value,
    plain_value,
    render_rows,
)
from pipeline.spreadsheet import neutralise
from pipeline.warehouse import QueryError, Warehouse


class Form(Enum):
    """How rows are printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def answer_query(
    warehouse: Warehouse,
    query: str,
    form: Form,
    *,
    category: str | None = None,
    parquet: Path | None = None,
) -> None:
    """Run a query and print its rows, or write them to a file.

    Args:
        warehouse: Sealed.
        query: One statement.
        form: How to print; as text, the first ROW_LIMIT rows.
        category: Only rows whose column category is this; None for all.
        parquet: The file to write instead, whole or not at all.

    Raises:
        FloorsError: The query is refused or fails, has no column category where one is
            wanted, or its rows do not go into Parquet.
    """
    batches = _restrict(warehouse.stream(query), category)
    if parquet is not None:
        rows = _write_parquet(batches, parquet)
        click.echo(f"Wrote {rows:,} rows to {parquet}.")
    elif form is Form.CSV:
        for number, batch in enumerate(batches):
            _print_csv(batch, header=number == 0)
    else:
        answer = pa.Table.from_batches(batches)
        if form is Form.JSON:
            print_json(json_value(answer.to_pylist()))
        else:
            _print_text(answer)


def _restrict(
    batches: Iterator[pa.RecordBatch], category: str | None
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if category is None:
            yield batch
        elif "category" not in batch.schema.names:
            raise QueryError(
                "The answer has no column category, so --category cannot choose among "
                "its rows. Name the column in the query, or leave --category out."
            )
        else:
            yield batch.filter(pc.equal(batch["category"], category))


def _print_csv(batch: pa.RecordBatch, *, header: bool) -> None:
    names = [str(neutralise(name)) for name in batch.schema.names]
    columns = [column.to_pylist() for column in batch.columns]
    rows = [
        {
            name: neutralise(plain_value(value))
            for name, value in zip(names, row, strict=True)
        }
        for row in zip(*columns, strict=True)
    ]
    print_csv(names, rows, header=header)


def _print_text(answer: pa.Table) -> None:
    plan = explain_text(answer)
    if plan is not None:
        click.echo(plan)
        return
    print_parts(render_rows(answer))
    if answer.num_rows > ROW_LIMIT:
        click.echo(
            f"The first {ROW_LIMIT} of {answer.num_rows:,} rows; --csv prints all.",
            err=True,
        )


def _write_parquet(batches: Iterator[pa.RecordBatch], path: Path) -> int:
    first = next(batches)
    try:
        with ParquetFile(path, first.schema) as file:
            file.write(first)
            for batch in batches:
                file.write(batch)
            file.close()
            file.publish()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as error:
        raise FloorsError(
            f"The answer does not go into Parquet: {one_line(str(error))}. "
            "Cast the column, or give --csv."
        ) from error
    return file.rows
