"""What a driver in plain Python needs around a tool: documents in, clusters out."""

from __future__ import annotations

from pathlib import Path

import orjson


def corpus_files(corpus: Path) -> list[Path]:
    """List the files of a corpus, in order."""
    return sorted(corpus.glob("*.jsonl"))


def read_file(path: Path) -> tuple[list[str], list[str]]:
    """Read the ids and texts of one file."""
    ids, texts = [], []
    with path.open("rb") as file:
        for line in file:
            record = orjson.loads(line)
            ids.append(record["id"])
            texts.append(record["text"])
    return ids, texts


def read_documents(corpus: Path) -> tuple[list[str], list[str]]:
    """Read the ids and texts of a corpus."""
    ids: list[str] = []
    texts: list[str] = []
    for path in corpus_files(corpus):
        more_ids, more_texts = read_file(path)
        ids += more_ids
        texts += more_texts
    return ids, texts


def find(parents: list[int], number: int) -> int:
    """Find the root of a document's set, halving the path."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def join(parents: list[int], one: int, other: int) -> None:
    """Join the sets of two documents, under the smaller root."""
    if parents[one] == parents[other]:
        return
    one, other = find(parents, one), find(parents, other)
    if one < other:
        parents[other] = one
    else:
        parents[one] = other


def write_clusters(output: Path, ids: list[str], parents: list[int]) -> None:
    """Write (id, cluster) for each document that is not its own set's root, and root.

    Documents like no other are left out.
    """
    output.mkdir(parents=True, exist_ok=True)
    roots = [find(parents, number) for number in range(len(parents))]
    shared = {root for number, root in enumerate(roots) if root != number}
    with (output / "clusters.tsv").open("w", encoding="utf-8") as file:
        for number, root in enumerate(roots):
            if root in shared:
                file.write(f"{ids[number]}\t{ids[root]}\n")
