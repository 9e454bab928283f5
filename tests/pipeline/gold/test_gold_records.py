"""Gold files: what is read from them, and what is refused and how."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import ArgumentError, FloorsError
from pipeline.gold.records import GoldFact, GoldRecord, Trap, read_gold

PLAIN = {"id": "a", "text": "A text.", "annotated": [], "facts": []}
FACT = {"category": "birthday", "entity": "Ada Holt", "value": "1960-03-05"}


def write(path, *lines):
    path.write_bytes(
        b"".join(
            (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n"
            for one in lines
        )
    )
    return path


def test_a_record_has_everything_that_its_line_says(tmp_path):
    alias = FACT | {"aliases": ["Holt", "A. Holt"]}
    pronoun = FACT | {"entity": "she", "pronoun": True}
    line = {
        "id": "a",
        "title": "Ada Holt",
        "text": "Ada Holt …",
        "language": "en",
        "annotated": ["birthday", "moons"],
        "facts": [alias, pronoun],
        "traps": [FACT],
        "remark": "passed over",
    }
    assert read_gold(write(tmp_path / "g.jsonl", line)) == (
        GoldRecord(
            id="a",
            title="Ada Holt",
            text="Ada Holt …",
            language="en",
            annotated=frozenset({"birthday", "moons"}),
            facts=(
                GoldFact("birthday", ("Ada Holt", "Holt", "A. Holt"), "1960-03-05"),
                GoldFact("birthday", ("she",), "1960-03-05", is_pronoun=True),
            ),
            traps=(Trap("birthday", "Ada Holt", "1960-03-05"),),
        ),
    )


def test_title_language_and_traps_may_be_left_out_and_text_be_null(tmp_path):
    [record] = read_gold(write(tmp_path / "g.jsonl", PLAIN | {"text": None, "id": 7}))
    assert record == GoldRecord("7", None, None, None, frozenset(), (), ())


def test_blank_lines_a_byte_order_mark_and_crlf_are_passed_over(tmp_path):
    line = json.dumps(PLAIN).encode()
    path = write(tmp_path / "g.jsonl", b"\xef\xbb\xbf" + line + b"\r", b"", b"  ", line)
    assert [one.id for one in read_gold(path)] == ["a", "a"]
    assert read_gold(write(tmp_path / "empty.jsonl")) == ()


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path):
    line = json.dumps(PLAIN | {"text": "one\u2028two\x85"}, ensure_ascii=False)
    [record] = read_gold(write(tmp_path / "g.jsonl", line.encode()))
    assert record.text == "one\u2028two\x85"


@pytest.mark.parametrize("name", ["nowhere.jsonl", "folder", "file.jsonl/more"])
def test_a_path_that_is_no_file_is_a_wrong_argument(tmp_path, name):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "file.jsonl", PLAIN)
    with pytest.raises(ArgumentError, match=r"is not a file: give"):
        read_gold(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "is not JSON ("),
        (b'{"id": "\\ud800"}', "is not JSON ("),
        (b'{"id": "\xff"}', "is not JSON ("),
        (b"[" * 5000, "is not JSON ("),
        (b"[3]", "holds a JSON list, not an object"),
        (b"null", "holds a JSON NoneType, not an object"),
        *(
            (
                {key: value for key, value in PLAIN.items() if key != left},
                f"has no '{left}'",
            )
            for left in PLAIN
        ),
        (PLAIN | {"id": None}, "has an 'id' that is neither"),
        (PLAIN | {"id": True}, "has an 'id' that is neither"),
        (PLAIN | {"text": 3}, "has a 'text' that is neither"),
        (PLAIN | {"title": []}, "has a 'title' that is neither"),
        (PLAIN | {"language": 3}, "has a 'language' that is neither"),
        (PLAIN | {"annotated": "birthday"}, "has an 'annotated' that is not"),
        (PLAIN | {"annotated": [3]}, "has an 'annotated' that is not"),
        (PLAIN | {"facts": None}, "has 'facts' that are not an array"),
        (PLAIN | {"traps": {}}, "has 'traps' that are not an array"),
        (PLAIN | {"facts": [FACT, 3]}, "has a facts[1] that is not an object"),
        (PLAIN | {"facts": [FACT | {"value": 3}]}, "has a facts[0] without a string"),
        (PLAIN | {"traps": [{}]}, "has a traps[0] without a string for 'category'"),
        (PLAIN | {"facts": [FACT | {"aliases": "x"}]}, "facts[0] whose 'aliases'"),
        (PLAIN | {"facts": [FACT | {"pronoun": "no"}]}, "facts[0] whose 'pronoun'"),
    ],
)
def test_a_line_that_is_no_record_is_named_in_one_line(tmp_path, line, says):
    path = write(tmp_path / "g.jsonl", PLAIN, b"", line)
    with pytest.raises(FloorsError) as raised:
        read_gold(path)
    message = str(raised.value)
    assert message.startswith(f"{path}, line 3, ")
    assert says in message
    assert "\n" not in message
    assert not isinstance(raised.value, ArgumentError)
