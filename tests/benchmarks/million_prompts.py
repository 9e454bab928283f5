"""How fast the reports of a run with a million prompts are, and how large its page is.

Writes such a run into a temporary folder, by numbers alone: no text is read for it. Run
it from the root: PYTHONPATH=.:tests/jobs python tests/benchmarks/million_prompts.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from chromium import open_browser

from jobs.configuration import describe_configuration
from jobs.fact_counts import make_fact_counts
from jobs.floors import make_floors
from jobs.local import LocalEngine
from jobs.parquet_files import replace_folder
from jobs.prompt_counts import make_prompt_counts
from jobs.report_page import make_report_page
from jobs.run_folder import RunFolder, RunRecord
from jobs.spectrum import make_spectrum
from jobs.versions import describe_versions
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.shards import SHARD_BYTES
from pipeline.dedup.settings import DedupSettings
from pipeline.extraction.category import categories_table
from pipeline.extraction.category_files import load_categories
from pipeline.shard_pass import PassSettings
from schemas.contract import Table
from schemas.tables import (
    BANDS,
    CATEGORIES,
    DOC_CLUSTERS,
    DOCUMENTS,
    OBSERVATIONS,
    REJECTS,
    SHARDS,
)

_BATCH = 50_000
_DOMAINS = 20_000
_PATTERNS = 12
_SKETCH = bytes(448)


def write_large_run(path: Path, prompts: int) -> RunFolder:
    """Write a finished run whose prompts are seen by a power law.

    Args:
        path: A folder that does not exist yet.
        prompts: Over all categories.

    Returns:
        The run, with every table but its page.
    """
    folder = RunFolder(path)
    path.mkdir(parents=True)
    categories = load_categories(None, None)
    dedup = DedupSettings()
    settings = PassSettings(categories, FieldNames(), dedup.sketch, None)
    random = np.random.default_rng(1)
    seen = np.minimum(random.zipf(2.2, prompts), 5_000)
    of_prompt = np.repeat(np.arange(prompts), seen)
    # Half as many documents as observations; a tenth of them are copies of another.
    documents = len(of_prompt) // 2
    doc = random.integers(0, documents, len(of_prompt))
    names = [category.name for category in categories]
    _write(folder, OBSERVATIONS, _observe(names, of_prompt, doc, random))
    _write(folder, DOCUMENTS, _list_documents(documents))
    _write(folder, DOC_CLUSTERS, _list_clusters(documents))
    for table in (BANDS, REJECTS):
        _write(folder, table, [])
    row = {
        "shard": "part.jsonl.gz",
        "bytes": 10**10,
        "documents": 2 * documents,
        "fact_bearing": documents,
        "observations": len(of_prompt),
        "rejects": 0,
        "seconds": 1.0,
    }
    _write(folder, SHARDS, [pa.RecordBatch.from_pylist([row], SHARDS.arrow)])
    _write(folder, CATEGORIES, categories_table(categories).to_batches())
    record = RunRecord(
        configuration=describe_configuration(
            settings,
            dedup,
            shard_bytes=SHARD_BYTES,
            limit_shards=None,
            limit_documents=None,
        ),
        corpus=[{"key": "part.jsonl.gz", "bytes": 10**10}],
        versions=describe_versions(),
        execution={"engine": "local", "workers": 1},
        started="2026-01-01T00:00:00+00:00",
        finished="2026-01-01T01:00:00+00:00",
        shards=1,
        limited=False,
        stages=[{"name": "shards", "seconds": 3_000.0, "rows": 1}],
    )
    folder.write_record(record)
    engine = LocalEngine(1, folder.scratch)
    make_fact_counts(engine, folder)
    make_prompt_counts(engine, folder)
    make_spectrum(engine, folder)
    make_floors(engine, folder, limited=False)
    return folder


def _write(
    folder: RunFolder, table: Table, batches: Iterator[pa.RecordBatch] | Sequence
) -> None:
    replace_folder(folder.table(table.name), batches, table.arrow, durable=False)


def _observe(
    names: Sequence[str],
    prompts: np.ndarray,
    documents: np.ndarray,
    random: np.random.Generator,
) -> Iterator[pa.RecordBatch]:
    """Statements of the prompts, of which one in twenty gives another year."""
    for start in range(0, len(prompts), _BATCH):
        prompt = prompts[start : start + _BATCH]
        doc = _text(documents[start : start + _BATCH])
        place = np.arange(start, start + len(prompt))
        entity = _join("Person ", _text(prompt), " Holt")
        year = _text(1900 + (prompt + (random.random(len(prompt)) < 0.05)) % 90)
        lead = "In the register of the parish of Tarnby "
        passage = _join(
            *(lead, entity, " was born on 5 March ", year),
            *(", as the clerk of that year wrote on page ", _text(place), "."),
        )
        zero = np.zeros(len(prompt), np.int64)
        columns = {
            "category": pa.array([names[one] for one in prompt % len(names)]),
            "entity": entity,
            "entity_key": pc.utf8_lower(entity),
            "value": _join(year, "-03-05"),
            "value_surface": _join("5 March ", year),
            "doc_key": _join("part.jsonl.gz#", doc),
            "doc_id": doc,
            "passage": passage,
            "passage_start": zero,
            "passage_key": place,
            "match_start": zero + len(lead),
            "match_end": pc.add(pc.utf8_length(entity), len(lead)).cast(pa.int64()),
            "pattern": _join("pattern_", _text(prompt % _PATTERNS)),
            "language": pa.nulls(len(prompt), pa.string()),
        }
        yield pa.RecordBatch.from_pydict(columns, OBSERVATIONS.arrow)


def _list_documents(documents: int) -> Iterator[pa.RecordBatch]:
    for start in range(0, documents, _BATCH):
        doc = np.arange(start, min(start + _BATCH, documents))
        domain = _join("site", _text(doc % _DOMAINS), ".example")
        columns = {
            "doc_key": _join("part.jsonl.gz#", _text(doc)),
            "doc_id": _text(doc),
            "shard": pa.array(["part.jsonl.gz"] * len(doc)),
            "url": _join("https://", domain, "/", _text(doc)),
            "domain": domain,
            "title": _join("Page ", _text(doc)),
            "language": pa.nulls(len(doc), pa.string()),
            "chars": np.full(len(doc), 1_000),
            "sketch": pa.array([_SKETCH] * len(doc), pa.binary()),
            "text_key": doc,
        }
        yield pa.RecordBatch.from_pydict(columns, DOCUMENTS.arrow)


def _list_clusters(documents: int) -> list[pa.RecordBatch]:
    doc = np.arange(documents)
    doc = doc[doc % 20 < 2]
    columns = {
        "doc_key": _join("part.jsonl.gz#", _text(doc)),
        "cluster_id": _join("part.jsonl.gz#", _text(doc - doc % 20)),
    }
    return [pa.RecordBatch.from_pydict(columns, DOC_CLUSTERS.arrow)]


def _text(numbers: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(numbers.astype(np.int64)), pa.string())


def _join(*parts: str | pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _time_command(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "jobs", *arguments], check=True, capture_output=True
    )
    return time.perf_counter() - began


def _time_opening(page: Path) -> float:
    """Seconds until a browser that is open has laid out a page and drawn it."""
    with open_browser() as browser:
        tab = browser.new_page()
        tab.goto("about:blank")
        began = time.perf_counter()
        tab.goto(page.as_uri(), wait_until="load")
        tab.screenshot()
        return time.perf_counter() - began


@click.command()
@click.option("--prompts", default=1_000_000, show_default=True)
def measure(prompts: int) -> None:
    """Measure the reports of a large run; print one line a measurement."""
    with TemporaryDirectory() as name:
        began = time.perf_counter()
        folder = write_large_run(Path(name) / "large", prompts)
        click.echo(
            f"A run of {prompts:,} prompts, written in "
            f"{time.perf_counter() - began:.0f} s."
        )
        record = folder.read_record()
        assert record is not None
        began = time.perf_counter()
        page = make_report_page(folder, record)
        click.echo(f"report.html made in      {time.perf_counter() - began:6.2f} s")
        click.echo(f"its size                 {page.stat().st_size / 1e6:6.2f} MB")
        click.echo(f"opened in a browser in   {_time_opening(page):6.2f} s")
        run = str(folder.path)
        for label, arguments in (
            ("floors report", ("report", run)),
            ("floors report --html", ("report", run, "--html")),
            ("floors report --markdown", ("report", run, "--markdown")),
        ):
            click.echo(f"{label:24} {_time_command(*arguments):6.2f} s")


if __name__ == "__main__":
    measure()
