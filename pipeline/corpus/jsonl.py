"""JSON Lines: lines of a file or of a byte range of it, and the objects on them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

from pipeline.corpus.streams import BrokenStreamError, Fault, read_blocks

LONGEST_LINE = 256 << 20
"""Bytes of the longest line that is read. A line is held whole and its text several
times over, so this bounds the memory of a worker; no real document is near it."""

_BOM = b"\xef\xbb\xbf"


def read_objects(
    path: str,
    *,
    start: int = 0,
    stop: int | None = None,
    longest: int = LONGEST_LINE,
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    r"""Read the JSON objects on the lines of a file.

    Lines end with "\n" ("\r" before it is JSON white space); the last may lack it.
    Blank lines are passed over, and a byte order mark at the start of a line.

    Args:
        path: A local path or URL, plain, .gz or .zst.
        start: Leave out lines whose first byte lies before this offset.
        stop: Leave out lines whose first byte lies at or after this offset. Only a
            plain file may be read in part.
        longest: Bytes of the longest line to read.

    Yields:
        (offset, object) in the order of the file, where offset counts the bytes of
        decompressed text before the line; or (offset, fault) for a line without an
        object: too_long, invalid_utf8, invalid_json, not_an_object. A file that
        cannot be read to its end yields (bytes read so far, fault) last:
        corrupt_file or unreadable_file.

    Raises:
        OSError: A failure that may pass, such as a lost connection.
    """
    for offset, line in _read_lines(path, start, stop, longest):
        if isinstance(line, Fault):
            yield offset, line
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            value = _read_unusual(line, error)
            if value is None:
                continue
        if isinstance(value, dict | Fault):
            yield offset, value
        else:
            kind = type(value).__name__
            yield offset, Fault("not_an_object", f"the line holds a JSON {kind}")


def count_lines(path: str, *, start: int = 0, stop: int | None, at_most: int) -> int:
    """Count the records of a file, or of a byte range of it, without parsing them.

    Args:
        path: As for read_objects.
        start: As for read_objects.
        stop: As for read_objects.
        at_most: Stop reading once so many were seen.

    Returns:
        How many of the first `at_most` items read_objects would yield are lines.
    """
    lines = _read_lines(path, start, stop, LONGEST_LINE)
    records = (1 for _, line in lines if _is_record(line))
    return sum(islice(records, at_most))


def _is_record(line: bytes | Fault) -> bool:
    if isinstance(line, Fault):
        return line.reason == "too_long"
    return not _is_blank(line)


def _is_blank(line: bytes) -> bool:
    line = line.removeprefix(_BOM)
    return not line or line.isspace()


def _read_unusual(line: bytes, error: orjson.JSONDecodeError) -> Any:  # noqa: ANN401
    """Read a line that the parser refused, or say what is wrong; None if blank."""
    if _is_blank(line):
        return None
    if line.startswith(_BOM):
        line = line.removeprefix(_BOM)
        try:
            return orjson.loads(line)
        except orjson.JSONDecodeError as second:
            error = second
    try:
        line.decode()
    except UnicodeDecodeError as undecodable:
        what = f"byte {undecodable.start} of the line: {undecodable.reason}"
        return Fault("invalid_utf8", what)
    return Fault("invalid_json", str(error))


def _read_lines(
    path: str, start: int, stop: int | None, longest: int
) -> Iterator[tuple[int, bytes | Fault]]:
    """Yield each line that begins in [start, stop), blank ones too, and its offset.

    Never holds more than a block and `longest` bytes.
    """
    # A range begins inside a line unless the byte before it ends one. So reading
    # begins with that byte, and what follows it up to a line's end is passed over.
    offset = position = max(start - 1, 0)
    passing = start > 0
    head: list[bytes] = []
    held = 0
    fault = Fault("too_long", f"the line is longer than {longest:,} bytes")
    try:
        for block in read_blocks(path, position):
            # Where the line in hand began (or, passing over one, where the next
            # begins at the earliest) lies outside the range.
            if stop is not None and (position if passing else offset) >= stop:
                return
            lines = block.split(b"\n")
            tail = lines.pop()
            if lines:
                length = held + len(lines[0])
                if passing:
                    del lines[0]
                    offset += length + 1
                elif length > longest:
                    yield offset, fault
                    del lines[0]
                    offset += length + 1
                elif head:
                    head.append(lines[0])
                    lines[0] = b"".join(head)
                passing = False
                head = []
                held = 0
            for line in lines:
                if stop is not None and offset >= stop:
                    return
                yield offset, line if len(line) <= longest else fault
                offset += len(line) + 1
            position += len(block)
            held += len(tail)
            if passing or held > longest:
                head = []
            elif tail:
                head.append(tail)
    except BrokenStreamError as error:
        yield position, error.fault
        return
    if held and not passing and (stop is None or offset < stop):
        yield offset, b"".join(head) if held <= longest else fault
