"""Real text: what is found in it is right, and little is missed.

Scored by the program beside the gold sets. The bounds lie below what was measured, so
that they tell a fault from a change of taste.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.extraction.category_files import load_categories
from pipeline.gold.check import check_gold
from pipeline.gold.records import read_gold
from schemas.contract import SCHEMA_VERSION
from schemas.tables import KEYS, TABLES, UNITS

REPOSITORY = Path(__file__).parents[1]
SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold" / "dev"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (GOLD.is_dir() and (SHARED / "data" / "enwiki").is_dir()),
        reason="there is no real text beside the checkout",
    ),
]

CATEGORIES = (
    "acronym",
    "alma_mater",
    "author",
    "birth_year",
    "birthday",
    "birthplace",
    "capital",
    "ceo",
    "death_date",
    "death_place",
    "death_year",
    "dissertation_title",
    "founder",
    "founding_date",
    "founding_year",
    "headquarters",
    "paper_author",
    "paper_year",
    "spouse",
)

SCORED = ("gold", "recall", "predicted", "precision", "traps", "trapped")
"""What that program counts and our own does too."""


def run_floors(corpus: Path, folder: Path) -> Path:
    """Run the command over a corpus, and give its run folder."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jobs", "run", str(corpus)),
            *("-o", str(folder), "--workers", "2"),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def score(gold: str | Path, run: Path) -> dict[str, dict[str, float]]:
    """The measures of each category on a gold set, as its own program gives them."""
    done = subprocess.run(
        [
            *(sys.executable, str(SHARED / "gold" / "score.py")),
            *(str(GOLD / gold), str(run), "--json"),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def enwiki(tmp_path_factory) -> Path:
    """A run over all of the Wikipedia text."""
    folder = tmp_path_factory.mktemp("gold") / "enwiki"
    return run_floors(SHARED / "data" / "enwiki", folder)


def test_birthdays_of_annotated_passages(tmp_path):
    run = run_floors(GOLD / "knowledgenet.jsonl", tmp_path / "run")
    birthday = score("knowledgenet.jsonl", run)["birthday"]
    assert birthday["precision"] >= 0.97
    assert birthday["recall"] >= 0.90


def test_acronyms_of_annotated_sentences(tmp_path):
    run = run_floors(GOLD / "sdu_acronym.jsonl", tmp_path / "run")
    acronym = score("sdu_acronym.jsonl", run)["acronym"]
    assert acronym["precision"] >= 0.95
    assert acronym["recall"] >= 0.75


def spoil(source: Path, target: Path) -> Path:
    """Copy a gold set with pronouns, aliases, traps and gaps strewn in."""
    chance = random.Random(0)
    lines = []
    for line in source.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        facts = record["facts"]
        record["traps"] = [one for one in facts if chance.random() < 0.3]
        record["annotated"] = [
            one for one in record["annotated"] if chance.random() < 0.8
        ]
        kept = [one | {} for one in facts if chance.random() < 0.8]
        for one in kept:
            if chance.random() < 0.2:
                one["pronoun"] = True
            elif chance.random() < 0.3:
                one["aliases"] = [one["entity"]]
                one["entity"] = chance.choice(["she", "Ada Holt", one["value"]])
        record["facts"] = kept
        lines.append(json.dumps(record))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


@pytest.mark.parametrize("gold", ["knowledgenet", "sdu_acronym", "redocred"])
def test_categories_are_scored_as_the_gold_sets_own_program_does(gold, tmp_path):
    whole = GOLD / f"{gold}.jsonl"
    run = run_floors(whole, tmp_path / "run")
    trapped = 0
    for file in (whole, spoil(whole, tmp_path / "spoiled.jsonl")):
        theirs = score(file, run)
        ours = check_gold(read_gold(file), load_categories()).scores
        trapped += sum(one.trapped for one in ours.values())
        assert {
            name: {
                "gold": one.asked,
                "recall": one.recall,
                "predicted": one.predicted,
                "precision": one.precision,
                "traps": one.traps,
                "trapped": one.trapped,
            }
            for name, one in ours.items()
            if one.asked or one.predicted or one.traps
        } == {
            name: {key: theirs[name][key] for key in SCORED}
            for name in CATEGORIES
            if name in theirs
        }
    assert trapped


def test_birthdays_of_laureates(enwiki):
    assert score("nobel.jsonl", enwiki)["birthday"]["recall"] >= 0.85


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_is_on_disk_and_conforms(enwiki, table):
    files = sorted((enwiki / table.name).glob("*.parquet"))
    assert files
    for file in files:
        stored = pq.read_table(file)
        table.check(stored)
        assert stored.schema.equals(table.arrow)
        metadata = pq.read_schema(file).metadata
        assert metadata[b"schema_version"] == str(SCHEMA_VERSION).encode()
        assert metadata[b"table"] == table.name.encode()


def test_floors_have_a_row_for_every_category_unit_and_key(enwiki):
    rows = pq.read_table(enwiki / "floors").to_pylist()
    assert sorted((row["category"], row["unit"], row["key"]) for row in rows) == sorted(
        (category, unit, key)
        for category in CATEGORIES
        for unit in UNITS
        for key in KEYS
    )


def test_every_category_is_found(enwiki):
    table = pq.read_table(enwiki / "observations", columns=["category"])
    assert tuple(sorted(set(table["category"].to_pylist()))) == CATEGORIES


def test_passages_hold_the_values(enwiki):
    columns = ["passage", "passage_start", "match_start", "match_end", "value_surface"]
    table = pq.read_table(enwiki / "observations", columns=columns)
    wrong = 0
    for row in table.to_pylist():
        start = row["match_start"] - row["passage_start"]
        stop = row["match_end"] - row["passage_start"]
        wrong += not (
            0 <= start < stop <= len(row["passage"])
            and row["value_surface"] in row["passage"][start:stop]
        )
    assert wrong == 0
