"""The stages of a run: its shards, and the tables that are counted from them.

What the shards come from, a corpus or other runs, is their callers' concern.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jobs.doc_clusters import cluster_run
from jobs.engine import P, ShardSummary
from jobs.engines import Engines
from jobs.fact_counts import make_fact_counts
from jobs.floors import make_floors
from jobs.progress import Show
from jobs.prompt_counts import make_prompt_counts
from jobs.run_folder import REPORT_PAGE, RunFolder, RunRecord
from jobs.spectrum import make_spectrum
from jobs.stage_times import time_stage
from pipeline.dedup.settings import DedupSettings


@dataclass(frozen=True)
class Stages:
    """The stages of one run, each shown, timed and recorded.

    Attributes:
        engines: What does the work.
        folder: The run's.
        record: The run's; each stage is added to it, and written.
        show: Told how far they are.
    """

    engines: Engines
    folder: RunFolder
    record: RunRecord
    show: Show

    def make_shards(
        self, task: Callable[[P], ShardSummary], shards: Sequence[P]
    ) -> None:
        """Make the files of the shards that have none yet.

        Args:
            task: Writes the files of a shard.
            shards: All shards of the run.

        Raises:
            FloorsError: A worker died, or the task raised it.
            KeyboardInterrupt: As it came, saying how much is done.
        """
        finished = self.folder.finished_shards()
        missing = [shard for shard in shards if shard.index not in finished]
        try:
            with self._timed("shards", sum(shard.bytes for shard in missing)) as stage:
                for _ in self.engines.work.map_shards(task, missing):
                    pass
                stage["rows"] = len(missing)
        except KeyboardInterrupt as stop:
            done = len(self.folder.finished_shards())
            raise KeyboardInterrupt(
                f"{done} of {len(shards)} shards are finished in {self.folder.path}; "
                "the same command goes on from there."
            ) from stop

    def count(self, dedup: DedupSettings) -> None:
        """Make every table that is counted from the shards', and end the run.

        Args:
            dedup: Which documents are one sighting.
        """
        engine, folder = self.engines.work, self.folder
        stages: tuple[tuple[str, Callable[[], int]], ...] = (
            ("doc_clusters", lambda: cluster_run(self.engines, folder, dedup)),
            ("fact_counts", lambda: make_fact_counts(engine, folder)),
            ("prompt_counts", lambda: make_prompt_counts(engine, folder)),
            ("spectrum", lambda: make_spectrum(engine, folder)),
            (
                "floors",
                lambda: make_floors(
                    engine,
                    folder,
                    limited=bool(self.record.limited),
                    local=self.engines.local,
                ),
            ),
        )
        # Of tables that are about to be made anew.
        (folder.path / REPORT_PAGE).unlink(missing_ok=True)
        for name, make in stages:
            with self._timed(name) as stage:
                stage["rows"] = make()
        self.record.finished = now()
        folder.write_record(self.record)

    def _timed(
        self, name: str, total_bytes: int = 0
    ) -> AbstractContextManager[dict[str, Any]]:
        return time_stage(name, self.folder, self.record, self.show, total_bytes)


def now() -> str:
    """The time in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
