"""The files at an object store that queries may read, as DuckDB asks for them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from fsspec import AbstractFileSystem

from pipeline.locations import find_files

if TYPE_CHECKING:
    from upath import UPath


class BoundFiles(AbstractFileSystem):  # type: ignore[misc]  # fsspec is untyped
    """A file system that holds what was bound to it, for reading, and nothing else.

    What is known of a file from the listing of its folder is not asked for again: to
    open a file costs no request. What is read is fetched as it is asked for, with
    nothing read ahead: of a table's columns most are passed over.
    """

    cachable = False

    def __init__(self, store: AbstractFileSystem) -> None:
        """Hold nothing yet.

        Args:
            store: Where the files lie.
        """
        super().__init__()
        self.protocol = store.protocol
        self._store = store
        self._found: dict[str, Mapping[str, Any]] = {}

    def bind(self, folder: UPath, pattern: str) -> list[str]:
        """Let files of a folder be read.

        Args:
            folder: It need not exist.
            pattern: Of the names, with `*`, `?` and `[...]`.

        Returns:
            What DuckDB calls the files, in any order.
        """
        names = []
        for path, found in find_files(folder, pattern):
            self._found[self._key(found["name"])] = found
            names.append(self.name(path))
        return names

    def name(self, path: UPath) -> str:
        """What DuckDB calls a file or folder: its URL, spelt as the store spells it."""
        url: str = self._store.unstrip_protocol(path.path)
        return url

    def forget(self) -> None:
        """Hold nothing any more."""
        self._found.clear()

    def info(self, path: str, **options: object) -> dict[str, Any]:
        """Tell what the listing said of a file.

        Args:
            path: Its URL, or its path at the store.
            **options: Of no meaning here.

        Raises:
            FileNotFoundError: It was not bound.
        """
        try:
            return dict(self._found[self._key(path)])
        except KeyError:
            raise FileNotFoundError(path) from None

    def exists(self, path: str, **options: object) -> bool:
        """Whether a file was bound."""
        return self._key(path) in self._found

    def isfile(self, path: str) -> bool:
        """Whether a file was bound."""
        return self.exists(path)

    def isdir(self, path: str) -> bool:
        """False: there are no folders here."""
        return False

    def modified(self, path: str) -> datetime:
        """When a file was written, as far as the store tells."""
        when = self.info(path).get("LastModified")
        return when if isinstance(when, datetime) else datetime.fromtimestamp(0, UTC)

    def glob(self, path: str, **options: object) -> list[str]:
        """List the files that match a pattern, by their names."""
        pattern = self._key(path)
        return sorted(
            key for key in self._found if key == pattern or fnmatchcase(key, pattern)
        )

    def open(self, path: str, mode: str = "rb", **options: object) -> io.RawIOBase:
        """Open a file for reading.

        Args:
            path: Its URL, or its path at the store.
            mode: Of reading.
            **options: Of no meaning here.

        Raises:
            FileNotFoundError: It was not bound.
            PermissionError: It is to be written.
        """
        if "r" not in mode or "+" in mode:
            raise PermissionError(f"{path} is only read.")
        key = self._key(path)
        return _StoredFile(self._store, key, int(self.info(key)["size"]))

    def _key(self, path: str) -> str:
        key: str = self._store._strip_protocol(path)
        return key


class _StoredFile(io.RawIOBase):
    """A file at an object store, of which each read is one request."""

    def __init__(self, store: AbstractFileSystem, key: str, size: int) -> None:
        self._store = store
        self._key = key
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}
        self._at = start[whence] + offset
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if not size:
            return b""
        content: bytes = self._store.cat_file(
            self._key, start=self._at, end=self._at + size
        )
        self._at += len(content)
        return content
