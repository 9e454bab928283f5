"""Names by a trained spaCy pipeline: one is trained here, on invented sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from tiny_pipeline import PEOPLE

from pipeline.errors import ArgumentError
from pipeline.extraction.category_files import load_categories
from pipeline.extraction.extractor import Extractor, Source
from pipeline.extraction.names import NameFinder
from pipeline.extraction.slots import NAME_SYMBOLS
from pipeline.extraction.trained_spans import (
    TrainedSpans,
    describe_trained_pipeline,
    load_trained_pipeline,
)


def test_the_pipeline_replaces_the_rules(tiny_pipeline):
    categories = load_categories(["birthday"])
    text = "ada holt was born on 5 March 1960 in tarnby."
    assert Extractor(categories).extract(text) == []
    [found] = Extractor(categories, tiny_pipeline).extract(text)
    assert (found.entity, found.value) == ("ada holt", "1960-03-05")


def test_positions_are_those_of_the_document(tiny_pipeline):
    text = "Nothing here.\n\nruna falk was born on 7 May 1901 in harn."
    [found] = Extractor(load_categories(["birthday"]), tiny_pipeline).extract(text)
    assert text[found.match_start :].startswith("runa falk")


def test_batches_change_nothing(tiny_pipeline):
    extractor = Extractor(load_categories(["birthday"]), tiny_pipeline)
    sources = [
        Source(f"{person} was born on {day} March 1950 in harn.")
        for day, person in enumerate(PEOPLE, 1)
    ]
    together = extractor.extract_all(sources)
    assert together == [extractor.extract(one.text) for one in sources]
    assert any(together)


def test_titles_are_taken_off_a_persons_name():
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Sir Oskar Lind"}])
    finder = TrainedSpans.__new__(TrainedSpans)
    finder._pipeline, finder._unused = pipeline, []
    finder._finder = NameFinder()
    text = "They saw Sir Oskar Lind there."
    [[span]] = finder.find_spans([text])
    assert text[span.start : span.stop] == "Sir Oskar Lind"
    assert text[span.core_start : span.core_stop] == "Oskar Lind"
    assert span.symbol in NAME_SYMBOLS.values()


def test_memory_holds_no_more_strings_than_before(tiny_pipeline):
    finder = TrainedSpans(tiny_pipeline, NameFinder())
    finder.find_spans(["ada holt died in harn."])
    before = len(finder._pipeline.vocab.strings)
    finder.find_spans(
        [f"word{number} x{number}y saw ada holt" for number in range(500)]
    )
    assert len(finder._pipeline.vocab.strings) == before


def test_the_pipeline_is_named_with_its_version(tiny_pipeline):
    described = describe_trained_pipeline(tiny_pipeline)
    assert re.fullmatch(r"en_\w+ \d+(?:\.\d+)*", described)


def test_an_unknown_pipeline_is_an_argument_error():
    with pytest.raises(ArgumentError, match="en_core_web_none cannot be loaded"):
        load_trained_pipeline("en_core_web_none")


def test_a_pipeline_without_entities_is_an_argument_error(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ArgumentError, match="has no component that finds entities"):
        load_trained_pipeline(str(tmp_path / "blank"))
