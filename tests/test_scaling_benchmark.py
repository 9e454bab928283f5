"""What the benchmarks of scaling measure on: salted copies, and Spark's own log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards
from pipeline.extraction.category_files import load_categories
from pipeline.extraction.extractor import Extractor
from pipeline.sample import write_sample

TEXT = (
    "In 1901 the painter Ada Holt was born in Tarnby. On 5 March 1960 her pupil, the "
    "clockmaker Bob Oland, opened the University of Harn with Ada Holt."
)


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))


def task(started_ms: int, run_ms: int, shuffled: int) -> str:
    metrics = {
        "Executor Run Time": run_ms,
        "Executor CPU Time": run_ms * 500_000,
        "Shuffle Write Metrics": {"Shuffle Bytes Written": shuffled},
        "Disk Bytes Spilled": 1,
        "Result Size": 2,
    }
    info = {"Launch Time": started_ms}
    event = {"Event": "SparkListenerTaskEnd", "Task Info": info}
    return json.dumps(event | {"Task Metrics": metrics})


def test_the_first_copy_is_the_text_itself():
    from salted_copies import salt

    assert salt(TEXT, 0) == TEXT


def test_each_copy_is_about_other_people_in_the_same_words():
    from salted_copies import salt

    copies = [salt(TEXT, copy) for copy in range(20)]

    assert len(set(copies)) == 20
    for copy in copies[1:]:
        assert "Holt" not in copy.split()
        assert "Tarnby." not in copy.split()
        for kept in ("In 1901 the painter", "5 March 1960", "the University of"):
            assert kept in copy


def test_copies_state_as_many_facts_about_other_people(tmp_path: Path):
    from salted_copies import write_copy

    write_sample(tmp_path / "sample", documents=300)
    shards = plan_shards(list_corpus([str(tmp_path / "sample" / "corpus")]))
    extractor = Extractor(load_categories(("birthday",)))
    people = []
    for copy in (1, 2):
        assert write_copy(shards, copy, tmp_path / str(copy)) > 0
        found = plan_shards(list_corpus([str(tmp_path / str(copy))]))
        records = [one for shard in found for one in read_records(shard, FieldNames())]
        texts = [one.text for one in records if isinstance(one, Document)]
        facts = [fact for text in texts for fact in extractor.extract(text)]
        people.append([fact.entity_key for fact in facts])

    assert len(people[0]) == pytest.approx(len(people[1]), rel=0.1)
    assert len(people[0]) > 20
    # Names at the start of a sentence stay, for most words there are no names.
    assert len(set(people[0]) & set(people[1])) < 0.5 * len(set(people[0]))


def test_tasks_count_for_the_stage_in_which_they_started(tmp_path: Path):
    from spark_events import Work, sum_by_stage

    lost = json.dumps({"Event": "SparkListenerTaskEnd", "Task Info": {}})
    lines = [task(500, 9000, 1), task(1500, 100, 10), task(2500, 200, 20), lost]
    lines += ['{"Event":"SparkListenerJobEnd"}', task(9000, 300, 30)]
    (tmp_path / "app").write_text("\n".join(lines), encoding="utf-8")

    done = sum_by_stage(tmp_path, [("first", 1.0), ("second", 2.0)])

    assert done["first"] == Work(0.1, 0.05, 10, 1, 2)
    assert done["second"].shuffle_bytes == 50
    assert done["second"].core_s == pytest.approx(0.5)
