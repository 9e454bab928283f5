"""Category files: what is read from them, and every problem said at once."""

from __future__ import annotations

import pickle
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from pipeline.errors import ArgumentError, FloorsError
from pipeline.extraction.category import Measurement, categories_table
from pipeline.extraction.category_files import load_categories, parse_categories
from pipeline.extraction.examples import check_examples
from pipeline.extraction.extractor import Extractor
from pipeline.extraction.passages import PassageUnit
from pipeline.extraction.slots import SlotType
from schemas.tables import CATEGORIES

BUILT_IN = (
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

HEAD = """\
name = "baptism"
version = 3
description = "The day on which a person was baptised."
entity_type = "PERSON"
value_type = "DATE"
normaliser = "full_date"
plausible_values = 365
arbitrary = true
single_valued = true
questions = ["When was {entity} baptised?"]
"""
TRIGGERS = r"""
[triggers]
en = ['\bbaptised\b']
"""
PATTERN = """
[[patterns.en]]
id = "was_baptised"
text = '{entity} was baptised on {value}'
"""
EXAMPLES = "\n".join(
    [
        f"""
[[examples]]
text = "Ada Holt was baptised on {day} March 1960."
facts = [{{ entity = "Ada Holt", value = "1960-03-{day:02d}" }}]
"""
        for day in range(1, 7)
    ]
    + [
        f"""
[[examples]]
text = "Ada Holt was baptised in {year}."
facts = []
"""
        for year in (1960, 1961)
    ]
)
MEASURED = """
[[measured]]
gold_set = "parish books"
date = 2024-05-06
counts = { right = 9, wrong = 1, missed = 1 }
precision = 0.9
recall = 0.8

[[measured]]
gold_set = "another"
precision = 0.1
recall = 0.1
"""
WHOLE = HEAD + TRIGGERS + PATTERN + EXAMPLES


def problems_of(*texts: str) -> list[str]:
    """The lines in which parsing says what is wrong, without the first."""
    sources = [(f"file{number}.toml", text) for number, text in enumerate(texts)]
    with pytest.raises(FloorsError) as raised:
        parse_categories(sources)
    first, *lines = str(raised.value).splitlines()
    assert first.startswith(f"{len(lines)} problem")
    assert all(line.startswith("  file") for line in lines)
    return [line.strip() for line in lines]


def test_a_whole_file_is_a_category():
    [category] = parse_categories([("baptism.toml", WHOLE + MEASURED)])
    assert (category.name, category.version) == ("baptism", 3)
    assert category.entity_type is SlotType.PERSON
    assert category.triggers == {"en": (r"\bbaptised\b",)}
    assert [pattern.id for pattern in category.patterns["en"]] == ["was_baptised"]
    assert len(category.examples) == 8
    assert category.questions == ("When was {entity} baptised?",)
    assert (category.gold_set, category.precision, category.recall) == (
        "parish books",
        0.9,
        0.8,
    )
    assert check_examples([category]) == []


def test_the_first_measurement_is_kept_whole():
    [category] = parse_categories([("baptism.toml", WHOLE + MEASURED)])
    assert category.measured == Measurement(
        gold_set="parish books",
        precision=0.9,
        recall=0.8,
        date=date(2024, 5, 6),
        counts={"right": 9, "wrong": 1, "missed": 1},
    )


def test_a_measurement_may_lack_its_date_and_counts():
    short = MEASURED.split("\n\n")[1]
    [category] = parse_categories([("baptism.toml", WHOLE + "\n" + short)])
    assert category.measured == Measurement("another", 0.1, 0.1, None, {})


def test_a_category_reads_sentences_unless_it_says_lines():
    [category] = parse_categories([("baptism.toml", WHOLE)])
    assert category.passage is PassageUnit.SENTENCE
    [category] = parse_categories([("baptism.toml", 'passage = "line"\n' + WHOLE)])
    assert category.passage is PassageUnit.LINE


def test_a_file_without_measurements_has_no_rates():
    [category] = parse_categories([("baptism.toml", WHOLE)])
    assert (category.gold_set, category.precision, category.recall) == (None,) * 3


@pytest.mark.parametrize(
    ("key", "old", "new", "says"),
    [
        ("version", "version = 3", "", "version: is missing"),
        ("version", "version = 3", "version = true", "version: is bool, not int"),
        ("version", "version = 3", "version = 0", "version: is 0, not from 1 to"),
        ("arbitrary", "arbitrary = true", "arbitrary = 1", "is int, not bool"),
        ("name", '"baptism"', '"bap tism"', "letters, digits"),
        ("triggers", TRIGGERS, "triggers = 3\n", "is int, not a table"),
        (
            "plausible_values",
            "plausible_values = 365",
            "plausible_values = 1",
            "is 1, not from 2 to",
        ),
        ("entity_type", "PERSON", "PERSONS", "'PERSONS', not"),
        ("normaliser", "full_date", "full_dates", "'full_dates', not"),
        ("passage", "version = 3", "version = 3\npassage = 'page'", "'page', not"),
        ("passage", "version = 3", "version = 3\npassage = 1", "is int, not str"),
        ("value_type", '"PERSON"', '"ACRONYM"', "DATE goes not with ACRONYM"),
        ("normaliser", '"full_date"', '"place"', "place reads PLACE, not DATE"),
        ("triggers.en", r"'\bbaptised\b'", "", "not an array of strings"),
        ("triggers.en", r"'\bbaptised\b'", "'('", "cannot be compiled"),
        ("patterns.en", PATTERN, "\n[patterns]\n", "is missing"),
        ("patterns.en[0].text", "{value}'", "'", "{value}"),
        ("patterns.en[0].id", 'id = "was_baptised"', "", "missing or not a string"),
        ("patterns.en[0].id", 'id = "was_baptised"', "id = 3", "not a string"),
        ("patterns.en[0].age", PATTERN, PATTERN + "age = [3, 1]", "two whole numbers"),
        (
            "patterns.en[0].years",
            PATTERN,
            PATTERN + "years = [1990, 1900]",
            "two whole numbers",
        ),
        ("patterns.en[0].until", PATTERN, PATTERN + "until = 3", "not a key"),
        ("patterns.en[0].unless", PATTERN, PATTERN + "unless = 3", "not an array"),
        ("patterns.en[1].id", PATTERN, PATTERN * 2, "is there twice"),
        ("examples", EXAMPLES, "", "examples: is missing"),
        ("examples", EXAMPLES.rpartition("\n[[")[0], "", "needs 8, 2"),
        (
            "examples[0].facts",
            ', value = "1960-03-01"',
            "",
            "is not an array of {entity, value}",
        ),
        ("examples[6].fact", "facts = []", "facts = []\nfact = 3", "not a key"),
        ("questions[0]", "When was {entity}", "When was she", "name {entity} once"),
    ],
)
def test_a_problem_names_its_file_and_key(key, old, new, says):
    assert old in WHOLE
    [problem] = problems_of(WHOLE.replace(old, new, 1))
    assert problem.startswith(f"file0.toml: {key}")
    assert says in problem


@pytest.mark.parametrize(
    ("measured", "says"),
    [
        ("[[measured]]\nprecision = 0.5\nrecall = 0.5", "gold_set: is missing"),
        ("[[measured]]\ngold_set = 'a'\nprecision = 2.0\nrecall = 0.5", "from 0 to 1"),
        (MEASURED + "remark = 'fine'", "measured[1].remark: is not a key"),
        ("measured = [3]", "measured[0]: is not a table"),
        (MEASURED + "date = '2024-05-06'", "measured[1].date: is not a date"),
        (MEASURED + "date = 2024-05-06T00:00:00", "measured[1].date: is not a date"),
        (MEASURED + "counts = 3", "measured[1].counts: is not a table"),
        (MEASURED + "counts = { wrong = -1 }", "counts.wrong: is not a whole number"),
        (MEASURED + "counts = { wrong = 1.0 }", "counts.wrong: is not a whole number"),
        (MEASURED + "counts = { wrong = true }", "counts.wrong: is not a whole number"),
    ],
)
def test_a_measurement_is_checked(measured, says):
    # Keys of the file itself stand before its tables.
    is_key = measured.startswith("measured =")
    text = f"{measured}\n{WHOLE}" if is_key else WHOLE + measured
    [problem] = problems_of(text)
    assert says in problem


def test_every_problem_of_a_measurement_is_told():
    problems = problems_of(WHOLE + "[[measured]]\ndate = 3\ncounts = 3\nprecision = 1")
    assert [one.split(": ")[1] for one in problems] == [
        "measured[0].gold_set",
        "measured[0].precision",
        "measured[0].recall",
        "measured[0].date",
        "measured[0].counts",
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("versoin", "version"),
        ("plausible_value", "plausible_values"),
        ("trigger", "triggers"),
        ("normalizer", "normaliser"),
    ],
)
def test_an_unknown_key_comes_with_the_near_miss(wrong, right):
    [problem] = problems_of(f"{wrong} = 3\n" + WHOLE)
    assert (
        f"{wrong}: is not a key of a category file (did you mean {right}?)" in problem
    )


def test_a_key_like_no_other_has_no_hint():
    [problem] = problems_of("colour = 'red'\n" + WHOLE)
    assert problem == "file0.toml: colour: is not a key of a category file"


def test_text_that_is_no_toml_is_said_with_its_place():
    [problem] = problems_of("name = \n")
    assert problem.startswith("file0.toml: is not TOML: ")
    assert "line 1" in problem


def test_every_problem_of_every_file_is_said_at_once():
    lines = problems_of(
        WHOLE,
        "name = [",
        WHOLE.replace("version = 3", "version = 0\ncolour = 1").replace(
            "arbitrary = true", ""
        ),
        WHOLE.replace('"baptism"', '"wedding"').replace(r"'\bbaptised\b'", "'(', '['"),
    )
    by_file = {line.split(":")[0] for line in lines}
    assert by_file == {"file1.toml", "file2.toml", "file3.toml"}
    assert len(lines) == 1 + 3 + 2


def test_the_problems_of_one_file_have_one_word():
    with pytest.raises(FloorsError, match=r"^1 problem in category files:"):
        parse_categories([("a.toml", "=")])


def test_two_files_may_not_share_a_name():
    [problem] = problems_of(WHOLE, WHOLE)
    assert problem == "file1.toml: name: 'baptism' is also that of file0.toml"


def hash_of(text: str) -> str:
    return parse_categories([("baptism.toml", text)])[0].hash


def test_the_hash_leaves_out_what_does_not_decide_the_counts():
    hashed = hash_of(WHOLE)
    assert hash_of(WHOLE + MEASURED) == hashed
    assert hash_of("# A remark.\n" + WHOLE) == hashed
    assert hash_of(WHOLE.replace("When was", "On what day was")) == hashed
    more = '\n[[examples]]\ntext = "Nothing."\nfacts = []\n'
    assert hash_of(WHOLE + more) == hashed
    assert re.fullmatch("[0-9a-f]{64}", hashed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version = 3", "version = 4"),
        ("baptised on", "baptised (?:on )?"),
        (r"'\bbaptised\b'", "'baptised'"),
        ("plausible_values = 365", "plausible_values = 366"),
        ("arbitrary = true", "arbitrary = false"),
        ("version = 3", "version = 3\npassage = 'line'"),
        (PATTERN, PATTERN + "unless = ['not']"),
    ],
)
def test_the_hash_tells_what_decides_the_counts(old, new):
    assert hash_of(WHOLE.replace(old, new, 1)) != hash_of(WHOLE)


def test_the_order_of_keys_does_not_change_the_hash():
    lines = HEAD.splitlines()
    turned = "\n".join(reversed(lines)) + "\n"
    assert hash_of(turned + TRIGGERS + PATTERN + EXAMPLES) == hash_of(WHOLE)


def test_built_in_categories_come_by_name(categories):
    assert tuple(one.name for one in categories) == BUILT_IN


def test_names_choose_and_are_sorted():
    chosen = load_categories(["capital", "birthday", "capital"])
    assert [one.name for one in chosen] == ["birthday", "capital"]


def test_an_unknown_name_comes_with_the_near_miss():
    with pytest.raises(ArgumentError, match="Did you mean 'birthday'"):
        load_categories(["brithday"])
    with pytest.raises(ArgumentError, match="There are: acronym, "):
        load_categories(["colour"])


def test_a_folder_adds_categories(tmp_path):
    (tmp_path / "baptism.toml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    loaded = load_categories(directory=tmp_path)
    assert {one.name for one in loaded} == {*BUILT_IN, "baptism"}
    [alone] = load_categories(["baptism"], tmp_path)
    [found] = Extractor([alone]).extract("Ada Holt was baptised on 5 March 1960.")
    assert (found.entity, found.value) == ("Ada Holt", "1960-03-05")


def test_a_folders_problems_name_its_files(tmp_path):
    (tmp_path / "one.toml").write_text("name = 3", encoding="utf-8")
    (tmp_path / "two.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(FloorsError) as raised:
        load_categories(directory=tmp_path)
    assert str(tmp_path / "one.toml") in str(raised.value)
    assert str(tmp_path / "two.toml") in str(raised.value)


def test_a_folder_may_not_repeat_a_built_in_name(tmp_path):
    built_in = resources.files("pipeline.categories") / "birthday.toml"
    copy = tmp_path / "mine.toml"
    copy.write_text(built_in.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(FloorsError, match="'birthday' is also that of"):
        load_categories(directory=tmp_path)


@pytest.mark.parametrize("missing", ["nowhere", "file.toml"])
def test_a_folder_that_is_none_is_a_wrong_argument(tmp_path, missing):
    (tmp_path / "file.toml").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(ArgumentError, match="--category-dir"):
        load_categories(directory=tmp_path / missing)


def test_an_empty_folder_adds_nothing(categories, tmp_path):
    assert load_categories(directory=tmp_path) == categories


def test_the_table_has_a_row_a_category(categories):
    table = categories_table(tuple(reversed(categories)))
    CATEGORIES.check(table)
    assert tuple(table["name"].to_pylist()) == BUILT_IN
    assert table["hash"].to_pylist() == [one.hash for one in categories]
    assert categories_table([]).num_rows == 0


def test_a_measured_category_fills_the_table():
    table = categories_table(parse_categories([("a.toml", WHOLE + MEASURED)]))
    [row] = table.to_pylist()
    assert (row["precision"], row["recall"]) == (0.9, 0.8)
    assert row["gold_set"] == "parish books"


def test_categories_travel_to_other_processes(categories):
    assert pickle.loads(pickle.dumps(categories)) == categories


def test_every_built_in_file_is_named_after_its_category():
    folder = resources.files("pipeline.categories")
    files = {Path(one.name).stem for one in folder.iterdir() if ".toml" in one.name}
    assert files == set(BUILT_IN)


def test_phrases_are_read_and_their_problems_said():
    phrases = """
[phrases]
font = '(?:at the font|in church)'
"""
    text = HEAD + TRIGGERS + phrases + PATTERN + EXAMPLES
    [category] = parse_categories([("own.toml", text)])
    assert category.phrases == {"font": "(?:at the font|in church)"}
    with pytest.raises(FloorsError, match=r"phrases\.gap: is the name of a slot"):
        parse_categories([("own.toml", text.replace("font =", "gap ="))])
    with pytest.raises(FloorsError, match="phrases: is not a table of strings"):
        parse_categories(
            [("own.toml", text.replace("'(?:at the font|in church)'", "3"))]
        )
