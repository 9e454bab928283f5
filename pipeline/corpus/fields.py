"""Which fields of a record hold its text, id, url, title and language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any, NamedTuple

from pipeline.corpus.jsonl import read_objects
from pipeline.corpus.listing import CorpusFile
from pipeline.corpus.parquet import has_column, read_schema
from pipeline.corpus.streams import Fault
from pipeline.errors import FloorsError

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "contents", "raw_content", "page_content", "body"),
    "id": (
        "id",
        "doc_id",
        "docid",
        "document_id",
        "_id",
        "warc_record_id",
        "metadata.id",
        "meta.id",
        "metadata.WARC-Record-ID",
        "warc_headers.warc-record-id",
    ),
    "url": (
        "url",
        "source_url",
        "uri",
        "metadata.url",
        "meta.url",
        "metadata.source_url",
        "metadata.WARC-Target-URI",
        "warc_headers.warc-target-uri",
    ),
    "title": ("title", "metadata.title", "meta.title"),
    "language": (
        "language",
        "lang",
        "metadata.language",
        "metadata.lang",
        "meta.language",
        "metadata.identification.label",
    ),
}
"""The names that published corpora use, the likelier first: Dolma, C4, FineWeb,
RedPajama, RefinedWeb, OSCAR, DCLM and their kin."""

_RECORDS_PROBED = 100
"""Records of a file looked at for a text field: more than one, as some lack it."""


@dataclass(frozen=True)
class FieldNames:
    """The names of the fields to read; None recognises the usual ones.

    A dotted name such as `metadata.title` means a field of that very name or else
    a field of an object within the record.
    """

    text: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None


class FieldPath(NamedTuple):
    """One place to look for a value: a field's name, and its parts if dotted."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class FieldPaths:
    """The places to look for each value, the likelier first."""

    text: tuple[FieldPath, ...]
    id: tuple[FieldPath, ...]
    url: tuple[FieldPath, ...]
    title: tuple[FieldPath, ...]
    language: tuple[FieldPath, ...]


def resolve_paths(names: FieldNames) -> FieldPaths:
    """List the places where each value may be: the set name, or the usual ones."""
    return FieldPaths(
        **{
            field.name: tuple(
                FieldPath(name, tuple(name.split(".")) if "." in name else ())
                for name in _names_of(names, field.name)
            )
            for field in fields(FieldNames)
        }
    )


def narrow_paths(paths: FieldPaths, names: Collection[str]) -> FieldPaths:
    """Leave out the places that a record cannot have, given the names of its fields.

    Records of a corpus have few different sets of names, so narrowing once for each
    set spares nearly all of the looking.

    Args:
        paths: The places to look.
        names: The names of a record's fields, without those of objects within it.

    Returns:
        The places left, in the same order; finding gives the same on them.
    """

    def left(places: Sequence[FieldPath]) -> tuple[FieldPath, ...]:
        return tuple(
            FieldPath(name, () if name in names else parts)
            for name, parts in places
            if name in names or (parts and parts[0] in names)
        )

    return FieldPaths(
        text=left(paths.text),
        id=left(paths.id),
        url=left(paths.url),
        title=left(paths.title),
        language=left(paths.language),
    )


def _names_of(names: FieldNames, role: str) -> tuple[str, ...]:
    name: str | None = getattr(names, role)
    return USUAL_NAMES[role] if name is None else (name,)


def find_text(record: Mapping[str, Any], paths: Sequence[FieldPath]) -> str | Fault:
    """Find the text of a record, under the first of the names that it has.

    Args:
        record: The fields of one record.
        paths: Where to look.

    Returns:
        Text with at least one character that is not white space, else why there is
        none: no_text, null_text, text_not_string, invalid_utf8 or empty_text.
    """
    for path in paths:
        value = _look_up(record, path)
        if isinstance(value, str):
            if not value or value.isspace():
                return Fault("empty_text", f"'{path.name}' is blank")
            return value
        if value is not None or _is_null(record, path):
            return _judge_text(value, path)
    held = ", ".join(map(str, record)) or "none"
    return Fault("no_text", f"no text among the fields: {held[:200]}")


def find_string(record: Mapping[str, Any], paths: Sequence[FieldPath]) -> str | None:
    """Find the first string under the given names that is not blank.

    Args:
        record: The fields of one record.
        paths: Where to look.

    Returns:
        The string as it stands; None where there is none.
    """
    for path in paths:
        value = _look_up(record, path)
        if isinstance(value, str) and value and not value.isspace():
            return value
    return None


def find_id(record: Mapping[str, Any], paths: Sequence[FieldPath]) -> str | None:
    """Find the first scalar under the given names, as a string.

    Args:
        record: The fields of one record.
        paths: Where to look.

    Returns:
        A string as it stands, any other scalar as Python writes it (1 gives "1"),
        bytes in hexadecimal; None where there is none, or only blank ones.
    """
    for path in paths:
        value = _look_up(record, path)
        if value is None or isinstance(value, dict | list):
            continue
        found = value.hex() if isinstance(value, bytes) else str(value)
        if found and not found.isspace():
            return found
    return None


def require_text_field(files: Sequence[CorpusFile], names: FieldNames) -> None:
    """Make sure that some file of a corpus has a text field.

    Args:
        files: The corpus. Looks at Parquet schemas and at the first records of JSON
            Lines, and stops at the first file that has a text field.
        names: The set names.

    Raises:
        FloorsError: Files were read, and none has one; names the fields seen. A
            corpus none of whose files can be read passes: its rejects tell why.
        OSError: A failure that may pass, such as a lost connection.
    """
    paths = resolve_paths(names).text
    seen: dict[str, None] = {}
    where = ""
    for file in files:
        found = _probe(file, paths)
        if found is None:
            return
        if found:
            where = where or file.key
            seen.update(dict.fromkeys(found))
    if not seen:
        return
    wanted = f"'{names.text}'" if names.text else " or ".join(_names_of(names, "text"))
    held = ", ".join(islice(seen, 20))
    raise FloorsError(
        f"No record has a text field ({wanted}). The fields in {where} and after it "
        f"are: {held}. Name the one that holds the text with --text-field."
    )


def _probe(file: CorpusFile, paths: Sequence[FieldPath]) -> list[str] | None:
    """List the fields at a file's beginning; None if one of them is the text."""
    if file.kind == "parquet":
        schema = read_schema(file.path)
        if schema is None:
            return []
        has_text = any(has_column(schema, path.name) for path in paths)
        return None if has_text else list(schema.names)
    names: list[str] = []
    for _, record in islice(read_objects(file.path), _RECORDS_PROBED):
        if isinstance(record, Fault):
            continue
        fault = find_text(record, paths)
        if not isinstance(fault, Fault) or fault.reason != "no_text":
            return None
        names += record
    return names


def _look_up(record: Mapping[str, Any], path: FieldPath) -> Any:  # noqa: ANN401
    name, parts = path
    if not parts or name in record:
        return record.get(name)
    inner: Any = record
    for part in parts:
        if not isinstance(inner, dict):
            return None
        inner = inner.get(part)
    return inner


def _is_null(record: Mapping[str, Any], path: FieldPath) -> bool:
    """Whether a field is there without a value, which is not its being missing."""
    if path.name in record:
        return True
    inner: Any = record
    for part in path.parts:
        if not isinstance(inner, dict) or part not in inner:
            return False
        inner = inner[part]
    return bool(path.parts)


def _judge_text(value: object, path: FieldPath) -> str | Fault:
    if value is None:
        return Fault("null_text", f"'{path.name}' is null")
    if not isinstance(value, bytes):
        kind = type(value).__name__
        return Fault("text_not_string", f"'{path.name}' is of type {kind}")
    # Parquet files of old writers hold text as bytes without saying that it is text.
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        what = f"byte {error.start} of '{path.name}': {error.reason}"
        return Fault("invalid_utf8", what)
    blank = not text or text.isspace()
    return Fault("empty_text", f"'{path.name}' is blank") if blank else text
