"""The versions of the tool, of Python and of the libraries."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from schemas.contract import SCHEMA_VERSION

TOOL = "hallucination-floors"

LIBRARIES = (
    "click",
    "datasketch",
    "duckdb",
    "fsspec",
    "google-re2",
    "hyperscan",
    "isal",
    "numpy",
    "orjson",
    "pyarrow",
    "rich",
    "spacy",
    "tldextract",
    "zstandard",
)
"""What the tool is built on, as the registry of Python packages calls it."""


def describe_versions() -> dict[str, str]:
    """The versions of the tool, its tables, Python and the libraries."""
    found = {
        "floors": installed_version(TOOL) or "unknown",
        "schema": str(SCHEMA_VERSION),
        "python": python_version(),
    }
    return found | {name: installed_version(name) or "missing" for name in LIBRARIES}


def installed_version(package: str) -> str | None:
    """The installed version of a package, or None where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
