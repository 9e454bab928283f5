"""Clusters and counts of millions of planted sketches, within a stated memory.

    python tests/benchmarks/cluster_scale.py [--documents 1250000] [--memory 2GB]

Writes the tables of a run whose clusters are known (planted_sketches.py), makes
doc_clusters, fact_counts, prompt_counts and spectrum of them as a run does, in a
process of its own, and compares what they say with the truth. Prints seconds by stage,
the peak memory of the process and of the disk beside the tables that were read.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import planted_sketches
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobs.doc_clusters import make_doc_clusters
from jobs.fact_counts import make_fact_counts
from jobs.local import LocalEngine
from jobs.prompt_counts import make_prompt_counts
from jobs.run_folder import RunFolder
from jobs.spectrum import make_spectrum
from pipeline.dedup.settings import DedupSettings

_LOOK_S = 0.5

# Beside DuckDB's: Arrow's batches under way, the file being written, the libraries.
_OWN_BYTES = 700_000_000


def parse_bytes(text: str) -> int:
    """Read 2GB or 500MB."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if text.endswith(unit):
            return int(float(text.removesuffix(unit)) * factor)
    raise argparse.ArgumentTypeError("write it as 2GB or 500MB")


class TimedEngine(LocalEngine):
    """Adds up the seconds of every query, by its name."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.seconds: Counter[str] = Counter()

    def run_sql(self, name: str, **call: Any) -> int:
        began = time.monotonic()
        rows = super().run_sql(name, **call)
        self.seconds[name] += time.monotonic() - began
        return rows


def count_tables(run: Path, memory: int, threads: int, results: Path) -> None:
    """Make the tables as a run does; write seconds and peak memory into a file."""
    folder = RunFolder(run)
    engine = TimedEngine(
        threads, folder.scratch, memory_limit=f"{(memory - _OWN_BYTES) // 10**6}MB"
    )
    stages: dict[str, Callable[[], int]] = {
        "doc_clusters": lambda: make_doc_clusters(
            engine,
            bands=folder.table("bands"),
            documents=folder.table("documents"),
            settings=DedupSettings(),
            writes=folder.table("doc_clusters"),
            scratch=folder.scratch / "clusters",
        ),
        "fact_counts": lambda: make_fact_counts(engine, folder),
        "prompt_counts": lambda: make_prompt_counts(engine, folder),
        "spectrum": lambda: make_spectrum(engine, folder),
    }
    with results.open("w", encoding="utf-8") as file:
        for name, make in stages.items():
            began, worked_before = time.monotonic(), time.process_time()
            rows = make()
            seconds = time.monotonic() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            worked = time.process_time() - worked_before
            steps = ", ".join(f"{n} {s:.0f}" for n, s in engine.seconds.items())
            engine.seconds.clear()
            print(
                f"{name}\t{seconds:.1f}\t{worked:.1f}\t{rows}\t{peak}\t{steps}",
                file=file,
                flush=True,
            )


class DiskWatch:
    """Looks now and then how much a folder holds."""

    def __init__(self, folder: Path) -> None:
        self.peak = 0
        self._folder = folder
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> DiskWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_LOOK_S):
            self.peak = max(self.peak, held_bytes(self._folder))


def held_bytes(folder: Path) -> int:
    """Sum the sizes of the files in a folder, at any depth."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # gone while we looked
            continue
    return total


def count_misplaced(plan: planted_sketches.Plan, run: Path) -> int:
    """Count the documents that doc_clusters does not put where they were planted."""
    count = len(plan.label)
    keys = pa.chunked_array(
        [
            planted_sketches.doc_keys(count, slice(first, min(first + 500_000, count)))
            for first in range(0, count, 500_000)
        ]
    )
    # doc_keys rank as their bytes do: the least of a cluster is its name.
    order = pc.sort_indices(keys).to_numpy()
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    least = np.full(int(plan.label.max()) + 1, count)
    np.minimum.at(least, plan.label, rank)
    size = np.bincount(plan.label)
    true = least[plan.label]
    made = pq.read_table(run / "doc_clusters")
    sorted_keys = keys.take(pa.array(order)).combine_chunks()
    document = pc.index_in(made["doc_key"], sorted_keys).to_numpy()
    cluster = pc.index_in(made["cluster_id"], sorted_keys).to_numpy()
    found = np.arange(count)
    found[document] = cluster
    true_by_rank = np.arange(count)
    true_by_rank[rank] = np.where(size[plan.label] > 1, true, rank)
    return int(np.count_nonzero(found != true_by_rank))


def count_miscounted(plan: planted_sketches.Plan, run: Path) -> int:
    """Count wrong rows of the spectrum of prompts, in documents and in clusters."""
    rows = pq.read_table(run / "spectrum").to_pylist()
    wrong = 0
    _, person = np.unique(plan.person, return_inverse=True)
    pairs = np.unique(np.stack([person, plan.label]), axis=1)[0]
    for unit, seen in (("documents", person), ("clusters", pairs)):
        times, prompts = np.unique(np.bincount(seen), return_counts=True)
        true = dict(zip(times.tolist(), prompts.tolist(), strict=True))
        found = {
            row["times_seen"]: row["prompts"]
            for row in rows
            if (row["unit"], row["key"]) == (unit, "prompt")
        }
        wrong += sum(true.get(n) != found.get(n) for n in true.keys() | found.keys())
    return wrong


def measure(documents: int, memory: int, threads: int, folder: Path) -> None:
    """Plant, count, check and print one size."""
    run = folder / "run"
    shutil.rmtree(run, ignore_errors=True)
    began = time.monotonic()
    plan = planted_sketches.plan_documents(documents)
    writer = multiprocessing.get_context("spawn").Process(
        target=planted_sketches.write_tables, args=(plan, run)
    )
    writer.start()
    writer.join()
    planted = held_bytes(run)
    print(
        f"{documents:,} documents, {planted / 1e9:.2f} GB of tables, "
        f"planted in {time.monotonic() - began:.0f} s, limit {memory / 1e9:.1f} GB",
        flush=True,
    )
    results = folder / "stages.tsv"
    with DiskWatch(run) as disk:
        child = multiprocessing.get_context("spawn").Process(
            target=count_tables, args=(run, memory, threads, results)
        )
        child.start()
        child.join()
    for line in results.read_text(encoding="utf-8").splitlines():
        name, seconds, worked, rows, peak, steps = line.split("\t")
        print(
            f"  {name:14} {float(seconds):7.1f} s by the clock, "
            f"{float(worked):7.1f} s of work  {int(rows):>12,} rows  "
            f"peak {int(peak) / 1e9:.2f} GB"
        )
        if "," in steps:
            print(f"    seconds by query: {steps}")
    print(
        f"  disk beside the tables read: {(disk.peak - planted) / 1e9:.2f} GB at most"
    )
    print(
        f"  documents in a wrong cluster: {count_misplaced(plan, run)}; "
        f"wrong rows of the spectrum: {count_miscounted(plan, run)}",
        flush=True,
    )
    shutil.rmtree(run, ignore_errors=True)


def main() -> None:
    """Read the arguments and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_250_000])
    parser.add_argument("--memory", type=parse_bytes, default="2GB")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to work; gigabytes")
    arguments = parser.parse_args()
    for documents in arguments.documents:
        with TemporaryDirectory(dir=arguments.folder) as folder:
            measure(documents, arguments.memory, arguments.threads, Path(folder))


if __name__ == "__main__":
    main()
