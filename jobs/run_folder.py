"""A run's folder: where its tables lie, its run.json, and who may write in it."""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import MISSING, asdict, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from jobs.parquet_files import remove_unfinished
from pipeline.errors import ArgumentError, FloorsError, suggest
from pipeline.locations import (
    Location,
    list_files,
    read_small,
    remove_folder,
    write_whole,
)
from schemas.tables import BY_NAME, TABLES

RECORD = "run.json"
FLOORS_CSV = "floors.csv"
REPORT_PAGE = "report.html"
AUDIT_CSV = "audit.csv"
AUDIT_JSON = "audit.json"
_LOCK = ".lock"
_SCRATCH = ".scratch"
_PARQUET_FILES = "[0-9]*.parquet"


@dataclass
class RunRecord:
    """What run.json says of a run.

    Attributes:
        configuration: Every setting that decides what the tables hold.
        corpus: One entry a file, in order: its key, size in bytes, hash of its two ends
            (null for a URL), and path.
        versions: Of the tool, of its tables, of Python and of the libraries.
        execution: How the tables came, but not what they hold: the engine, its
            workers, and the runs that were merged, if any were.
        started: When it was begun, in ISO 8601, UTC.
        finished: When every table was whole; None before.
        shards: How many shards the corpus was cut into; None before that.
        limited: Whether a limit left out any record of the corpus; None before that.
        stages: One entry a stage, in order: its name, seconds and rows.
    """

    configuration: dict[str, Any]
    corpus: list[dict[str, Any]]
    versions: dict[str, str]
    execution: dict[str, Any]
    started: str
    finished: str | None = None
    shards: int | None = None
    limited: bool | None = None
    stages: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class RunFolder:
    """One run's folder, which need not exist yet.

    Attributes:
        path: The folder, as the person named it.
    """

    path: Location

    @property
    def scratch(self) -> Location:
        """Folder for tables that need not outlive the process, wherever it runs."""
        return self.path / _SCRATCH

    @cached_property
    def local_scratch(self) -> Path:
        """Folder of this machine for what need not outlive the process."""
        scratch = self.scratch
        if isinstance(scratch, Path):
            return scratch
        return Path(tempfile.mkdtemp(prefix="floors-"))

    def table(self, name: str) -> Location:
        """The folder of a table's Parquet files."""
        return self.path / name

    def tables(self) -> tuple[str, ...]:
        """The names of the tables it has, in the order in which a run makes them."""
        return tuple(
            name
            for name in BY_NAME
            if any(list_files(self.table(name), _PARQUET_FILES))
        )

    def finished_shards(self) -> frozenset[int]:
        """The numbers of the shards whose files are whole, and all still there."""
        written = (
            {
                int(file.stem)
                for file in list_files(self.table(table.name), _PARQUET_FILES)
            }
            for table in TABLES
            if table.per_shard
        )
        return frozenset(set.intersection(*written))

    def is_whole(self, record: RunRecord) -> bool:
        """Whether a run that was finished still has everything that it wrote.

        Args:
            record: What its run.json says.
        """
        return (
            record.finished is not None
            and len(self.tables()) == len(TABLES)
            and len(self.finished_shards()) == record.shards
            and (self.path / FLOORS_CSV).is_file()
        )

    def read_record(self) -> RunRecord | None:
        """Read run.json.

        Returns:
            None where there is no such file.

        Raises:
            FloorsError: It is not a record that this tool wrote.
        """
        path = self.path / RECORD
        try:
            content = json.loads(read_small(path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError as error:
            raise FloorsError(
                f"{path} is damaged ({error}). Give another folder with -o."
            ) from error
        known = {one.name for one in fields(RunRecord)}
        needed = {
            one.name
            for one in fields(RunRecord)
            if one.default is MISSING and one.default_factory is MISSING
        }
        if not isinstance(content, dict) or not known >= set(content) >= needed:
            raise FloorsError(
                f"{path} was not written by this version of floors. "
                "Give another folder with -o."
            )
        return RunRecord(**content)

    def write_record(self, record: RunRecord) -> None:
        """Write run.json, whole or not at all."""
        text = json.dumps(asdict(record), indent=2, ensure_ascii=False)
        write_whole(self.path / RECORD, f"{text}\n".encode())

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Make the folder if need be, and be the only process that writes in it.

        The lock goes with the process, however that ends. At an object store there is
        none: two processes at work on one run write the same files twice, and the one
        that ends first takes the scratch tables of the other away.

        Raises:
            FloorsError: Another process holds it, or the folder has files that are no
                run's.
        """
        self._refuse_strange_folder()
        with _lock_folder(self.path) if isinstance(self.path, Path) else nullcontext():
            try:
                yield
            finally:
                remove_folder(self.scratch)
                if "local_scratch" in vars(self):
                    remove_folder(self.local_scratch)

    def clear(self) -> None:
        """Remove everything that a run writes but its record, and any audit of it."""
        # Backwards: a shard's row of shards goes before the files it vouches for.
        for name in reversed(BY_NAME):
            table = self.table(name)
            if not isinstance(table, Path):
                remove_folder(table)
            elif table.is_dir():
                shutil.rmtree(table)
        for name in (FLOORS_CSV, REPORT_PAGE, AUDIT_CSV, AUDIT_JSON):
            (self.path / name).unlink(missing_ok=True)

    def _refuse_strange_folder(self) -> None:
        if not self.path.is_dir() or (self.path / RECORD).exists():
            return
        strange = sorted(
            entry.name for entry in self.path.iterdir() if entry.name[:1] != "."
        )
        if strange:
            raise FloorsError(
                f"{self.path} is not empty and is no run folder (it has "
                f"{strange[0]!r}, and no {RECORD}). Give a new folder with -o."
            )


@contextmanager
def _lock_folder(path: Path) -> Iterator[None]:
    """Make a folder of this machine if need be, and lock it."""
    path.mkdir(parents=True, exist_ok=True)
    with (path / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FloorsError(
                f"Another process is at work in {path}. Wait for it, or give another "
                "folder with -o."
            ) from error
        remove_unfinished(path)
        yield
        # What an executor was at work on when it was killed, and another did.
        remove_unfinished(path)


def require_category(run: RunFolder, category: str, known: Iterable[str]) -> None:
    """Refuse the name of a category that a run does not have.

    Args:
        run: The run.
        category: As the person wrote it.
        known: The categories it has; repeats do not matter.

    Raises:
        ArgumentError: It is none of them.
    """
    names = list(dict.fromkeys(known))
    if category not in names:
        hint = suggest(category, names) or f" It has: {', '.join(names)}."
        raise ArgumentError(f"{run.path} has no category '{category}'.{hint}")


def open_run(path: Location, *needs: str, for_writing: bool = False) -> RunFolder:
    """Find a run's folder, for reading.

    Args:
        path: As the person named it.
        needs: Names of tables that must be there.
        for_writing: Whether a further table is to be made of those, so that the run
            need not be finished.

    Returns:
        The folder.

    Raises:
        ArgumentError: There is no such folder.
        FloorsError: It is no run, or a table is not there yet.
    """
    run = RunFolder(path)
    record = run.read_record()
    # An object store has no folders: only the files of one can be there.
    if record is None and not (isinstance(path, Path) and path.exists()):
        raise ArgumentError(
            f"There is no run folder {path}. Make it with: floors run CORPUS -o {path}"
        )
    if record is None:
        raise FloorsError(
            f"{path} is not a run folder: it has no {RECORD}. "
            f"Make one with: floors run CORPUS -o {path}-run"
        )
    halfway = record.finished is None and not for_writing
    if halfway and not isinstance(path, Path):
        # A table of several files is not replaced at once there.
        raise FloorsError(
            f"{path} is not finished, and its tables may be half replaced. Make it by "
            "giving the run's floors run command again."
        )
    missing = [name for name in needs if name not in run.tables()]
    if missing:
        raise FloorsError(
            f"{path} has no {missing[0]} table yet: the run is not finished, or lost "
            "it. Make it by giving the run's floors run command again."
        )
    return run
