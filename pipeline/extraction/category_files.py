"""Category files: the built-in ones and those of a folder, read and checked.

Every problem of every file is reported at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence, Set
from importlib import resources
from pathlib import Path

from pipeline.errors import ArgumentError, FloorsError, suggest
from pipeline.extraction.category import Category
from pipeline.extraction.category_problems import find_category_problems
from pipeline.extraction.category_toml import build_category
from pipeline.extraction.gate import find_trigger_errors


def load_categories(
    names: Sequence[str] | None = None, directory: Path | None = None
) -> tuple[Category, ...]:
    """Load the built-in categories and, if given, those of a folder.

    Args:
        names: Only these; None for all.
        directory: A folder with further `*.toml` files.

    Returns:
        Categories in order of their names.

    Raises:
        ArgumentError: An unknown name, or a folder that is none.
        FloorsError: One or more files are not valid; the message lists every problem.
    """
    sources = [
        (item.name, item.read_text(encoding="utf-8"))
        for item in resources.files("pipeline.categories").iterdir()
        if item.name.endswith(".toml")
    ]
    built_in = [file for file, _ in sources]
    if directory is not None:
        if not directory.is_dir():
            raise ArgumentError(
                f"--category-dir {directory} is not a folder: give the folder that "
                "holds your *.toml category files."
            )
        sources += [
            (str(path), path.read_text(encoding="utf-8-sig", errors="replace"))
            for path in directory.glob("*.toml")
        ]
    # Compiling triggers takes seconds, and the tests do it for the built-in ones.
    categories = parse_categories(sources, trusted=frozenset(built_in))
    if names is None:
        return categories
    by_name = {category.name: category for category in categories}
    for name in names:
        if name not in by_name:
            hint = suggest(name, by_name) or f" There are: {', '.join(by_name)}."
            raise ArgumentError(f"There is no category '{name}'.{hint}")
    return tuple(by_name[name] for name in sorted(set(names)))


def parse_categories(
    sources: Iterable[tuple[str, str]], *, trusted: Set[str] = frozenset()
) -> tuple[Category, ...]:
    """Parse category files.

    Args:
        sources: (file name, TOML text) pairs.
        trusted: Names of files whose triggers need not be compiled to be believed.

    Returns:
        Categories in order of their names.

    Raises:
        FloorsError: Listing every problem of every file.
    """
    problems: list[str] = []
    categories: dict[str, tuple[str, Category]] = {}
    for file, text in sorted(sources):
        try:
            declared = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{file}: is not TOML: {error}")
            continue
        found = find_category_problems(declared)
        problems += [f"{file}: {problem}" for problem in found]
        if found:
            continue
        category = build_category(declared)
        if category.name in categories:
            other = categories[category.name][0]
            problems.append(f"{file}: name: '{category.name}' is also that of {other}")
            continue
        categories[category.name] = (file, category)
    problems += _find_trigger_problems(
        one for one in categories.values() if one[0] not in trusted
    )
    if problems:
        many = "s" if len(problems) > 1 else ""
        listed = "\n  ".join(problems)
        message = f"{len(problems)} problem{many} in category files:\n  {listed}"
        raise FloorsError(message)
    return tuple(categories[name][1] for name in sorted(categories))


def _find_trigger_problems(found: Iterable[tuple[str, Category]]) -> list[str]:
    """The triggers that do not compile; asked of all files together, for speed."""
    triggers = [
        (file, language, expression)
        for file, category in found
        for language, expressions in category.triggers.items()
        for expression in expressions
    ]
    errors = find_trigger_errors([expression for _, _, expression in triggers])
    return [
        f"{file}: triggers.{language}: {expression!r} cannot be compiled: "
        f"{errors[expression]}"
        for file, language, expression in triggers
        if expression in errors
    ]
