import gzip

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.fields import (
    USUAL_NAMES,
    FieldNames,
    find_id,
    find_string,
    find_text,
    narrow_paths,
    require_text_field,
    resolve_paths,
)
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.streams import Fault
from pipeline.errors import FloorsError

USUAL = resolve_paths(FieldNames())

DOLMA = {
    "id": "a/1",
    "text": "t",
    "source": "web",
    "metadata": {"title": "T", "url": "http://u", "language": "en"},
}
C4 = {"text": "t", "url": "http://u", "timestamp": "2020"}
FINEWEB = {"text": "t", "id": "a/1", "url": "http://u", "language": "en"}
REDPAJAMA = {"text": "t", "meta": {"url": "http://u", "language": "en"}}
REDPAJAMA_2 = {"raw_content": "t", "url": "http://u", "title": "T", "doc_id": "a/1"}
OSCAR = {
    "content": "t",
    "warc_headers": {"warc-target-uri": "http://u", "warc-record-id": "a/1"},
    "metadata": {"identification": {"label": "en", "prob": 0.9}},
}


@pytest.mark.parametrize(
    ("record", "doc_id", "url", "title", "language"),
    [
        (DOLMA, "a/1", "http://u", "T", "en"),
        (C4, None, "http://u", None, None),
        (FINEWEB, "a/1", "http://u", None, "en"),
        (REDPAJAMA, None, "http://u", None, "en"),
        (REDPAJAMA_2, "a/1", "http://u", "T", None),
        (OSCAR, "a/1", "http://u", None, "en"),
    ],
)
def test_the_fields_of_published_corpora_are_recognised(
    record, doc_id, url, title, language
):
    assert find_text(record, USUAL.text) == "t"
    assert find_id(record, USUAL.id) == doc_id
    assert find_string(record, USUAL.url) == url
    assert find_string(record, USUAL.title) == title
    assert find_string(record, USUAL.language) == language


def test_a_set_name_is_the_only_one_looked_at():
    paths = resolve_paths(FieldNames(text="body", title="meta.name"))
    record = {"text": "t", "body": "b", "title": "T", "meta": {"name": "N"}, "url": "u"}
    assert find_text(record, paths.text) == "b"
    assert find_string(record, paths.title) == "N"
    assert find_string(record, paths.url) == "u"
    assert find_text({"text": "t"}, paths.text).reason == "no_text"
    assert find_string({"title": "T", "meta": None}, paths.title) is None


def test_a_field_of_the_dotted_name_itself_comes_first():
    paths = resolve_paths(FieldNames(title="a.b"))
    assert find_string({"a.b": "own", "a": {"b": "inner"}}, paths.title) == "own"
    assert find_string({"a": {"b": "inner"}}, paths.title) == "inner"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no_text"),
        ({"id": "1", "title": "T"}, "no_text"),
        ({"text": None}, "null_text"),
        ({"text": None, "content": "c"}, "null_text"),
        ({"text": 1}, "text_not_string"),
        ({"text": False}, "text_not_string"),
        ({"text": ["t"]}, "text_not_string"),
        ({"text": {"t": "t"}}, "text_not_string"),
        ({"text": ""}, "empty_text"),
        ({"text": " \n\t\u00a0\u3000"}, "empty_text"),
        ({"text": b" "}, "empty_text"),
        ({"text": b"\xff"}, "invalid_utf8"),
    ],
)
def test_a_record_without_usable_text_says_why(record, reason):
    fault = find_text(record, USUAL.text)
    assert isinstance(fault, Fault)
    assert fault.reason == reason
    assert fault.detail


def test_text_within_an_object_may_be_null_or_missing():
    paths = resolve_paths(FieldNames(text="a.b"))
    assert find_text({"a": {"b": None}}, paths.text).reason == "null_text"
    assert find_text({"a": {"c": None}}, paths.text).reason == "no_text"
    assert find_text({"a": "b"}, paths.text).reason == "no_text"


def test_text_stored_as_bytes_is_read():
    assert find_text({"text": "漢".encode()}, USUAL.text) == "漢"


@pytest.mark.parametrize(
    ("value", "doc_id"),
    [
        ("x", "x"),
        (" x ", " x "),
        (1, "1"),
        (0, "0"),
        (-(2**63), "-9223372036854775808"),
        (1.5, "1.5"),
        (b"\x00\xff", "00ff"),
        (None, None),
        ("", None),
        ("  ", None),
        ([1], None),
        ({"a": 1}, None),
    ],
)
def test_an_id_of_any_scalar_type_is_a_string(value, doc_id):
    assert find_id({"id": value}, USUAL.id) == doc_id


def test_a_blank_value_gives_way_to_the_next_name():
    assert find_id({"id": "", "doc_id": 7}, USUAL.id) == "7"
    assert find_string({"url": 5, "uri": " ", "meta": {"url": "u"}}, USUAL.url) == "u"


VALUES = st.sampled_from([None, "", " ", "x", 0, 1, [], ["x"], b"x", b"\xff"])
NAMES = sorted({name for names in USUAL_NAMES.values() for name in names})
PARTS = sorted({part for name in NAMES for part in name.split(".")})
RECORDS = st.dictionaries(
    st.sampled_from(NAMES + PARTS),
    VALUES | st.dictionaries(st.sampled_from(PARTS), VALUES, max_size=3),
    max_size=5,
)


@settings(deadline=None)
@given(record=RECORDS)
def test_narrowing_changes_nothing(record):
    left = narrow_paths(USUAL, tuple(record))
    assert find_text(record, left.text) == find_text(record, USUAL.text)
    assert find_id(record, left.id) == find_id(record, USUAL.id)
    for role in ("url", "title", "language"):
        assert find_string(record, getattr(left, role)) == find_string(
            record, getattr(USUAL, role)
        )


def require(folder, **names):
    require_text_field(list_corpus([str(folder)]), FieldNames(**names))


def test_a_corpus_with_a_text_field_passes(write, tmp_path):
    write("a.jsonl", b'{"meta": 1}\n')
    write("b.jsonl", b'{"id": 1}\n{"id": 2, "text": null}\n')
    require(tmp_path)


def test_a_corpus_without_one_names_its_fields_and_the_option(write, tmp_path):
    write("c/a.jsonl", b'{"story": "s", "id": 1}\n')
    write("c/b.jsonl.gz", gzip.compress(orjson.dumps({"tale": "t", "id": 1})))
    pq.write_table(pa.table({"novel": ["n"], "id": [1]}), tmp_path / "c/c.parquet")
    with pytest.raises(FloorsError, match=r"--text-field") as caught:
        require(tmp_path / "c")
    assert "story, id, tale, novel" in str(caught.value)
    assert "a.jsonl" in str(caught.value)
    require(tmp_path / "c", text="tale")
    require(tmp_path / "c", text="novel")
    with pytest.raises(FloorsError, match="'text'"):
        require(tmp_path / "c", text="text")


def test_a_text_field_within_a_struct_is_found(tmp_path):
    table = pa.table({"a": [{"b": "t"}]})
    pq.write_table(table, tmp_path / "a.parquet")
    require(tmp_path, text="a.b")
    with pytest.raises(FloorsError, match=r"'a\.c'"):
        require(tmp_path, text="a.c")


def test_a_corpus_that_cannot_be_read_passes(write, tmp_path):
    write("a.jsonl")
    write("b.jsonl.gz", b"{")
    write("c.parquet", b"PAR1")
    write("d.jsonl", b"[1]\n{\n")
    require(tmp_path)
