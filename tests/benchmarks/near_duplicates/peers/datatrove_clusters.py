"""Clusters by datatrove: its four stages, two tasks at a time, words by spaCy.

The normalisation is its own, and turns numbers into zeros. Signatures are 64 bits
wide, as is its default.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup import (
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

CONFIG = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8)
FILES = 2


def main(corpus: Path, output: Path) -> None:
    """Run the stages one after the other."""
    names = ("signatures", "buckets", "clusters", "survivors")
    signatures, buckets, clusters, survivors = (str(output / name) for name in names)
    cluster = MinhashDedupCluster(
        buckets, clusters, config=CONFIG, save_cluster_id=True
    )
    reader = JsonlReader(str(corpus), glob_pattern="*.jsonl")
    stages: list[tuple[list[PipelineStep], int]] = [
        ([reader, MinhashDedupSignature(signatures, config=CONFIG)], FILES),
        ([MinhashDedupBuckets(signatures, buckets, config=CONFIG)], 14),
        ([cluster], 1),
        ([reader, MinhashDedupFilter(clusters), JsonlWriter(survivors)], FILES),
    ]
    for number, (pipeline, tasks) in enumerate(stages):
        LocalPipelineExecutor(
            pipeline,
            tasks=tasks,
            workers=min(tasks, 2),
            logging_dir=str(output / f"logs-{number}"),
        ).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
