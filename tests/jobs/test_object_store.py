"""A corpus and a run at an object store, and what may go wrong there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest
from command_line import (
    REPOSITORY,
    Floors,
    Outcome,
    assert_refused,
    assert_same_tables,
    run_process,
    write_corpus,
)
from fsspec import AbstractFileSystem
from object_store import BUCKET, open_store, serve_object_store
from upath import UPath

from jobs.parquet_files import ParquetFile, replace_folder, stream_file
from jobs.run_folder import RunFolder, RunRecord, open_run
from pipeline.errors import ArgumentError, FloorsError
from pipeline.locations import read_location, upload, write_whole
from schemas.tables import BANDS

OPTIONS = ("--categories", "birthday", "--workers", "2")
ROOT = f"s3://{BUCKET}"


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AbstractFileSystem]:
    """Everything here happens where s3:// is a server on loopback."""
    with (
        serve_object_store(tmp_path_factory.mktemp("store")) as environment,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in environment.items():
            patch.setenv(name, value)
        yield open_store()


@pytest.fixture(scope="module")
def stored_corpus(store: AbstractFileSystem, corpus: Path) -> str:
    """The corpus of `finished`, at the store."""
    store.put(f"{corpus}/", f"{BUCKET}/corpus/", recursive=True)
    return f"{ROOT}/corpus"


@pytest.fixture(scope="module")
def stored_run(stored_corpus: str) -> str:
    """A finished run at the store; tests may read it, and not write to it."""
    run = f"{ROOT}/runs/finished"
    outcome = run_process(["run", stored_corpus, "-o", run, *OPTIONS, "--page"])
    assert outcome.code == 0, outcome.stderr
    assert "leaked" not in outcome.stderr
    assert f"Hallucination floors of {run}" in outcome.stdout
    return run


def fetch(store: AbstractFileSystem, run: str, folder: Path) -> Path:
    """Copy a run to this machine, to be compared."""
    store.get(f"{run.removeprefix('s3://')}/", f"{folder}/", recursive=True)
    return folder


def bands(count: int) -> pa.RecordBatch:
    rows = [{"doc_key": f"a#{n}", "band": 0, "band_hash": n} for n in range(count)]
    return pa.RecordBatch.from_pylist(rows, BANDS.arrow)


def names_below(store: AbstractFileSystem, url: str) -> list[str]:
    path = url.removeprefix("s3://")
    return [name[len(path) + 1 :] for name in sorted(store.find(path))]


def start_run(corpus: str, run: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "jobs", "run", corpus, "-o", run, *OPTIONS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )


def refuse(outcome: Outcome, code: int, *says: str) -> None:
    assert outcome.code == code, outcome.stderr
    [line] = outcome.error_lines
    assert line.startswith("Error: ")
    for words in says:
        assert words in line


def test_a_run_at_a_store_has_the_tables_of_one_on_this_machine(
    store: AbstractFileSystem, stored_run: str, finished: Path, tmp_path: Path
) -> None:
    assert_same_tables(finished, fetch(store, stored_run, tmp_path / "run"))


def test_a_run_at_a_store_leaves_nothing_but_its_files(
    store: AbstractFileSystem, stored_run: str, finished: Path
) -> None:
    here = sorted(
        str(path.relative_to(finished))
        for path in finished.rglob("*")
        if path.is_file() and path.name != ".lock"
    )
    assert names_below(store, stored_run) == here


@pytest.mark.slow
@pytest.mark.parametrize("where", ["corpus", "run"])
def test_a_corpus_or_a_run_alone_may_be_at_a_store(
    where: str,
    store: AbstractFileSystem,
    corpus: Path,
    stored_corpus: str,
    finished: Path,
    tmp_path: Path,
) -> None:
    source = stored_corpus if where == "corpus" else corpus
    run = tmp_path / "run" if where == "corpus" else f"{ROOT}/runs/from-disk"
    outcome = run_process(["run", source, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    here = run if isinstance(run, Path) else fetch(store, run, tmp_path / "copy")
    assert_same_tables(finished, here)


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "--csv"],
        ["report", "--units", "--json"],
        ["report", "--clusters"],
        ["lookup", "Brannoc Ostervane"],
        ["sql", "select count(*), sum(mentions) from prompt_counts", "--csv"],
        ["sql", "from conflicts", "--csv"],
    ],
)
def test_reading_commands_take_the_url_of_a_run(
    arguments: list[str], floors: Floors, stored_run: str, finished: Path
) -> None:
    command, *rest = arguments
    here, there = (floors(command, run, *rest) for run in (finished, stored_run))
    assert (here.exit_code, there.exit_code) == (0, 0), there.stderr
    assert there.stdout.replace(stored_run, str(finished)) == here.stdout
    assert there.stderr == here.stderr


def test_a_question_ends_without_a_word_of_any_library(stored_run: str) -> None:
    outcome = run_process(["sql", stored_run, "from floors", "--json"])
    assert (outcome.code, outcome.stderr) == (0, "")
    assert json.loads(outcome.stdout)


def test_a_question_reaches_no_other_object(
    floors: Floors, store: AbstractFileSystem, stored_run: str
) -> None:
    store.pipe_file(f"{BUCKET}/secret.csv", b"a,b\n1,2\n")
    for query in (
        f"from read_csv('{ROOT}/secret.csv')",
        f"from '{ROOT}/secret.csv'",
        f"from read_parquet('{ROOT}/runs/*/floors/*.parquet')",
        f"from read_text('{stored_run}/../../secret.csv')",
        f"from read_text('{stored_run}/run.json')",
        f"from glob('{stored_run}/../../**')",
    ):
        says = ("a query reads the tables and views of the run alone",)
        assert_refused(floors, "sql", stored_run, query, code=1, says=says)


@pytest.mark.slow
def test_finished_runs_at_a_store_are_merged(
    store: AbstractFileSystem, stored_run: str, finished: Path, tmp_path: Path
) -> None:
    options = ("--dedup", "exact", "--workers", "2")
    here, there = tmp_path / "here", f"{ROOT}/runs/merged"
    for run, output in ((finished, here), (stored_run, there)):
        outcome = run_process(["merge", run, "-o", output, *options])
        assert outcome.code == 0, outcome.stderr
    assert_same_tables(here, fetch(store, there, tmp_path / "copy"))
    twice = run_process(["merge", stored_run, f"{stored_run}/", "-o", there])
    refuse(twice, 2, "given twice")


@pytest.mark.slow
@pytest.mark.parametrize("shards", [0, 3])
def test_killed_and_given_again_gives_the_same_tables(
    shards: int, store: AbstractFileSystem, tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", files=12, documents=2_000)
    stored = f"{ROOT}/large-{shards}"
    store.put(f"{corpus}/", f"{stored.removeprefix('s3://')}/", recursive=True)
    undisturbed, run = tmp_path / "undisturbed", f"{ROOT}/runs/killed-{shards}"
    outcome = run_process(["run", corpus, "-o", undisturbed, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    folder = RunFolder(read_location(run))
    with start_run(stored, run) as process:
        deadline = time.monotonic() + 120
        while not folder.read_record() or len(folder.finished_shards()) < shards:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert psutil.wait_procs(workers, timeout=60)[1] == []
    done = folder.finished_shards()
    assert len(done) < 12
    # Whatever is there is whole.
    for index in done:
        assert list(stream_file(folder.table("bands") / f"{index:05d}.parquet", BANDS))
    refuse(run_process(["report", run]), 1, run, "not finished")
    outcome = run_process(["run", stored, "-o", run, *OPTIONS])
    assert outcome.code == 0, outcome.stderr
    assert_same_tables(undisturbed, fetch(store, run, tmp_path / "copy"))


def test_a_file_that_is_not_published_is_never_seen(store: AbstractFileSystem) -> None:
    folder = read_location(f"{ROOT}/unpublished")
    with ParquetFile(folder / "a.parquet", BANDS.arrow) as file:
        file.write(bands(3))
        file.close()
    broken = pa.record_batch({"doc_key": [1], "band": ["x"], "band_hash": ["y"]})
    with (
        pytest.raises(pa.ArrowInvalid),
        ParquetFile(folder / "b.parquet", BANDS.arrow) as file,
    ):
        file.write(broken)
    assert names_below(store, str(folder)) == []


def test_an_upload_cut_off_leaves_what_was_there(
    store: AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = read_location(f"{ROOT}/cut/whole.bin")
    assert isinstance(path, UPath)
    write_whole(path, b"before")
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(21 << 20))
    # A file this small would go in one request by itself.
    monkeypatch.setattr("s3fs.core.calculate_chunksize", lambda *_, **__: 5 << 20)
    send = type(path.fs)._call_s3

    async def fail(self: Any, method: str, *given: Any, **named: Any) -> Any:
        if method == "upload_part" and named["PartNumber"] == 3:
            raise ConnectionResetError
        return await send(self, method, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(type(path.fs), "_call_s3", fail)
        with pytest.raises(ConnectionResetError):
            upload(large, path)
    assert path.read_bytes() == b"before"
    assert path.fs.list_multipart_uploads(BUCKET) == []
    upload(large, path)
    assert path.read_bytes() == large.read_bytes()


def test_replacing_a_folder_leaves_one_whole_file(store: AbstractFileSystem) -> None:
    folder = read_location(f"{ROOT}/replaced")
    assert isinstance(folder, UPath)
    for name in ("00000.parquet", "00001.parquet"):
        with ParquetFile(folder / name, BANDS.arrow) as file:
            file.write(bands(9))
            file.close()
            file.publish()

    def fail() -> Iterator[pa.RecordBatch]:
        yield bands(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_folder(folder, fail(), BANDS.arrow)
    assert len(names_below(store, str(folder))) == 2
    assert replace_folder(folder, [bands(2), bands(3)], BANDS.arrow) == 5
    assert names_below(store, str(folder)) == ["00000.parquet"]
    assert sum(len(one) for one in stream_file(folder / "00000.parquet", BANDS)) == 5


def test_a_run_that_is_not_finished_is_not_read(store: AbstractFileSystem) -> None:
    folder = RunFolder(read_location(f"{ROOT}/runs/begun"))
    with pytest.raises(ArgumentError, match="no run folder"):
        open_run(folder.path)
    folder.write_record(RunRecord({}, [], {}, {}, started="2026-01-01T00:00:00+00:00"))
    with pytest.raises(FloorsError, match="is not finished"):
        open_run(folder.path)


def test_a_folder_of_somebody_else_is_refused(store: AbstractFileSystem) -> None:
    store.pipe_file(f"{BUCKET}/thesis/thesis.tex", b"x")
    folder = RunFolder(read_location(f"{ROOT}/thesis"))
    with pytest.raises(FloorsError, match="is no run folder"), folder.lock():
        pass


def test_scratch_goes_with_the_lock(store: AbstractFileSystem) -> None:
    folder = RunFolder(read_location(f"{ROOT}/runs/scratch"))
    with folder.lock():
        replace_folder(folder.scratch / "nodes", [bands(1)], BANDS.arrow)
        assert names_below(store, str(folder.path))
        assert folder.local_scratch.is_dir()
    assert names_below(store, str(folder.path)) == []
    assert not folder.local_scratch.exists()


def test_a_run_folder_may_have_any_name(store: AbstractFileSystem) -> None:
    folder = RunFolder(read_location(f"{ROOT}/runs/it's [a] run/"))
    replace_folder(folder.table("bands"), [bands(3)], BANDS.arrow)
    assert folder.tables() == ("bands",)


def test_a_missing_bucket_is_one_line(floors: Floors, corpus: Path) -> None:
    run = "s3://no-such-bucket/run"
    says = (run, "does not exist", "Check that the bucket exists")
    assert_refused(floors, "run", corpus, "-o", run, *OPTIONS, code=1, says=says)
    assert_refused(floors, "report", run, code=2, says=(f"no run folder {run}",))
    says = (f"{run} does not exist",)
    assert_refused(floors, "run", run, "-o", "runs/never", code=2, says=says)


def test_a_run_inside_the_corpus_is_refused(floors: Floors, stored_corpus: str) -> None:
    for inner in (stored_corpus, f"{stored_corpus}/more/run"):
        says = ("lies inside the corpus",)
        assert_refused(floors, "run", stored_corpus, "-o", inner, code=2, says=says)


def test_an_endpoint_that_nobody_serves_is_one_line(
    corpus: Path, stored_corpus: str, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        # Bound and not listening: every connection is refused.
        nowhere = f"http://127.0.0.1:{probe.getsockname()[1]}"
        settings = {"env": {**os.environ, "AWS_ENDPOINT_URL": nowhere}}
        run = f"{ROOT}/runs/nowhere"
        refuse(run_process(["report", run], **settings), 1, run, "Could not connect")
        outcome = run_process(
            ["run", stored_corpus, "-o", tmp_path / "run"], **settings
        )
        refuse(outcome, 1, stored_corpus, "Could not connect")


def test_a_server_that_does_not_answer_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.corpus.streams.ANSWER_S", 1.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        run = UPath(f"{ROOT}/runs/silent", endpoint_url=url, use_listings_cache=False)
        with pytest.raises(FloorsError, match="no answer in 1 seconds"):
            RunFolder(run).read_record()


def test_no_library_for_urls_is_one_line() -> None:
    script = (
        "import sys; sys.modules['s3fs'] = None; "
        f"from jobs.__main__ import main; main(['report', '{ROOT}/run'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=300,
        check=False,
    )
    refuse(
        Outcome(done.stdout, done.stderr, done.returncode),
        2,
        "pip install 'hallucination-floors[s3]'",
    )


def test_what_run_json_says_of_a_stored_corpus(
    store: AbstractFileSystem, stored_run: str
) -> None:
    record = json.loads(store.cat_file(f"{stored_run.removeprefix('s3://')}/run.json"))
    assert record["finished"]
    assert {file["path"].startswith(f"{ROOT}/corpus/") for file in record["corpus"]}
