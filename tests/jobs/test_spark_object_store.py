"""A corpus and a run at an object store, read and written by Spark's executors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import assert_same_tables, run_process, write_corpus
from object_store import BUCKET, open_store, serve_object_store

pytestmark = [
    pytest.mark.spark,
    # Libraries of S3 leave their connections to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

pytest.importorskip("pyspark")

WAIT_S = 900  # a machine may have other work


def test_spark_reads_and_writes_at_an_object_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    options = ["--categories", "birthday", "--workers", "1"]
    local = tmp_path / "local"
    done = run_process(["run", corpus, "-o", local, *options])
    assert done.code == 0, done.stderr
    with serve_object_store(tmp_path) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        store = open_store()
        store.put(f"{corpus}/", f"{BUCKET}/corpus/", recursive=True)
        url = f"s3://{BUCKET}/run"
        command = ["run", f"s3://{BUCKET}/corpus", "-o", url, *options]
        done = run_process([*command, "--master", "local[2]"], timeout=WAIT_S)
        assert done.code == 0, done.stderr
        assert not store.exists(f"{BUCKET}/run/.scratch")
        again = run_process(command, env=dict(os.environ))
        assert again.code == 0, again.stderr
        assert again.stdout == done.stdout
        store.get(f"{BUCKET}/run/", f"{tmp_path}/stored/", recursive=True)
    assert_same_tables(local, tmp_path / "stored")
