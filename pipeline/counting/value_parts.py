"""The parts of a value, by which one value refines another. Knows Arrow alone."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from schemas.views import VALUE_PARTS

# Both are for RE2, which is what DuckDB matches with.
_DATE = r"\A(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\z"
_BETWEEN_WORDS = r"[^\p{L}\p{M}\p{N}_]+"


def split_values(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Split values into the parts that a finer value has too.

    Args:
        batch: Rows with category, entity_key and value, none of them null; any number.

    Returns:
        Rows of VALUE_PARTS, each once for every row given: 'year 1960', 'month 03'
        and 'day 05' of a date, as far as it has them; the different words of any other
        value, in lower case. A value without a letter or digit gives none. A date's
        parts hold a space, which no word does.
    """
    values = batch["value"]
    dates = pc.extract_regex(values, pattern=_DATE)
    places, parts = [], []
    for name in ("year", "month", "day"):
        texts = pc.struct_field(dates, name)
        # Null where it is no date, '' where the date has no such part, '-' where it
        # has no year.
        given = pc.fill_null(pc.not_equal(texts, ""), False)  # noqa: FBT003
        given = pc.and_(given, pc.fill_null(pc.not_equal(texts, "-"), False))  # noqa: FBT003
        places.append(pc.indices_nonzero(given))
        parts.append(pc.binary_join_element_wise(name, texts.filter(given), " "))
    names = pc.indices_nonzero(pc.is_null(dates))
    words = pc.split_pattern_regex(
        pc.utf8_lower(values.take(names)), pattern=_BETWEEN_WORDS
    )
    places.append(names.take(pc.list_parent_indices(words)))
    parts.append(pc.list_flatten(words))
    rows = pa.table(
        {
            "place": pa.chunked_array(places, pa.uint64()),
            "part": pa.chunked_array(parts, pa.string()),
        }
    )
    rows = rows.filter(pc.not_equal(rows["part"], ""))
    # A word said twice is one part.
    rows = rows.group_by(["place", "part"], use_threads=False).aggregate([])
    given_rows = batch.select(["category", "entity_key", "value"]).take(
        rows["place"].combine_chunks()
    )
    columns = [*given_rows.columns, rows["part"].combine_chunks()]
    return pa.RecordBatch.from_arrays(columns, schema=VALUE_PARTS.arrow)
