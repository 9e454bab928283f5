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
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With check: score the categories against this file of gold records.",
)
@click.option(
    "--category",
    "names",
    multiple=True,
    metavar="NAME",
    help="With --gold: score this category only; may be repeated. [default: all]",
)
@click.option(
    "--errors",
    metavar="CATEGORY",
    help="With --gold: list what was missed and what was wrong, and why.",
)
@click.option(
    "--toml",
    "as_toml",
    is_flag=True,
    help="With --gold: print a [[measured]] table for each category's file.",
)
@click.option(
    "--gold-name",
    metavar="NAME",
    help="With --toml: what the gold set is called. [default: the file's name]",
)
@json_option
def categories(
    *,
    action: str,
    name: str | None,
    category_dir: Path | None,
    gold: Path | None,
    names: tuple[str, ...],
    errors: str | None,
    as_toml: bool,
    gold_name: str | None,
    as_json: bool,
) -> None:
    """List the categories of facts, check their files, or show one by NAME.

    `check` validates every file and runs its own examples. With --gold it scores the
    categories against annotated texts instead: JSON lines with id, title, text,
    annotated (the categories looked for in the text), facts (category, entity, value;
    aliases and pronoun if need be) and traps (facts that the text does not state).
    `floors categories show NAME` shows what was measured last.

    \b
    Example:
        floors categories
        floors categories show birthday
        floors categories check --category-dir my-categories
        floors categories check --gold my-gold.jsonl --errors birthday
    """
    # Patterns take a second to load, which `floors --help` should not wait for.
    from pipeline.extraction.category import categories_table
    from pipeline.extraction.category_files import load_categories
    from pipeline.report.categories_text import render_categories, render_one_category

    if (action == "show") != (name is not None):
        raise ArgumentError(
            "Name a category to show: floors categories show birthday."
            if name is None
            else f"'{action}' takes no name; did you mean: categories show {name}?"
        )
    _refuse_options_without_gold(action, gold, names, errors, as_toml, gold_name)
    if gold is not None:
        from jobs.commands.gold import check_against_gold

        check_against_gold(
            gold,
            gold_name or gold.stem,
            names=names,
            directory=category_dir,
            errors_of=errors,
            as_toml=as_toml,
            as_json=as_json,
        )
    elif action == "check":
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


def _refuse_options_without_gold(
    action: str,
    gold: Path | None,
    names: tuple[str, ...],
    errors: str | None,
    as_toml: bool,
    gold_name: str | None,
) -> None:
    if gold is not None and action != "check":
        raise ArgumentError(
            f"--gold goes with check: floors categories check --gold {gold}."
        )
    for option, value in (
        ("--category", names),
        ("--errors", errors),
        ("--toml", as_toml),
        ("--gold-name", gold_name),
    ):
        if value and gold is None:
            raise ArgumentError(
                f"{option} goes with --gold: floors categories check --gold FILE."
            )
    if gold_name and not as_toml:
        raise ArgumentError("--gold-name goes with --toml, which writes it down.")


def _check(directory: Path | None, *, as_json: bool) -> None:
    from pipeline.extraction.category_files import load_categories
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
