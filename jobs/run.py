"""A run from its corpus to its floors: what is done, in which order, and what stands.

Knows no command line. Every step may be cut off at any time: what is whole stays, and
the same call goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from jobs.configuration import (
    describe_configuration,
    describe_corpus,
    list_differences,
)
from jobs.doc_clusters import EDGES_IN_MEMORY, make_doc_clusters
from jobs.fact_counts import make_fact_counts
from jobs.floors import make_floors
from jobs.local import LocalEngine
from jobs.parquet_files import read_table, replace_folder
from jobs.progress import Show
from jobs.prompt_counts import make_prompt_counts
from jobs.run_folder import RunFolder, RunRecord
from jobs.shard_task import ShardTask
from jobs.spectrum import make_spectrum
from jobs.versions import describe_versions
from pipeline.corpus.fields import FieldNames, require_text_field
from pipeline.corpus.listing import list_corpus, warn_of_repeats
from pipeline.corpus.shards import SHARD_BYTES, Plan, plan_reading
from pipeline.dedup.settings import DedupSettings
from pipeline.errors import ArgumentError, FloorsError
from pipeline.extraction.category import categories_table, load_categories
from pipeline.report.figures import count_things
from pipeline.shard_pass import PassSettings
from schemas.tables import (
    BANDS,
    CATEGORIES,
    DOC_CLUSTERS,
    DOCUMENTS,
    REJECTS,
    SHARDS,
)


@dataclass(frozen=True)
class RunRequest:
    """What a person asks of a run.

    Attributes:
        corpus: Files, folders, patterns or URLs.
        output: The run folder.
        fields: The corpus's field names.
        categories: Names of the categories to count; None for all.
        category_dir: A folder of more category files.
        limit_shards: Shards to read at most; None for all.
        limit_documents: Records to read at most; None for all.
        spacy_model: A trained pipeline to find names with, by name or path; None
            finds them by rules.
        dedup: Which documents are one sighting, and how they are sketched.
        workers: Processes.
        resume: Whether to go on from what the folder has.
    """

    corpus: tuple[str, ...]
    output: Path
    fields: FieldNames
    categories: tuple[str, ...] | None = None
    category_dir: Path | None = None
    limit_shards: int | None = None
    limit_documents: int | None = None
    spacy_model: str | None = None
    dedup: DedupSettings = field(default_factory=DedupSettings)
    workers: int = 1
    resume: bool = True


def run_corpus(request: RunRequest, show: Show) -> RunFolder:
    """Carry a run to its end, from wherever its folder says that it is.

    Args:
        request: What is asked for.
        show: Told how far it is.

    Returns:
        The folder of the finished run; at once, where it was finished before.

    Raises:
        ArgumentError: A wrong path or category.
        FloorsError: The folder holds another run, or is in use; the corpus has no
            text, or no document; a worker died.
        KeyboardInterrupt: As it came, saying how much is done.
    """
    files = list_corpus(request.corpus)
    for line in warn_of_repeats(files):
        show.warn(line)
    _refuse_output_in_corpus(request)
    categories = load_categories(request.categories, request.category_dir)
    settings = PassSettings(
        categories, request.fields, request.dedup.sketch, request.spacy_model
    )
    record = RunRecord(
        configuration=describe_configuration(
            settings,
            request.dedup,
            shard_bytes=SHARD_BYTES,
            limit_shards=request.limit_shards,
            limit_documents=request.limit_documents,
        ),
        corpus=describe_corpus(files),
        versions=describe_versions(),
        execution={"engine": "local", "workers": request.workers},
        started=_now(),
    )
    folder = RunFolder(request.output)
    if folder.read_record() is None:
        # Before the folder is made: a wrong --text-field should leave nothing behind.
        require_text_field(files, request.fields)
    with folder.lock():
        held = folder.read_record()
        if held is not None:
            _refuse_other_run(folder, held, record)
            if request.resume and folder.is_whole(held):
                return folder
            if request.resume:
                _refuse_other_version(folder, held, record)
                record.started = held.started
        if not request.resume:
            # Before the record: cut off in between, it must not vouch for shards that
            # another version made.
            folder.clear()
        folder.write_record(record)
        show.start_stage("planning shards")
        plan = plan_reading(
            files,
            limit_shards=request.limit_shards,
            limit_documents=request.limit_documents,
        )
        record.shards, record.limited = len(plan.shards), plan.limited
        _run_stages(_Work(request, settings, plan, folder, record, show))
    return folder


@dataclass(frozen=True)
class _Work:
    """Everything that the stages of one run need."""

    request: RunRequest
    settings: PassSettings
    plan: Plan
    folder: RunFolder
    record: RunRecord
    show: Show


def _run_stages(work: _Work) -> None:
    folder = work.folder
    engine = LocalEngine(work.request.workers, folder.scratch, watch=work.show.update)
    replace_folder(
        folder.table(CATEGORIES.name),
        categories_table(work.settings.categories).to_batches(),
        CATEGORIES.arrow,
    )
    try:
        _read_shards(work, engine)
    except KeyboardInterrupt as stop:
        done = len(folder.finished_shards())
        raise KeyboardInterrupt(
            f"{done} of {len(work.plan.shards)} shards are finished in {folder.path}; "
            "the same command goes on from there."
        ) from stop
    _refuse_nothing_read(folder)
    stages: tuple[tuple[str, Callable[[], int]], ...] = (
        (
            "doc_clusters",
            lambda: make_doc_clusters(
                engine,
                bands=folder.table(BANDS.name),
                documents=folder.table(DOCUMENTS.name),
                settings=work.request.dedup,
                writes=folder.table(DOC_CLUSTERS.name),
                scratch=folder.scratch / "clusters",
                edges_in_memory=EDGES_IN_MEMORY,
            ),
        ),
        ("fact_counts", lambda: make_fact_counts(engine, folder)),
        ("prompt_counts", lambda: make_prompt_counts(engine, folder)),
        ("spectrum", lambda: make_spectrum(engine, folder)),
        (
            "floors",
            lambda: make_floors(engine, folder, limited=work.plan.limited),
        ),
    )
    for name, make in stages:
        with _timed(work, name) as stage:
            stage["rows"] = make()
    work.record.finished = _now()
    folder.write_record(work.record)


def _read_shards(work: _Work, engine: LocalEngine) -> None:
    finished = work.folder.finished_shards()
    missing = [shard for shard in work.plan.shards if shard.index not in finished]
    task = ShardTask(work.folder.path, work.settings)
    with _timed(work, "shards", sum(shard.bytes for shard in missing)) as stage:
        for _ in engine.map_shards(task, missing):
            pass
        stage["rows"] = len(missing)


@contextmanager
def _timed(
    work: _Work, name: str, total_bytes: int = 0
) -> Iterator[dict[str, int | float | str]]:
    """Show a stage, and put its name, seconds and rows into run.json."""
    work.show.start_stage(name, total_bytes)
    stage: dict[str, int | float | str] = {"name": name}
    began = time.monotonic()
    yield stage
    stage["seconds"] = round(time.monotonic() - began, 3)
    work.record.stages.append(stage)
    work.folder.write_record(work.record)


def _refuse_output_in_corpus(request: RunRequest) -> None:
    output = request.output.resolve()
    for argument in request.corpus:
        root = Path(argument).resolve()
        if root.is_dir() and output.is_relative_to(root):
            raise ArgumentError(
                f"The run folder {request.output} lies inside the corpus {argument}, "
                "which would then hold the run's own tables. Give a folder outside "
                "it with -o."
            )


def _refuse_other_run(folder: RunFolder, held: RunRecord, asked: RunRecord) -> None:
    differences = list_differences(
        held.configuration, asked.configuration, held.corpus, asked.corpus
    )
    if differences:
        raise FloorsError(
            f"{folder.path} holds a run of another corpus or configuration: "
            f"{'; '.join(differences)}. Give another folder with -o, or the same "
            "corpus and options as before."
        )


def _refuse_other_version(folder: RunFolder, held: RunRecord, asked: RunRecord) -> None:
    for name in ("floors", "schema"):
        if held.versions.get(name) != asked.versions[name]:
            raise FloorsError(
                f"{folder.path} holds an unfinished run of {name} version "
                f"{held.versions.get(name)}, and this is {asked.versions[name]}. "
                "Start it afresh with --no-resume."
            )


def _refuse_nothing_read(folder: RunFolder) -> None:
    """Stop where reading left no document, saying what became of the records."""
    if count_of(folder, "documents"):
        return
    rejects = read_table(folder.table(REJECTS.name), REJECTS, ["reason"])
    reasons = rejects["reason"]
    if not len(reasons):
        raise FloorsError(
            "No document: the corpus files hold no record, so reading them gave "
            "nothing to go on with. Check that CORPUS is the right one."
        )
    counts = sorted(
        (-count["counts"], count["values"])
        for count in pc.value_counts(reasons).to_pylist()
    )
    records = count_things(len(reasons), "record")
    why = ", ".join(f"{-count:,} {reason}" for count, reason in counts)
    raise FloorsError(
        f"No text: reading rejected every one of {records} ({why}). "
        "Check the corpus, or name the field that holds its text with --text-field."
    )


def count_of(folder: RunFolder, column: str) -> int:
    """Sum a column of counts over a run's finished shards.

    Args:
        folder: A run.
        column: Of the table of shards, such as documents or observations.

    Returns:
        The sum; 0 where no shard is finished.
    """
    if not folder.finished_shards():
        return 0
    counts: pa.ChunkedArray = read_table(folder.table(SHARDS.name), SHARDS, [column])[
        column
    ]
    total = pc.sum(counts).as_py()
    return int(total or 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
