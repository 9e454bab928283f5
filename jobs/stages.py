"""The stages of a run: its shards, and the tables that are counted from them.

What the shards come from, a corpus or other runs, is their callers' concern.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from jobs.doc_clusters import EDGES_IN_MEMORY, ROWS_IN_MEMORY, make_doc_clusters
from jobs.engine import Engine, P, ShardSummary
from jobs.fact_counts import make_fact_counts
from jobs.floors import make_floors
from jobs.progress import Show
from jobs.prompt_counts import make_prompt_counts
from jobs.run_folder import REPORT_PAGE, RunFolder, RunRecord
from jobs.spectrum import make_spectrum
from pipeline.dedup.settings import DedupSettings
from schemas.tables import BANDS, DOC_CLUSTERS, DOCUMENTS


@dataclass(frozen=True)
class Stages:
    """The stages of one run, each shown, timed and recorded.

    Attributes:
        engine: What does the work.
        folder: The run's.
        record: The run's; each stage is added to it, and written.
        show: Told how far they are.
    """

    engine: Engine
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
                for _ in self.engine.map_shards(task, missing):
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
        engine, folder = self.engine, self.folder
        stages: tuple[tuple[str, Callable[[], int]], ...] = (
            (
                "doc_clusters",
                lambda: make_doc_clusters(
                    engine,
                    bands=folder.table(BANDS.name),
                    documents=folder.table(DOCUMENTS.name),
                    settings=dedup,
                    writes=folder.table(DOC_CLUSTERS.name),
                    scratch=folder.scratch / "clusters",
                    edges_in_memory=EDGES_IN_MEMORY,
                    rows_in_memory=ROWS_IN_MEMORY,
                ),
            ),
            ("fact_counts", lambda: make_fact_counts(engine, folder)),
            ("prompt_counts", lambda: make_prompt_counts(engine, folder)),
            ("spectrum", lambda: make_spectrum(engine, folder)),
            (
                "floors",
                lambda: make_floors(engine, folder, limited=bool(self.record.limited)),
            ),
        )
        # Of tables that are about to be made anew.
        (folder.path / REPORT_PAGE).unlink(missing_ok=True)
        for name, make in stages:
            with self._timed(name) as stage:
                stage["rows"] = make()
        self.record.finished = now()
        folder.write_record(self.record)
        # After that: cut off here, a finished run lacks its page alone.
        self.show.start_stage("report.html")
        complete_page(folder, self.record)

    @contextmanager
    def _timed(
        self, name: str, total_bytes: int = 0
    ) -> Iterator[dict[str, int | float | str]]:
        """Show a stage, and put its name, seconds and rows into run.json."""
        self.show.start_stage(name, total_bytes)
        stage: dict[str, int | float | str] = {"name": name}
        began = time.monotonic()
        yield stage
        stage["seconds"] = round(time.monotonic() - began, 3)
        self.record.stages.append(stage)
        self.folder.write_record(self.record)


def complete_page(folder: RunFolder, record: RunRecord) -> None:
    """Make the page of a finished run unless it has one.

    Args:
        folder: The run's.
        record: The run's.
    """
    if (folder.path / REPORT_PAGE).is_file():
        return
    # Charts take a second to load, which a process that reads shards need not wait for.
    from jobs.report_page import make_report_page

    make_report_page(folder, record)


def now() -> str:
    """The time in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
