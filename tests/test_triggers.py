"""The gate on real text: it finds what another engine finds."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import re2

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards
from pipeline.extraction.category_files import load_categories
from pipeline.extraction.gate import Gate, expand_trigger

CORPUS = Path(__file__).parents[2] / "shared" / "data" / "enwiki"
DOCUMENTS = 40


def texts() -> list[bytes]:
    """The first documents of every fourth file."""
    found: list[bytes] = []
    for file in list_corpus([str(CORPUS)])[::4]:
        [shard] = plan_shards([file], shard_bytes=file.size)
        records = islice(read_records(shard, FieldNames()), DOCUMENTS)
        found += [one.text.encode() for one in records if isinstance(one, Document)]
    return found


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no real text beside it")
def test_the_gate_misses_no_trigger_that_re2_finds():
    # Hyperscan has been seen to miss a match of an expression that begins with
    # something optional: '?s death.
    triggers = sorted({t for one in load_categories() for t in one.triggers["en"]})
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 1 << 28
    expressions = [re2.compile(expand_trigger(one), options) for one in triggers]
    gate = Gate([(trigger, index) for index, trigger in enumerate(triggers)])
    looked_at = 0
    for text in texts():
        ends = [(stop, owners) for stop, owners in gate.find_triggers(text)]
        for index, expression in enumerate(expressions):
            for match in expression.finditer(text):
                looked_at += 1
                assert any(
                    owners >> index & 1 and match.start() <= stop < match.end()
                    for stop, owners in ends
                ), (triggers[index], match.group())
    assert looked_at > 1_000
