"""Listings joined: the keys of files whose corpora are taken as given together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.corpus.listing import CorpusFile, argument_prefix
from pipeline.corpus.streams import is_url
from pipeline.errors import FloorsError

_NUMBERED = re.compile(r"(\d{1,9})-([^/]*)/(.+)", re.DOTALL)


class _Origin(NamedTuple):
    """Where a file's key comes from."""

    argument: int
    """The position of the corpus argument, from 0."""
    folder: str
    """The name of the argument's root folder."""
    name: str
    """The file's path below that folder."""


def join_listings(
    listings: Sequence[Sequence[CorpusFile]],
) -> tuple[tuple[CorpusFile, ...], ...]:
    """Give the files of several listings the keys of one listing of them all.

    Args:
        listings: Each is one or more files as list_corpus gave them, for one corpus
            argument or several.

    Returns:
        The same files in the same order. Strung together they are what list_corpus
        gives for the arguments of all listings, in that order.

    Raises:
        FloorsError: A key is none that list_corpus gives to a file at that path.
    """
    origins = [_trace(files) for files in listings]
    sizes = [1 + max(one.argument for one in traced) for traced in origins]
    if sum(sizes) == 1:
        return tuple(tuple(files) for files in listings)
    joined = []
    first = 0
    for files, traced, size in zip(listings, origins, sizes, strict=True):
        joined.append(
            tuple(
                replace(file, key=argument_prefix(first + at, folder) + name)
                for file, (at, folder, name) in zip(files, traced, strict=True)
            )
        )
        first += size
    return tuple(joined)


def _trace(files: Sequence[CorpusFile]) -> list[_Origin]:
    """Find out what arguments a listing was made of.

    Where there was one, a key is the end of the file's path. Where there were several
    it never is: the folder that it begins with has a number in front of it.
    """
    if all(_ends_with(file.path, file.key) for file in files):
        return [
            _Origin(0, _folder_above(file.path, file.key), file.key) for file in files
        ]
    return [_read_numbered(file) for file in files]


def _read_numbered(file: CorpusFile) -> _Origin:
    found = _NUMBERED.fullmatch(file.key)
    if found is None or not _ends_with(file.path, found[3]):
        raise FloorsError(
            f"The corpus listing has {file.path} under the key {file.key}, which no "
            "corpus argument gives it: run.json was changed. Make the run again."
        )
    return _Origin(int(found[1]), found[2], found[3])


def _ends_with(path: str, name: str) -> bool:
    return path.endswith(f"/{name}")


def _folder_above(path: str, name: str) -> str:
    """The name of the folder in which a name lies; empty for a file system's root."""
    folder = path.removesuffix(name).rstrip("/")
    if is_url(path):
        folder = folder.partition("://")[2]
    return folder.rpartition("/")[2]
