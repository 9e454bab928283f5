"""Small corpora, the command in a process of its own, and comparing two runs."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from click.testing import Result

from schemas.tables import TABLES

REPOSITORY = Path(__file__).parents[2]

BYTES_ALIKE = ("observations", "documents", "bands", "rejects")
ROWS_ALIKE = tuple(table for table in TABLES if table.name != "shards")

FIRST = ("Brannoc", "Delwyn", "Eluned", "Farrold", "Gisela", "Hesper", "Ianthe")
LAST = ("Ostervane", "Pellwick", "Quarrington", "Rosterholm", "Silverbeck", "Tarnwood")
MONTHS = ("January", "March", "May", "July", "September", "November")
PLACES = ("a small town", "the old harbour", "a village by the river", "the capital")
TRADES = ("clockmaker", "painter", "botanist", "organist", "surveyor")

Floors = Callable[..., Result]


@dataclass(frozen=True)
class Outcome:
    """What the command said in a process of its own, and its exit code."""

    stdout: str
    stderr: str
    code: int

    @property
    def error_lines(self) -> list[str]:
        return self.stderr.splitlines()


def write_lines(path: Path, records: Iterable[Any]) -> Path:
    """Write a JSON Lines file; a string or bytes stands for itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        one if isinstance(one, bytes) else json.dumps(one).encode() for one in records
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def birthday_text(number: int) -> str:
    """A short text that states one person's birthday, and no other fact."""
    name = f"{FIRST[number % 7]} {LAST[number % 6]}"
    day, month = 1 + number % 28, MONTHS[number % 6]
    place, trade = PLACES[number % 4], TRADES[number % 5]
    return (
        f"{name} was born on {day} {month} {1800 + number % 90} in {place}. "
        f"The {trade} kept {number} letters; the {number * 7919 % 104729}th was lost."
    )


def write_corpus(folder: Path, *, files: int = 2, documents: int = 12) -> Path:
    """Write a corpus of birthdays: some people twice, over several files."""
    for file in range(files):
        records = [
            {"id": f"{file}-{number}", "text": birthday_text(file * 5 + number)}
            for number in range(documents)
        ]
        write_lines(folder / f"part-{file}.jsonl", records)
    return folder


def without_page(arguments: Sequence[str | Path]) -> list[str]:
    """The arguments, for a run that makes no page unless it is asked for with --page.

    A page takes seconds, and few tests look at one.
    """
    words = list(map(str, arguments))
    if words[:1] in (["run"], ["merge"]) and "--page" not in words:
        words.append("--no-page")
    return words


def run_process(
    arguments: Sequence[str | Path], module: str = "jobs", **settings: Any
) -> Outcome:
    """Run the command, or another module, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *without_page(arguments)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
        **{"timeout": 300, **settings},
    )
    return Outcome(done.stdout, done.stderr, done.returncode)


def hash_files(run: Path, *tables: str) -> dict[str, str]:
    """The hash of every file of some tables."""
    return {
        str(path.relative_to(run)): hashlib.sha256(path.read_bytes()).hexdigest()
        for table in tables
        for path in sorted((run / table).glob("*"))
    }


def assert_same_tables(one: Path, other: Path) -> None:
    """Compare every table of two runs, and every byte where bytes must be alike."""
    for table in ROWS_ALIKE:
        left, right = (pq.read_table(run / table.name) for run in (one, other))
        assert left.equals(right), table.name
    assert (one / "floors.csv").read_bytes() == (other / "floors.csv").read_bytes()
    assert hash_files(one, *BYTES_ALIKE) == hash_files(other, *BYTES_ALIKE)


def assert_refused(
    floors: Floors, *arguments: str | Path, code: int, says: tuple[str, ...]
) -> None:
    """Run the command and compare the one line that it refuses with."""
    done = floors(*arguments)
    assert done.exit_code == code, (done.exit_code, done.stderr, done.exception)
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    for words in says:
        assert words in done.stderr
