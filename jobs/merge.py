"""Finished runs joined into one, or one clustered anew, without reading the text.

The tables are those of one run over all the corpora in the order of the runs: rows are
copied under the keys that they would have there, and everything else is counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jobs.configuration import (
    find_other_version,
    list_differences,
    read_corpus,
    read_dedup,
    refuse_other_run,
    replace_dedup,
)
from jobs.engines import EngineChoice, open_engines, require_engine
from jobs.parquet_files import read_table, replace_folder
from jobs.progress import Show
from jobs.run_folder import RunFolder, RunRecord, open_run
from jobs.shard_copy import CopyTask, ShardCopy
from jobs.shard_files import CONTENT, shard_file
from jobs.stages import Stages, now
from jobs.versions import describe_versions
from pipeline.corpus.joining import join_listings
from pipeline.corpus.listing import warn_of_repeats
from pipeline.dedup.settings import DedupMode, DedupSettings, SketchSettings
from pipeline.errors import ArgumentError, FloorsError
from pipeline.locations import Location, lies_in, make_absolute
from pipeline.rekeying import KeyChange
from schemas.tables import CATEGORIES, SHARDS

_LIMITS = ("limit_shards", "limit_documents")


@dataclass(frozen=True)
class MergeRequest:
    """What a person asks of a merge.

    Attributes:
        runs: Folders of finished runs, one or more, in order.
        output: The folder of the joined run.
        dedup: How to cluster it; None as the runs were.
        engine: Where the work is done.
    """

    runs: tuple[Location, ...]
    output: Location
    dedup: DedupSettings | None = None
    engine: EngineChoice = field(default_factory=EngineChoice)


@dataclass(frozen=True)
class _Input:
    """A finished run, and what its run.json says."""

    folder: RunFolder
    record: RunRecord

    @property
    def dedup(self) -> DedupSettings:
        return read_dedup(self.record.configuration)


def merge_runs(request: MergeRequest, show: Show) -> RunFolder:
    """Join runs, from wherever the folder of the joined run says that it is.

    Args:
        request: What is asked for.
        show: Told how far it is.

    Returns:
        The folder of the joined run; at once, where it was finished before.

    Raises:
        ArgumentError: A folder is missing, given twice, or both read and written.
        FloorsError: A run is not finished, or cannot be joined to the others or
            clustered so; the folder holds another run, or is in use; a worker died.
        KeyboardInterrupt: As it came, saying how much is done.
    """
    require_engine(request.engine)
    inputs = [_open_input(path) for path in request.runs]
    _refuse_folders(request)
    _refuse_unlike(inputs, request.dedup)
    dedup = _choose_dedup(inputs[0], request.dedup)
    corpora = [read_corpus(one.record.corpus) for one in inputs]
    joined = join_listings(corpora)
    for line in warn_of_repeats(file for files in joined for file in files):
        show.warn(line)
    changes = [
        {old.key: KeyChange(old.key, new.key) for old, new in zip(*both, strict=True)}
        for both in zip(corpora, joined, strict=True)
    ]
    record = _describe_merge(request, inputs, dedup, changes)
    folder = RunFolder(request.output)
    with folder.lock():
        held = folder.read_record()
        if held is not None:
            refuse_other_run(folder, held, record, given="runs")
            if folder.is_whole(held):
                return folder
            _refuse_other_version(folder, held, record)
            record.started = held.started
        folder.write_record(record)
        _copy_categories(inputs, folder)
        with open_engines(request.engine, folder, show) as engines:
            stages = Stages(engines, folder, record, show)
            stages.make_shards(
                CopyTask(make_absolute(folder.path), dedup),
                _list_copies(inputs, changes, dedup),
            )
            stages.count(dedup)
    return folder


def _describe_merge(
    request: MergeRequest,
    inputs: Sequence[_Input],
    dedup: DedupSettings,
    changes: Sequence[Mapping[str, KeyChange]],
) -> RunRecord:
    """Say of a merge what run.json would say of one run over all the corpora."""
    return RunRecord(
        configuration=replace_dedup(inputs[0].record.configuration, dedup),
        corpus=[
            {**file, "key": renamed[file["key"]].new}
            for one, renamed in zip(inputs, changes, strict=True)
            for file in one.record.corpus
        ],
        versions=describe_versions(),
        execution={
            **request.engine.describe(),
            "merged": [str(path) for path in request.runs],
        },
        started=now(),
        shards=sum(one.record.shards or 0 for one in inputs),
        limited=any(one.record.limited for one in inputs),
    )


def _list_copies(
    inputs: Iterable[_Input],
    changes: Iterable[Mapping[str, KeyChange]],
    dedup: DedupSettings,
) -> list[ShardCopy]:
    """List the shards of all runs, in the order of the joined one."""
    copies: list[ShardCopy] = []
    for one, renamed in zip(inputs, changes, strict=True):
        names = read_table(one.folder.table(SHARDS.name), SHARDS, ["shard"])["shard"]
        # Rows come in the order of the files' names, which is not that of long numbers.
        places = sorted(one.folder.finished_shards(), key=lambda place: f"{place:05d}")
        mine = one.dedup.sketch
        new_bands = (mine.bands, mine.rows) != (dedup.sketch.bands, dedup.sketch.rows)
        first = len(copies)
        for place, name in sorted(zip(places, names.to_pylist(), strict=True)):
            change = _find_change(one.folder, name, renamed)
            copies.append(
                ShardCopy(
                    index=first + place,
                    name=change.new + name[len(change.old) :],
                    bytes=_stored_bytes(one.folder.path, place),
                    run=make_absolute(one.folder.path),
                    place=place,
                    change=change,
                    new_bands=new_bands,
                )
            )
    return copies


def _find_change(
    folder: RunFolder, shard: str, changes: Mapping[str, KeyChange]
) -> KeyChange:
    """Find the corpus file of a shard: it has its name, or the name before the @."""
    change = changes.get(shard) or changes.get(shard.rpartition("@")[0])
    if change is None:
        raise FloorsError(
            f"{folder.path} has a shard {shard} of no file that its run.json lists: "
            "one of the two was changed. Make the run again with --no-resume."
        )
    return change


def _stored_bytes(run: Location, place: int) -> int:
    return sum(shard_file(run, table, place).stat().st_size for table in CONTENT)


def _copy_categories(inputs: Iterable[_Input], folder: RunFolder) -> None:
    """Copy the table of the run that was finished last.

    Categories with the same hash may have been measured again between two runs.
    """
    last = max(inputs, key=lambda one: one.record.finished or "")
    rows = read_table(last.folder.table(CATEGORIES.name), CATEGORIES)
    replace_folder(folder.table(CATEGORIES.name), rows.to_batches(), CATEGORIES.arrow)


def _open_input(path: Location) -> _Input:
    folder = open_run(path)
    record = folder.read_record()
    if record is None or not folder.is_whole(record):
        raise FloorsError(
            f"{path} is not finished, or lost a table: give its floors run or floors "
            "merge command again first."
        )
    other = find_other_version(record, describe_versions())
    if other is not None:
        raise FloorsError(
            f"{path} is a run of {other}, whose rows may differ. "
            "Make it again with this version."
        )
    return _Input(folder, record)


def _refuse_folders(request: MergeRequest) -> None:
    """Make sure that no run is given twice, and none is where the output goes."""
    seen: set[Location] = set()
    for path in request.runs:
        place = path.resolve() if isinstance(path, Path) else path
        if place in seen:
            raise ArgumentError(
                f"The run {path} is given twice: all its documents would be counted "
                "as copies of themselves. Give each run once."
            )
        if lies_in(request.output, path):
            raise ArgumentError(
                f"The folder {request.output} is, or lies in, the run {path}, which is "
                "only read. Give another folder with -o."
            )
        seen.add(place)


def _refuse_unlike(inputs: Sequence[_Input], asked: DedupSettings | None) -> None:
    """Make sure that the runs differ in nothing but their corpora."""
    if len(inputs) == 1:
        return
    for one in inputs:
        limits = [name for name in _LIMITS if one.record.configuration.get(name)]
        if limits:
            option = f"--{limits[0].replace('_', '-')}"
            raise FloorsError(
                f"{one.folder.path} is a run with {option}: joined to others, the "
                "first records of each would make a sample that no run takes. Make "
                f"it again without {option}."
            )
    first, *others = inputs
    for other in others:
        differences = list_differences(
            _what_must_agree(first, asked), _what_must_agree(other, asked), [], []
        )
        if differences:
            raise FloorsError(
                f"{other.folder.path} cannot be joined to {first.folder.path}: "
                f"{'; '.join(differences)}. Join runs of the same options and "
                "category files."
            )


def _what_must_agree(one: _Input, asked: DedupSettings | None) -> dict[str, Any]:
    """A run's configuration, without what the merge is told to make anew."""
    settings = one.dedup
    if asked is not None:
        settings = replace(asked, sketch=settings.sketch)
        if asked.mode is DedupMode.NEAR:
            settings = replace(settings, sketch=_without_bands(settings.sketch))
    return replace_dedup(one.record.configuration, settings)


def _without_bands(sketch: SketchSettings) -> SketchSettings:
    return replace(sketch, bands=1, rows=1)


def _choose_dedup(one: _Input, asked: DedupSettings | None) -> DedupSettings:
    """Settle how to cluster, by sketches as the runs have them."""
    held = one.dedup
    if asked is None:
        return held
    if asked.mode is not DedupMode.NEAR:
        return replace(asked, sketch=held.sketch)
    bands, rows = asked.sketch.bands, asked.sketch.rows
    same_shingles = _without_bands(held.sketch) == replace(
        _without_bands(asked.sketch), permutations=held.sketch.permutations
    )
    if not same_shingles or bands * rows > held.sketch.permutations:
        option = f"--dedup-preset {asked.preset}" if asked.preset else "--dedup near"
        raise FloorsError(
            f"{one.folder.path} has sketches of {_describe_sketch(held.sketch)}, and "
            f"{option} needs {_describe_sketch(asked.sketch)}. Read the corpus again: "
            f"floors run CORPUS -o OTHER {option}"
        )
    return replace(asked, sketch=replace(held.sketch, bands=bands, rows=rows))


def _describe_sketch(sketch: SketchSettings) -> str:
    return (
        f"{sketch.permutations} permutations over shingles of {sketch.shingle_size} "
        f"{sketch.shingle_unit}"
    )


def _refuse_other_version(folder: RunFolder, held: RunRecord, asked: RunRecord) -> None:
    other = find_other_version(held, asked.versions)
    if other is not None:
        raise FloorsError(
            f"{folder.path} holds an unfinished run of {other}. "
            "Give another folder with -o."
        )
