"""What decides a run's tables, as run.json records it, and how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from pipeline.corpus.fingerprints import fingerprint_ends
from pipeline.corpus.listing import CorpusFile
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.extraction.category import Category
from pipeline.shard_pass import PassSettings

_FILES_AT_ONCE = 16  # on a network disk each is a wait
_SHOWN = 4  # differences named in one message


def describe_configuration(
    settings: PassSettings,
    dedup: DedupSettings,
    *,
    shard_bytes: int,
    limit_shards: int | None,
    limit_documents: int | None,
) -> dict[str, Any]:
    """Put every setting that decides what the tables hold into plain values.

    Args:
        settings: Categories, field names and sketches.
        dedup: How clusters are made; its sketches are those of `settings`.
        shard_bytes: How large a shard is cut.
        limit_shards: Shards read at most; None for all.
        limit_documents: Records read at most; None for all.

    Returns:
        What json can write; two runs of one corpus with equal configurations have
        equal tables.
    """
    return {
        "categories": {
            category.name: _describe_category(category)
            for category in settings.categories
        },
        "fields": asdict(settings.fields),
        "sketch": asdict(settings.sketch),
        "dedup": describe_dedup(dedup),
        "spacy_model": _describe_spacy_model(settings.spacy_model),
        "shard_bytes": shard_bytes,
        "limit_shards": limit_shards,
        "limit_documents": limit_documents,
    }


def describe_dedup(dedup: DedupSettings) -> dict[str, Any]:
    """Put into plain values how clusters are made of sketches."""
    threshold = dedup.threshold if dedup.mode is DedupMode.NEAR else None
    return {"mode": dedup.mode, "preset": dedup.preset, "threshold": threshold}


def _describe_spacy_model(name: str | None) -> str | None:
    if name is None:
        return None
    # Loaded here as in every worker, so that a wrong name is told before any work.
    from pipeline.extraction.trained_spans import describe_trained_pipeline

    return describe_trained_pipeline(name)


def describe_corpus(files: Sequence[CorpusFile]) -> list[dict[str, Any]]:
    """Put a corpus listing into plain values, in its order."""
    with ThreadPoolExecutor(_FILES_AT_ONCE) as pool:
        return [
            {"key": file.key, "bytes": file.size, "ends": ends, "path": file.path}
            for file, ends in zip(files, pool.map(fingerprint_ends, files), strict=True)
        ]


def list_differences(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    old_corpus: Sequence[Mapping[str, Any]],
    new_corpus: Sequence[Mapping[str, Any]],
) -> list[str]:
    """Name what differs between the run that a folder holds and the one asked for.

    Where the corpus lies is no difference: keys, sizes and the hashes of the files'
    ends are what counts, the hashes where both listings have them.

    Args:
        old: The folder's configuration.
        new: The configuration asked for.
        old_corpus: The folder's corpus listing.
        new_corpus: The listing now.

    Returns:
        One phrase a difference, the first few; empty where there is none.
    """
    found = _compare_corpora(old_corpus, new_corpus)
    found += _compare_categories(old.get("categories", {}), new["categories"])
    before = _flatten({k: v for k, v in old.items() if k != "categories"})
    now = _flatten({k: v for k, v in new.items() if k != "categories"})
    found += [
        f"{name} was {_show(before.get(name))}, is {_show(now.get(name))}"
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    ]
    rest = len(found) - _SHOWN
    return found[:_SHOWN] + ([f"and {rest} more"] if rest > 0 else [])


def _describe_category(category: Category) -> dict[str, Any]:
    return {"version": category.version, "hash": category.hash}


def _compare_corpora(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> list[str]:
    before = {file["key"]: file for file in old}
    now = {file["key"]: file for file in new}
    found = [f"corpus file {key} is new" for key in now if key not in before]
    found += [f"corpus file {key} is gone" for key in before if key not in now]
    for key in now:
        if key not in before:
            continue
        sizes = before[key]["bytes"], now[key]["bytes"]
        ends = before[key].get("ends"), now[key].get("ends")
        if sizes[0] != sizes[1]:
            found.append(f"corpus file {key} had {sizes[0]:,} bytes, has {sizes[1]:,}")
        elif None not in ends and ends[0] != ends[1]:
            found.append(f"corpus file {key} has the same size but other bytes")
    return found


def _compare_categories(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    found = [f"category {name} is new" for name in new if name not in old]
    found += [f"category {name} is gone" for name in old if name not in new]
    for name in new:
        if name in old and new[name] != old[name]:
            before, now = old[name]["version"], new[name]["version"]
            versions = f": version {before}, now {now}" if before != now else ""
            found.append(f"the file of category {name} has changed{versions}")
    return found


def _flatten(values: Mapping[str, Any]) -> dict[str, Any]:
    """{"fields": {"text": "body"}} as {"fields.text": "body"}."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": held for inner, held in value.items()}
        else:
            flat[name] = value
    return flat


def _show(value: object) -> str:
    return "not set" if value is None else str(value)
