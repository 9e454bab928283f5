"""One Spark session for all tests that need one: to start it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on two cores of this machine, as `floors run --master local[2]` has."""
    pytest.importorskip("pyspark")
    from jobs.spark_session import SparkSettings, open_session

    # Executors load what tests give them to run.
    path = f"{REPOSITORY}:{REPOSITORY / 'tests' / 'jobs'}"
    settings = SparkSettings("local[2]", {"spark.executorEnv.PYTHONPATH": path})
    scratch = tmp_path_factory.mktemp("spark")
    with open_session(settings, cores=2, scratch=scratch) as session:
        yield session
