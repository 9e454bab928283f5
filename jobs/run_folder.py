"""A run's folder: where its tables lie, its run.json, and who may write in it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from jobs.parquet_files import TEMPORARY_SUFFIX, remove_unfinished
from pipeline.errors import ArgumentError, FloorsError
from schemas.tables import BY_NAME, TABLES

RECORD = "run.json"
FLOORS_CSV = "floors.csv"
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

    path: Path

    @property
    def scratch(self) -> Path:
        """Folder for what need not outlive the process."""
        return self.path / _SCRATCH

    def table(self, name: str) -> Path:
        """The folder of a table's Parquet files."""
        return self.path / name

    def tables(self) -> tuple[str, ...]:
        """The names of the tables it has, in the order in which a run makes them."""
        return tuple(
            name for name in BY_NAME if any(self.table(name).glob(_PARQUET_FILES))
        )

    def finished_shards(self) -> frozenset[int]:
        """The numbers of the shards whose files are whole, and all still there."""
        written = (
            {int(file.stem) for file in self.table(table.name).glob(_PARQUET_FILES)}
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
            content = json.loads(path.read_bytes())
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
        path = self.path / RECORD
        temporary = path.with_name(f".{RECORD}{TEMPORARY_SUFFIX}")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(record), file, indent=2, ensure_ascii=False)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Make the folder if need be, and be the only process that writes in it.

        The lock goes with the process, however that ends.

        Raises:
            FloorsError: Another process holds it, or the folder has files that are no
                run's.
        """
        self._refuse_strange_folder()
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FloorsError(
                    f"Another process is at work in {self.path}. Wait for it, or give "
                    "another folder with -o."
                ) from error
            remove_unfinished(self.path)
            try:
                yield
                # What an executor was at work on when it was killed, and another did.
                remove_unfinished(self.path)
            finally:
                shutil.rmtree(self.scratch, ignore_errors=True)

    def clear(self) -> None:
        """Remove everything that a run writes but its record."""
        # Backwards: a shard's row of shards goes before the files it vouches for.
        for name in reversed(BY_NAME):
            if self.table(name).is_dir():
                shutil.rmtree(self.table(name))
        (self.path / FLOORS_CSV).unlink(missing_ok=True)

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


def open_run(path: Path, *needs: str) -> RunFolder:
    """Find a run's folder, for reading.

    Args:
        path: As the person named it.
        needs: Names of tables that must be there.

    Returns:
        The folder.

    Raises:
        ArgumentError: There is no such folder.
        FloorsError: It is no run, or a table is not there yet.
    """
    if not path.exists():
        raise ArgumentError(
            f"There is no run folder {path}. Make it with: floors run CORPUS -o {path}"
        )
    run = RunFolder(path)
    record = run.read_record()
    if record is None:
        raise FloorsError(
            f"{path} is not a run folder: it has no {RECORD}. "
            f"Make one with: floors run CORPUS -o {path}-run"
        )
    missing = [name for name in needs if name not in run.tables()]
    if missing:
        raise FloorsError(
            f"{path} has no {missing[0]} table yet: the run is not finished, or lost "
            "it. Make it by giving the run's floors run command again."
        )
    return run
