"""One shard's work: read, extract, and write the shard's files in every table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jobs.board import report_progress
from jobs.engine import ShardSummary
from jobs.shard_files import write_shard
from pipeline.corpus.shards import Shard
from pipeline.locations import Location
from pipeline.shard_pass import PassSettings, ShardPass


@dataclass(frozen=True)
class ShardTask:
    """The task that an engine runs on every shard; it can be sent to any process.

    An engine should send it once to each worker, not with each shard: what it has
    made ready for the first shard serves the others.

    Attributes:
        run: The run folder.
        settings: What to look for, and how.
    """

    run: Location
    settings: PassSettings

    def __call__(self, shard: Shard) -> ShardSummary:
        """Read a shard and write its files.

        Args:
            shard: Any shard of the plan, also one that was finished before.

        Returns:
            What was found in it.
        """
        batches = self._pass.process(shard, report_progress)
        return write_shard(self.run, shard.index, batches)

    @cached_property
    def _pass(self) -> ShardPass:
        """Made where the task is first run: seconds of work, and it cannot be sent."""
        return ShardPass(self.settings)
