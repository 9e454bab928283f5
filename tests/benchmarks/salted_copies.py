"""Copies of a corpus that are about other people: as long, and as dense in facts.

In each copy the names within sentences get an ending of the copy's own, so that eight
copies hold eight times as many prompts, and documents that are not near-duplicates.
"""

from __future__ import annotations

import re
from pathlib import Path

import orjson
from isal import igzip

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.shards import Shard

ENDINGS = ("ov", "ber", "lin", "mar", "dor", "win", "sel")

_NAME = re.compile(r"(?<=[a-z,;] )([A-Z][a-z]{3,})\b")

_KEPT = re.compile(
    "January|February|March|April|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    "University|College|School|Institute|Company|Corporation|Street|Church"
)
"""Words that say what is stated, not of whom."""


def salt(text: str, copy: int) -> str:
    """Give the names of a text the ending of a copy; the first has none."""
    if not copy:
        return text
    repeats, place = divmod(copy - 1, len(ENDINGS))
    ending = ENDINGS[place] * (1 + repeats)
    return _NAME.sub(
        lambda found: found[1] if _KEPT.fullmatch(found[1]) else found[1] + ending, text
    )


def write_copy(shards: tuple[Shard, ...], copy: int, folder: Path) -> int:
    """Write one copy of some shards as JSON Lines, one file a shard.

    Args:
        shards: Of the corpus.
        copy: Its number, from 0.
        folder: Made if it is not there.

    Returns:
        The bytes written, before compression.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number, shard in enumerate(shards):
        path = folder / f"{copy:03d}-{number:05d}.jsonl.gz"
        with igzip.open(path, "wb") as file:
            for record in read_records(shard, FieldNames()):
                if not isinstance(record, Document):
                    continue
                title = record.title and salt(f"a {record.title}", copy)[2:]
                line = orjson.dumps(
                    {"title": title, "text": salt(record.text, copy)},
                    option=orjson.OPT_APPEND_NEWLINE,
                )
                file.write(line)
                written += len(line)
    return written
