"""Run a function on a cluster's executors that says what they see, as JSON.

A driver of its own: python look_around.py MASTER [KEY=VALUE]...
"""

# ruff: noqa: T201
from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import SparkSession


def look(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Say where the tool was imported from, and find a fact in every row's text."""
    from pathlib import Path

    import jobs.shard_task
    import pipeline
    from pipeline.extraction.category_files import load_categories
    from pipeline.extraction.extractor import Extractor

    extractor = Extractor(load_categories(("birthday",)))
    for batch in batches:
        for text in batch["text"].to_pylist():
            seen = {
                "pipeline": pipeline.__file__,
                "task": jobs.shard_task.__file__,
                "python": sys.executable,
                "cwd": str(Path.cwd()),
                "path": sys.path,
                "facts": len(extractor.extract(text)),
            }
            yield pa.RecordBatch.from_pylist([{"seen": json.dumps(seen)}])


def main() -> None:
    """Print one line of JSON a row."""
    master, *settings = sys.argv[1:]
    builder = SparkSession.builder.master(master).appName("look around")
    for setting in settings:
        builder = builder.config(*setting.split("=", 1))
    session = builder.getOrCreate()
    try:
        text = "Ada Holt was born on 5 March 1960 in Tarnby."
        rows = session.createDataFrame([(text,)] * 2, "text string").repartition(2)
        for row in rows.mapInArrow(look, "seen string").collect():
            print(row.seen)
    finally:
        session.stop()


if __name__ == "__main__":
    main()
