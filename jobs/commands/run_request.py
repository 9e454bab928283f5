"""What the options of `floors run` ask for. Loads what a run needs."""

from __future__ import annotations

from pathlib import Path

from jobs.engines import choose_engine
from jobs.run import RunRequest
from pipeline.corpus.fields import FieldNames
from pipeline.dedup.presets import choose_dedup
from pipeline.locations import Location


def make_request(
    *,
    corpus: tuple[str, ...],
    output: Location,
    engine: str | None,
    master: str | None,
    conf: dict[str, str],
    memory_limit: str | None,
    categories: tuple[str, ...] | None,
    category_dir: Path | None,
    limit_shards: int | None,
    limit_documents: int | None,
    spacy_model: str | None,
    workers: int,
    dedup: str | None,
    dedup_preset: str | None,
    resume: bool,
    count: bool = True,
    **fields: str | None,
) -> RunRequest:
    """Put the options of `floors run`, each by its own name, into a request."""
    return RunRequest(
        corpus=corpus,
        output=output,
        fields=FieldNames(
            **{name.removesuffix("_field"): value for name, value in fields.items()}
        ),
        categories=categories,
        category_dir=category_dir,
        limit_shards=limit_shards,
        limit_documents=limit_documents,
        spacy_model=spacy_model,
        dedup=choose_dedup(dedup, dedup_preset),
        engine=choose_engine(
            engine, workers=workers, master=master, conf=conf, memory_limit=memory_limit
        ),
        resume=resume,
        count=count,
    )
