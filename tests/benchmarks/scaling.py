"""What each further MB of a corpus costs, on both engines, and what was predicted.

    python tests/benchmarks/scaling.py CORPUS [--copies 1 2 4 8] [--files 2]

Writes so many copies of a corpus, each about other people (salted_copies.py), runs them
on the local engine and on Spark with as many cores, and prints for every size: the time
of start-up, of reading and of each table; what `floors plan` expects, beside what was
found; and over all sizes the cost of a further MB on both engines, by least squares,
with the largest distance from the line.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import spark_events
from cluster_scale import held_bytes
from salted_copies import write_copy

from jobs.engines import choose_engine, require_engine
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards
from pipeline.cost_model import TEXT_KINDS, estimate_cluster_cost
from pipeline.dedup.settings import DedupSettings
from pipeline.errors import FloorsError

CHECKOUT = Path(__file__).parents[2]
ENGINES = ("local", "spark")


@dataclass(frozen=True)
class Measured:
    """One run.

    Attributes:
        engine: Which.
        megabytes: Of JSON Lines, decompressed.
        start_s: From the command to its end, less the stages.
        stages: Seconds by stage.
        folder: The run's.
        work: What Spark's tasks did; nothing on the local engine.
    """

    engine: str
    megabytes: float
    start_s: float
    stages: dict[str, float]
    folder: Path
    work: spark_events.Work


def main() -> None:
    """Measure every size on every engine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help="a file, folder or glob")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--files", type=int, help="take only so many of its files")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--like", choices=list(TEXT_KINDS), default="encyclopaedia")
    parser.add_argument("--folder", type=Path, help="where to work; gigabytes")
    options = parser.parse_args()
    try:
        require_engine(choose_engine("spark", workers=1, master=None, conf={}))
    except FloorsError as error:
        print(f"Spark is left out: {error}")
        options.engines = ["local"]
    shards = plan_shards(list_corpus([options.corpus])[: options.files])
    measured: list[Measured] = []
    with TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name).resolve()
        corpus, size, copies = folder / "corpus", 0, 0
        for wanted in sorted(options.copies):
            for copy in range(copies, wanted):
                size += write_copy(shards, copy, corpus)
            copies = wanted
            print(f"\n{copies} copies, {size / 1e6:.1f} MB of JSON Lines", flush=True)
            for engine in options.engines:
                run = folder / f"{engine}-{copies}"
                one = run_engine(engine, corpus, run, size / 1e6, options.workers)
                print_run(one)
                print_prediction(one, options.like, options.workers)
                measured.append(one)
    print()
    slopes = {engine: fit(measured, engine) for engine in options.engines}
    if len(slopes) == len(ENGINES) and slopes["local"] > 0:
        ratio = slopes["spark"] / slopes["local"]
        print(f"a further MB costs {ratio:.2f} times as much on Spark")


def run_engine(
    engine: str, corpus: Path, run: Path, megabytes: float, workers: int
) -> Measured:
    """Run a corpus in a process of its own, and read what it recorded."""
    logs = run.with_name(f"{run.name}-events")
    logs.mkdir()
    options = ["--engine", engine, "--workers", str(workers)]
    if engine == "spark":
        settings = {**spark_events.SETTINGS, "spark.eventLog.dir": logs.as_uri()}
        options += [x for one in settings.items() for x in ("--conf", "=".join(one))]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "jobs", "run", corpus, "-o", run, *options],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode:
        sys.exit(done.stderr)
    record: dict[str, Any] = json.loads((run / "run.json").read_text(encoding="utf-8"))
    stages = {stage["name"]: float(stage["seconds"]) for stage in record["stages"]}
    work = sum((task for _, task in spark_events.read_tasks(logs)), spark_events.Work())
    start_s = seconds - sum(stages.values())
    return Measured(engine, megabytes, start_s, stages, run, work)


def print_run(one: Measured) -> None:
    """Print the seconds of every stage."""
    seconds = ", ".join(f"{name} {spent:.1f}" for name, spent in one.stages.items())
    print(f"  {one.engine:6} start and end {one.start_s:.1f} s, {seconds}", flush=True)


def print_prediction(one: Measured, kind: str, workers: int) -> None:
    """Print what floors plan expects of so much text, beside what was found."""
    cost = estimate_cluster_cost(
        one.megabytes * 1e6, TEXT_KINDS[kind], DedupSettings(), cores=workers
    )
    shards = pq.read_table(one.folder / "shards")
    tables = [path for path in one.folder.iterdir() if not path.name.startswith(".")]
    read_s = sum(shards["seconds"].to_pylist())
    pairs = {
        "core-seconds of reading": (3600 * cost.read_core_hours, read_s),
        "documents with facts": (
            cost.fact_bearing,
            sum(shards["fact_bearing"].to_pylist()),
        ),
        "observations": (cost.observations, sum(shards["observations"].to_pylist())),
        "MB of tables": (
            cost.disk_bytes / 1e6,
            sum(held_bytes(path) for path in tables if path.is_dir()) / 1e6,
        ),
    }
    if one.engine == "spark":
        counting = max(one.work.core_s - read_s, 0)
        pairs["core-seconds of counting"] = (3600 * cost.sql_core_hours, counting)
        pairs["MB shuffled"] = (
            cost.shuffle_bytes / 1e6,
            one.work.shuffle_bytes / 1e6,
        )
    for name, (predicted, found) in pairs.items():
        print(f"    {name:26} predicted {predicted:12,.1f}  measured {found:12,.1f}")


def fit(measured: list[Measured], engine: str) -> float:
    """Print what a further MB costs an engine, and how straight the line is.

    Returns:
        Seconds of reading and extraction a MB, by the clock.
    """
    runs = [one for one in measured if one.engine == engine]
    sizes = np.array([one.megabytes for one in runs])
    seconds = np.array([one.stages["shards"] for one in runs])
    if len(runs) < 2:
        return 0.0
    slope, start = np.polyfit(sizes, seconds, 1)
    away = np.abs(seconds / (slope * sizes + start) - 1).max()
    print(
        f"{engine:6} reading and extraction: {1e3 * slope:.1f} ms a further MB, "
        f"{start:.1f} s before the first; at most {away:.1%} off the line"
    )
    return float(slope)


if __name__ == "__main__":
    main()
