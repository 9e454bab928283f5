"""floors categories check --gold: the categories against annotated texts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from jobs.commands.printing import print_json, print_parts
from pipeline.errors import ArgumentError, FloorsError, suggest
from pipeline.extraction.category_files import load_categories
from pipeline.gold.check import GoldCheck, check_gold
from pipeline.gold.measurement import write_measurements
from pipeline.gold.records import read_gold
from pipeline.report.figures import count_things
from pipeline.report.gold_text import (
    describe_score,
    render_gold_check,
    render_gold_errors,
)


def check_against_gold(
    gold: Path,
    gold_set: str,
    *,
    names: tuple[str, ...],
    directory: Path | None,
    errors_of: str | None,
    as_toml: bool,
    as_json: bool,
) -> None:
    """Score categories against a file of gold records, and print how they did.

    Args:
        gold: The file.
        gold_set: What to call it in a measurement.
        names: Only these categories; empty for all.
        directory: A folder with further categories.
        errors_of: The category whose errors to list; None for none.
        as_toml: Whether to print measurements for the category files.
        as_json: Whether to print everything as one JSON object.

    Raises:
        ArgumentError: There is no such file or category.
        FloorsError: The file is not right, or has no record to score with.
    """
    wanted = load_categories(names or None, directory)
    known = [one.name for one in wanted]
    if errors_of is not None and errors_of not in known:
        hint = suggest(errors_of, known) or f" There are: {', '.join(known)}."
        raise ArgumentError(
            f"--errors: '{errors_of}' is none of the categories to score.{hint}"
        )
    check = check_gold(read_gold(gold), wanted)
    absent = [name for name in known if name not in check.scores]
    if not check.scores:
        raise FloorsError(_explain_nothing(gold, check, known))
    if errors_of in absent:
        raise FloorsError(
            f"{gold} has no record with text for {errors_of}, so --errors has nothing "
            f"to list. It has some for {', '.join(check.scores)}."
        )
    measured = write_measurements(check.scores, gold_set, date.today())
    errors = [] if errors_of is None else check.errors[errors_of]
    if as_json:
        answer = {
            "gold": str(gold),
            "records": check.records,
            "without_text": check.without_text,
            "absent": absent,
            "categories": [
                {
                    "name": one.name,
                    "version": one.version,
                    **describe_score(check.scores[one.name]),
                }
                for one in wanted
                if one.name in check.scores
            ],
        }
        if errors_of is not None:
            answer["errors"] = [asdict(one) for one in errors]
        if as_toml:
            answer["toml"] = measured
        print_json(answer)
        return
    print_parts(render_gold_check(f"Categories on {gold}", check, absent))
    if as_toml:
        click.echo(f"\n{measured}", nl=False)
    if errors_of is not None:
        print_parts(render_gold_errors(errors_of, errors))


def _explain_nothing(gold: Path, check: GoldCheck, names: list[str]) -> str:
    """Why no category could be scored."""
    if not check.records:
        return f"{gold} has no record. Give a file of gold records."
    if check.without_text == check.records:
        records = count_things(check.records, "record")
        return (
            f"None of the {records} of {gold} has text to read. Give a file whose "
            "records have their 'text'."
        )
    return (
        f"{gold} has no record with text for {', '.join(names)}. Name in 'annotated' "
        "what its texts were searched for, or give another file or --category."
    )
