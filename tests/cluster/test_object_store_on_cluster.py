"""A corpus and a run at an object store, on a cluster."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest
from comparing import assert_same_run
from driving import CHECKOUT, Expected, drive, spell_run
from standalone import Cluster

pytestmark = pytest.mark.spark


def test_a_run_at_a_store_is_that_of_the_local_engine(
    cluster: Cluster,
    expected: Expected,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "jobs"))
    from object_store import BUCKET, open_store, serve_object_store

    with serve_object_store(tmp_path) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        # A file system of this test: others may remember another server.
        fsspec.filesystem("s3").clear_instance_cache()
        store = open_store()
        store.put(f"{expected.corpus}/", f"{BUCKET}/corpus/", recursive=True)
        settings = [
            f"spark.executorEnv.{name}={value}" for name, value in environment.items()
        ]

        done = drive(
            spell_run(
                cluster,
                f"s3://{BUCKET}/corpus",
                f"s3://{BUCKET}/run",
                CHECKOUT,
                *settings,
            )
        )

        assert done.returncode == 0, done.stderr
        store.get(f"{BUCKET}/run/", str(tmp_path / "run"), recursive=True)
    assert_same_run(tmp_path / "run", expected.run)
