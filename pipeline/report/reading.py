"""What a run read, and what it rejected, in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.report.figures import count_things, format_bytes


@dataclass(frozen=True)
class Reading:
    """What came of reading a corpus.

    Attributes:
        shards: Finished shards.
        bytes: Bytes of corpus files that they stand for.
        documents: Documents read.
        fact_bearing: Those with at least one observation.
        observations: Observations found, before any counting.
        rejects: Records that could not be read, by reason, the commonest first.
        first_records: Where a limit of records cut a shard, that limit: `bytes` are
            then those of whole shards, of which only a part was read. None where
            every shard was read whole.
    """

    shards: int
    bytes: int
    documents: int
    fact_bearing: int
    observations: int
    rejects: dict[str, int]
    first_records: int | None = None


def tally_reading(shards: pa.Table, reject_reasons: pa.ChunkedArray) -> Reading:
    """Sum what a run's shards say of themselves.

    Args:
        shards: Rows of the table of shards; possibly none.
        reject_reasons: The column reason of the table of rejects; possibly empty.

    Returns:
        The sums.
    """
    counts = [
        (entry["values"], entry["counts"])
        for entry in pc.value_counts(reject_reasons).to_pylist()
    ]
    return Reading(
        shards=shards.num_rows,
        rejects=dict(sorted(counts, key=lambda entry: (-entry[1], entry[0]))),
        **{
            name: int(pc.sum(shards[name]).as_py() or 0)
            for name in ("bytes", "documents", "fact_bearing", "observations")
        },
    )


def describe_rejects(rejects: dict[str, int]) -> str:
    """Put rejects into words: "8 invalid_json, 4 empty_text"; empty for none."""
    return ", ".join(f"{count:,} {reason}" for reason, count in rejects.items())


def describe_reading(reading: Reading) -> list[str]:
    """Put a reading into one or two sentences.

    Args:
        reading: What was read.

    Returns:
        What was read and found; and what was rejected, where anything was.
    """
    first = ""
    if reading.first_records is not None:
        first = f"the first {count_things(reading.first_records, 'record')} of "
    lines = [
        f"Read {first}{format_bytes(reading.bytes)} in "
        f"{count_things(reading.shards, 'shard')}: "
        f"{count_things(reading.documents, 'document')}, "
        f"{reading.fact_bearing:,} of them with facts, "
        f"{count_things(reading.observations, 'observation')}."
    ]
    if reading.rejects:
        total = sum(reading.rejects.values())
        records = count_things(total, "record")
        lines.append(f"Rejected {records}: {describe_rejects(reading.rejects)}.")
    return lines
