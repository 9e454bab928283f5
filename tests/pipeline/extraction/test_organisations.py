"""General words alone name no organisation."""

from __future__ import annotations

import pytest

from pipeline.extraction.organisations import names_organisation


@pytest.mark.parametrize("name", ["Harn Ferries", "Bank of Canada", "Lumen", "HTO"])
def test_a_name_names_an_organisation(name):
    assert names_organisation(name)


@pytest.mark.parametrize(
    "name",
    ["Company", "Board of Directors", "American", "the University", "Hong Kong", ""],
)
def test_general_words_name_none(name):
    assert not names_organisation(name)
