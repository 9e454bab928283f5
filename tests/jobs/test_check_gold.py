"""floors categories check --gold: what it prints, and what it refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import REPOSITORY, Floors, assert_refused, write_lines

CHECK = ("categories", "check", "--gold")


def fact(entity: str, value: str, category: str = "birthday") -> dict[str, Any]:
    return {"category": category, "entity": entity, "value": value}


GOLD: list[dict[str, Any]] = [
    {
        "id": "holt",
        "title": None,
        "text": "Ada Holt was born on 5 March 1960. Tarnby is the capital of Harn.",
        "annotated": ["birthday", "birth_year"],
        "facts": [
            fact("Ada Holt", "1960-03-05"),
            fact("Ada Holt", "1960", "birth_year"),
        ],
        "traps": [],
    },
    {
        "id": "lind",
        "title": None,
        "text": "Jonas Lind was born on 1 May 1971.",
        "annotated": ["birthday"],
        "facts": [fact("Jonas Lind", "1971-05-02")],
        "traps": [fact("Lind", "1971-05-01")],
    },
    {
        "id": "marit",
        "title": None,
        "text": "Lise Márit came into the world on 4 May 1979.",
        "annotated": ["birthday"],
        "facts": [fact("Lise Márit", "1979-05-04")],
        "traps": [],
    },
    {"id": "sand", "text": None, "annotated": ["capital"], "facts": []},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "parish books.jsonl", GOLD)


def rows_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_every_category_of_the_file_is_scored(gold: Path, floors: Floors) -> None:
    done = floors(*CHECK, gold)
    assert (done.exit_code, done.stderr) == (0, "")
    rows = rows_of(done.stdout)
    assert "birthday 3 1 33.3% (6.1%–79.2%) 2 1 50.0% (9.5%–90.5%)" in rows
    assert "birthday 3 2 66.7% 2 66.7%" in rows
    whole = "1 1 100.0% (20.7%–100.0%)"
    assert f"birth_year {whole} {whole}" in rows
    assert "Traps fallen into: birthday 1 of 1." in rows
    assert "4 records, 1 of them without text, passed over." in rows
    [absent] = [row for row in rows if row.startswith("Not in these records: ")]
    assert "capital" in absent
    assert "[[measured]]" not in done.stdout


def test_only_the_categories_named_are_scored(gold: Path, floors: Floors) -> None:
    options = ["--category", "birth_year", "--category", "capital"]
    rows = rows_of(floors(*CHECK, gold, *options).stdout)
    assert "Not in these records: capital." in rows
    assert not [row for row in rows if row.startswith("birthday")]


def test_errors_are_listed_with_cause_and_passage(gold: Path, floors: Floors) -> None:
    done = floors(*CHECK, gold, "--errors", "birthday")
    rows = rows_of(done.stdout.split("birthday: 2 missed, 1 wrong\n")[1])
    assert rows == [
        "missed lind Jonas Lind = 1971-05-02: other value (found: Jonas Lind = "
        "1971-05-01)",
        "Jonas Lind was born on 1 May 1971.",
        "wrong lind Jonas Lind = 1971-05-01 [was_born_on]: trap",
        "Jonas Lind was born on 1 May 1971.",
        "missed marit Lise Márit = 1979-05-04: no trigger",
        "Lise Márit came into the world on 4 May 1979.",
    ]


def test_measurements_are_ready_to_be_pasted(gold: Path, floors: Floors) -> None:
    before = date.today()
    text = floors(*CHECK, gold, "--toml").stdout
    assert text.index("precision") < text.index("[[measured]]")
    blocks = tomllib.loads(text[text.index("# found: ") :])["measured"]
    assert [block["gold_set"] for block in blocks] == ["parish books"] * 2
    assert before <= blocks[0]["date"] <= date.today()
    assert blocks[1]["counts"] == {
        "found": 2,
        "wrong": 1,
        "asked": 3,
        "missed": 2,
        "gate": 2,
    }
    assert (blocks[1]["precision"], blocks[1]["recall"]) == (0.5, 0.333)
    named = floors(*CHECK, gold, "--toml", "--gold-name", "Books of Harn").stdout
    assert named.count('gold_set = "Books of Harn"') == 2


def test_a_program_gets_everything_as_one_object(gold: Path, floors: Floors) -> None:
    options = ["--json", "--toml", "--errors", "birthday"]
    answer = json.loads(floors(*CHECK, gold, *options).stdout)
    assert (answer["gold"], answer["records"]) == (str(gold), 4)
    assert answer["without_text"] == 1
    assert "capital" in answer["absent"]
    by_name = {one["name"]: one for one in answer["categories"]}
    assert list(by_name) == ["birth_year", "birthday"]
    assert by_name["birthday"]["version"] >= 1
    counts = ("asked", "found", "gate", "gate_anywhere", "predicted", "right")
    assert [by_name["birthday"][name] for name in counts] == [3, 1, 2, 2, 2, 1]
    assert (by_name["birthday"]["traps"], by_name["birthday"]["trapped"]) == (1, 1)
    assert by_name["birthday"]["recall"] == 1 / 3
    assert [one["cause"] for one in answer["errors"]] == [
        "other value",
        "trap",
        "no trigger",
    ]
    assert len(tomllib.loads(answer["toml"])["measured"]) == 2
    plain = json.loads(floors(*CHECK, gold, "--json").stdout)
    assert "errors" not in plain
    assert "toml" not in plain


def test_the_same_file_gives_the_same_answer(gold: Path, floors: Floors) -> None:
    options = ["--errors", "birthday"]
    assert (
        floors(*CHECK, gold, *options).stdout == floors(*CHECK, gold, *options).stdout
    )


def test_categories_of_ones_own_are_scored(
    gold: Path, floors: Floors, tmp_path: Path
) -> None:
    built_in = REPOSITORY / "pipeline" / "categories" / "birthday.toml"
    text = built_in.read_text(encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "day_of_birth.toml").write_text(
        text.replace('name = "birthday"', 'name = "day_of_birth"'), encoding="utf-8"
    )
    lines = [json.dumps(one).replace('"birthday"', '"day_of_birth"') for one in GOLD]
    other = write_lines(tmp_path / "own.jsonl", [line.encode() for line in lines])
    rows = rows_of(floors(*CHECK, other, "--category-dir", own).stdout)
    assert "day_of_birth 3 1 33.3% (6.1%–79.2%) 2 1 50.0% (9.5%–90.5%)" in rows


def test_the_help_tells_the_format_and_where_to_look_then(floors: Floors) -> None:
    text = " ".join(floors("categories", "--help").stdout.split())
    for word in ("id, title, text, annotated", "facts", "traps", "JSON lines"):
        assert word in text
    assert "`floors categories show NAME`" in text


def test_a_missing_gold_file(floors: Floors, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        assert_refused(floors, *CHECK, path, code=2, says=(str(path), "give a file"))


def test_a_broken_gold_line(floors: Floors, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [GOLD[0], b"{"])
    assert_refused(floors, *CHECK, path, code=1, says=("line 2", "is not JSON", "mend"))
    path = write_lines(tmp_path / "gold.jsonl", [GOLD[0], GOLD[1], {"id": "x"}])
    assert_refused(
        floors, *CHECK, path, code=1, says=("line 3", "has no 'text'", "mend")
    )


def test_a_gold_file_without_a_record_to_score(floors: Floors, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [])
    assert_refused(floors, *CHECK, path, code=1, says=("has no record. Give",))
    path = write_lines(tmp_path / "gold.jsonl", GOLD[3:])
    assert_refused(
        floors, *CHECK, path, code=1, says=("None of the 1 record ", "has text")
    )
    path = write_lines(tmp_path / "gold.jsonl", GOLD)
    options = ["--category", "capital"]
    says = ("no record with text for capital", "'annotated'")
    assert_refused(floors, *CHECK, path, *options, code=1, says=says)
    says = ("no record with text for capital", "birth_year, birthday")
    assert_refused(floors, *CHECK, path, "--errors", "capital", code=1, says=says)


@pytest.mark.parametrize("option", ["--category", "--errors"])
def test_an_unknown_category_of_gold(gold: Path, floors: Floors, option: str) -> None:
    says = ("'brithday'", "Did you mean 'birthday'?")
    assert_refused(floors, *CHECK, gold, option, "brithday", code=2, says=says)


def test_errors_of_a_category_that_is_not_scored(gold: Path, floors: Floors) -> None:
    options = ["--category", "birthday", "--errors", "capital"]
    says = ("--errors", "'capital'", "There are: birthday.")
    assert_refused(floors, *CHECK, gold, *options, code=2, says=says)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["categories", "--gold", "g.jsonl"], "check --gold g.jsonl"),
        (["categories", "show", "birthday", "--gold", "g"], "--gold goes with check"),
        (["categories", "check", "--errors", "birthday"], "--errors goes with --gold"),
        (["categories", "check", "--category", "capital"], "--category goes with"),
        (["categories", "--toml"], "--toml goes with --gold"),
        (["categories", "check", "--gold-name", "x"], "--gold-name goes with --gold"),
        ([*CHECK, "g", "--gold-name", "x"], "--gold-name goes with --toml"),
    ],
)
def test_an_option_without_the_one_it_goes_with(
    floors: Floors, arguments: list[str], says: str
) -> None:
    assert_refused(floors, *arguments, code=2, says=(says,))
