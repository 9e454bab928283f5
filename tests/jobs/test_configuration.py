from __future__ import annotations

from typing import Any

import pytest

from jobs.configuration import list_differences

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
