"""What a person sees on stderr while a run is under way. Knows no engine."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

_QUIET_S = 30.0
"""Between two lines where stderr is no terminal: logs are kept, and read later."""


class Show(Protocol):
    """Something that shows how far a run is."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def start_stage(self, name: str, total_bytes: int = 0) -> None:
        """Say that a stage begins, and how many stored bytes it has to read."""

    def update(self, documents: int, text_bytes: int, stored_bytes: int) -> None:
        """Say how much of the stage is done."""

    def update_shards(self, done: int, shards: int, stored_bytes: int) -> None:
        """Say how many of the stage's shards are done, where no more is known."""

    def warn(self, line: str) -> None:
        """Say a line that stays."""


def show_progress() -> Show:
    """A live display where stderr is a terminal, else a plain line now and then."""
    return Live() if sys.stderr.isatty() else Lines()


class Live:
    """One line on a terminal, redrawn in place."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[state]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._stage: TaskID | None = None
        self._began = 0.0
        self._total = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def start_stage(self, name: str, total_bytes: int = 0) -> None:
        """Put a stage's bar in the place of the one before."""
        if self._stage is not None:
            self._progress.remove_task(self._stage)
        self._began, self._total = time.monotonic(), total_bytes
        # Without a total the bar only moves: SQL does not say how far it is.
        total = float(total_bytes) if total_bytes else None
        self._stage = self._progress.add_task(name, total=total, state="")

    def update(self, documents: int, text_bytes: int, stored_bytes: int) -> None:
        """Redraw the bar and the figures beside it."""
        if self._stage is not None:
            seconds = time.monotonic() - self._began
            state = describe_state(
                documents, text_bytes, stored_bytes, self._total, seconds
            )
            self._progress.update(self._stage, completed=stored_bytes, state=state)

    def update_shards(self, done: int, shards: int, stored_bytes: int) -> None:
        """Redraw the bar and the number of shards beside it."""
        if self._stage is not None:
            seconds = time.monotonic() - self._began
            state = describe_shards(done, shards, stored_bytes, self._total, seconds)
            self._progress.update(self._stage, completed=stored_bytes, state=state)

    def warn(self, line: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(
            line, highlight=False, markup=False, soft_wrap=True
        )


class Lines:
    """A line every half minute; none at all for a run that takes less."""

    def __init__(self) -> None:
        self._name = ""
        self._total = 0
        self._began = self._said = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return

    def start_stage(self, name: str, total_bytes: int = 0) -> None:
        """Name the stage, if nothing was said for a while."""
        self._name, self._total, self._began = name, total_bytes, time.monotonic()
        self._say(f"{name} begins")

    def update(self, documents: int, text_bytes: int, stored_bytes: int) -> None:
        """Say how far the stage is, if nothing was said for a while."""
        seconds = time.monotonic() - self._began
        state = describe_state(
            documents, text_bytes, stored_bytes, self._total, seconds
        )
        self._say(f"{self._name}: {state}")

    def update_shards(self, done: int, shards: int, stored_bytes: int) -> None:
        """Say how many shards are done, if nothing was said for a while."""
        seconds = time.monotonic() - self._began
        state = describe_shards(done, shards, stored_bytes, self._total, seconds)
        self._say(f"{self._name}: {state}")

    def warn(self, line: str) -> None:
        """Print a line."""
        click.echo(line, err=True)

    def _say(self, line: str) -> None:
        now = time.monotonic()
        if now - self._said >= _QUIET_S:
            self._said = now
            click.echo(line, err=True)


def describe_state(
    documents: int, text_bytes: int, stored_bytes: int, total_bytes: int, seconds: float
) -> str:
    """Put documents, speed and time left into words.

    Args:
        documents: Read so far, this time.
        text_bytes: UTF-8 bytes of their texts.
        stored_bytes: Bytes of corpus files they stand for.
        total_bytes: Bytes of corpus files to read, this time.
        seconds: Since the reading began.

    Returns:
        Such as "12,000 documents, 41.3 MB/s, 0:12 left"; without a time while
        nothing is known of it.
    """
    rate = text_bytes / 1e6 / seconds if seconds > 0 else 0.0
    state = f"{documents:,} documents, {rate:,.1f} MB/s"
    return state + _describe_rest(stored_bytes, total_bytes, seconds)


def describe_shards(
    done: int, shards: int, stored_bytes: int, total_bytes: int, seconds: float
) -> str:
    """Put shards and time left into words.

    Args:
        done: Shards done so far, this time.
        shards: Shards to do, this time.
        stored_bytes: Bytes of corpus files that those done stand for.
        total_bytes: Bytes of corpus files to read, this time.
        seconds: Since the reading began.

    Returns:
        Such as "12 of 40 shards, 0:12 left".
    """
    state = f"{done:,} of {shards:,} shards"
    return state + _describe_rest(stored_bytes, total_bytes, seconds)


def _describe_rest(stored_bytes: int, total_bytes: int, seconds: float) -> str:
    if not 0 < stored_bytes <= total_bytes:
        return ""
    left = seconds * (total_bytes - stored_bytes) / stored_bytes
    return f", {describe_seconds(left)} left"


def describe_seconds(seconds: float) -> str:
    """Write a duration as 0:12, 5:03 or 2:05:00."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
