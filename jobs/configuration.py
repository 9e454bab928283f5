"""What decides a run's tables, as run.json records it, and how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jobs.run_folder import RunFolder, RunRecord
from pipeline.corpus.fingerprints import fingerprint_ends
from pipeline.corpus.listing import CorpusFile, kind_of
from pipeline.dedup.settings import (
    DedupMode,
    DedupSettings,
    ShingleUnit,
    SketchSettings,
)
from pipeline.errors import FloorsError

# A job that makes one table by itself reads no text: spaCy and patterns take a second.
if TYPE_CHECKING:
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


def read_corpus(listing: Sequence[Mapping[str, Any]]) -> tuple[CorpusFile, ...]:
    """Read a corpus listing of run.json back: describe_corpus the other way round."""
    return tuple(
        CorpusFile(file["path"], file["key"], file["bytes"], kind_of(file["key"]))
        for file in listing
    )


def read_dedup(configuration: Mapping[str, Any]) -> DedupSettings:
    """Read from a configuration of run.json how documents were clustered.

    Args:
        configuration: As describe_configuration gave it.
    """
    sketch, dedup = configuration["sketch"], configuration["dedup"]
    return DedupSettings(
        mode=DedupMode(dedup["mode"]),
        preset=dedup["preset"],
        sketch=SketchSettings(
            **{**sketch, "shingle_unit": ShingleUnit(sketch["shingle_unit"])}
        ),
        threshold=dedup["threshold"],
    )


def replace_dedup(
    configuration: Mapping[str, Any], dedup: DedupSettings
) -> dict[str, Any]:
    """Change in a configuration of run.json how documents are clustered.

    Args:
        configuration: As describe_configuration gave it.
        dedup: What is to stand in it instead.
    """
    return {
        **configuration,
        "sketch": asdict(dedup.sketch),
        "dedup": describe_dedup(dedup),
    }


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


def refuse_other_run(
    folder: RunFolder, held: RunRecord, asked: RunRecord, *, given: str = "corpus"
) -> None:
    """Make sure that a folder's run is the one that is asked for.

    Args:
        folder: Where it lies.
        held: What its run.json says.
        asked: What run.json is to say.
        given: What the command was given to read, for the message.

    Raises:
        FloorsError: They differ in the corpus or the configuration; says in what.
    """
    differences = list_differences(
        held.configuration, asked.configuration, held.corpus, asked.corpus
    )
    if differences:
        raise FloorsError(
            f"{folder.path} holds a run of another corpus or configuration: "
            f"{'; '.join(differences)}. Give another folder with -o, or the same "
            f"{given} and options as before."
        )


def find_other_version(held: RunRecord, versions: Mapping[str, str]) -> str | None:
    """Name what a run was made with, where another version is at work now.

    Args:
        held: What the run's run.json says.
        versions: Those at work now.

    Returns:
        Such as "floors version 0.0.9, and this is 0.1.0"; None where they are alike.
    """
    for name in ("floors", "schema"):
        was, now = held.versions.get(name), versions[name]
        if was != now:
            return f"{name} version {was}, and this is {now}"
    return None


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
