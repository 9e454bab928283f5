"""Every table of a run, in the order in which a run produces them."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import Column, Table

_STRING = pa.string()
_INT64 = pa.int64()
_DOUBLE = pa.float64()
_BOOL = pa.bool_()

UNITS = ("mentions", "passages", "documents", "clusters", "domains")
"""What one sighting of a prompt may be; clusters is the headline."""

KEYS = ("prompt", "fact")
"""What is counted: (category, entity) or (category, entity, value)."""

_COUNTS = (
    Column("mentions", _INT64, "Distinct (doc_key, passage_start) that state it."),
    Column("passages", _INT64, "Distinct passage texts (passage_key) that state it."),
    Column("documents", _INT64, "Distinct documents (doc_key) that state it."),
    Column("clusters", _INT64, "Distinct near-duplicate clusters that state it."),
    Column(
        "domains",
        _INT64,
        "Distinct registered domains that state it; documents without a url count "
        "for none.",
    ),
)

CATEGORIES = Table(
    name="categories",
    grain="one category of the run",
    key=("name",),
    columns=(
        Column("name", _STRING, "The category, such as birthday."),
        Column("version", _INT64, "Version of the category file."),
        Column(
            "hash",
            _STRING,
            "SHA-256 (hex) of what decides its counts: the file without examples, "
            "questions and measurements.",
        ),
        Column("description", _STRING, "What a fact of this category says."),
        Column("entity_type", _STRING, "What kind of thing an entity is."),
        Column("value_type", _STRING, "What kind of thing a value is."),
        Column(
            "plausible_values",
            _INT64,
            "How many answers would sound right for an entity, at least.",
        ),
        Column(
            "arbitrary",
            _BOOL,
            "Whether nothing but memory can tell the right value from a wrong one.",
        ),
        Column("single_valued", _BOOL, "Whether an entity rightly has one value."),
        Column("recall", _DOUBLE, "Recall (0..1) measured on gold_set.", nullable=True),
        Column(
            "precision",
            _DOUBLE,
            "Precision (0..1) measured on gold_set.",
            nullable=True,
        ),
        Column("gold_set", _STRING, "The annotated set of the two.", nullable=True),
    ),
)

OBSERVATIONS = Table(
    name="observations",
    grain="one statement of one fact in one document",
    key=("doc_key", "category", "entity_key", "value", "match_start"),
    per_shard=True,
    columns=(
        Column("category", _STRING, "The category, such as birthday."),
        Column("entity", _STRING, "The entity as the document names it."),
        Column("entity_key", _STRING, "The entity's name as counting groups by it."),
        Column(
            "value",
            _STRING,
            "The value in canonical form: dates in ISO 8601 (1960-03-05, 1960, "
            "--03-05), names with spaces squeezed.",
        ),
        Column("value_surface", _STRING, "The value as the passage writes it."),
        Column("doc_key", _STRING, "The document: corpus file # offset of the record."),
        Column("doc_id", _STRING, "The corpus's own id for it, else doc_key."),
        Column("passage", _STRING, "The sentence or line that states the fact."),
        Column(
            "passage_start", _INT64, "The passage's first code point in the document."
        ),
        Column("passage_key", _INT64, "Hash of the passage's words, for copies."),
        Column("match_start", _INT64, "First code point of the match in the document."),
        Column("match_end", _INT64, "One past the match's last code point."),
        Column("pattern", _STRING, "Id of the pattern that matched."),
        Column("language", _STRING, "The document's language.", nullable=True),
    ),
)

DOCUMENTS = Table(
    name="documents",
    grain="one fact-bearing document",
    key=("doc_key",),
    per_shard=True,
    columns=(
        Column("doc_key", _STRING, "Corpus file # offset of the record."),
        Column("doc_id", _STRING, "The corpus's own id for it, else doc_key."),
        Column("shard", _STRING, "The shard it was read in."),
        Column("url", _STRING, "Where it comes from.", nullable=True),
        Column("domain", _STRING, "Registered domain of the url.", nullable=True),
        Column("title", _STRING, "Its title.", nullable=True),
        Column("language", _STRING, "Its language.", nullable=True),
        Column("chars", _INT64, "Length of its text in code points."),
        Column(
            "sketch",
            pa.binary(),
            "MinHash signature: one little-endian 32-bit word a permutation.",
        ),
        Column("text_key", _INT64, "Hash of all its words in order, for exact copies."),
    ),
)

BANDS = Table(
    name="bands",
    grain="one band of one document's sketch",
    key=("doc_key", "band"),
    per_shard=True,
    columns=(
        Column("doc_key", _STRING, "The document."),
        Column("band", pa.int16(), "The band, from 0."),
        Column("band_hash", _INT64, "Hash of the band's rows of the signature."),
    ),
)

REJECTS = Table(
    name="rejects",
    grain="one record that could not be read, or has no usable text",
    key=("shard", "position"),
    per_shard=True,
    columns=(
        Column("shard", _STRING, "The shard it was met in."),
        Column(
            "position",
            _INT64,
            "Where in the file: bytes of decompressed text, or the row.",
        ),
        Column("reason", _STRING, "Why, as a fixed word: invalid_json, no_text, ..."),
        Column("detail", _STRING, "What exactly was wrong."),
    ),
)

SHARDS = Table(
    name="shards",
    grain="one shard, finished",
    key=("shard",),
    per_shard=True,
    columns=(
        Column("shard", _STRING, "The shard: its file, and the part of it if split."),
        Column("bytes", _INT64, "Bytes of the file that it stands for, as stored."),
        Column("documents", _INT64, "Documents read."),
        Column("fact_bearing", _INT64, "Documents with at least one observation."),
        Column("observations", _INT64, "Observations found."),
        Column("rejects", _INT64, "Records that could not be read."),
        Column("seconds", _DOUBLE, "Wall time it took; differs from run to run."),
    ),
)

DOC_CLUSTERS = Table(
    name="doc_clusters",
    grain="one document in a cluster of two or more",
    key=("doc_key",),
    columns=(
        Column("doc_key", _STRING, "The document."),
        Column("cluster_id", _STRING, "The smallest doc_key of its cluster."),
    ),
)

FACT_COUNTS = Table(
    name="fact_counts",
    grain="one fact: (category, entity_key, value)",
    key=("category", "entity_key", "value"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("entity_key", _STRING, "The entity."),
        Column("value", _STRING, "The value."),
        Column("entity", _STRING, "The entity's name in most clusters."),
        *_COUNTS,
    ),
)

PROMPT_COUNTS = Table(
    name="prompt_counts",
    grain="one prompt: (category, entity_key)",
    key=("category", "entity_key"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("entity_key", _STRING, "The entity."),
        Column("entity", _STRING, "The entity's name in most clusters."),
        *_COUNTS,
        Column("distinct_values", _INT64, "How many values are stated for it."),
        Column("top_value", _STRING, "The value stated in most clusters."),
        Column(
            "top_share",
            _DOUBLE,
            "Clusters that state top_value / clusters that state the prompt.",
        ),
    ),
)

SPECTRUM = Table(
    name="spectrum",
    grain="one (category, unit, key, times_seen)",
    key=("category", "unit", "key", "times_seen"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("unit", _STRING, f"What one sighting is: {', '.join(UNITS)}."),
        Column("key", _STRING, "What is counted: prompt or fact."),
        Column("times_seen", _INT64, "A number of sightings, 1 or more."),
        Column("prompts", _INT64, "How many keys were seen exactly so often."),
    ),
)

FLOORS = Table(
    name="floors",
    grain="one (category, unit, key), every one, also where N = 0",
    key=("category", "unit", "key"),
    columns=(
        Column("category", _STRING, "The category."),
        Column("unit", _STRING, f"What one sighting is: {', '.join(UNITS)}."),
        Column("key", _STRING, "What is counted: prompt or fact."),
        Column("observations", _INT64, "N: sightings, summed over all keys."),
        Column("prompts", _INT64, "Distinct keys seen."),
        Column("singletons", _INT64, "Keys seen exactly once (f1)."),
        Column("doubletons", _INT64, "Keys seen exactly twice (f2)."),
        Column(
            "singleton_rate",
            _DOUBLE,
            "The floor: f1 / N. Null at N = 0.",
            nullable=True,
        ),
        Column(
            "ci_low",
            _DOUBLE,
            "Lower end of the 95% interval of the missing mass, for sightings that are "
            "independent of each other; the note says which where it is not Esty's.",
            nullable=True,
        ),
        Column("ci_high", _DOUBLE, "Its upper end.", nullable=True),
        Column("coverage", _DOUBLE, "Sample coverage by Chao and Jost.", nullable=True),
        Column(
            "chao1",
            _DOUBLE,
            "Lower bound of the number of keys there are, bias-corrected.",
            nullable=True,
        ),
        Column(
            "guaranteed_floor",
            _DOUBLE,
            "Theorem 2's lower bound at 99% for a calibrated model, clipped at 0. Null "
            "where it does not apply.",
            nullable=True,
        ),
        Column(
            "attainable_error",
            _DOUBLE,
            "What a calibrated learner attains by Theorem 2, clipped at 1.",
            nullable=True,
        ),
        Column("plausible_values", _INT64, "As the category declares."),
        Column("arbitrary", _BOOL, "As the category declares."),
        Column(
            "conflict_rate",
            _DOUBLE,
            "Prompts seen in two clusters or more with conflicting values / prompts "
            "seen in two clusters or more. Null where several values are right.",
            nullable=True,
        ),
        Column(
            "share_le_10",
            _DOUBLE,
            "Share of N (clusters, prompt) whose prompt was seen 10 times or less.",
            nullable=True,
        ),
        Column(
            "share_le_100",
            _DOUBLE,
            "Share of N (clusters, prompt) whose prompt was seen 100 times or less.",
            nullable=True,
        ),
        Column("recall", _DOUBLE, "The category's measured recall.", nullable=True),
        Column("precision", _DOUBLE, "Its measured precision.", nullable=True),
        Column(
            "corrected_rate",
            _DOUBLE,
            "The floor without the sightings that an audit finds false: the middle of "
            "false apart and false together. Null without an audit, and in units "
            "other than clusters.",
            nullable=True,
        ),
        Column(
            "corrected_low",
            _DOUBLE,
            "Lower end of its range, from no un-thinning to full by the recall, with "
            "the uncertainty of both measurements and of the floor at 95%, as wide as "
            "the jackknife finds sightings dependent on each other.",
            nullable=True,
        ),
        Column("corrected_high", _DOUBLE, "Upper end of its range.", nullable=True),
        Column("note", _STRING, "What a reader must know of this row; '' if nothing."),
        Column(
            "cor3_low",
            _DOUBLE,
            "Lower end of Corollary 3's interval of the missing mass at 95%, which "
            "holds for any distribution of independent sightings.",
            nullable=True,
        ),
        Column("cor3_high", _DOUBLE, "Its upper end.", nullable=True),
        Column(
            "kv_floor",
            _DOUBLE,
            "Kalai and Vempala's lower bound (2024) for a calibrated model, at 95%, "
            "with one fact a sighting assumed; clipped at 0. Key fact alone; null "
            "where values are not arbitrary, or one alone is plausible.",
            nullable=True,
        ),
        Column(
            "jackknife_low",
            _DOUBLE,
            "Lower end of the 95% interval by leaving out one of 50 groups of clusters "
            "at a time, or of domains where unit domains has rates: the wider of the "
            "two. No narrower than Esty's, nor where ci_low is Corollary 3's than "
            "that. Null below 20 groups, and in other units than clusters, whose "
            "groups are not counted.",
            nullable=True,
        ),
        Column("jackknife_high", _DOUBLE, "Its upper end.", nullable=True),
        Column(
            "coverage_incidence",
            _DOUBLE,
            "Sample coverage by Chao et al. (2014) for incidence data, whose sampling "
            "units are the clusters, or whatever else the unit is, that state the "
            "category.",
            nullable=True,
        ),
    ),
)

TABLES = (
    CATEGORIES,
    SHARDS,
    OBSERVATIONS,
    DOCUMENTS,
    BANDS,
    REJECTS,
    DOC_CLUSTERS,
    FACT_COUNTS,
    PROMPT_COUNTS,
    SPECTRUM,
    FLOORS,
)
"""All of them."""

BY_NAME = {table.name: table for table in TABLES}
"""The same, by name."""
