"""Author lists: where one ends, who comes first, and in which order names are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.author_lists import (
    direct_order,
    read_authors,
    read_family_names,
)

STYLES = [
    # text, first author as written, what follows the list
    ("Holt, A. M., & Lind, O. (1999)", "Holt, A. M.", " (1999)"),
    ("Holt, A.M. and Lind, O. (1999)", "Holt, A.M.", " (1999)"),
    ('Holt, Ada, and Oskar Lind. "T', "Holt, Ada", '. "T'),
    ('Holt, Ada Maren. "T', "Holt, Ada Maren", '. "T'),
    ("Holt, Ada M., Oskar J. Lind, and Runa Falk. 1999", "Holt, Ada M.", ". 1999"),
    ("Holt, Ada; Lind, Oskar (1999)", "Holt, Ada", " (1999)"),
    ("Holt, A; Lind, O (1999)", "Holt, A", " (1999)"),
    ("Holt AM, Lind O, Falk RJA. The sand of", "Holt AM", ". The sand of"),
    ("Holt A-M, Lind O. The sand of", "Holt A-M", ". The sand of"),
    ("Holt A.M., Lind O. (1999)", "Holt A.M.", " (1999)"),
    ('A. M. Holt and O. Lind, "T', "A. M. Holt", ', "T'),
    ('A.M. Holt, O. Lind, and R. Falk, "T', "A.M. Holt", ', "T'),
    ("Ada Holt, Oskar Lind, and Runa Falk. 2014", "Ada Holt", ". 2014"),
    ("Ada Holt and Oskar Lind. The sand", "Ada Holt", ". The sand"),
    ("Holt, A. M., Lind, O. & Falk, R. The sand of", "Holt, A. M.", " The sand of"),
    ("Holt, A., Lind, O.: The sand of", "Holt, A.", ": The sand of"),
    ("Holt, Ada, et al. The sand", "Holt, Ada", " The sand"),
    ("Holt et al. (1999)", None, None),
    ("van der Berg, J. (1999)", "van der Berg, J.", " (1999)"),
    ("Van der Berg, J., & Lind, O. (1999)", "Van der Berg, J.", " (1999)"),
    ("Berg, J. van der, & Lind, O. (1999)", "Berg, J. van der", " (1999)"),
    ("De la Cruz, Jan. 1999", "De la Cruz, Jan", ". 1999"),
    ("Jan van der Berg and A. Holt. 2014", "Jan van der Berg", ". 2014"),
    ("Holt, A. M., Jr., & Lind, O. (1999)", "Holt, A. M., Jr.", " (1999)"),
    ("Holt, A. M., III (1999)", "Holt, A. M., III", " (1999)"),
    ("Ada M. Holt Jr. and O. Lind. 2014", "Ada M. Holt Jr.", ". 2014"),
    ("Holt, J.-P., Lind, A. (1999)", "Holt, J.-P.", " (1999)"),
    ("Holt-Lind, A., & O'Neil, B. (1999)", "Holt-Lind, A.", " (1999)"),
    ("García Márquez, G. (1999)", "García Márquez, G.", " (1999)"),
    ('García Márquez, Gabriel. "T', "García Márquez, Gabriel", '. "T'),
    ("Żółć, Ł., & Ångström, Ö. (1999)", "Żółć, Ł.", " (1999)"),
    ("Иванов, А. Б., & Lind, O. (1999)", "Иванов, А. Б.", " (1999)"),
    ("HOLT, A. M. AND LIND, O. 1999.", "HOLT, A. M.", " 1999."),
    ("McHolt, D., d'Arc, J. (1999)", "McHolt, D.", " (1999)"),
    ("He, K., Ng, A. Y., & So, T. (2016)", "He, K.", " (2016)"),
    ("Church, Ada. 1999", "Church, Ada", ". 1999"),
    ("Holt, A., Lind, O., Falk, R., . . . Zorn, P. (1999)", "Holt, A.", " (1999)"),
    ("Holt, A., Lind, O., … Zorn, P. (1999)", "Holt, A.", " (1999)"),
    ("Yu. V. Holt, O. Lind. The", "Yu. V. Holt", ". The"),
    ("Sven Holt, Sora KIM. The", "Sven Holt", ". The"),
    ("Ada Holt and her students", "Ada Holt", " and her students"),
    (
        "Ada Holt, Toward the Old Harbour, Harn",
        "Ada Holt",
        ", Toward the Old Harbour, Harn",
    ),
]


@pytest.mark.parametrize(("text", "first", "rest"), STYLES)
def test_a_list_has_a_first_author_and_an_end(text, first, rest):
    authors = read_authors(text, 0)
    if first is None:
        assert authors is None
        return
    assert authors is not None
    assert text[authors.start : authors.first_stop] == first
    assert text[authors.stop :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sand, A. (1999)",
        "The House (1999)",
        "In Harn, Ada (1999)",
        "World Health Organisation. (2010)",
        "Harn University. 1999",
        "Harn City Council (2010)",
        "Holt, A. (Ed.). (1999)",
        "Holt, A., & Lind, O. (Eds.). (1999)",
        "Holt, A., editor. 1999",
        "Holt (1999)",
        "1999",
        "Abc123, A. (1999)",
    ],
)
def test_what_is_no_list_of_authors_gives_none(text):
    assert read_authors(text, 0) is None


@pytest.mark.parametrize("count", [1, 2, 20, 200])
def test_a_list_may_be_long(count):
    names = [f"Holt{chr(97 + n % 26)}{chr(97 + n // 26)}, A." for n in range(count)]
    text = ", ".join(names) + " (1999)"
    authors = read_authors(text, 0)
    assert authors is not None
    assert (authors.count, text[authors.stop :]) == (count, " (1999)")


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("Ada Holt and Oskar Lind. 1999", False),
        ("Ada Holt. 1999", False),
        ("Ada M. Holt. 1999", True),
        ("Ada Holt et al. 1999", True),
        ("Holt, A. 1999", True),
        ("Holt, Ada. 1999", True),
    ],
)
def test_only_lists_of_references_are_formal(text, formal):
    authors = read_authors(text, 0)
    assert authors is not None
    assert authors.formal is formal


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Holt (1999)", "Holt", " (1999)"),
        ("Holt et al. (1999)", "Holt", " (1999)"),
        ("Holt and colleagues (1999)", "Holt", " (1999)"),
        ("Holt and van der Berg (1999)", "Holt", " (1999)"),
        ("van der Berg & Holt (1999)", "van der Berg", " (1999)"),
        ("Holt-Lind et al. (1999)", "Holt-Lind", " (1999)"),
    ],
)
def test_running_text_names_families(text, first, rest):
    authors = read_family_names(text, 0)
    assert authors is not None
    assert text[: authors.first_stop] == first
    assert text[authors.stop :] == rest


@pytest.mark.parametrize("text", ["holt (1999)", "The (1999)", "Holt was", "In (1999)"])
def test_no_family_name_is_none(text):
    assert read_family_names(text, 0) is None


@pytest.mark.parametrize(
    ("written", "direct"),
    [
        ("Holt, A. M.", "A. M. Holt"),
        ("Holt, A.M.", "A. M. Holt"),
        ("Holt,A.M.", "A. M. Holt"),
        ("Holt AM", "A. M. Holt"),
        ("Holt A", "A. Holt"),
        ("Holt A-M", "A.-M. Holt"),
        ("Holt A.M.", "A. M. Holt"),
        ("Holt A. M.", "A. M. Holt"),
        ("Holt, AM", "A. M. Holt"),
        ("Holt, A", "A. Holt"),
        ("A. M. Holt", "A. M. Holt"),
        ("A.M. Holt", "A. M. Holt"),
        ("Ada Holt", "Ada Holt"),
        ("Ada M. Holt", "Ada M. Holt"),
        ("Holt, Ada Maren", "Ada Maren Holt"),
        ("Holt", "Holt"),
        ("van der Berg, J.-P.", "J.-P. van der Berg"),
        ("van der Berg JP", "J. P. van der Berg"),
        ("Berg, J. van der", "J. van der Berg"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Holt, A. M., Jr.", "A. M. Holt Jr."),
        ("Holt, A. M. Jr.", "A. M. Holt Jr."),
        ("Holt, Jr., A. M.", "A. M. Holt Jr."),
        ("Holt AM Jr", "A. M. Holt Jr."),
        ("Holt, Ada, III", "Ada Holt III"),
        ("Ada Holt Jr.", "Ada Holt Jr."),
        ("HOLT, A. M.", "A. M. Holt"),
        ("HOLT-LIND, A.", "A. Holt-Lind"),
        ("Ng, A. Y.", "A. Y. Ng"),
        ("NG, A. Y.", "A. Y. NG"),
        ("O'Neil, B.", "B. O'Neil"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Sora KIM", "Sora Kim"),
        ("HOLT A", "A. Holt"),
    ],
)
def test_a_name_has_one_order(written, direct):
    assert direct_order(written) == direct
    assert direct_order(direct) == direct


@given(st.text(alphabet="AdaHolt.,-' éÉJr&\"()1", max_size=80))
def test_a_list_lies_in_its_text(text):
    authors = read_authors(text, 0)
    if authors is not None:
        assert 0 < authors.first_stop <= authors.stop <= len(text)
        assert direct_order(text[: authors.first_stop])
