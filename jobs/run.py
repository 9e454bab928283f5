"""A run from its corpus to its floors: what is done, in which order, and what stands.

Knows no command line. Every step may be cut off at any time: what is whole stays, and
the same call goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from jobs.configuration import (
    describe_configuration,
    describe_corpus,
    find_other_version,
    refuse_other_run,
)
from jobs.engines import EngineChoice, open_engines, require_engine
from jobs.parquet_files import read_table, replace_folder
from jobs.progress import Show
from jobs.run_folder import RunFolder, RunRecord
from jobs.shard_task import ShardTask
from jobs.stages import Stages, now
from jobs.versions import describe_versions
from pipeline.corpus.fields import FieldNames, require_text_field
from pipeline.corpus.listing import list_corpus, warn_of_repeats
from pipeline.corpus.shards import SHARD_BYTES, plan_reading
from pipeline.corpus.streams import is_url
from pipeline.dedup.settings import DedupSettings
from pipeline.errors import ArgumentError, FloorsError
from pipeline.extraction.category import categories_table
from pipeline.extraction.category_files import load_categories
from pipeline.locations import Location, lies_in, make_absolute, read_location
from pipeline.report.figures import count_things
from pipeline.shard_pass import PassSettings
from schemas.tables import CATEGORIES, REJECTS, SHARDS


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
        engine: Where the work is done.
        resume: Whether to go on from what the folder has.
        count: Whether to count what the shards hold, or to stop once they are read.
    """

    corpus: tuple[str, ...]
    output: Location
    fields: FieldNames
    categories: tuple[str, ...] | None = None
    category_dir: Path | None = None
    limit_shards: int | None = None
    limit_documents: int | None = None
    spacy_model: str | None = None
    dedup: DedupSettings = field(default_factory=DedupSettings)
    engine: EngineChoice = field(default_factory=EngineChoice)
    resume: bool = True
    count: bool = True


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
    require_engine(request.engine)
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
        execution=request.engine.describe(),
        started=now(),
    )
    folder = RunFolder(request.output)
    if folder.read_record() is None:
        # Before the folder is made: a wrong --text-field should leave nothing behind.
        require_text_field(files, request.fields)
    with folder.lock():
        held = folder.read_record()
        if held is not None:
            refuse_other_run(folder, held, record)
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
        replace_folder(
            folder.table(CATEGORIES.name),
            categories_table(categories).to_batches(),
            CATEGORIES.arrow,
        )
        with open_engines(request.engine, folder, show) as engines:
            stages = Stages(engines, folder, record, show)
            # Executors have another working folder.
            task = ShardTask(make_absolute(folder.path), settings)
            stages.make_shards(task, plan.shards)
            _refuse_nothing_read(folder)
            if request.count:
                stages.count(request.dedup)
    return folder


def _refuse_output_in_corpus(request: RunRequest) -> None:
    for argument in request.corpus:
        root = _folder_of(argument)
        if root is not None and lies_in(request.output, root):
            raise ArgumentError(
                f"The run folder {request.output} lies inside the corpus {argument}, "
                "which would then hold the run's own tables. Give a folder outside "
                "it with -o."
            )


def _folder_of(argument: str) -> Location | None:
    """The folder that a corpus argument names, if it names one."""
    if not is_url(argument):
        path = Path(argument)
        return path if path.is_dir() else None
    # What lies below the URL of a file or a pattern is in no corpus.
    try:
        return read_location(argument)
    except ArgumentError:  # a URL of what can only be read
        return None


def _refuse_other_version(folder: RunFolder, held: RunRecord, asked: RunRecord) -> None:
    other = find_other_version(held, asked.versions)
    if other is not None:
        raise FloorsError(
            f"{folder.path} holds an unfinished run of {other}. "
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
