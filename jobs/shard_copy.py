"""One shard of a finished run, copied into the run that it is joined to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from jobs.board import report_progress
from jobs.engine import ShardSummary
from jobs.parquet_files import stream_file
from jobs.shard_files import CONTENT, shard_file, write_shard
from pipeline.dedup.bands import remake_bands
from pipeline.dedup.settings import DedupSettings
from pipeline.dedup.sketch import Sketcher
from pipeline.locations import Location
from pipeline.rekeying import KeyChange, rekey
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS, SHARDS


@dataclass(frozen=True)
class ShardCopy:
    """What is to be copied, and under which names.

    Attributes:
        index: The shard's place in the joined run, from 0.
        name: Its name there.
        bytes: Bytes of the files to read.
        run: The folder of the run that it comes from.
        place: Its place there, from 0.
        change: The key of its corpus file, there and in the joined run.
        new_bands: Whether its sketches are to be cut into other bands.
    """

    index: int
    name: str
    bytes: int
    run: Location
    place: int
    change: KeyChange
    new_bands: bool


@dataclass(frozen=True)
class CopyTask:
    """The task that an engine runs on every shard; it can be sent to any process.

    Attributes:
        run: The joined run's folder.
        dedup: Has the bands of the joined run.
    """

    run: Location
    dedup: DedupSettings

    def __call__(self, shard: ShardCopy) -> ShardSummary:
        """Copy a shard's rows in every table.

        Args:
            shard: Any shard of a run that is joined, also one copied before.

        Returns:
            What the shard's own row says.

        Raises:
            FloorsError: A file of the shard is damaged.
        """
        summary = write_shard(self.run, shard.index, self._rows(shard))
        report_progress(summary.documents, shard.bytes)
        return summary

    def _rows(self, shard: ShardCopy) -> Iterator[tuple[Table, pa.RecordBatch]]:
        for table in (*CONTENT, SHARDS):
            if table is BANDS and shard.new_bands:
                path = shard_file(shard.run, DOCUMENTS, shard.place)
                for batch in stream_file(path, DOCUMENTS):
                    renamed = rekey(batch, shard.change)
                    yield BANDS, remake_bands(renamed, self._sketcher)
                continue
            for batch in stream_file(shard_file(shard.run, table, shard.place), table):
                yield table, rekey(batch, shard.change)

    @cached_property
    def _sketcher(self) -> Sketcher:
        return Sketcher(self.dedup.sketch)
