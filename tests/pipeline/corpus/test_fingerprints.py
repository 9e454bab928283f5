from pipeline.corpus.fingerprints import ENDS_BYTES, fingerprint_ends
from pipeline.corpus.listing import CorpusFile, list_corpus


def fingerprint(path):
    [file] = list_corpus([str(path)])
    return fingerprint_ends(file)


def test_a_file_keeps_its_fingerprint_wherever_it_lies(write, tmp_path):
    first = write("a.jsonl", b"{}\n" * 100)
    second = write("elsewhere/b.jsonl", b"{}\n" * 100)
    assert fingerprint(first) == fingerprint(second)


def test_a_change_at_either_end_shows(write):
    body = b"x" * 5 * ENDS_BYTES
    contents = [body, b"y" + body[1:], body[:-1] + b"y", body[: ENDS_BYTES + 9], b""]
    seen = [fingerprint(write(f"{n}.jsonl", one)) for n, one in enumerate(contents)]
    assert len(set(seen)) == len(contents)


def test_every_byte_of_a_short_file_counts(write):
    body = b"x" * (2 * ENDS_BYTES)
    before = fingerprint(write("a.jsonl", body))
    for place in (0, ENDS_BYTES - 1, ENDS_BYTES, 2 * ENDS_BYTES - 1):
        changed = body[:place] + b"y" + body[place + 1 :]
        assert fingerprint(write("b.jsonl", changed)) != before


def test_what_cannot_be_read_cheaply_has_none(tmp_path):
    (tmp_path / "a.jsonl").symlink_to(tmp_path / "gone")
    assert fingerprint(tmp_path / "a.jsonl") is None
    far = CorpusFile("s3://bucket/a.jsonl", "a.jsonl", 5, "jsonl")
    assert fingerprint_ends(far) is None
