"""In what two runs differ beside their tables: what makes a comparison doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jobs.run_folder import RunRecord

_IRRELEVANT = frozenset({"categories", "shard_bytes"})
"""Settings that are compared apart, or change no count."""

_WITHOUT_A_SAY = frozenset({"click", "fsspec", "rich"})
"""Libraries that read no text and count nothing."""


def list_doubts(one: RunRecord, other: RunRecord) -> list[str]:
    """Say what else than the corpus may have moved the floors, or spoils the test.

    Args:
        one: The record of the first run.
        other: That of the second.

    Returns:
        One sentence each; empty where the runs differ in the corpus alone.
    """
    return [
        *_compare_category_sets(one, other),
        *_compare_category_files(one, other),
        *_compare_settings(one, other),
        *_compare_versions(one, other),
        *_compare_corpora(one, other),
        *(
            f"the {name} run read a part of its corpus: its rates are biased up."
            for name, record in (("first", one), ("second", other))
            if record.limited
        ),
    ]


def _compare_category_sets(one: RunRecord, other: RunRecord) -> list[str]:
    before, now = _categories(one), _categories(other)
    lists = [
        f"only the {name} run counted {', '.join(sorted(rest))}"
        for name, rest in (
            ("first", before.keys() - now.keys()),
            ("second", now.keys() - before.keys()),
        )
        if rest
    ]
    if not lists:
        return []
    return [
        f"the category sets differ: {'; '.join(lists)}. Only documents with facts are "
        "clustered, so other categories can move a floor a little."
    ]


def _compare_category_files(one: RunRecord, other: RunRecord) -> list[str]:
    before, now = _categories(one), _categories(other)
    changed = []
    for name in sorted(before.keys() & now.keys()):
        if before[name] != now[name]:
            versions = before[name].get("version"), now[name].get("version")
            said = f" (version {versions[0]}, then {versions[1]})"
            changed.append(f"{name}{said if versions[0] != versions[1] else ''}")
    if not changed:
        return []
    return [
        f"the files of these categories differ: {', '.join(changed)}. A move of theirs "
        "may come from the patterns."
    ]


def _compare_settings(one: RunRecord, other: RunRecord) -> list[str]:
    before, now = (_flatten(record.configuration) for record in (one, other))
    changed = [
        f"{name} was {_show(before.get(name))}, then {_show(now.get(name))}"
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    ]
    return [f"settings differ: {'; '.join(changed)}."] if changed else []


def _compare_versions(one: RunRecord, other: RunRecord) -> list[str]:
    before, now = one.versions, other.versions
    names = dict.fromkeys([*before, *now])
    changed = [
        f"{name} {_show(before.get(name))}, then {_show(now.get(name))}"
        for name in names
        if before.get(name) != now.get(name) and name not in _WITHOUT_A_SAY
    ]
    return [f"versions differ: {'; '.join(changed)}."] if changed else []


def _compare_corpora(one: RunRecord, other: RunRecord) -> list[str]:
    before, now = (
        {(file["bytes"], file.get("ends") or file["key"]) for file in record.corpus}
        for record in (one, other)
    )
    shared = before & now
    if not shared:
        return []
    if before == now:
        return [
            "both runs read the same corpus, so chance has no part in what moved: "
            "'beyond chance' only says how large a move is."
        ]
    return [
        f"the corpora share {len(shared):,} of {len(before | now):,} files: the runs "
        "are not independent, and chance moves their floors less than is reckoned."
    ]


def _categories(record: RunRecord) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = record.configuration.get("categories", {})
    return found


def _flatten(configuration: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that can move a count, inner ones as 'dedup.mode'."""
    flat: dict[str, Any] = {}
    for name, value in configuration.items():
        if name in _IRRELEVANT:
            continue
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": held for inner, held in value.items()}
        else:
            flat[name] = value
    return flat


def _show(value: object) -> str:
    return "not set" if value is None else str(value)
