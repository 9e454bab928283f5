"""Who may import whom: read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
LAYERS = ("schemas", "pipeline", "jobs")

HEAVY = {
    "altair": ("pipeline.report.html",),
    "duckdb": ("pipeline.warehouse",),
    "hyperscan": ("pipeline.extraction.gate", "pipeline.extraction.gate_database"),
    "re2": ("pipeline.extraction.linear_expressions",),
    "spacy": ("pipeline.extraction.names", "pipeline.extraction.trained_spans"),
    "datasketch": ("pipeline.dedup",),
    "jinja2": ("pipeline.report",),
    "pyspark": ("jobs",),
    "vl_convert": ("pipeline.report.html",),
}
"""Each heavy library, and the modules and packages that may import it."""

MODULES = {
    ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(
        ".__init__"
    ): path
    for layer in LAYERS
    for path in sorted((REPOSITORY / layer).rglob("*.py"))
}


def imported(name: str) -> Iterator[str]:
    """Every module that a module imports, also within its functions."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            assert node.module is not None
            # `from pipeline import warehouse` names a module, most others an object.
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def is_within(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_imported_upwards(name: str) -> None:
    own = LAYERS.index(name.split(".")[0])
    for other in imported(name):
        top = other.split(".")[0]
        assert top not in LAYERS[own + 1 :], f"{name} imports {other}"
        assert top != "tests", f"{name} imports {other}"


@pytest.mark.parametrize("name", MODULES)
def test_a_heavy_library_is_imported_in_its_place_alone(name: str) -> None:
    for other in imported(name):
        places = HEAVY.get(other.split(".")[0])
        if places is not None:
            assert any(is_within(name, place) for place in places), (
                f"{name} imports {other}, which is for {', '.join(places)}"
            )


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph = {
        name: {other for other in imported(name) if other in MODULES} - {name}
        for name in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"an import cycle: {' -> '.join(error.args[1])}")


def test_schemas_import_nothing_but_arrow() -> None:
    allowed = {"__future__", "dataclasses", "functools", "pyarrow", "schemas"}
    for name in MODULES:
        if name.startswith("schemas"):
            assert {other.split(".")[0] for other in imported(name)} <= allowed


def test_no_module_has_a_name_that_says_nothing() -> None:
    banned = {"utils", "util", "misc", "common", "helpers", "manager"}
    for name in MODULES:
        assert not banned & set(name.split("."))
