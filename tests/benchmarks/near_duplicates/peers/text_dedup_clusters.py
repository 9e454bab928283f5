"""Clusters by text-dedup, from its command line, on two processes.

It writes the documents that are left and, asked to debug, its sets of documents,
named by their places in the corpus. Its words end at what is no letter or digit, so
that a full stop and a space enclose an empty word.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(corpus: Path, output: Path) -> None:
    """Become the command, with its caches where the output goes."""
    output.mkdir(parents=True, exist_ok=True)
    os.environ.update(HF_HOME=str(output / "home"), HF_HUB_OFFLINE="1")
    options = {
        "--path": "json",
        "--data_files": str(corpus / "*.jsonl"),
        "--split": "train",
        "--cache_dir": str(output / "cache"),
        "--output": str(output / "survivors"),
        "--column": "text",
        "--ngram": "5",
        "--num_perm": "112",
        "--b": "14",
        "--r": "8",
        "--hash_func": "xxh3",
        "--num_proc": "2",
    }
    pairs = [part for pair in options.items() for part in pair]
    command = [sys.executable, "-m", "text_dedup.minhash", *pairs, "--debug"]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
