"""The arguments and options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from jobs.commands.completing import complete_categories, complete_run
from pipeline.corpus.streams import is_url
from pipeline.dedup.presets import PRESETS
from pipeline.dedup.settings import DedupMode
from pipeline.errors import ArgumentError
from pipeline.locations import Location, read_location

P = ParamSpec("P")
R = TypeVar("R")


def count_cores() -> int:
    """How many cores this process may use, at least one."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # a system without affinities, such as macOS
        return os.cpu_count() or 1


def split_names(
    context: click.Context, option: click.Parameter, text: str | None
) -> tuple[str, ...] | None:
    """Read names with commas between them, as --categories takes them.

    Args:
        context: Unused; click hands it over.
        option: For the message.
        text: What the person wrote; None for nothing.

    Returns:
        The names; None for nothing.

    Raises:
        click.BadParameter: No name is in the text.
    """
    if text is None:
        return None
    names = tuple(name for name in map(str.strip, text.split(",")) if name)
    if not names:
        message = "name at least one category, such as birthday."
        raise click.BadParameter(message, context, option)
    return names


def read_output(context: click.Context, option: click.Parameter, text: str) -> Path:
    """Read the path of a folder to write on this machine.

    Args:
        context: For the message.
        option: For the message.
        text: What the person wrote.

    Returns:
        The path.

    Raises:
        click.BadParameter: It is a URL.
    """
    if is_url(text):
        message = f"{text} is a URL; give a folder of this machine."
        raise click.BadParameter(message, context, option)
    return Path(text)


def read_run(context: click.Context, option: click.Parameter, text: str) -> Location:
    """Read where a run folder lies.

    Args:
        context: For the message.
        option: For the message.
        text: What the person wrote.

    Returns:
        A path of this machine, or of an object store.

    Raises:
        click.BadParameter: It is a URL at which there can be no run.
    """
    try:
        return read_location(text)
    except ArgumentError as error:
        raise click.BadParameter(str(error), context, option) from error


def read_runs(
    context: click.Context, option: click.Parameter, texts: tuple[str, ...]
) -> tuple[Location, ...]:
    """Read where several run folders lie; as for one."""
    return tuple(read_run(context, option, text) for text in texts)


corpus_argument = click.argument("corpus", nargs=-1, required=True)
"""Files, folders, patterns or URLs."""

run_argument = click.argument("run", callback=read_run, shell_complete=complete_run)
"""A run folder; whether it is one is for the command to say, in the same words."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

page_option = click.option(
    "--page/--no-page",
    default=True,
    show_default=True,
    help="Make report.html at the end, which takes a few seconds.",
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=count_cores,
    show_default="one a core",
    metavar="N",
    help="Worker processes.",
)

category_dir_option = click.option(
    "--category-dir",
    type=click.Path(path_type=Path),
    help="Folder of category files of your own, beside the built-in ones.",
)


def read_conf(
    context: click.Context, option: click.Parameter, given: Sequence[str]
) -> dict[str, str]:
    """Read settings as --conf takes them.

    Args:
        context: For the message.
        option: For the message.
        given: Each as NAME=VALUE.

    Returns:
        The value of each name; of a name that is given twice, the last.

    Raises:
        click.BadParameter: One has no name or no equals sign.
    """
    settings = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not name.strip() or not equals:
            message = f"'{one}' is not NAME=VALUE, as in spark.executor.memory=4g."
            raise click.BadParameter(message, context, option)
        settings[name.strip()] = value.strip()
    return settings


def read_size(
    context: click.Context, option: click.Parameter, text: str | None
) -> int | None:
    """Read a size as a person writes it, such as 806GB; None for nothing.

    Args:
        context: For the message.
        option: For the message.
        text: A number and perhaps a unit, decimal: kB, MB, GB, TB, PB.

    Returns:
        Bytes, at least 1; None for nothing.

    Raises:
        click.BadParameter: It is no size, or none above 0.
    """
    if text is None:
        return None
    size = _parse_size(text)
    if not size:
        message = f"'{text}' is no size; write it as 806GB or 1.5TB."
        raise click.BadParameter(message, context, option)
    return size


def read_memory(
    context: click.Context, option: click.Parameter, text: str | None
) -> str | None:
    """Read a size of memory as --memory-limit takes it.

    Args:
        context: For the message.
        option: For the message.
        text: What the person wrote; None for nothing.

    Returns:
        The size as DuckDB takes it, such as 4000MB; None for nothing.

    Raises:
        click.BadParameter: It is no size, or too little for any query.
    """
    if text is None:
        return None
    size = _parse_size(text)
    if size < _LEAST_MEMORY:
        message = f"'{text}' is no size of 100MB or more: write 800MB or 4GB."
        raise click.BadParameter(message, context, option)
    return f"{size // 10**6}MB"


def _parse_size(text: str) -> int:
    """Bytes; 0 for what is no size."""
    found = _SIZE.fullmatch(text.strip().lower())
    return round(float(found["number"]) * _UNITS[found["unit"]]) if found else 0


def engine_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add `engine`, `master`, `conf` and `memory_limit`, as `choose_engine` takes."""
    for option in reversed(_ENGINE_OPTIONS):
        command = option(command)
    return command


def corpus_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add every option that decides what of a corpus is read, and what is sought."""
    for option in reversed(_CORPUS_OPTIONS):
        command = option(command)
    return command


def dedup_options(*, default: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Add `dedup` and `dedup_preset`, as `choose_dedup` takes them; None if unsaid.

    Args:
        default: What stands where neither is said, for the help.
    """
    options = (
        click.option(
            "--dedup",
            type=click.Choice([mode.value for mode in DedupMode]),
            help="Which documents are one sighting: each its own, those with equal "
            "words, or near-duplicates by MinHash (14 bands of 8 rows over runs of 5 "
            "words, joined at an estimated Jaccard similarity of 0.70).  "
            f"[default: {default}]",
        ),
        click.option(
            "--dedup-preset",
            type=click.Choice(list(PRESETS)),
            help="Find near-duplicates by the shingles, permutations, bands and rows "
            "of this corpus, unverified as there. Words stand in for a tokenizer's "
            "tokens, and digits are kept.",
        ),
    )

    def add(command: Callable[P, R]) -> Callable[P, R]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_SIZE = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,6})?) ?(?P<unit>[kmgtp]?)b?")
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "p": 10**15}
_LEAST_MEMORY = 10**8

_ENGINE_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        help="Where the work is done: in processes of this machine, or by Spark.  "
        "[default: spark with --master or --conf, else local]",
    ),
    click.option(
        "--master",
        "--remote",
        metavar="URL",
        help="Spark's: local[4], spark://HOST:7077, yarn, k8s://URL, or sc://HOST for "
        "Spark Connect.  [default: this machine, one core a worker]",
    ),
    click.option(
        "--conf",
        multiple=True,
        metavar="NAME=VALUE",
        callback=read_conf,
        help="A setting of Spark, such as spark.executor.memory=4g; may be repeated.",
    ),
    click.option(
        "--memory-limit",
        metavar="SIZE",
        callback=read_memory,
        help="Memory that counting may use on this machine, such as 4GB; what needs "
        "more goes to the disk.  [default: 80% of the machine's]",
    ),
)

_CORPUS_OPTIONS = (
    click.option(
        "--categories",
        metavar="A,B",
        callback=split_names,
        shell_complete=complete_categories,
        help="Count these categories only. [default: all]",
    ),
    category_dir_option,
    click.option(
        "--spacy-model",
        metavar="NAME",
        help="Find names by this trained spaCy pipeline. [default: by rules]",
    ),
    click.option(
        "--limit-shards",
        type=click.IntRange(min=1),
        metavar="N",
        help="Read the first N shards only: a sample, and its rates are biased up.",
    ),
    click.option(
        "--limit-documents",
        type=click.IntRange(min=1),
        metavar="N",
        help="Read the first N records only: a sample, and its rates are biased up.",
    ),
    *(
        click.option(
            f"--{role}-field",
            metavar="NAME",
            help=f"Field that holds the {role}. [default: the usual names]",
        )
        for role in ("text", "id", "url", "title", "language")
    ),
    workers_option,
)
