"""One corpus, one answer: local and Spark, classic and Connect, whole and resumed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import (
    BYTES_ALIKE,
    REPOSITORY,
    Outcome,
    assert_same_tables,
    birthday_text,
    hash_files,
    run_process,
    write_lines,
)

from pipeline.sample import write_sample

pytestmark = pytest.mark.spark

pyspark = pytest.importorskip("pyspark")

SPARK_HOME = Path(pyspark.__file__).parent
REAL_TEXT = REPOSITORY.parent / "shared" / "data" / "enwiki"
PAGES = 100  # of each of three files of real text
WAIT_S = 900  # a machine may have other work


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Planted facts and copies; records without url or title; real text, if any."""
    folder = tmp_path_factory.mktemp("parity")
    write_sample(folder / "sample", documents=600)
    corpus = folder / "corpus"
    shutil.copytree(folder / "sample" / "corpus", corpus / "planted")
    places = [{}, {"url": None, "title": None}, {"url": "https://a.example/x"}]
    records = [
        {"id": number, "text": birthday_text(number % 20), **places[number % 3]}
        for number in range(40)
    ]
    write_lines(corpus / "nulls.jsonl", records)
    for path in sorted(REAL_TEXT.glob("*.jsonl.gz"))[:3]:
        with gzip.open(path, "rb") as pages:
            # Without a time in it, the file is the same each day.
            text = gzip.compress(b"".join(islice(pages, PAGES)), mtime=0)
        (corpus / path.name).write_bytes(text)
    return corpus


def make_run(corpus: Path, run: Path, *options: str) -> Path:
    done = run_process(["run", corpus, "-o", run, *options], timeout=WAIT_S)
    assert done.code == 0, done.stderr
    # Nothing of what Java, Spark or gRPC have to say.
    said = [line for line in done.error_lines if not is_progress(line)]
    assert said == []
    return run


def is_progress(line: str) -> bool:
    """Whether it is one of the lines that a slow machine is told now and then."""
    return line.endswith(" begins") or " shards" in line or " documents, " in line


@pytest.fixture(scope="module")
def local_run(corpus: Path) -> Path:
    return make_run(corpus, corpus.parent / "local", "--workers", "1")


def test_two_workers_give_what_one_gives(corpus: Path, local_run: Path) -> None:
    other = make_run(corpus, corpus.parent / "local-2", "--workers", "2")
    assert_same_tables(local_run, other)


def test_spark_gives_what_the_local_engine_gives(corpus: Path, local_run: Path) -> None:
    run = make_run(corpus, corpus.parent / "spark", "--master", "local[2]")
    assert_same_tables(local_run, run)
    documents = pq.read_table(run / "documents", columns=["url", "title"])
    assert documents["url"].null_count > 20
    assert documents["title"].null_count > 20
    assert pq.read_table(run / "doc_clusters").num_rows > 20
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["execution"]["engine"] == "spark"
    assert record["execution"]["master"] == "local[2,3]"
    left = {path.name for path in run.iterdir() if path.name.startswith(".")}
    assert left == {".lock"}


def test_a_run_goes_on_with_another_engine(corpus: Path, local_run: Path) -> None:
    run = corpus.parent / "resumed"
    shutil.copytree(local_run, run)
    before = hash_files(run, *BYTES_ALIKE)
    times = {path: path.stat().st_mtime_ns for path in run.glob("bands/*")}
    for table in ("shards", "observations", "bands"):
        (run / table / "00001.parquet").unlink()
    shutil.rmtree(run / "floors")
    outcome = run_process(
        [corpus, "-o", run, "--master", "local[2]"], "jobs.observations", timeout=WAIT_S
    )
    assert outcome.code == 0, outcome.stderr
    assert outcome.stdout.startswith("observations: ")
    assert hash_files(run, *BYTES_ALIKE) == before
    made = [path for path in times if path.stat().st_mtime_ns != times[path]]
    assert [path.name for path in made] == ["00001.parquet"]
    assert not (run / "floors").exists()
    make_run(corpus, run, "--workers", "1")
    assert_same_tables(local_run, run)


def test_a_job_runs_under_spark_submit(local_run: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(local_run, run)
    shutil.rmtree(run / "spectrum")
    done = subprocess.run(
        [
            str(SPARK_HOME / "bin" / "spark-submit"),
            *("--master", "local[1]", "--conf", "spark.ui.enabled=false"),
            *(str(REPOSITORY / "jobs" / "spectrum.py"), str(run), "--engine", "spark"),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=python_environment(),
        timeout=WAIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("spectrum: ")
    ours, theirs = (pq.read_table(one / "spectrum") for one in (local_run, run))
    assert ours.equals(theirs)


def python_environment() -> dict[str, str]:
    """That of this process, in which executors find this Python and this package."""
    return os.environ | {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY),
        "SPARK_HOME": str(SPARK_HOME),
    }


@pytest.fixture
def connect_server(tmp_path: Path) -> Iterator[str]:
    """A Connect server from pip's pyspark, on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.sql.warehouse.dir": tmp_path / "warehouse",
    }
    command = [
        str(SPARK_HOME / "bin" / "spark-submit"),
        *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
        *("--master", "local[2,3]"),
        *(f"--conf={name}={value}" for name, value in settings.items()),
        "spark-internal",
    ]
    log = tmp_path / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            command, stdout=written, stderr=written, env=python_environment()
        )
    try:
        wait_for_port(port, server, log)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=WAIT_S)


def wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"The Connect server did not start: {log.read_text()[-2_000:]}")


def test_spark_connect_gives_what_the_local_engine_gives(
    connect_server: str, corpus: Path, local_run: Path
) -> None:
    run = make_run(corpus, corpus.parent / "connect", "--remote", connect_server)
    assert_same_tables(local_run, run)
    wrong = run_connect_with(connect_server, corpus, "spark.executor.memory=1g")
    assert "Connect server" in wrong.stderr
    assert wrong.stderr.count("\n") == 1
    assert wrong.code == 2


def run_connect_with(server: str, corpus: Path, setting: str) -> Outcome:
    run = corpus.parent / "connect-wrong"
    options = ["--master", server, "--conf", setting]
    return run_process(["run", corpus, "-o", run, *options], timeout=WAIT_S)
