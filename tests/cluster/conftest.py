"""One cluster for all tests, started when the first of them needs it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Expected, drive
from standalone import Cluster, find_spark, start_cluster, stop_cluster

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
    """A master and two workers of one core; a test that loses one starts its own.

    Their Spark is a copy: the installed one lies in .venv, often in the checkout,
    neither of which they are to see.
    """
    home = tmp_path_factory.mktemp("spark") / "home"
    shutil.copytree(find_spark(), home, copy_function=_link)
    folder = tmp_path_factory.mktemp("cluster")
    yield start_cluster(folder, home=home)
    stop_cluster(folder)


@pytest.fixture
def fresh_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of a test's own."""
    folder = tmp_path / "cluster"
    yield start_cluster(folder)
    stop_cluster(folder)


def _link(source: str, target: str) -> str:
    """Copy half a gigabyte of jars for nothing, where a file can have two names."""
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
    return target
