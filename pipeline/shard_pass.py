"""One pass over one shard: every per-shard table, from one reading of the text.

Records in, Arrow batches out. Knows no output files, no clock and no other shard, so
that every engine gets the same rows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pipeline.corpus.documents import Document, Reject, read_records
from pipeline.corpus.domains import registered_domain
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.shards import Shard
from pipeline.dedup.sketch import Sketcher, SketchSettings
from pipeline.extraction.category import Category
from pipeline.extraction.extractor import Extractor, Observation
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS, OBSERVATIONS, REJECTS, SHARDS

# Documents are sketched together, up to this much text: more gains no speed.
_BATCH_CHARACTERS = 2_000_000
_BATCH_ROWS = 4_096
_PROGRESS_DOCUMENTS = 64


@dataclass(frozen=True)
class PassSettings:
    """What a pass does. Plain data: it travels to worker processes."""

    categories: tuple[Category, ...]
    fields: FieldNames
    sketch: SketchSettings


@dataclass
class _Totals:
    documents: int = 0
    fact_bearing: int = 0
    observations: int = 0
    rejects: int = 0


@dataclass
class _Batch:
    """Rows that wait to be written."""

    found: list[tuple[Document, list[Observation]]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    characters: int = 0
    observations: int = 0

    @property
    def is_full(self) -> bool:
        return (
            self.characters >= _BATCH_CHARACTERS
            or self.observations >= _BATCH_ROWS
            or len(self.rejects) >= _BATCH_ROWS
        )


class ShardPass:
    """Reads shards; made once a worker, because its parts are dear to make."""

    def __init__(self, settings: PassSettings) -> None:
        self._fields = settings.fields
        self._extractor = Extractor(settings.categories)
        self._sketcher = Sketcher(settings.sketch)

    def process(
        self, shard: Shard, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[tuple[Table, pa.RecordBatch]]:
        """Read a shard and find its facts.

        Args:
            shard: What to read.
            progress: Called now and then with the number of documents read and the
                UTF-8 bytes of their texts so far.

        Yields:
            Batches of observations, documents, bands and rejects, in the order of the
            file (a document's observations by category, entity_key, value and
            match_start); last, one row of shards, whose seconds are 0: time is for
            the caller to measure. How rows are cut into batches means nothing.

        Raises:
            OSError: The shard could not be read just now, such as a lost connection.
        """
        totals, batch, text_bytes = _Totals(), _Batch(), 0
        for record in read_records(shard, self._fields):
            if isinstance(record, Reject):
                batch.rejects.append(record)
                totals.rejects += 1
            else:
                totals.documents += 1
                text_bytes += _utf8_length(record.text)
                observations = self._extractor.extract(
                    record.text, title=record.title, language=record.language
                )
                if observations:
                    batch.found.append((record, observations))
                    batch.characters += len(record.text)
                    batch.observations += len(observations)
                    totals.fact_bearing += 1
                    totals.observations += len(observations)
                if progress and totals.documents % _PROGRESS_DOCUMENTS == 0:
                    progress(totals.documents, text_bytes)
            if batch.is_full:
                yield from self._tables(shard, batch)
                batch = _Batch()
        yield from self._tables(shard, batch)
        if progress:
            progress(totals.documents, text_bytes)
        yield SHARDS, _shard_row(shard, totals)

    def _tables(
        self, shard: Shard, batch: _Batch
    ) -> Iterator[tuple[Table, pa.RecordBatch]]:
        if batch.rejects:
            yield REJECTS, _rejects(shard, batch.rejects)
        if not batch.found:
            return
        documents = [document for document, _ in batch.found]
        signatures = self._sketcher.sketch([one.text for one in documents])
        yield OBSERVATIONS, _observations(batch.found)
        yield DOCUMENTS, _documents(shard, documents, signatures)
        yield BANDS, _bands(documents, self._sketcher.band_hashes(signatures))


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8"))


def _observations(
    found: list[tuple[Document, list[Observation]]],
) -> pa.RecordBatch:
    rows = [
        (
            one.category,
            one.entity,
            one.entity_key,
            one.value,
            one.value_surface,
            document.doc_key,
            document.doc_id,
            one.passage,
            one.passage_start,
            one.passage_key,
            one.match_start,
            one.match_end,
            one.pattern,
            document.language,
        )
        for document, observations in found
        for one in observations
    ]
    return _batch(OBSERVATIONS, list(zip(*rows, strict=True)))


def _documents(
    shard: Shard, documents: list[Document], signatures: np.ndarray
) -> pa.RecordBatch:
    sketches = signatures.astype("<u4", copy=False)
    rows = [
        (
            one.doc_key,
            one.doc_id,
            shard.name,
            one.url,
            registered_domain(one.url),
            one.title,
            one.language,
            len(one.text),
            sketch.tobytes(),
        )
        for one, sketch in zip(documents, sketches, strict=True)
    ]
    return _batch(DOCUMENTS, list(zip(*rows, strict=True)))


def _bands(documents: list[Document], hashes: np.ndarray) -> pa.RecordBatch:
    count, bands = hashes.shape
    keys = np.repeat(np.arange(count), bands)
    return pa.record_batch(
        [
            pa.array([one.doc_key for one in documents]).take(pa.array(keys)),
            pa.array(np.tile(np.arange(bands, dtype=np.int16), count)),
            pa.array(hashes.reshape(-1)),
        ],
        schema=BANDS.arrow,
    )


def _rejects(shard: Shard, rejects: list[Reject]) -> pa.RecordBatch:
    columns = list(zip(*rejects, strict=True))
    return _batch(REJECTS, [[shard.name] * len(rejects), *columns])


def _shard_row(shard: Shard, totals: _Totals) -> pa.RecordBatch:
    return _batch(
        SHARDS,
        [
            [shard.name],
            [shard.bytes],
            [totals.documents],
            [totals.fact_bearing],
            [totals.observations],
            [totals.rejects],
            [0.0],
        ],
    )


def _batch(table: Table, columns: list[object]) -> pa.RecordBatch:
    arrays = [
        pa.array(values, type=column.type)
        for values, column in zip(columns, table.columns, strict=True)
    ]
    return pa.record_batch(arrays, schema=table.arrow)
