"""The built-in categories, and what is dear to make, once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from built_in import load_built_in

from pipeline.extraction import category
from pipeline.extraction.category import Category
from pipeline.extraction.extractor import Extractor
from pipeline.extraction.gate import explain_trigger_error
from pipeline.extraction.names import NameFinder


@pytest.fixture(scope="session", autouse=True)
def compile_triggers_once() -> Iterator[None]:
    """Compiling the triggers is most of what loading the categories costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(category, "explain_trigger_error", cache(explain_trigger_error))
        yield


@pytest.fixture(scope="session")
def categories() -> tuple[Category, ...]:
    """Every built-in category."""
    return load_built_in()


@pytest.fixture(scope="session")
def extractor(categories: tuple[Category, ...]) -> Extractor:
    """An extractor of every built-in category."""
    return Extractor(categories)


@pytest.fixture(scope="session")
def alone(categories: tuple[Category, ...]) -> dict[str, Extractor]:
    """An extractor of each category alone, by its name."""
    return {category.name: Extractor([category]) for category in categories}


@pytest.fixture(scope="session")
def finder() -> NameFinder:
    """One finder of names."""
    return NameFinder()
