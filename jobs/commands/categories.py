"""floors categories: the category files, and whether they are right."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from jobs.commands.options import category_dir_option, json_option
from jobs.commands.printing import print_json, print_parts
from pipeline.errors import ArgumentError, FloorsError
from pipeline.report.figures import count_things


@click.command()
@click.argument("action", type=click.Choice(["list", "check", "show"]), default="list")
@click.argument("name", required=False)
@category_dir_option
@json_option
def categories(
    *, action: str, name: str | None, category_dir: Path | None, as_json: bool
) -> None:
    """List the categories of facts, check their files, or show one by NAME.

    `check` validates every file and runs its own examples.

    \b
    Example:
        floors categories
        floors categories show birthday
        floors categories check --category-dir my-categories
    """
    # Patterns take a second to load, which `floors --help` should not wait for.
    from pipeline.extraction.category import categories_table, load_categories
    from pipeline.report.categories_text import render_categories, render_one_category

    if (action == "show") != (name is not None):
        raise ArgumentError(
            "Name a category to show: floors categories show birthday."
            if name is None
            else f"'{action}' takes no name; did you mean: categories show {name}?"
        )
    if action == "check":
        _check(category_dir, as_json=as_json)
    elif name is not None:
        [found] = load_categories([name], category_dir)
        if as_json:
            print_json(dataclasses.asdict(found))
        else:
            print_parts(render_one_category(found))
    else:
        loaded = load_categories(None, category_dir)
        if as_json:
            print_json(categories_table(loaded).to_pylist())
        else:
            print_parts(render_categories(loaded))


def _check(directory: Path | None, *, as_json: bool) -> None:
    from pipeline.extraction.category import load_categories
    from pipeline.extraction.examples import check_examples

    loaded = load_categories(None, directory)
    failures = check_examples(loaded)
    examples = sum(len(category.examples) for category in loaded)
    if as_json:
        print_json(
            {
                "categories": len(loaded),
                "examples": examples,
                "failures": failures,
            }
        )
    else:
        for failure in failures:
            click.echo(failure)
    if failures:
        raise FloorsError(
            f"{len(failures)} of {count_things(examples, 'example')} do not give the "
            "facts that they list. Mend the patterns or the examples."
        )
    if not as_json:
        click.echo(
            f"{count_things(len(loaded), 'category file')} and "
            f"{count_things(examples, 'example')}: all well."
        )
