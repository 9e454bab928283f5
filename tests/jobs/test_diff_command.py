"""`floors diff`: two runs compared, and what makes the comparison doubtful."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import Floors, assert_refused

from jobs.run_differences import list_doubts
from jobs.run_folder import RunRecord


def record(**changes: Any) -> RunRecord:
    """A record; a corpus of one file of its own name unless said otherwise."""
    held: dict[str, Any] = {
        "configuration": {
            "categories": {"birthday": {"version": 1, "hash": "a"}},
            "dedup": {"mode": "near"},
            "shard_bytes": 1,
        },
        "corpus": [{"key": "a", "bytes": 5, "ends": "x", "path": "/a"}],
        "versions": {"floors": "1", "rich": "1"},
        "execution": {},
        "started": "",
        "limited": False,
    }
    return RunRecord(**(held | changes))


OTHER = [{"key": "b", "bytes": 6, "ends": "y", "path": "/b"}]


def test_runs_that_differ_in_the_corpus_alone_raise_no_doubt() -> None:
    assert list_doubts(record(), record(corpus=OTHER)) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"configuration": {"categories": {}}}, "only the first run counted birthday"),
        (
            {"configuration": {"categories": {"birthday": {"version": 2}}}},
            "birthday (version 1, then 2)",
        ),
        (
            {
                "configuration": {
                    "categories": {"birthday": {"version": 1, "hash": "a"}},
                    "dedup": {"mode": "none"},
                }
            },
            "dedup.mode was near, then none",
        ),
        ({"versions": {"floors": "2"}}, "floors 1, then 2"),
        ({"limited": True}, "the second run read a part"),
    ],
)
def test_what_else_may_have_moved_a_floor_is_told(
    changes: dict[str, Any], says: str
) -> None:
    doubts = list_doubts(record(), record(**({"corpus": OTHER} | changes)))
    assert any(says in doubt for doubt in doubts), doubts


def test_what_moves_no_floor_is_not_told() -> None:
    other = record(versions={"floors": "1", "rich": "2"}, corpus=OTHER)
    other.configuration["shard_bytes"] = 2
    assert list_doubts(record(), other) == []


def test_corpora_that_overlap_are_told() -> None:
    [same] = list_doubts(record(), record())
    assert "the same corpus" in same
    part = record(corpus=[*record().corpus, *OTHER])
    [some] = list_doubts(record(), part)
    assert "share 1 of 2 files" in some


def test_a_run_beside_itself_does_not_move(finished: Path, floors: Floors) -> None:
    done = floors("diff", finished, finished)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Nothing moved.\n" in done.stdout
    answer = json.loads(floors("diff", finished, finished, "--json").stdout)
    assert [move["change"] for move in answer["moves"]] == [0]
    assert "the same corpus" in answer["warnings"][0]


def test_moves_are_printed_as_csv(finished: Path, floors: Floors) -> None:
    done = floors("diff", finished, finished, "--csv")
    [row] = csv.DictReader(io.StringIO(done.stdout))
    assert row["category"] == "birthday"
    assert row["observations_one"] == row["observations_other"]
    assert done.stderr.startswith("Mind: ")


def test_another_set_of_categories_is_warned_of(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(finished, other)
    path = other / "run.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    held["configuration"]["categories"]["capital"] = {"version": 1, "hash": "c"}
    path.write_text(json.dumps(held), encoding="utf-8")
    text = " ".join(floors("diff", finished, other).stdout.split())
    assert "only the second run counted capital" in text


def test_what_is_no_run_is_refused(
    finished: Path, floors: Floors, tmp_path: Path
) -> None:
    assert_refused(floors, "diff", finished, tmp_path, code=1, says=("run.json",))
    assert_refused(
        floors, "diff", finished, tmp_path / "none", code=2, says=("no run folder",)
    )
