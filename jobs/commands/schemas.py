"""floors schemas: the tables of a run and their columns."""

from __future__ import annotations

import click

from jobs.commands.options import json_option
from jobs.commands.printing import print_json, print_parts
from pipeline.errors import ArgumentError, suggest
from pipeline.report.schema_listing import (
    list_schemas,
    render_schemas,
    write_markdown,
)
from schemas.contract import Table
from schemas.tables import BY_NAME, TABLES


@click.command()
@click.argument("table", required=False)
@click.option("--markdown", is_flag=True, help="Print Markdown, as in the README.")
@json_option
def schemas(*, table: str | None, markdown: bool, as_json: bool) -> None:
    """Print every table's grain, key and columns, or those of one TABLE.

    \b
    Example:
        floors schemas
        floors schemas prompt_counts
    """
    tables: tuple[Table, ...] = TABLES
    if table is not None:
        if table not in BY_NAME:
            hint = suggest(table, BY_NAME) or f" There are: {', '.join(BY_NAME)}."
            raise ArgumentError(f"There is no table '{table}'.{hint}")
        tables = (BY_NAME[table],)
    if markdown:
        click.echo(write_markdown(tables), nl=False)
    elif as_json:
        print_json(list_schemas(tables))
    else:
        print_parts(render_schemas(tables))
