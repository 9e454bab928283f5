"""Where worker processes write how far they are, for the process that waits for them.

Shared memory without a lock: each shard has words of its own and one writer, and a
worker that is killed leaves no lock behind that the others would wait for.
"""

from __future__ import annotations

import ctypes
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WAITING, STARTED, DONE = 0, 1, 2
_WORDS = 3  # per shard: state, documents, UTF-8 bytes of text


class _Words(Protocol):
    """A shared array of 64-bit integers, as multiprocessing makes it."""

    def __getitem__(self, position: int) -> int: ...
    def __setitem__(self, position: int, value: int) -> None: ...


@dataclass(frozen=True)
class Board:
    """How far each of a number of shards is, shared between processes.

    Attributes:
        shards: How many shards there are, numbered from 0.
        words: Three for each: its state, and its documents and UTF-8 bytes of text
            so far.
    """

    shards: int
    words: _Words

    def mark(self, shard: int, state: int) -> None:
        """Set a shard's state: WAITING, STARTED or DONE."""
        self.words[_WORDS * shard] = state

    def count(self, shard: int, documents: int, text_bytes: int) -> None:
        """Set how many documents and UTF-8 bytes of text of a shard are done."""
        self.words[_WORDS * shard + 1] = documents
        self.words[_WORDS * shard + 2] = text_bytes

    def state(self, shard: int) -> int:
        """A shard's state."""
        return self.words[_WORDS * shard]

    def totals(self, shards: Sequence[int]) -> tuple[int, int]:
        """Documents and UTF-8 bytes of text done so far in some shards."""
        documents = sum(self.words[_WORDS * shard + 1] for shard in shards)
        return documents, sum(self.words[_WORDS * shard + 2] for shard in shards)


def make_board(shards: int) -> Board:
    """Make a board on which nothing has been started.

    Args:
        shards: How many shards, at least one.
    """
    context = multiprocessing.get_context("spawn")
    return Board(shards, context.RawArray(ctypes.c_int64, _WORDS * shards))


@dataclass
class _Place:
    """The board and shard that this process is at work on."""

    board: Board | None = None
    shard: int = 0


# A worker is at work on one shard at a time and is told so by its engine; the task
# itself must not know of engines, so the place stands here.
_here = _Place()


def join_board(board: Board) -> None:
    """Make a board the one on which this process writes how far it is."""
    _here.board = board


def work_on(shard: int) -> None:
    """Say that this process starts on a shard.

    Args:
        shard: Its number on the board.
    """
    _here.shard = shard
    if _here.board is not None:
        _here.board.mark(shard, STARTED)


def finish_work() -> None:
    """Say that this process has finished the shard it was at work on."""
    if _here.board is not None:
        _here.board.mark(_here.shard, DONE)


def report_progress(documents: int, text_bytes: int) -> None:
    """Say how much of the current shard is done; nothing where nobody watches.

    Args:
        documents: Read so far in this shard.
        text_bytes: UTF-8 bytes of their texts.
    """
    if _here.board is not None:
        _here.board.count(_here.shard, documents, text_bytes)
