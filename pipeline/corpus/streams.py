"""A corpus file as a stream of decompressed blocks; knows nothing of records."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from isal.igzip_lib import DECOMP_GZIP, IgzipDecompressor, IsalError
from zstandard import ZstdDecompressor, ZstdError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

PLAIN_BLOCK = 1 << 20
"""Bytes of a plain file read at once: big enough that reading costs no calls."""

STORED_BLOCK = 1 << 16
"""Compressed bytes decoded at once. What a corrupt spot takes with it is at most
this much, so it is small; smaller still costs speed."""

DECODED_BLOCK = 1 << 20
"""The most that is decoded at once, however well the stream is compressed."""

LARGEST_WINDOW = 1 << 31
"""Zstandard's `--long=31`, in which some published corpora are stored; only a file
that asks for so large a window makes its reader hold one."""

ANSWER_S = 30.0
"""Seconds to wait for a store's first answer: its library tries for many minutes."""

_LASTING = {
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.ELOOP,
}
"""Errors that reading again does not cure. Any other error of the system (a lost
connection, too many open files) is raised, so that the shard is tried again
instead of being taken for a shorter one."""


_STORE_ERRORS = (
    ("aiohttp", "ClientError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("gcsfs.retry", "HttpError"),
)


class Fault(NamedTuple):
    """Why a record, or the rest of a file, could not be read."""

    reason: str
    detail: str


class BrokenStreamError(Exception):
    """A file could not be read to its end; what came before stands."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


def is_url(path: str) -> bool:
    """Whether a path names something outside the local file system."""
    return "://" in path


def is_compressed(path: str) -> bool:
    """Whether a path's ending says gzip or Zstandard: readable from the start only."""
    return path.lower().endswith((".gz", ".zst"))


def open_source(path: str, *, read_ahead: bool = True) -> BinaryIO:
    """Open a local path, or a URL that fsspec understands, for reading bytes.

    Args:
        path: A local path or URL.
        read_ahead: Whether a URL will be read from front to back. Otherwise what is
            asked for is fetched and no more: a column reader jumps to and fro, and
            would throw away most of what was read ahead.
    """
    if not is_url(path):
        return cast(BinaryIO, Path(path).open("rb", buffering=0))
    # Imported for URLs alone: it takes as long as all else that reading needs.
    import fsspec

    filesystem, name = fsspec.core.url_to_fs(path)
    cache = "readahead" if read_ahead else "none"
    return cast(BinaryIO, filesystem.open(name, "rb", cache_type=cache))


def ask_store(filesystem: AbstractFileSystem, method: str, path: str) -> Any:  # noqa: ANN401
    """Ask a store something for the first time, and wait only so long for an answer.

    Args:
        filesystem: The store's.
        method: Of a file system of fsspec, such as 'info'; it takes a path.
        path: At the store.

    Returns:
        What the method gives.

    Raises:
        TimeoutError: No answer came in ANSWER_S.
    """
    if not filesystem.async_impl:
        return getattr(filesystem, method)(path)
    from fsspec.asyn import sync

    try:
        asked = getattr(filesystem, f"_{method}")
        return sync(filesystem.loop, asked, path, timeout=ANSWER_S)
    except TimeoutError as error:
        raise TimeoutError(f"no answer in {ANSWER_S:.0f} seconds") from error


def reading_errors() -> tuple[type[Exception], ...]:
    """List what opening or reading may raise: the system's errors, and the stores'.

    Libraries of object stores are optional, and some of their errors are not of the
    system's kind. One that is not loaded has raised nothing.
    """
    stores = (
        getattr(sys.modules[module], name)
        for module, name in _STORE_ERRORS
        if module in sys.modules
    )
    return (OSError, *stores)


def is_of_store(error: Exception) -> bool:
    """Whether an error is an object store's, and not the operating system's.

    A store's library raises errors of its own, or the system's kinds of error: without
    their number, or as what such an error means.

    Args:
        error: What was raised.
    """
    stores = tuple(kind for kind in reading_errors() if kind is not OSError)
    if isinstance(error, stores) or isinstance(error.__cause__, stores):
        return True
    # Arrow has no number either, but only the plain kind.
    plain = type(error) is OSError
    return isinstance(error, OSError) and error.errno is None and not plain


def judge_error(error: Exception, path: str) -> Fault:
    """Tell an error of the system or of a store that lasts from one that may pass.

    Args:
        error: What reading `path` raised.
        path: A local path or URL.

    Returns:
        The fault to report, without the path (a detail must not depend on where a
        corpus lies).

    Raises:
        OSError: Where trying again may help.
    """
    if not isinstance(error, OSError):
        raise ConnectionError(f"{path}: {error}") from error
    # A bad sector stays bad; over a network the same code may be an outage.
    bad_disk = error.errno == errno.EIO and not is_url(path)
    missing = isinstance(error, FileNotFoundError | PermissionError)
    if not (missing or bad_disk or error.errno in _LASTING):
        raise error
    # Not the error's own words: some libraries put the path into them.
    what = os.strerror(error.errno) if error.errno else type(error).__name__
    return Fault("unreadable_file", what)


def read_blocks(path: str, start: int = 0) -> Iterator[bytes]:
    """Read a file from a position to its end, decompressed.

    Args:
        path: A local path or URL; its ending (.gz, .zst or neither) says how it is
            compressed.
        start: Bytes to leave out at the beginning; plain files only.

    Yields:
        Blocks of 1 to DECODED_BLOCK bytes, in order; none for an empty plain file.

    Raises:
        BrokenStreamError: The file cannot be opened, is corrupt or ends too early.
            Everything decoded before has been yielded. A compressed file of no
            bytes ends too early.
        OSError: A failure that may pass.
    """
    try:
        with open_source(path) as source:
            if start:
                source.seek(start)
            yield from _decoder_of(path)(source)
    except reading_errors() as error:
        raise BrokenStreamError(judge_error(error, path)) from error
    except (IsalError, ZstdError) as error:  # type: ignore[misc]  # a stub says value
        raise _corrupt(str(error)) from error


def _decoder_of(path: str) -> Callable[[BinaryIO], Iterator[bytes]]:
    lower = path.lower()
    if lower.endswith(".gz"):
        return _gunzip
    return _unzstd if lower.endswith(".zst") else _read_plain


def _corrupt(detail: str) -> BrokenStreamError:
    return BrokenStreamError(Fault("corrupt_file", detail))


def _read_plain(source: BinaryIO) -> Iterator[bytes]:
    while block := source.read(PLAIN_BLOCK):
        yield block


def _gunzip(source: BinaryIO) -> Iterator[bytes]:
    """Decode the members of a gzip file, one after the other."""
    stored = source.read(STORED_BLOCK)
    if not stored:
        raise _corrupt("the gzip file is empty")
    while stored:
        if not stored.startswith(b"\x1f\x8b"):
            raise _corrupt("not a gzip stream")
        member = IgzipDecompressor(flag=DECOMP_GZIP)
        while not member.eof:
            if member.needs_input and not stored:
                stored = source.read(STORED_BLOCK)
                if not stored:
                    raise _corrupt("the gzip stream ends too early")
            block = member.decompress(stored, DECODED_BLOCK)
            stored = b""
            if block:
                yield block
        stored = _next_member(member.unused_data, source)


def _next_member(stored: bytes, source: BinaryIO) -> bytes:
    """Pass over the zero bytes with which tapes and some tools pad a gzip file."""
    stored = stored.lstrip(b"\0")
    while len(stored) < 2:
        more = source.read(STORED_BLOCK)
        if not more:
            break
        stored = (stored + more).lstrip(b"\0")
    return stored


def _unzstd(source: BinaryIO) -> Iterator[bytes]:
    """Decode the frames of a Zstandard file, one block of a frame at a time.

    No block decodes to more than 128 KiB, so memory stays flat whatever the ratio;
    and following the blocks is what shows a file that ends inside a frame, which
    the library's own readers take for its end.

    Source:
        RFC 8878, section 3.1: frames, their headers and blocks.
    """
    stored = _Stored(source)
    magic = stored.take_up_to(4)
    if not magic:
        raise _corrupt("the zstd file is empty")
    while magic:
        if len(magic) == 4 and 0x184D2A50 <= int.from_bytes(magic, "little") < (
            0x184D2A60
        ):
            stored.skip(int.from_bytes(stored.take(4), "little"))
        elif magic == b"\x28\xb5\x2f\xfd":
            yield from _decode_frame(magic, stored)
        else:
            raise _corrupt("not a zstd stream")
        magic = stored.take_up_to(4)


def _decode_frame(magic: bytes, stored: _Stored) -> Iterator[bytes]:
    frame = ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompressobj()
    descriptor = stored.take(1)
    flags = descriptor[0]
    one_segment = flags >> 5 & 1
    rest = (1 - one_segment) + (0, 1, 2, 4)[flags & 3]
    rest += (one_segment, 2, 4, 8)[flags >> 6]
    frame.decompress(magic + descriptor + stored.take(rest))
    last = False
    while not last:
        header = stored.take(3)
        fields = int.from_bytes(header, "little")
        last = bool(fields & 1)
        run_length = fields >> 1 & 3 == 1
        content = stored.take(1 if run_length else fields >> 3)
        if block := frame.decompress(header + content):
            yield block
    if flags >> 2 & 1 and (block := frame.decompress(stored.take(4))):
        yield block


class _Stored:
    """The stored bytes of a file, taken in pieces of asked-for length."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._block = b""
        self._at = 0

    def take_up_to(self, size: int) -> bytes:
        """Take `size` bytes, fewer only at the end of the file."""
        piece = self._block[self._at : self._at + size]
        self._at += len(piece)
        while len(piece) < size:
            self._block = self._source.read(STORED_BLOCK)
            if not self._block:
                break
            self._at = size - len(piece)
            piece += self._block[: self._at]
        return piece

    def take(self, size: int) -> bytes:
        """Take exactly `size` bytes."""
        piece = self.take_up_to(size)
        if len(piece) < size:
            raise _corrupt("the zstd stream ends too early")
        return piece

    def skip(self, size: int) -> None:
        """Pass over `size` bytes without holding them."""
        while size:
            size -= len(self.take(min(size, STORED_BLOCK)))
