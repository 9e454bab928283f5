import gzip
import random
import tracemalloc
from itertools import pairwise

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.corpus import streams
from pipeline.corpus.jsonl import count_lines, read_objects
from pipeline.corpus.streams import Fault

LINES = st.lists(
    st.one_of(
        st.text(max_size=30).map(lambda text: orjson.dumps({"text": text})),
        st.text("aé漢😀 ", max_size=90).map(lambda text: orjson.dumps({"t": text})),
        st.sampled_from([b"", b"  ", b"\xef\xbb\xbf", b"[1]", b"{", b"\xff", b"\0\0"]),
        st.binary(max_size=5),
    ),
    max_size=12,
)
FILES = st.builds(
    lambda lines, end, final: end.join(lines) + (end if final else b""),
    LINES,
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
)


def read(path, **options):
    return list(read_objects(str(path), **options))


def faults(path, **options):
    return [
        (at, value.reason)
        for at, value in read(path, **options)
        if isinstance(value, Fault)
    ]


def read_simply(data: bytes, longest: int):
    """What reading should give, from a file held whole."""
    offset = 0
    for line in data.split(b"\n"):
        bare = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > longest:
            yield offset, "too_long"
        elif bare.strip():
            try:
                value = orjson.loads(bare)
                yield offset, value if isinstance(value, dict) else "not_an_object"
            except orjson.JSONDecodeError:
                utf8 = bare == bare.decode(errors="replace").encode()
                yield offset, "invalid_json" if utf8 else "invalid_utf8"
        offset += len(line) + 1


@settings(deadline=None)
@given(data=FILES, block=st.integers(1, 200), longest=st.integers(0, 120))
@example(data=b"", block=1, longest=9)
@example(data=b"\n\n", block=1, longest=9)
@example(data=b'{"a":1}\n{"b":2}', block=7, longest=7)
def test_reading_by_blocks_is_reading_whole(tmp_path_factory, data, block, longest):
    path = tmp_path_factory.mktemp("blocks") / "a.jsonl"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "PLAIN_BLOCK", block)
        records = read(path, longest=longest)
    named = [(at, v.reason if isinstance(v, Fault) else v) for at, v in records]
    assert named == list(read_simply(data, longest))


@settings(deadline=None)
@given(
    data=FILES,
    block=st.integers(1, 200),
    longest=st.integers(10, 120),
    cuts=st.lists(st.integers(0, 1000), max_size=5),
)
@example(data=b"{}\n{}\n", block=4, longest=99, cuts=[3])
@example(data=b"{}\n{}\n", block=4, longest=99, cuts=[2, 4])
@example(data=b'{"a":"long"}', block=2, longest=10, cuts=[3, 5])
def test_ranges_join_to_the_whole(tmp_path_factory, data, block, longest, cuts):
    path = tmp_path_factory.mktemp("ranges") / "a.jsonl"
    path.write_bytes(data)
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    whole = read(path, longest=longest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "PLAIN_BLOCK", block)
        parts = [
            read(path, start=start, stop=stop, longest=longest)
            for start, stop in pairwise(edges)
        ]
        counts = [
            count_lines(str(path), start=start, stop=stop, at_most=99)
            for start, stop in pairwise(edges)
        ]
    assert [record for part in parts for record in part] == whole
    assert counts == [len(part) for part in parts]
    for (start, stop), part in zip(pairwise(edges), parts, strict=True):
        assert all(start <= offset < stop for offset, _ in part)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "invalid_json"),
        (b'{"text": "a"} {"text": "b"}', "invalid_json"),
        (b"text", "invalid_json"),
        (b"\0\0\0\0", "invalid_json"),
        (b'{"text": "a\0b"}', "invalid_json"),
        (b'{"text": "a", "score": NaN}', "invalid_json"),
        (b'{"text": "\\ud800"}', "invalid_json"),
        (b'{"text": "\\udc00\\ud800"}', "invalid_json"),
        (b"[" * 5000, "invalid_json"),
        (b'{"text": "\xed\xa0\x80"}', "invalid_utf8"),
        (b'{"text": "caf\xe9"}', "invalid_utf8"),
        (b"\xff\xfe{\0}\0", "invalid_utf8"),
        (b'["text"]', "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"1", "not_an_object"),
        (b"null", "not_an_object"),
        (b"\xef\xbb\xbf{", "invalid_json"),
    ],
)
def test_a_bad_line_is_a_fault_between_good_ones(write, line, reason):
    path = write("a.jsonl", b'{"a":1}\n' + line + b'\n{"b":2}\n')
    (first, second, third) = read(path)
    assert first == (0, {"a": 1})
    assert second[0] == 8
    assert second[1].reason == reason
    assert second[1].detail
    assert third == (8 + len(line) + 1, {"b": 2})


def test_a_nul_written_as_an_escape_is_text(write):
    path = write("a.jsonl", b'{"text":"a\\u0000b"}')
    assert read(path) == [(0, {"text": "a\0b"})]


def test_a_pair_of_surrogate_escapes_is_one_character(write):
    path = write("a.jsonl", b'{"text":"\\ud83d\\ude00"}')
    assert read(path) == [(0, {"text": "😀"})]


def test_a_byte_order_mark_is_skipped(write):
    path = write("a.jsonl", b'\xef\xbb\xbf{"a":1}\r\n{"b":2}\r\n\xef\xbb\xbf')
    assert read(path) == [(0, {"a": 1}), (12, {"b": 2})]


def test_an_empty_file_has_no_records(write):
    assert read(write("a.jsonl")) == []
    assert read(write("a.jsonl.gz", gzip.compress(b""))) == []
    assert faults(write("b.jsonl.gz")) == [(0, "corrupt_file")]


def test_a_truncated_file_keeps_its_documents(write):
    noise = random.Random(1)
    lines = [orjson.dumps({"n": n, "x": noise.random()}) for n in range(9999)]
    packed = gzip.compress(b"\n".join(lines))
    *records, (position, fault) = read(write("a.jsonl.gz", packed[: len(packed) // 2]))
    assert len(records) > 4000
    assert [value["n"] for _, value in records] == list(range(len(records)))
    assert fault.reason == "corrupt_file"
    last = records[-1][0] + len(lines[len(records) - 1])
    assert last < position <= last + 1 + len(lines[len(records)])


def test_the_half_line_before_a_break_is_not_a_record(write):
    packed = gzip.compress(b'{"a":1}\n{"b":2}')
    assert read(write("a.jsonl.gz", packed[:-4])) == [
        (0, {"a": 1}),
        (15, Fault("corrupt_file", "the gzip stream ends too early")),
    ]


def test_counting_stops_where_it_is_told(write):
    path = str(write("a.jsonl", b'{}\n\n{"a\n{}\n\n' * 10))
    assert count_lines(path, stop=None, at_most=1000) == 30
    assert count_lines(path, stop=None, at_most=7) == 7
    assert count_lines(path, start=3, stop=12, at_most=7) == 2


def test_a_broken_rest_is_not_counted(write):
    packed = gzip.compress(b'{"a":1}\n{"b":2}')
    path = str(write("a.jsonl.gz", packed[:-4]))
    assert count_lines(path, stop=None, at_most=9) == 1


def test_memory_stays_flat_over_a_line_without_end(write):
    packed = gzip.compress(b'{"text":"' + b"x" * (40 << 20) + b'"}\n{"a":1}\n', 1)
    path = write("a.jsonl.gz", packed)
    tracemalloc.start()
    records = read(path, longest=1 << 20)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    detail = "the line is longer than 1,048,576 bytes"
    assert records == [
        (0, Fault("too_long", detail)),
        ((40 << 20) + 12, {"a": 1}),
    ]
    assert peak < 8 << 20


def test_memory_stays_flat_over_many_lines(write):
    line = orjson.dumps({"text": "x" * 900}) + b"\n"
    path = write("a.jsonl.gz", gzip.compress(line * 40_000, 1))
    tracemalloc.start()
    assert sum(1 for _ in read_objects(str(path))) == 40_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20
