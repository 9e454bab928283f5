"""The files of a corpus: what its arguments name, in an order that never changes."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.corpus.streams import ask_store, is_url, reading_errors
from pipeline.errors import ArgumentError, FloorsError, suggest

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Kind = Literal["jsonl", "parquet"]

ENDINGS = (
    *(
        f"{name}{compression}"
        for name in (".jsonl", ".ndjson", ".json")
        for compression in ("", ".gz", ".zst")
    ),
    ".parquet",
)
"""The endings of files that are read, in any case."""

_READABLE = f"Files that can be read end in {', '.join(ENDINGS)}."
_HIDDEN = (".", "_")
_WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class CorpusFile:
    """One file of a corpus.

    Attributes:
        path: Absolute path, or URL.
        key: What the doc_keys of its records begin with: its path below the corpus
            root, after the argument's position and folder where there are several.
        size: Stored bytes; 0 for a link that leads nowhere.
        kind: Its format.
    """

    path: str
    key: str
    size: int
    kind: Kind


def list_corpus(arguments: Sequence[str]) -> tuple[CorpusFile, ...]:
    """List the files that corpus arguments name.

    A folder stands for the files below it with a known ending; those and the folders
    whose names begin with `.` or `_` are left out. The root of a file or a pattern
    is its longest folder without a wildcard.

    Args:
        arguments: Files, folders and patterns (`*`, `?`, `[...]`, `**` for folders
            at any depth), as local paths or as URLs that fsspec understands. A name
            that exists is never a pattern.

    Returns:
        One or more files: arguments in order, the files of each by the UTF-8 bytes
        of their keys. A file that two arguments name is there twice, under two keys.

    Raises:
        ArgumentError: An argument names nothing, or a file with an unknown ending.
        FloorsError: An argument holds no file that can be read, or cannot be listed.
    """
    files: list[CorpusFile] = []
    for position, argument in enumerate(arguments):
        try:
            found = _list_url(argument) if is_url(argument) else _list_path(argument)
        except reading_errors() as error:
            raise FloorsError(
                f"The corpus {argument} cannot be listed: {error}. "
                "Check that you may read it."
            ) from error
        if not found.files:
            raise FloorsError(f"The corpus {argument} holds no such file. {_READABLE}")
        several = len(arguments) > 1
        prefix = argument_prefix(position, found.folder) if several else ""
        listed = [
            CorpusFile(path, _check_key(prefix + name), size, kind_of(name))
            for name, (path, size) in found.files.items()
        ]
        files += sorted(listed, key=lambda file: file.key.encode())
    return tuple(files)


def argument_prefix(position: int, folder: str) -> str:
    """What the keys of one argument's files begin with, where there are several.

    Args:
        position: The argument's, from 0.
        folder: The name of its root folder; empty for the root of a file system.
    """
    return f"{position}-{folder}/"


def warn_of_repeats(files: Iterable[CorpusFile]) -> list[str]:
    """Say which files several arguments name, and so are read several times.

    Args:
        files: A corpus, as list_corpus gives it.

    Returns:
        One line if there are any, else none.
    """
    times = Counter(file.path for file in files)
    repeated = [path for path, often in times.items() if often > 1]
    if not repeated:
        return []
    what = repeated[0] if not repeated[1:] else f"{len(repeated):,} corpus files"
    which = "" if not repeated[1:] else f" (the first is {repeated[0]})"
    return [
        f"Warning: more than one argument names {what}{which}: all its documents are "
        "counted each time, as copies. Name each file once to count it once."
    ]


class _Found(NamedTuple):
    """What one argument names."""

    folder: str
    """The name of the root folder."""
    files: dict[str, tuple[str, int]]
    """Path below the root, with `/`: path or URL, and size."""


def _list_path(argument: str) -> _Found:
    # Not resolve(): a link's own name is the one that belongs to the corpus.
    path = Path(os.path.abspath(Path(argument).expanduser()))  # noqa: PTH100
    if path.is_dir():
        return _name_paths(path, _walk(path, frozenset()))
    if path.exists() or path.is_symlink():
        _check_ending(argument)
        return _name_paths(path.parent, [path])
    if not _WILDCARD.search(str(path)):
        raise ArgumentError(_no_such_path(path))
    root, pattern = _split_pattern(path.parts)
    # Not Path.glob(): what `**` means there depends on the version of Python.
    matches = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207
    if not matches:
        raise ArgumentError(
            f"The pattern {argument} matches nothing below {Path(*root)}."
        )
    folder = Path(*root)
    asked_for = any(part.startswith(_HIDDEN) for part in pattern)
    files: list[Path] = []
    for match in matches:
        if not asked_for and _is_hidden(match.relative_to(folder).as_posix()):
            continue
        files += _walk(match, frozenset()) if match.is_dir() else [match]
    return _name_paths(folder, files)


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path]:
    """Yield the files below a folder, following links but never in a circle."""
    status = folder.stat()
    place = (status.st_dev, status.st_ino)
    if place in above:
        return
    for path in folder.iterdir():
        if path.name.startswith(_HIDDEN):
            continue
        if path.is_dir():
            yield from _walk(path, above | {place})
        else:
            yield path


def _name_paths(root: Path, paths: Iterable[Path]) -> _Found:
    files = {
        path.relative_to(root).as_posix(): (str(path), _size_of(path))
        for path in paths
        if path.name.lower().endswith(ENDINGS)
    }
    return _Found(root.name, files)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        # A link that leads nowhere: reading it gives a reject, so it is not lost.
        return 0


def _list_url(argument: str) -> _Found:
    if "::" in argument:
        raise ArgumentError(
            f"The corpus {argument} is a chain of URLs, which is not read. "
            "Unpack the archive and name its folder."
        )
    # For URLs alone, as in streams.
    import fsspec
    from fsspec.implementations.local import LocalFileSystem

    try:
        filesystem, name = fsspec.core.url_to_fs(argument)
    except (ImportError, ValueError) as error:
        raise ArgumentError(
            f"The corpus {argument} cannot be opened: {error}. "
            "S3, Google and Hugging Face URLs need the extra s3, gcs or hf: "
            "pip install 'hallucination-floors[s3]'."
        ) from error
    if isinstance(filesystem, LocalFileSystem):
        return _list_path(name)
    # What an earlier listing in this process saw may be out of date.
    filesystem.invalidate_cache()
    with suppress(FileNotFoundError):
        ask_store(filesystem, "info", name)
    if filesystem.isfile(name):
        _check_ending(argument)
        root = name.rpartition("/")[0]
        return _name_urls(filesystem, root, [filesystem.info(name)], hidden=True)
    if filesystem.isdir(name):
        return _name_urls(filesystem, name, _find(filesystem, name), hidden=False)
    if not _WILDCARD.search(name):
        raise ArgumentError(f"The corpus {argument} does not exist.")
    parts, pattern = _split_pattern(name.split("/"))
    matches = filesystem.glob(name, detail=True).values()
    if not matches:
        raise ArgumentError(f"The pattern {argument} matches nothing.")
    infos: list[Mapping[str, Any]] = []
    for match in matches:
        is_folder = match["type"] == "directory"
        infos += _find(filesystem, match["name"]) if is_folder else [match]
    asked_for = any(part.startswith(_HIDDEN) for part in pattern)
    return _name_urls(filesystem, "/".join(parts), infos, hidden=asked_for)


def _find(filesystem: AbstractFileSystem, name: str) -> list[dict[str, Any]]:
    return list(filesystem.find(name, detail=True).values())


def _name_urls(
    filesystem: AbstractFileSystem,
    root: str,
    infos: Iterable[Mapping[str, Any]],
    *,
    hidden: bool,
) -> _Found:
    root = root.rstrip("/")
    files = {}
    for info in infos:
        name = info["name"][len(root) :].lstrip("/")
        if name.lower().endswith(ENDINGS) and (hidden or not _is_hidden(name)):
            url = filesystem.unstrip_protocol(info["name"])
            files[name] = (url, info["size"] or 0)
    return _Found(root.rpartition("/")[2], files)


def _split_pattern(parts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Split the parts of a pattern before the first that has a wildcard."""
    wild = [bool(_WILDCARD.search(part)) for part in parts].index(True)
    return parts[:wild], parts[wild:]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in name.split("/"))


def kind_of(name: str) -> Kind:
    """The format of a file, as the ending of its name says."""
    return "parquet" if name.lower().endswith(".parquet") else "jsonl"


def _check_ending(argument: str) -> None:
    if not argument.lower().endswith(ENDINGS):
        raise ArgumentError(f"The corpus file {argument} is not read. {_READABLE}")


def _check_key(key: str) -> str:
    try:
        key.encode()
    except UnicodeEncodeError:
        raise FloorsError(
            f"The file name {key!r} is not UTF-8, so its documents cannot be named. "
            "Rename the file."
        ) from None
    return key


def _no_such_path(path: Path) -> str:
    folder = path.parent
    while not folder.is_dir():
        path, folder = folder, folder.parent
    names = [entry.name for entry in folder.iterdir()]
    return f"The corpus path {path} does not exist.{suggest(path.name, names)}"
