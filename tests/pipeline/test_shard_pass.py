"""One pass over a shard: every table from one reading, however rows are cut."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import Shard, plan_shards
from pipeline.dedup.settings import SketchSettings
from pipeline.dedup.sketch import Sketcher, load_signature
from pipeline.dedup.text_keys import text_key
from pipeline.extraction.category_files import load_categories
from pipeline.shard_pass import PassSettings, ShardPass
from schemas.contract import Table
from schemas.tables import BANDS, DOCUMENTS, OBSERVATIONS, REJECTS, SHARDS

Tables = dict[str, list[dict]]


def state_birthday(number: int) -> str:
    """A short text with one birthday, its person's name of letters alone."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}")
    return f"Ada H{letters} was born on {1 + number % 28} March 1960 in Harn."


RECORDS = [
    {"id": "one", "text": "É: Ada Holt was born on 5 March 1960.", "language": "en"},
    {"id": "one", "text": "Nothing is stated here."},
    {"id": None, "text": None},
    {
        "id": 4,
        "text": "Harn is the capital of Oland. Zoe Reed died on 5 March 1960.",
        "url": "https://www.example.com/x",
        "title": "A page",
    },
    {"text": "Ada Holt wurde am 5 March 1960 geboren; was born.", "language": "de"},
    {"text": ""},
]


def write_shard(path: Path, records: list[dict | bytes]) -> Shard:
    """Write records as one jsonl file, and give its only shard."""
    lines = [
        one if isinstance(one, bytes) else json.dumps(one).encode() for one in records
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    [shard] = plan_shards(
        list_corpus([str(path)]), limit_shards=None, limit_documents=None
    )
    return shard


@pytest.fixture(scope="module")
def settings() -> PassSettings:
    names = ["birthday", "birth_year", "capital", "death_date"]
    return PassSettings(
        load_categories(names),
        FieldNames(),
        SketchSettings(),
    )


@pytest.fixture(scope="module")
def worker(settings) -> ShardPass:
    return ShardPass(settings)


def read(worker: ShardPass, shard: Shard) -> tuple[list[Table], Tables]:
    """The tables in the order of their batches, and all rows by table."""
    order: list[Table] = []
    rows: Tables = {
        table.name: [] for table in (OBSERVATIONS, DOCUMENTS, BANDS, REJECTS, SHARDS)
    }
    for table, batch in worker.process(shard):
        assert isinstance(batch, pa.RecordBatch)
        table.check(batch)
        assert batch.schema.equals(table.arrow, check_metadata=True)
        assert batch.num_rows > 0
        order.append(table)
        rows[table.name] += batch.to_pylist()
    return order, rows


def check_totals(shard: Shard, rows: Tables) -> None:
    """The row of the shard says what its other tables hold."""
    [row] = rows["shards"]
    assert row["shard"] == shard.name
    assert row["bytes"] == shard.bytes
    assert row["fact_bearing"] == len(rows["documents"])
    assert row["observations"] == len(rows["observations"])
    assert row["rejects"] == len(rows["rejects"])
    assert row["seconds"] == 0.0
    keys = [one["doc_key"] for one in rows["documents"]]
    assert len(set(keys)) == len(keys)
    assert {one["doc_key"] for one in rows["observations"]} == set(keys)
    bands = SketchSettings().bands
    assert [(one["doc_key"], one["band"]) for one in rows["bands"]] == [
        (key, band) for key in keys for band in range(bands)
    ]


def test_every_table_conforms_and_agrees(worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", RECORDS)
    order, rows = read(worker, shard)
    assert order == [REJECTS, OBSERVATIONS, DOCUMENTS, BANDS, SHARDS]
    check_totals(shard, rows)
    [row] = rows["shards"]
    assert (row["documents"], row["fact_bearing"], row["rejects"]) == (4, 2, 2)
    facts = [
        (one["category"], one["entity"], one["value"]) for one in rows["observations"]
    ]
    assert facts == [
        ("birth_year", "Ada Holt", "1960"),
        ("birthday", "Ada Holt", "1960-03-05"),
        ("capital", "Oland", "Harn"),
        ("death_date", "Zoe Reed", "1960-03-05"),
    ]


def test_a_document_keeps_what_the_corpus_says_of_it(worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", RECORDS)
    _, rows = read(worker, shard)
    first, second = rows["documents"]
    first.pop("sketch")
    second.pop("sketch")
    assert first == {
        "doc_key": "part.jsonl#0",
        "doc_id": "one",
        "shard": "part.jsonl",
        "url": None,
        "domain": None,
        "title": None,
        "language": "en",
        "chars": len(RECORDS[0]["text"]),
        "text_key": text_key(RECORDS[0]["text"]),
    }
    assert second["doc_id"] == "4"
    assert second["domain"] == "example.com"
    assert second["title"] == "A page"
    assert second["chars"] == len(RECORDS[3]["text"])


def test_positions_are_code_points_of_the_text(worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", RECORDS)
    _, rows = read(worker, shard)
    texts = {"part.jsonl#0": RECORDS[0]["text"]}
    for one in rows["observations"]:
        text = texts.get(one["doc_key"], RECORDS[3]["text"])
        stop = one["passage_start"] + len(one["passage"])
        assert text[one["passage_start"] : stop] == one["passage"]
        assert one["value_surface"] in text[one["match_start"] : one["match_end"]]


def test_a_document_without_facts_is_in_no_table_but_counted(worker, tmp_path):
    records = [{"id": str(number), "text": "Nothing."} for number in range(7)]
    shard = write_shard(tmp_path / "part.jsonl", records)
    order, rows = read(worker, shard)
    assert order == [SHARDS]
    check_totals(shard, rows)
    assert rows["shards"][0]["documents"] == 7


def test_rejects_say_where_and_why(worker, tmp_path):
    lines = [b"{", {"id": "x"}, {"text": "  "}, b'{"text": "\xff"}', {"text": 3}]
    shard = write_shard(tmp_path / "part.jsonl", lines)
    order, rows = read(worker, shard)
    assert order == [REJECTS, SHARDS]
    check_totals(shard, rows)
    starts = [0]
    for line in (tmp_path / "part.jsonl").read_bytes().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    reasons = "invalid_json no_text empty_text invalid_utf8 text_not_string"
    assert [(one["position"], one["reason"]) for one in rows["rejects"]] == list(
        zip(starts[:-1], reasons.split(), strict=True)
    )
    assert {one["shard"] for one in rows["rejects"]} == {"part.jsonl"}


def test_sketches_load_as_signatures_of_the_texts(worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", RECORDS)
    _, rows = read(worker, shard)
    sketcher = Sketcher(SketchSettings())
    expected = sketcher.sketch([RECORDS[0]["text"], RECORDS[3]["text"]])
    for row, signature in zip(rows["documents"], expected, strict=True):
        loaded = load_signature(row["sketch"])
        assert loaded.hashvalues.tolist() == signature.tolist()
    bands = sketcher.band_hashes(expected).reshape(-1).tolist()
    assert [one["band_hash"] for one in rows["bands"]] == bands


def test_copies_share_all_their_bands(worker, tmp_path):
    records = [{"text": RECORDS[0]["text"]}] * 2
    _, rows = read(worker, write_shard(tmp_path / "part.jsonl", records))
    hashes = [one["band_hash"] for one in rows["bands"]]
    assert hashes[: len(hashes) // 2] == hashes[len(hashes) // 2 :]


def test_exact_copies_share_their_key_and_no_other_document_does(worker, tmp_path):
    texts = [state_birthday(number) for number in range(5)]
    texts += [texts[2].replace(" ", "  "), f"{texts[2]} And more was said."]
    records = [{"text": text} for text in texts]
    _, rows = read(worker, write_shard(tmp_path / "part.jsonl", records))
    keys = [one["text_key"] for one in rows["documents"]]
    assert len(keys) == 7
    assert keys[5] == keys[2]
    assert len(set(keys)) == 6


def without_keys(rows: Tables) -> list[tuple]:
    """What a record gives, whatever else is in its file."""
    return [
        (one["category"], one["entity_key"], one["value"], one["match_start"])
        for one in rows["observations"]
    ]


def test_many_records_are_cut_into_batches_that_mean_nothing(worker, tmp_path):
    # More observations than one batch holds, and more rejects.
    records: list[dict | bytes] = [
        {"text": state_birthday(number)} for number in range(2500)
    ]
    broken = [b"{"] * 4500
    shard = write_shard(
        tmp_path / "many.jsonl", records[:1250] + broken + records[1250:]
    )
    order, rows = read(worker, shard)
    assert order.count(OBSERVATIONS) > 1
    assert order.count(REJECTS) > 1
    assert order.count(DOCUMENTS) == order.count(BANDS) == order.count(OBSERVATIONS)
    assert order.count(SHARDS) == 1
    check_totals(shard, rows)
    assert rows["shards"][0]["documents"] == 2500
    assert len(rows["observations"]) == 5000

    few = write_shard(tmp_path / "few.jsonl", records[:40])
    few_order, few_rows = read(worker, few)
    assert few_order.count(OBSERVATIONS) == 1
    check_totals(few, few_rows)
    assert without_keys(few_rows) == without_keys(rows)[:80]
    for column in ("sketch", "text_key"):
        values = [one[column] for one in rows["documents"]]
        assert [one[column] for one in few_rows["documents"]] == values[:40]


def test_long_documents_fill_a_batch_too(worker, tmp_path):
    records = [
        {"text": f"{state_birthday(number)}\n{'word ' * 150_000}"}
        for number in range(4)
    ]
    shard = write_shard(tmp_path / "part.jsonl", records)
    order, rows = read(worker, shard)
    assert order.count(DOCUMENTS) == 2
    check_totals(shard, rows)
    assert [one["chars"] for one in rows["documents"]] == [
        len(one["text"]) for one in records
    ]


def test_rows_follow_the_file(worker, tmp_path):
    records = [{"text": state_birthday(number)} for number in range(50)]
    _, rows = read(worker, write_shard(tmp_path / "part.jsonl", records))
    offsets = [int(one["doc_key"].partition("#")[2]) for one in rows["documents"]]
    assert offsets == sorted(offsets)
    order = [
        (int(o["doc_key"].partition("#")[2]), o["category"], o["entity_key"])
        for o in rows["observations"]
    ]
    assert order == sorted(order)


def test_progress_ends_with_all_documents_and_characters(settings, worker, tmp_path):
    records = [{"text": state_birthday(number)} for number in range(150)]
    shard = write_shard(tmp_path / "part.jsonl", [*records, b"{"])
    told: list[tuple[int, int]] = []
    for _ in worker.process(shard, lambda *done: told.append(done)):
        pass
    assert told == sorted(told)
    assert told[-1] == (150, sum(len(one["text"]) for one in records))
    assert len(told) > 1


def test_a_pass_made_elsewhere_gives_the_same(settings, worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", RECORDS)
    travelled = pickle.loads(pickle.dumps(settings))
    once = list(ShardPass(travelled).process(shard))
    again = list(worker.process(shard))
    assert [table for table, _ in once] == [table for table, _ in again]
    for (_, first), (_, second) in zip(once, again, strict=True):
        assert first.equals(second)


def test_an_empty_file_is_a_shard_without_documents(worker, tmp_path):
    shard = write_shard(tmp_path / "part.jsonl", [])
    order, rows = read(worker, shard)
    assert order == [SHARDS]
    assert rows["shards"][0]["documents"] == 0
