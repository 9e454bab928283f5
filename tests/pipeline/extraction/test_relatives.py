"""Given names that stand for a relative of the document's subject are nobody."""

from __future__ import annotations

import pytest

LIFE = "Ada Holt (5 March 1860 – 7 May 1940) was a painter.\n"


def entities(extractor, text: str, title: str = "Ada Holt") -> set[str]:
    """Who is said to have been born or to have died, beside the subject."""
    return {
        one.entity
        for one in extractor.extract(text, title=title)
        if one.category in {"birth_year", "death_year"}
    } - {title}


@pytest.mark.parametrize(
    "sentence",
    [
        "Her son Ilmar was born in 1890.",
        "Their only child, Ilmar, was born in 1890.",
        "Ilmar died in 1918. Her nephew Ilmar had been a soldier.",
        "She had a son named Ilmar (born 1890).",
        "Her daughters: Runa Louise (born 1888) and Edda Marie (b. 1890).",
        "Her brother Oskar John (1850–1920) was a baker.",
        "She had two children: Ilmar, born in 1890; Runa, born in 1893.",
        "She had two siblings, Ilmar (born 1858), a baker, and Edda (born 1863).",
    ],
)
def test_a_relative_without_family_name_is_nobody(extractor, sentence):
    assert entities(extractor, LIFE + sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Her son Ilmar Holt was born in 1890.", "Ilmar Holt"),
        ("Her husband Oskar John (1850–1920) was a baker.", "Oskar John"),
        ("The singer Ilmarinen died in 1918.", "Ilmarinen"),
        ("Her teacher Oskar Falk (1830–1890) was blind.", "Oskar Falk"),
    ],
)
def test_whoever_has_a_name_of_his_own_is_somebody(extractor, sentence, name):
    assert entities(extractor, LIFE + sentence) == {name}


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("Olaf of Harn (1130 – 1172) was a duke.\n", "Olaf of Harn"),
        ("Edda Holt (5 March 1130 – 7 May 1172) was an abbess.\n", "Edda Holt"),
        ("Holt Castle is a castle, built in 1860.\n", "Holt Castle"),
        ("Osmund (5 March 1860 – 7 May 1940) was a singer.\n", "Osmund"),
    ],
)
def test_where_no_family_name_is_shared_one_name_is_enough(extractor, lead, title):
    found = entities(extractor, lead + "His son Ilmar died in 1193.", title)
    assert "Ilmar" in found


def test_a_husband_of_one_name_is_still_a_spouse(extractor):
    found = extractor.extract(
        LIFE + "Holt and her husband Ilmar left.", title="Ada Holt"
    )
    assert {(one.entity, one.value) for one in found if one.category == "spouse"} == {
        ("Ada Holt", "Ilmar")
    }
