"""Near-duplicates head to head: this project and its peers on the same documents."""

# ruff: noqa: T201  # what a benchmark prints is what it is for
from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from environments import HERE, REPOSITORY, make_environment
from generated_documents import load_truth, make_documents, read_texts
from measured_run import Usage, adopt_orphans, run_measured
from scoring import Score, read_clusters, score

OURS = "ours"
PEERS = ("gaoya", "rensa", "datasketch", "text_dedup", "datatrove")
CORES = 2
REPEATED = 100_000
"""Sizes below it are repeated."""


@dataclass
class Runs:
    """What was measured of one tool at one size.

    Attributes:
        usages: Of its runs.
        ours: Of our run just before each.
        score: Of its clusters; None where no run came to its end.
    """

    usages: list[Usage] = field(default_factory=list)
    ours: list[Usage] = field(default_factory=list)
    score: Score | None = None

    @property
    def whole(self) -> list[tuple[Usage, Usage]]:
        """Pairs of a run and ours in which both came to their end."""
        pairs = zip(self.usages, self.ours, strict=True)
        return [pair for pair in pairs if not any(one.ended for one in pair)]


def main() -> None:
    """Make environments and documents, run the tools in turn, print the tables."""
    options = _parse_arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    adopt_orphans()
    # Ended from outside, it takes the tool that runs with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    pythons = {}
    for tool in (OURS, *options.peers):
        python, why = make_environment(tool, options.folder / "environments")
        if python is None:
            print(f"{tool} could not be installed here: {why}")
        else:
            pythons[tool] = python
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.platform()}, {CORES} cores\n")
    for size in options.sizes:
        folder = options.folder / f"documents-{size}"
        make_documents(size, folder)
        repeats = options.repeats if size < REPEATED else 1
        _print_table(size, _run_all(pythons, folder, repeats, options.limit))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    parser.add_argument(
        "--repeats", type=int, default=3, help=f"runs of sizes below {REPEATED:,}"
    )
    parser.add_argument(
        "--limit", type=float, default=1800, help="seconds after which a run is ended"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=REPOSITORY / "runs" / "near-duplicates",
        help="keeps environments and documents",
    )
    return parser.parse_args()


def _run_all(
    pythons: dict[str, Path], folder: Path, repeats: int, limit: float
) -> dict[str, Runs]:
    """Run every tool, each right after a run of ours."""
    found = {tool: Runs() for tool in pythons}
    for _ in range(repeats):
        for tool in pythons:
            if tool == OURS:
                continue
            ours = _run(OURS, pythons[OURS], folder, limit, found[OURS])
            found[OURS].usages.append(ours)
            found[OURS].ours.append(ours)
            usage = _run(tool, pythons[tool], folder, limit, found[tool])
            found[tool].usages.append(usage)
            found[tool].ours.append(ours)
            print(
                f"  {tool}: {usage.wall:.1f} s, CPU {usage.cpu:.1f} s {usage.ended}; "
                f"ours {ours.wall:.1f} s, CPU {ours.cpu:.1f} s {ours.ended}",
                flush=True,
            )
    return found


def _run(tool: str, python: Path, folder: Path, limit: float, runs: Runs) -> Usage:
    """Run one tool on an empty output folder; score its first whole run."""
    name = "our" if tool == OURS else tool
    output = folder / "output" / tool
    shutil.rmtree(output, ignore_errors=True)
    usage = run_measured(
        [
            str(python),
            str(HERE / "peers" / f"{name}_clusters.py"),
            str(folder / "corpus"),
            str(output),
        ],
        folder / "logs" / f"{tool}.txt",
        limit,
    )
    if runs.score is None and not usage.ended:
        clusters = read_clusters(tool, output, folder / "corpus")
        runs.score = score(clusters, load_truth(folder), read_texts(folder))
    shutil.rmtree(output, ignore_errors=True)
    return usage


def _print_table(size: int, found: dict[str, Runs]) -> None:
    print(f"\n### {size:,} documents\n")
    print(
        "| tool | wall s | CPU s | peak MB | wall to ours | CPU to ours | recall ≥ 0.8 "
        "| 0.7–0.8 | 0.6–0.7 | 0.5–0.6 | pairs < 0.5 | clusters | floor, dropped "
        "| floor, in clusters |"
    )
    print("|" + "---|" * 14)
    for tool, runs in found.items():
        print(f"| {tool} | {_measures(runs)} | {_worth(runs.score)} |")
    scores = [runs.score for runs in found.values() if runs.score is not None]
    if scores:
        print(f"\nTrue floor: {scores[0].truth:.3f}.\n", flush=True)


def _measures(runs: Runs) -> str:
    whole = runs.whole
    if not whole:
        why = runs.usages[-1].ended if runs.usages else "not run"
        return " | ".join([why, *["—"] * 4])
    own = [usage for usage, _ in whole]
    return " | ".join(
        [
            _spread([usage.wall for usage in own]),
            f"{median(usage.cpu for usage in own):.1f}",
            f"{median(usage.peak for usage in own):,.0f}",
            f"{median(usage.wall / ours.wall for usage, ours in whole):.2f}",
            f"{median(usage.cpu / ours.cpu for usage, ours in whole):.2f}",
        ]
    )


def _spread(seconds: Sequence[float]) -> str:
    middle = f"{median(seconds):.1f}"
    if len(seconds) == 1:
        return middle
    return f"{middle} ({min(seconds):.1f}–{max(seconds):.1f})"


def _worth(found: Score | None) -> str:
    if found is None:
        return " | ".join(["—"] * 8)
    curve = [f"{share:.3f}" for share in reversed(found.curve)]
    return " | ".join(
        [
            f"{found.recall:.4f}",
            *curve,
            f"{found.unlike:.4f}",
            f"{found.clusters:,}",
            f"{found.dropped:.3f}",
            f"{found.counted:.3f}",
        ]
    )


if __name__ == "__main__":
    main()
