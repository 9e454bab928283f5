"""Clusters and counts of planted sketches on Spark, under a driver of stated memory.

    python tests/benchmarks/spark_scale.py [--documents 1000000] [--master local[2]]

As cluster_scale.py, on Spark: writes the tables of a run whose clusters are known, one
observation a document, counts them as a run does, and compares with the truth. Prints
for every stage its time, its core-seconds, what it shuffled and what it sent to the
driver; then the peak memory of the driver's two processes, and what the cost model of
`floors plan` expects.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import planted_sketches
import psutil
import spark_events
from cluster_scale import count_miscounted, count_misplaced, held_bytes

from jobs.doc_clusters import make_doc_clusters
from jobs.fact_counts import make_fact_counts
from jobs.prompt_counts import make_prompt_counts
from jobs.run_folder import RunFolder
from jobs.spark import SparkEngine
from jobs.spark_session import SparkSettings, open_session
from jobs.spectrum import make_spectrum
from pipeline.cost_model import TextKind, estimate_cluster_cost
from pipeline.dedup.settings import DedupSettings

CHECKOUT = Path(__file__).parents[2]


def main() -> None:
    """Plant, count, check and print each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--driver-memory", default="1g", help="Java's heap of it")
    parser.add_argument(
        "--max-result", default="16m", help="what a stage may send to the driver"
    )
    parser.add_argument("--folder", type=Path, help="where to work; gigabytes")
    options = parser.parse_args()
    for documents in options.documents:
        with TemporaryDirectory(dir=options.folder) as folder:
            measure(documents, options, Path(folder).resolve())


def measure(documents: int, options: argparse.Namespace, folder: Path) -> None:
    """Plant, count, check and print one size."""
    run, logs = folder / "run", folder / "events"
    logs.mkdir()
    plan = planted_sketches.plan_documents(documents)
    spawn = multiprocessing.get_context("spawn")
    # Each in a process of its own: memory that planting took would count as counting's.
    writer = spawn.Process(target=planted_sketches.write_tables, args=(plan, run))
    writer.start()
    writer.join()
    print(
        f"{documents:,} documents, {held_bytes(run) / 1e9:.2f} GB of tables, on "
        f"{options.master}, driver's heap {options.driver_memory}",
        flush=True,
    )
    settings = {
        **spark_events.SETTINGS,
        "spark.eventLog.dir": logs.as_uri(),
        "spark.driver.memory": options.driver_memory,
        "spark.driver.maxResultSize": options.max_result,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.executorEnv.PYTHONPATH": str(CHECKOUT),
    }
    counter = spawn.Process(
        target=count_tables, args=(run, logs, options.master, settings, documents)
    )
    counter.start()
    counter.join()
    if counter.exitcode:
        sys.exit(f"Error: counting ended with exit code {counter.exitcode}.")
    print(
        f"  documents in a wrong cluster: {count_misplaced(plan, run)}; "
        f"wrong rows of the spectrum: {count_miscounted(plan, run)}",
        flush=True,
    )


def count_tables(
    run: Path, logs: Path, master: str, settings: dict[str, str], documents: int
) -> None:
    """Make the tables as a run does, and print what that took."""
    folder = RunFolder(run)
    began = time.time()
    with open_session(
        SparkSettings(master, settings), cores=2, scratch=folder.scratch
    ) as session:
        engine = SparkEngine(session, folder.scratch)
        print(f"  Spark started in {time.time() - began:.1f} s", flush=True)
        stages: dict[str, Callable[[], int]] = {
            "doc_clusters": lambda: make_doc_clusters(
                engine,
                bands=folder.table("bands"),
                documents=folder.table("documents"),
                settings=DedupSettings(),
                writes=folder.table("doc_clusters"),
                scratch=folder.scratch / "clusters",
                edges_in_memory=engine.edges_in_memory,
            ),
            "fact_counts": lambda: make_fact_counts(engine, folder),
            "prompt_counts": lambda: make_prompt_counts(engine, folder),
            "spectrum": lambda: make_spectrum(engine, folder),
        }
        began_at, rows, processor_s = [], {}, {}
        for name, make in stages.items():
            began_at.append((name, time.time()))
            before = read_processor_seconds()
            rows[name] = make()
            processor_s[name] = read_processor_seconds() - before
        ended = time.time()
        peaks = read_peaks()
    ends = [began for _, began in began_at[1:]] + [ended]
    done = spark_events.sum_by_stage(logs, began_at)
    for (name, start), end in zip(began_at, ends, strict=True):
        work = done[name]
        print(
            f"  {name:14} {end - start:7.1f} s by the clock, {work.core_s:7.1f} "
            f"core-seconds ({processor_s[name]:.1f} of processor time here), "
            f"{work.shuffle_bytes / 1e6:8.1f} MB shuffled, "
            f"{work.result_bytes / 1e6:6.2f} MB to the driver, {rows[name]:>10,} rows"
        )
    print_model(documents, done, processor_s)
    for name, peak in peaks.items():
        print(f"  peak memory of the driver's {name}: {peak / 1e9:.2f} GB", flush=True)


def read_peaks() -> dict[str, int]:
    """The peak resident bytes of this process, and of the Java that it started."""
    own = psutil.Process(os.getpid())
    # On a local master Java's children are workers, which are no driver's.
    java = [one for one in own.children() if one.name() == "java"]
    processes = zip(("Python", "Java"), [own, *java], strict=False)
    return {name: read_peak(process.pid) for name, process in processes}


def read_peak(pid: int) -> int:
    """The peak resident bytes of a process, by the kernel's books; 0 without them."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    for line in status.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def read_processor_seconds() -> float:
    """Processor time so far of this process and all that it has started.

    On a master elsewhere executors are no children of ours, and left out.
    """
    family = [psutil.Process(os.getpid())]
    family += family[0].children(recursive=True)
    total = 0.0
    for process in family:
        # One may end in between; its time is then its parent's, of its children.
        with suppress(psutil.NoSuchProcess):
            spent = process.cpu_times()
            total += spent.user + spent.system
            total += spent.children_user + spent.children_system
    return total


def print_model(
    documents: int,
    done: dict[str, spark_events.Work],
    processor_s: dict[str, float],
) -> None:
    """Compare with what floors plan would say of so many documents."""
    kind = TextKind("planted", "", documents, documents, documents)
    cost = estimate_cluster_cost(1e6, kind, DedupSettings(), cores=1)
    whole = sum(done.values(), spark_events.Work())
    spent = sum(processor_s.values())
    print(
        f"  the model: {3600 * cost.sql_core_hours:.0f} core-seconds, measured "
        f"{whole.core_s:.0f} ({spent:.0f} of processor time); shuffled "
        f"{cost.shuffle_bytes / 1e6:.0f} MB, measured "
        f"{whole.shuffle_bytes / 1e6:.0f}"
    )
    bands = documents * DedupSettings().sketch.bands
    clusters = done["doc_clusters"].shuffle_bytes
    clustering = processor_s["doc_clusters"]
    print(
        f"  a band: {1e6 * clustering / bands:.2f} microseconds of processor time, "
        f"{clusters / bands:.0f} bytes shuffled; an observation: "
        f"{1e6 * (spent - clustering) / documents:.1f} microseconds, "
        f"{(whole.shuffle_bytes - clusters) / documents:.0f} bytes"
    )


if __name__ == "__main__":
    main()
