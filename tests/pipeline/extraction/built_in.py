"""The built-in categories, loaded once: tests are made from their examples."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.category import Category
from pipeline.extraction.category_files import load_categories


@cache
def load_built_in() -> tuple[Category, ...]:
    """Every built-in category, in order of their names."""
    return load_categories()
