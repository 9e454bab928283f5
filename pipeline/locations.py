"""Where a folder lies: on a disk of this machine, or at an object store, by its URL.

A file at an object store appears when its upload ends, whole; there are no renames.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.corpus.streams import ask_store, is_url, reading_errors
from pipeline.errors import ArgumentError, FloorsError, one_line

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from upath import UPath

Location: TypeAlias = "Path | UPath"
"""A path of this machine is a plain Path, and only what is elsewhere a UPath."""

TEMPORARY_SUFFIX = ".tmp"
"""How the name of a file or folder that is not whole yet ends."""

_S3_OPTIONS: dict[str, Any] = {
    # Each holds 50 MB of a large file in memory; by default ten do.
    "max_concurrency": 2,
}

_READ_ONLY = ("http", "https", "data", "github", "zip", "tar")


def read_location(text: str) -> Location:
    """Turn what a person wrote into a path of this machine or of an object store.

    Args:
        text: A path, or a URL that fsspec understands. A URL of this machine's own
            files is a path.

    Returns:
        The location, which need not exist.

    Raises:
        ArgumentError: No library for such URLs is installed, or nothing can be
            written at them.
    """
    if not is_url(text):
        return Path(text)
    # For URLs alone: both take as long to load as many a command.
    from fsspec.implementations.local import LocalFileSystem
    from upath import UPath

    kind = text.partition("://")[0]
    if "::" in text or kind in _READ_ONLY:
        raise ArgumentError(
            f"{text} cannot hold a run folder. Give a folder of this machine, or of an "
            "object store, such as s3://bucket/run."
        )
    options = _S3_OPTIONS if kind in ("s3", "s3a") else {}
    try:
        # What another process writes is to be seen at once.
        location: UPath = UPath(text.rstrip("/"), use_listings_cache=False, **options)
        filesystem = location.fs
    except (ImportError, ValueError) as error:
        raise ArgumentError(
            f"{text} cannot be opened: {one_line(str(error))}. S3 and Google URLs need "
            "the extra s3 or gcs: pip install 'hallucination-floors[s3]'."
        ) from error
    if isinstance(filesystem, LocalFileSystem):
        return Path(location.path)
    return location


def make_absolute(location: Location) -> Location:
    """Name a location so that a process in any other folder finds it too."""
    return location.absolute() if isinstance(location, Path) else location


def list_files(folder: Location, pattern: str) -> Iterator[Location]:
    """List the files of a folder, and of no folder in it, in any order.

    Args:
        folder: It need not exist.
        pattern: Of the names, with `*`, `?` and `[...]`.

    Yields:
        The locations of those whose names match.
    """
    if isinstance(folder, Path):
        yield from folder.glob(pattern)
        return
    for path, _ in find_files(folder, pattern):
        yield path


def find_files(folder: UPath, pattern: str) -> Iterator[tuple[UPath, dict[str, Any]]]:
    """List the files of a folder of an object store, with what the listing tells.

    Args:
        folder: It need not exist.
        pattern: Of the names, with `*`, `?` and `[...]`.

    Yields:
        The location of each, and its size, time and whatever else the store tells.
    """
    # Not UPath.glob(): a bracket in the name of the folder would be a pattern too.
    with suppress(FileNotFoundError, NotADirectoryError):
        for found in folder.fs.ls(folder.path, detail=True):
            name = found["name"].rpartition("/")[2]
            if found["type"] == "file" and fnmatchcase(name, pattern):
                yield folder / name, found


def remove_folder(folder: Location) -> None:
    """Take a folder away with everything in it, if there is one."""
    if isinstance(folder, Path):
        shutil.rmtree(folder, ignore_errors=True)
        return
    with suppress(FileNotFoundError):
        # It takes a pattern.
        folder.fs.rm(glob.escape(folder.path), recursive=True)


def read_small(path: Location) -> bytes:
    """Read a small file, the first of a run folder that is asked for.

    Args:
        path: The file.

    Raises:
        FileNotFoundError: There is no such file, folder or bucket.
        FloorsError: The store refuses it, or does not answer.
    """
    if isinstance(path, Path):
        return path.read_bytes()
    try:
        content: bytes = ask_store(path.fs, "cat_file", path.path)
    except FileNotFoundError:
        raise
    except reading_errors() as error:
        what = one_line(str(error))
        raise FloorsError(
            f"{path} cannot be read: {what}. Check the URL, the endpoint, and that you "
            "may read there."
        ) from error
    return content


def write_whole(path: Location, content: bytes) -> None:
    """Write a small file whole or not at all, in the place of an older one at once.

    Args:
        path: Its folder must exist, if it is one of this machine.
        content: What it shall hold.
    """
    if not isinstance(path, Path):
        path.fs.pipe_file(path.path, content)
        return
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def upload(file: Path, path: UPath) -> None:
    """Send a file to an object store, where it appears when all of it has arrived.

    A failure on the way leaves what was there before: parts that arrived are never
    joined.

    Args:
        file: Of this machine, whole.
        path: What it shall be there.
    """
    path.fs.put_file(str(file), path.path)


def lies_in(inner: Location, outer: Location) -> bool:
    """Whether a location is another one, or below it.

    Args:
        inner: Links are followed, if it is of this machine.
        outer: Likewise.
    """
    if isinstance(inner, Path) and isinstance(outer, Path):
        return inner.resolve().is_relative_to(outer.resolve())
    if isinstance(inner, Path) or isinstance(outer, Path):
        return False
    return type(inner.fs) is type(outer.fs) and (
        f"{inner.path}/".startswith(f"{outer.path.rstrip('/')}/")
    )


def for_arrow(location: Location) -> tuple[str, AbstractFileSystem | None]:
    """Name a location as Arrow's readers take it: a path, and the file system of it.

    Args:
        location: A file or folder.

    Returns:
        The path, and None for a path of this machine.
    """
    if isinstance(location, Path):
        return str(location), None
    return location.path, location.fs
