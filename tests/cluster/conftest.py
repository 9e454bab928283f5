"""One cluster for all tests, started when the first of them needs it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Expected, drive
from standalone import Cluster, start_cluster, stop_cluster

from pipeline.sample import write_sample

COPIES = 3
"""Of the sample, each as files of its own: enough shards to be cut off between two."""


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    """The sample some times over, and what the local engine makes of it."""
    folder = tmp_path_factory.mktemp("expected")
    write_sample(folder / "sample")
    corpus = folder / "corpus"
    for copy in range(COPIES):
        shutil.copytree(folder / "sample" / "corpus", corpus / str(copy))
    done = drive(["-m", "jobs", "run", corpus, "-o", folder / "run", "--workers", "2"])
    assert done.returncode == 0, done.stderr
    return Expected(corpus, folder / "run")


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
