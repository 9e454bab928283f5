"""One cluster for all tests, started when the first of them needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from standalone import Cluster, start_cluster, stop_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers of one core; a test that loses one starts its own."""
    folder = tmp_path_factory.mktemp("cluster")
    yield start_cluster(folder)
    stop_cluster(folder)


@pytest.fixture
def fresh_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of a test's own."""
    folder = tmp_path / "cluster"
    yield start_cluster(folder)
    stop_cluster(folder)
