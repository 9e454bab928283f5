import errno
import gzip
import random
import tracemalloc

import fsspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import streams
from pipeline.corpus.streams import (
    BrokenStreamError,
    Fault,
    judge_error,
    read_blocks,
)

TEXT = b"".join(b"line %d of a text that repeats itself\n" % i for i in range(2000))
NOISE = random.Random(1).randbytes(300_000).hex().encode()
"""Text that packs to about half its length, whatever packs it."""


def zstd(data: bytes, **options) -> bytes:
    return zstandard.ZstdCompressor(**options).compress(data)


def read_until_fault(path) -> tuple[bytes, Fault | None]:
    blocks = []
    try:
        blocks.extend(read_blocks(str(path)))
    except BrokenStreamError as error:
        return b"".join(blocks), error.fault
    return b"".join(blocks), None


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("a.jsonl", TEXT),
        ("a.jsonl", b""),
        ("a.gz", gzip.compress(TEXT)),
        (
            "a.GZ",
            gzip.compress(TEXT[:99]) + gzip.compress(b"") + gzip.compress(TEXT[99:]),
        ),
        ("a.gz", gzip.compress(TEXT) + bytes(100_000)),
        ("a.gz", gzip.compress(TEXT[:99]) + bytes(9) + gzip.compress(TEXT[99:])),
        ("a.zst", zstd(TEXT)),
        ("a.ZST", zstd(TEXT[:99]) + zstd(b"") + zstd(TEXT[99:], write_checksum=True)),
        (
            "a.zst",
            b"\x53\x2a\x4d\x18\x03\0\0\0abc" + zstd(TEXT, write_content_size=False),
        ),
        ("a.zst", zstd(TEXT) + b"\x50\x2a\x4d\x18\0\0\0\0"),
    ],
)
def test_a_whole_file_is_read_to_its_end(write, name, stored):
    expected = TEXT if stored else b""
    assert read_until_fault(write(name, stored)) == (expected, None)


def test_a_window_of_two_gigabytes_is_read(write):
    wide = zstandard.ZstdCompressionParameters(window_log=31, enable_ldm=False)
    writer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    stored = writer.compress(TEXT) + writer.flush()
    assert zstandard.get_frame_parameters(stored).window_size == 1 << 31
    assert read_until_fault(write("a.zst", stored)) == (TEXT, None)


@settings(deadline=None)
@given(
    cut=st.integers(1, 10_000),
    parts=st.lists(st.binary(max_size=50), min_size=1, max_size=4),
    pack=st.sampled_from([gzip.compress, zstd]),
)
def test_a_cut_stream_gives_what_was_whole_and_a_fault(
    tmp_path_factory, cut, parts, pack
):
    stored = [pack(part) for part in parts]
    ends = {sum(map(len, stored[: n + 1])) for n in range(len(stored))}
    cut = 1 + cut % max(ends)
    path = tmp_path_factory.mktemp("cut") / (
        "a.gz" if pack is gzip.compress else "a.zst"
    )
    path.write_bytes(b"".join(stored)[:cut])
    text, fault = read_until_fault(path)
    assert b"".join(parts).startswith(text)
    whole = sum(1 for end in ends if end <= cut)
    assert len(text) >= sum(map(len, parts[:whole]))
    assert (fault is None) == (cut in ends)


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
@pytest.mark.parametrize("cut", [0.25, 0.5, 0.9])
def test_a_truncated_file_keeps_nearly_all_that_is_stored(write, name, cut):
    packed = gzip.compress(NOISE, 1) if name == "a.gz" else zstd(NOISE)
    text, fault = read_until_fault(write(name, packed[: int(len(packed) * cut)]))
    assert NOISE.startswith(text)
    assert abs(len(text) - cut * len(NOISE)) < 150_000
    assert fault.reason == "corrupt_file"
    assert fault.detail.endswith("ends too early")


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_a_corrupt_spot_keeps_what_comes_before_it(write, name):
    # Where nothing in the stream checks it, a corrupt spot may pass for text.
    packed = (
        gzip.compress(NOISE, 1) if name == "a.gz" else zstd(NOISE, write_checksum=True)
    )
    at = len(packed) // 2
    broken = packed[:at] + bytes(5000) + packed[at + 5000 :]
    text, fault = read_until_fault(write(name, broken))
    lost = 2 * streams.STORED_BLOCK + (128 << 10)
    kept = len(NOISE) // 2 - lost
    assert text[:kept] == NOISE[:kept]
    assert fault.reason == "corrupt_file"


def test_a_wrong_checksum_is_a_fault(write):
    packed = gzip.compress(TEXT)
    _, fault = read_until_fault(write("a.gz", packed[:-8] + b"abcd" + packed[-4:]))
    assert fault.reason == "corrupt_file"
    packed = zstd(TEXT, write_checksum=True)
    _, fault = read_until_fault(write("a.zst", packed[:-4] + b"abcd"))
    assert fault.reason == "corrupt_file"


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
@pytest.mark.parametrize("stored", [b"", b"{", b'{"text": "plain"}\n'])
def test_a_file_that_is_not_what_its_ending_says_is_a_fault(write, name, stored):
    text, fault = read_until_fault(write(name, stored))
    assert text == b""
    assert fault.reason == "corrupt_file"


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_garbage_after_a_whole_stream_is_a_fault(write, name):
    packed = gzip.compress(TEXT) if name == "a.gz" else zstd(TEXT)
    text, fault = read_until_fault(write(name, packed + b"garbage"))
    assert text == TEXT
    assert fault == Fault(
        "corrupt_file", f"not a {'gzip' if name == 'a.gz' else 'zstd'} stream"
    )


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_a_stream_packed_a_thousandfold_is_decoded_bit_by_bit(write, name):
    zeros = bytes(50 << 20)
    packed = gzip.compress(zeros, 1) if name == "a.gz" else zstd(zeros)
    path = write(name, packed)
    del zeros
    tracemalloc.start()
    assert sum(map(len, read_blocks(str(path)))) == 50 << 20
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 << 20


def test_reading_begins_at_an_offset(write):
    assert b"".join(read_blocks(str(write("a.jsonl", TEXT)), 1000)) == TEXT[1000:]


def test_a_url_is_read_like_a_path():
    fsspec.filesystem("memory").pipe_file("/streams/a.jsonl.gz", gzip.compress(TEXT))
    assert b"".join(read_blocks("memory://streams/a.jsonl.gz")) == TEXT


@pytest.mark.parametrize("name", ["gone.jsonl", "gone.jsonl.gz", "folder.jsonl/"])
def test_what_cannot_be_opened_is_a_fault_without_its_path(tmp_path, name):
    (tmp_path / "folder.jsonl").mkdir()
    text, fault = read_until_fault(tmp_path / name)
    assert text == b""
    assert fault.reason == "unreadable_file"
    assert "jsonl" not in fault.detail


def test_a_missing_url_is_a_fault():
    _, fault = read_until_fault("memory://streams/gone.jsonl")
    assert fault.reason == "unreadable_file"


def test_an_error_that_may_pass_is_raised():
    for code in (errno.EMFILE, errno.ENOMEM, errno.ETIMEDOUT, errno.ESTALE):
        with pytest.raises(OSError, match="now"):
            judge_error(OSError(code, "now"), "a.jsonl")
    with pytest.raises(OSError, match="now"):
        judge_error(OSError(errno.EIO, "now"), "s3://bucket/a.jsonl")
    with pytest.raises(TimeoutError):
        judge_error(TimeoutError(), "s3://bucket/a.jsonl")


def test_a_bad_disk_stays_bad():
    fault = judge_error(OSError(errno.EIO, "/disk/a.jsonl"), "/disk/a.jsonl")
    assert fault == Fault("unreadable_file", "Input/output error")
