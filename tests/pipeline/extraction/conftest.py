"""The built-in categories, and what is dear to make, once for all tests."""

from __future__ import annotations

import pytest
from built_in import load_built_in
from tiny_pipeline import train

from pipeline.extraction.category import Category
from pipeline.extraction.extractor import Extractor
from pipeline.extraction.names import NameFinder


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


@pytest.fixture(scope="session")
def tiny_pipeline(tmp_path_factory) -> str:
    """The folder of a tiny trained spaCy pipeline."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    train(folder)
    return str(folder)
