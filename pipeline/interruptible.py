"""Work of a library in another thread, so that Ctrl-C ends it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

R = TypeVar("R")


def await_result(
    work: Callable[[], R],
    *,
    interrupt: Callable[[], None],
    look_s: float,
    look: Callable[[], None] | None = None,
) -> R:
    """Let a library work in another thread and wait for it.

    In the main thread a library looks for signals only between pieces of work, if at
    all, and such a piece may take minutes.

    Args:
        work: Calls the library.
        interrupt: Asks it to stop; called until it has.
        look_s: Seconds from one look at the work, and for signals, to the next.
        look: Called as often.

    Returns:
        What the work returned.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; the work has ended.
        Exception: Whatever the work raised.
    """
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        try:
            # In slices, because the signal may wake another thread than this one.
            while not wait([working], timeout=look_s).done:
                if look is not None:
                    look()
            return working.result()
        except KeyboardInterrupt:
            # Again and again: work that has not begun yet does not hear of it.
            while not wait([working], timeout=look_s).done:
                interrupt()
            raise
