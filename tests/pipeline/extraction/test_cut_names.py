"""Names that are part of a longer one are not taken for the whole."""

from __future__ import annotations

import pytest

from pipeline.extraction.cut_names import is_cut


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("a joint venture called ", "/Norn Records"),
        ("a joint venture called Lumen/", ", founded in 1902"),
        ('the fanzine "Search and ', '" founder'),
        ('"Holt", "A Song of ', '", of 1902'),
    ],
)
def test_a_part_is_a_part(before, behind):
    assert is_cut(before, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("president/CEO of ", ", founded in 1902"),
        ("the chairman of ", "/owner, who died"),
        ('the weekly "', '", founded in 1902'),
        ('the weekly "The ', '", founded in 1902'),
        ('he said: "I work for ', '" in 1902'),
        ('"Search" and ', '" are'),
        ("", ""),
    ],
)
def test_a_whole_name_is_whole(before, behind):
    assert not is_cut(before, behind)


def founders(extractor, text: str) -> set[tuple[str, str]]:
    """(organisation, founder) as a text states them."""
    return {
        (one.entity, one.value)
        for one in extractor.extract(text)
        if one.category == "founder"
    }


def test_the_end_of_a_quoted_name_founds_nothing(extractor):
    assert not founders(
        extractor, 'According to "Salt and Lumen" founder Ada Holt, yes.'
    )


def test_a_second_land_of_a_ruler_is_no_person(extractor):
    text = "Olaf I of Ansel and Bayrun (also known as the Elder; 8 May 1460 – 1536)."
    found = extractor.extract(text)
    assert "Bayrun" not in {one.entity for one in found}
