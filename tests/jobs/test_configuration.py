from __future__ import annotations

import json
from typing import Any

import pytest

from jobs.configuration import (
    describe_corpus,
    list_differences,
    read_corpus,
    read_dedup,
    replace_dedup,
)
from pipeline.corpus.listing import CorpusFile
from pipeline.dedup.presets import PRESETS, choose_dedup

CORPUS = [{"key": "a.jsonl", "bytes": 1000, "ends": "ab", "path": "/x/a.jsonl"}]
BIRTHDAY = {"birthday": {"version": 1, "hash": "aa"}}


def configuration(**changes: Any) -> dict[str, Any]:
    return {
        "categories": BIRTHDAY,
        "fields": {"text": None, "id": None},
        "shard_bytes": 64,
        "limit_documents": None,
    } | changes


def differences(
    new: dict[str, Any] | None = None, corpus: list[dict[str, Any]] | None = None
) -> list[str]:
    return list_differences(
        configuration(),
        new or configuration(),
        CORPUS,
        CORPUS if corpus is None else corpus,
    )


def test_equal_runs_do_not_differ() -> None:
    assert differences() == []


def test_where_the_corpus_lies_is_no_difference() -> None:
    assert differences(corpus=[CORPUS[0] | {"path": "/elsewhere/a.jsonl"}]) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"limit_documents": 5}, "limit_documents was not set, is 5"),
        ({"fields": {"text": "body", "id": None}}, "fields.text was not set, is body"),
        ({"shard_bytes": 32}, "shard_bytes was 64, is 32"),
        ({"categories": {}}, "category birthday is gone"),
        (
            {"categories": BIRTHDAY | {"capital": {"version": 1, "hash": "b"}}},
            "category capital is new",
        ),
        (
            {"categories": {"birthday": {"version": 2, "hash": "ab"}}},
            "the file of category birthday has changed: version 1, now 2",
        ),
        (
            {"categories": {"birthday": {"version": 1, "hash": "ab"}}},
            "the file of category birthday has changed",
        ),
    ],
)
def test_a_changed_setting_is_named(changes: dict[str, Any], said: str) -> None:
    assert differences(configuration(**changes)) == [said]


@pytest.mark.parametrize(
    ("corpus", "said"),
    [
        (
            [CORPUS[0] | {"bytes": 1001}],
            ["corpus file a.jsonl had 1,000 bytes, has 1,001"],
        ),
        (
            [CORPUS[0] | {"ends": "cd"}],
            ["corpus file a.jsonl has the same size but other bytes"],
        ),
        ([CORPUS[0] | {"ends": None, "path": "s3://x/a.jsonl"}], []),
        (
            [{"key": "b.jsonl", "bytes": 1000}],
            ["corpus file b.jsonl is new", "corpus file a.jsonl is gone"],
        ),
    ],
)
def test_a_changed_listing_is_named(
    corpus: list[dict[str, Any]], said: list[str]
) -> None:
    assert differences(corpus=corpus) == said


def test_many_differences_are_counted() -> None:
    corpus = [*CORPUS, *({"key": f"{n}.jsonl", "bytes": 1} for n in range(9))]
    assert differences(corpus=corpus)[-1] == "and 5 more"
    assert len(differences(corpus=corpus)) == 5


@pytest.mark.parametrize(
    ("mode", "preset"),
    [("none", None), ("exact", None), (None, None), *((None, one) for one in PRESETS)],
)
def test_deduplication_is_read_as_it_was_recorded(
    mode: str | None, preset: str | None
) -> None:
    asked = choose_dedup(mode, preset)
    written = json.loads(json.dumps(replace_dedup(configuration(), asked)))
    assert written["shard_bytes"] == 64
    found = read_dedup(written)
    assert (found.mode, found.preset, found.sketch) == (
        asked.mode,
        asked.preset,
        asked.sketch,
    )
    assert json.loads(json.dumps(replace_dedup(configuration(), found))) == written


def test_a_corpus_listing_is_read_as_it_was_recorded() -> None:
    files = (
        CorpusFile("/x/a.jsonl.gz", "0-x/a.jsonl.gz", 5, "jsonl"),
        CorpusFile("s3://bucket/b.parquet", "1-bucket/b.parquet", 7, "parquet"),
    )
    assert read_corpus(describe_corpus(files)) == files
