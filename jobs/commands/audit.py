"""floors audit: sightings to judge by hand, and floors corrected by the judgments."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path

import click

from jobs.audit_assessment import assess_sheet, read_judged
from jobs.audit_record import describe_audit, join_kept, keep_audit
from jobs.audit_sample import sample_rows
from jobs.audit_tables import READS, read_spectra
from jobs.commands.completing import complete_category
from jobs.commands.options import json_option, run_argument
from jobs.commands.printing import print_csv, print_json, print_parts
from jobs.run_folder import RunFolder, open_run, require_category
from pipeline.audit.sheet import write_sheet
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.sensitivity import vary_measures
from pipeline.errors import ArgumentError, FloorsError
from pipeline.locations import Location
from pipeline.report.audit_page import write_page
from pipeline.report.audit_text import COLUMNS, list_rows, render_audit
from pipeline.report.figures import count_things
from pipeline.report.sensitivity_text import render_sensitivity


def read_recall(
    context: click.Context, option: click.Parameter, texts: Sequence[str]
) -> dict[str, MeasuredShare]:
    """Read recalls as --recall takes them.

    Args:
        context: For the message.
        option: For the message.
        texts: Each such as birthday=0.9 or birthday=0.9:145.

    Returns:
        By category; without a count of facts the recall is assumed to be exact.

    Raises:
        click.BadParameter: One is not of that form, or no recall.
    """
    recalls = {}
    for text in texts:
        name, _, rest = text.partition("=")
        measured = _read_share(rest)
        if not name.strip() or measured is None:
            message = (
                f"'{text}' is no recall: give such as birthday=0.9, or "
                "birthday=0.9:145 where it was measured on 145 facts."
            )
            raise click.BadParameter(message, context, option)
        recalls[name.strip()] = measured
    return recalls


def _read_share(text: str) -> MeasuredShare | None:
    """Read 0.9 or 0.9:145; None where it is neither."""
    share, colon, trials = text.partition(":")
    try:
        read = MeasuredShare(float(share), float(int(trials)) if colon else inf)
    except ValueError:
        return None
    return read if 0 < read.share <= 1 and read.trials > 0 else None


@click.command()
@run_argument
@click.option(
    "-n",
    "--rows",
    type=click.IntRange(min=1, max=100_000),
    default=200,
    show_default=True,
    metavar="N",
    help="Sightings to judge, shared evenly by the categories; half are singletons.",
)
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_category,
    help="Only of this one; may be given again.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Another draws another sample.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The sheet to write; a page to read goes beside it. "
    "[default: audit-RUN.csv, here]",
)
@click.option(
    "--judged",
    type=click.Path(path_type=Path),
    metavar="SHEET",
    help="Read a sheet that was judged, print what it says, and keep it in RUN, "
    "beside what RUN keeps of other categories.",
)
@click.option(
    "--recall",
    "recalls",
    multiple=True,
    callback=read_recall,
    metavar="NAME=RECALL[:FACTS]",
    help="With --judged: a category's recall, instead of the one it was measured with.",
)
@click.option(
    "--no-save", is_flag=True, help="With --judged: change nothing in RUN, only print."
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help="Print instead what each floor would be at other precisions and recalls.",
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print what was found as CSV.")
def audit(
    *,
    run: Location,
    rows: int,
    categories: tuple[str, ...],
    seed: int,
    output: Path | None,
    judged: Path | None,
    recalls: dict[str, MeasuredShare],
    no_save: bool,
    sensitivity: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Write a sample of RUN to judge by hand; once judged, correct its floors by it.

    The sheet has sightings by how often their prompt was seen. Put y, n or ? into its
    columns entity_right (does the passage state such a fact of just this entity?) and
    value_right (and this value?). The judged sheet gives the precision of singletons
    and of the rest, and each floor without what was wrong, as a range.

    \b
    Example:
        floors audit runs/first -n 200 --category birthday -o birthdays.csv
        floors audit runs/first --judged birthdays.csv
        floors audit runs/first --sensitivity --category birthday
    """
    form = "json" if as_json else "csv" if as_csv else "text"
    folder = open_run(run, *READS)
    if judged is not None and (sensitivity or categories or output is not None):
        raise ArgumentError(
            "--judged reads a whole sheet and writes none: leave out --sensitivity, "
            "--category and -o."
        )
    if judged is None and (recalls or no_save):
        raise ArgumentError("--recall and --no-save go with --judged SHEET.")
    if sensitivity:
        _print_sensitivity(folder, categories, form)
    elif judged is not None:
        _read_judged(folder, judged, recalls, save=not no_save, form=form)
    else:
        _write_sample(folder, output, rows=rows, categories=categories, seed=seed)


def _write_sample(
    folder: RunFolder,
    output: Path | None,
    *,
    rows: int,
    categories: Sequence[str],
    seed: int,
) -> None:
    sheet = output or Path(f"audit-{folder.path.resolve().name}.csv")
    page = sheet.with_suffix(".html")
    if page == sheet:
        raise ArgumentError(f"{sheet} would be the page too: give a name in .csv.")
    for path in (sheet, page):
        if path.exists():
            raise FloorsError(
                f"{path} is there already, and may hold judgments. Give another with "
                "-o, or remove it."
            )
    sampled = sample_rows(folder, rows=rows, categories=categories, seed=seed)
    page.write_text(
        write_page(f"Audit of {folder.path}", sheet.name, sampled), encoding="utf-8"
    )
    sheet.write_text(write_sheet(sampled), encoding="utf-8", newline="")
    kinds = len({row.category for row in sampled})
    of = f"{kinds:,} {'category' if kinds == 1 else 'categories'}"
    click.echo(
        f"Wrote {count_things(len(sampled), 'sighting')} of {of} to {sheet}, and to "
        f"read beside it {page}."
    )
    click.echo(
        "Fill in entity_right and value_right, then: "
        f"floors audit {folder.path} --judged {sheet}"
    )


def _read_judged(
    folder: RunFolder,
    sheet: Path,
    recalls: dict[str, MeasuredShare],
    *,
    save: bool,
    form: str,
) -> None:
    if not sheet.is_file():
        raise ArgumentError(
            f"There is no sheet {sheet}. Write one with: floors audit {folder.path}"
        )
    known = [category for category, _ in read_spectra(folder)]
    for name in recalls:
        require_category(folder, name, known)
    content = sheet.read_bytes()
    read = read_judged(folder, content, str(sheet), recalls)
    if save:
        with folder.lock():
            found = assess_sheet(folder, join_kept(folder, read))
            keep_audit(folder, found)
    else:
        found = assess_sheet(folder, read)
    described = describe_audit(folder, found)
    if form == "json":
        print_json(described)
    elif form == "csv":
        print_csv(COLUMNS, list_rows(described))
    else:
        print_parts(render_audit(f"Audit of {folder.path} by {sheet}", described))
        if save:
            click.echo(f"Kept in {folder.path}: floors report shows it.")


def _print_sensitivity(folder: RunFolder, categories: Sequence[str], form: str) -> None:
    spectra = read_spectra(folder)
    known = [category for category, key in spectra if key == "prompt"]
    for name in categories:
        require_category(folder, name, known)
    rows = [
        {"category": name, **vars(point)}
        for name in (sorted(set(categories)) or known)
        for point in vary_measures(spectra[name, "prompt"])
    ]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(("category", "precision", "recall", "rate"), rows)
    else:
        print_parts(render_sensitivity(rows))
