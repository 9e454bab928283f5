"""What a table declaration is, and the check that a batch honours one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

SCHEMA_VERSION = 3
"""Raised by one whenever a column is added to any table."""


class ContractError(Exception):
    """A batch does not have the columns that its table declares."""


@dataclass(frozen=True)
class Column:
    """One column: its name, Arrow type, meaning, and whether it may be null."""

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, which columns identify it, what each column means.

    Attributes:
        name: Also the name of its folder in a run and of its view in SQL.
        grain: What one row is, in words.
        key: The columns that identify a row. A counted table's rows are sorted by
            them; those of a table per shard are in the order of the corpus: one file
            a shard, in it records as the corpus file has them, and the rows of one
            record by the rest of the key.
        columns: In order. New columns are only ever added at the end.
        per_shard: Whether each shard writes a file of its own.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    per_shard: bool = False

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names) or not set(self.key) <= set(names):
            message = f"Table {self.name} repeats a column or lacks a key column."
            raise ContractError(message)

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the table's name, grain and schema version in it."""
        return pa.schema(
            [
                pa.field(
                    column.name,
                    column.type,
                    nullable=column.nullable,
                    metadata={"meaning": column.meaning},
                )
                for column in self.columns
            ],
            metadata={
                "table": self.name,
                "grain": self.grain,
                "schema_version": str(SCHEMA_VERSION),
            },
        )

    def check(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Make sure that a batch has exactly this table's columns and no stray null.

        Args:
            batch: Any number of rows, zero included.

        Raises:
            ContractError: Naming every column that is missing, unknown, of a wrong
                type or out of order, or null where no null may be.
        """
        problems = []
        have = {field.name: field.type for field in batch.schema}
        for position, column in enumerate(self.columns):
            if column.name not in have:
                problems.append(f"'{column.name}' is missing")
            elif have[column.name] != column.type:
                found = have[column.name]
                problems.append(f"'{column.name}' is {found}, not {column.type}")
            elif batch.schema.names[position : position + 1] != [column.name]:
                problems.append(f"'{column.name}' is not column {position + 1}")
            elif not column.nullable and batch.column(column.name).null_count:
                problems.append(f"'{column.name}' has a null")
        known = {column.name for column in self.columns}
        problems += [f"'{name}' is unknown" for name in have if name not in known]
        if problems:
            raise ContractError(f"Not a {self.name} batch: {'; '.join(problems)}.")

    def conform(self, table: pa.Table) -> pa.Table:
        """Cast a table with the right columns to the declared types and metadata.

        Args:
            table: Any number of rows; columns in any order, none missing.

        Returns:
            The same rows, with exactly this table's schema.

        Raises:
            ContractError: A column is missing, or a value does not fit its type.
        """
        missing = [c.name for c in self.columns if c.name not in table.column_names]
        if missing:
            names = ", ".join(missing)
            raise ContractError(f"Not a {self.name} table: {names} missing.")
        try:
            cast = table.select([c.name for c in self.columns]).cast(self.arrow)
        except (pa.ArrowInvalid, ValueError) as error:
            raise ContractError(f"Not a {self.name} table: {error}") from error
        self.check(cast)
        return cast
