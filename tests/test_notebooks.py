"""Every notebook runs from top to bottom, and is kept without outputs."""

import ast
import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import altair as alt
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def code_cells(notebook: Path) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def run_cell(cell: dict[str, Any], name: str, space: dict[str, Any]) -> object:
    """Run a cell, and return what it ends in and a notebook shows; None if nothing."""
    tree = ast.parse("".join(cell["source"]))
    *_, last = tree.body
    if not isinstance(last, ast.Expr):
        exec(compile(tree, name, "exec"), space)
        return None
    tree.body.pop()
    exec(compile(tree, name, "exec"), space)
    return eval(compile(ast.Expression(last.value), name, "eval"), space)


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path):
    for cell in code_cells(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_charts_are_drawn(notebook: Path, tmp_path: Path):
    space: dict[str, Any] = {"__name__": "notebook"}
    with chdir(tmp_path):
        for cell in code_cells(notebook):
            shown = run_cell(cell, f"{notebook.name}:{cell['id']}", space)
            if isinstance(shown, alt.TopLevelMixin):
                shown.to_dict()  # checks it against the schema of charts
