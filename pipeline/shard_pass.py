"""One pass over one shard: every per-shard table, from one reading of the text.

Records in, Arrow batches out. Knows no output files, no clock and no other shard, so
that every engine gets the same rows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pipeline.corpus.documents import Document, Reject, read_records
from pipeline.corpus.domains import registered_domain
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.shards import Shard
from pipeline.dedup.settings import SketchSettings
from pipeline.dedup.sketch import Sketcher, Sketches
from pipeline.extraction.category import Category
from pipeline.extraction.extractor import Extractor, Source
from pipeline.extraction.observations import Observation
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS, OBSERVATIONS, REJECTS, SHARDS

# Documents are sketched together, up to this much text: more gains no speed.
_BATCH_CHARACTERS = 2_000_000
_BATCH_ROWS = 4_096
# Facts are sought in so many documents together, or in so much text.
_TOGETHER = 64
_TOGETHER_CHARACTERS = 500_000


@dataclass(frozen=True)
class PassSettings:
    """What a pass does. Plain data: it travels to worker processes."""

    categories: tuple[Category, ...]
    fields: FieldNames
    sketch: SketchSettings
    spacy_model: str | None = None


@dataclass
class _Totals:
    documents: int = 0
    fact_bearing: int = 0
    observations: int = 0
    rejects: int = 0
    text_bytes: int = 0  # in UTF-8

    def count(self, document: Document, observations: list[Observation]) -> None:
        self.documents += 1
        self.text_bytes += _utf8_length(document.text)
        self.fact_bearing += bool(observations)
        self.observations += len(observations)


@dataclass
class _Batch:
    """Rows that wait to be written."""

    found: list[tuple[Document, list[Observation]]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    characters: int = 0
    observations: int = 0

    def add(self, document: Document, observations: list[Observation]) -> None:
        self.found.append((document, observations))
        self.characters += len(document.text)
        self.observations += len(observations)

    def clear(self) -> None:
        self.found.clear()
        self.rejects.clear()
        self.characters = self.observations = 0

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
        self._extractor = Extractor(settings.categories, settings.spacy_model)
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
        totals, batch = _Totals(), _Batch()
        for group in _groups(read_records(shard, self._fields), batch.rejects):
            found = self._extractor.extract_all(
                [Source(one.text, one.title, one.language) for one in group]
            )
            for document, observations in zip(group, found, strict=True):
                totals.count(document, observations)
                if observations:
                    batch.add(document, observations)
            if progress:
                progress(totals.documents, totals.text_bytes)
            if batch.is_full:
                totals.rejects += len(batch.rejects)
                yield from self._tables(shard, batch)
                batch.clear()
        totals.rejects += len(batch.rejects)
        yield from self._tables(shard, batch)
        yield SHARDS, _shard_row(shard, totals)

    def _tables(
        self, shard: Shard, batch: _Batch
    ) -> Iterator[tuple[Table, pa.RecordBatch]]:
        if batch.rejects:
            yield REJECTS, _rejects(shard, batch.rejects)
        if not batch.found:
            return
        documents = [document for document, _ in batch.found]
        sketches = self._sketcher.sketch_and_key([one.text for one in documents])
        band_hashes = self._sketcher.band_hashes(sketches.signatures)
        yield OBSERVATIONS, _observations(batch.found)
        yield DOCUMENTS, _documents(shard, documents, sketches)
        yield BANDS, _bands(documents, band_hashes)


def _groups(
    records: Iterable[Document | Reject], rejects: list[Reject]
) -> Iterator[list[Document]]:
    """Documents that are read together; what is none goes to the rejects."""
    group: list[Document] = []
    characters = 0
    for record in records:
        if isinstance(record, Reject):
            rejects.append(record)
            full = len(rejects) >= _BATCH_ROWS
        else:
            group.append(record)
            characters += len(record.text)
            full = len(group) >= _TOGETHER or characters >= _TOGETHER_CHARACTERS
        if full:
            yield group
            group, characters = [], 0
    yield group


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
    shard: Shard, documents: list[Document], sketches: Sketches
) -> pa.RecordBatch:
    signatures = sketches.signatures.astype("<u4", copy=False)
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
            signature.tobytes(),
            text_key,
        )
        for one, signature, text_key in zip(
            documents, signatures, sketches.text_keys.tolist(), strict=True
        )
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
