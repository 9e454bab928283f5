"""floors schemas: the tables of a run and their columns."""

from __future__ import annotations

import click

from jobs.commands.options import json_option
from jobs.commands.printing import print_json, print_parts
from pipeline.errors import ArgumentError, suggest
from pipeline.report.schema_listing import (
    LISTED,
    list_schemas,
    render_schemas,
    write_markdown,
)
from schemas.contract import Table


@click.command()
@click.argument("table", required=False)
@click.option("--markdown", is_flag=True, help="Print Markdown, as in the README.")
@json_option
def schemas(*, table: str | None, markdown: bool, as_json: bool) -> None:
    """Print every table's grain, key and columns, or those of one TABLE.

    The views that `floors sql` has beside the tables are listed after them.

    \b
    Example:
        floors schemas
        floors schemas prompt_counts
    """
    tables: tuple[Table, ...] = LISTED
    if table is not None:
        by_name = {one.name: one for one in LISTED}
        if table not in by_name:
            hint = suggest(table, by_name) or f" There are: {', '.join(by_name)}."
            raise ArgumentError(f"There is no table '{table}'.{hint}")
        tables = (by_name[table],)
    if markdown:
        click.echo(write_markdown(tables), nl=False)
    elif as_json:
        print_json(list_schemas(tables))
    else:
        print_parts(render_schemas(tables))
