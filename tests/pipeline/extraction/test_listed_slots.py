"""Lists of entities and of values: one statement, several facts."""

from __future__ import annotations

import pytest

from pipeline.extraction.category_files import parse_categories
from pipeline.extraction.extractor import Extractor

FILE = """
name = "owner"
version = 1
description = "Who owns an organisation."
entity_type = "ORGANISATION"
value_type = "PERSON"
normaliser = "person"
plausible_values = 1000
arbitrary = false
single_valued = false

[triggers]
en = ['\\bown']

[[patterns.en]]
id = "owns"
text = '{value} owns {entities}'

[[patterns.en]]
id = "is_owned_by"
text = '{entity} is owned by {values}'
least_value_words = 2
"""
EXAMPLES = """
[[examples]]
text = "Ada Holt owns Harn Bank."
facts = [{ entity = "Harn Bank", value = "Ada Holt" }]
"""


@pytest.fixture(scope="module")
def owners() -> Extractor:
    examples = EXAMPLES * 8 + '\n[[examples]]\ntext = "Nobody."\nfacts = []\n' * 2
    return Extractor(parse_categories([("owner.toml", FILE + examples)]))


def facts(extractor: Extractor, text: str) -> set[tuple[str, str]]:
    return {(one.entity, one.value) for one in extractor.extract(text)}


def test_every_listed_entity_has_the_value(owners):
    text = "Ada Holt owns Harn Bank, Lind Motors and Falk Steel Company."
    assert facts(owners, text) == {
        ("Harn Bank", "Ada Holt"),
        ("Lind Motors", "Ada Holt"),
        ("Falk Steel Company", "Ada Holt"),
    }


def test_every_listed_value_is_of_the_entity(owners):
    text = "Harn Bank is owned by Ada Holt, Oskar Lind and Runa Falk."
    assert facts(owners, text) == {
        ("Harn Bank", "Ada Holt"),
        ("Harn Bank", "Oskar Lind"),
        ("Harn Bank", "Runa Falk"),
    }


def test_a_value_needs_so_many_words_or_a_title(owners):
    assert facts(owners, "Harn Bank is owned by Brunn.") == set()
    assert facts(owners, "Harn Bank is owned by Mr. Brunn.") == {("Harn Bank", "Brunn")}
