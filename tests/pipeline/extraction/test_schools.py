"""Which names are those of schools, and which town belongs to them."""

from __future__ import annotations

import pytest

from pipeline.extraction.schools import find_campus, names_school, names_town


@pytest.mark.parametrize(
    "name",
    [
        "University of Oland",
        "Harn Law School",
        "Kunstakademie Harn",
        "Harvard",
        "Harvard Law School",
        "UC Harn",
        "Lycée Falk",
    ],
)
def test_a_school_is_named(name):
    assert names_school(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "1960",
        "Harn",
        "University",
        "Law School",
        "Graduate School of Business",
        "Harn University Press",
        "Harn College Hospital",
        "Harvard Club",
        "Schultheiss",
        "Candidate School",
        "Harn High Schools",
        "Universities of Harn",
        "Faculty of Natural Sciences",
        "Max Planck Institute for Tides",
        "Students' Association of the University of Oland",
    ],
)
def test_no_school_is_named(name):
    assert not names_school(name)


@pytest.mark.parametrize(
    ("name", "behind", "campus"),
    [
        ("Holt College", ", Oxford, and Harn School", ", Oxford"),
        ("University of Oland", ", Los Angeles.", ", Los Angeles"),
        ("Holt College", ", Ada Lind said", ""),
        ("Holt College", " and Lind College, Oxford", ""),
        ("Holt University", ", Cambridge", ""),
        ("Holt College", "", ""),
        ("University of Oland", ", College Park, as", ", College Park"),
        ("Oland State University", ", Fullerton", ", Fullerton"),
        ("Holt College School", ", Oxford and Harn", ", Oxford"),
        ("Holt Medical School", ", Cambridge, Mass.", ""),
        ("Holt School", ", London", ""),
        ("Harn School", " No. 54 in 1939", " No. 54"),
        ("Harn School", " \N{NUMERO SIGN} 54", " \N{NUMERO SIGN} 54"),
    ],
)
def test_a_town_tells_which_college_it_is(name, behind, campus):
    assert behind[: find_campus(name, behind)] == campus


@pytest.mark.parametrize(
    ("name", "behind", "more"),
    [
        ("College of William", " and Mary in 1960", " and Mary"),
        ("College of William", " and Ada Holt", ""),
        ("Holt College", " and Mary", ""),
        (
            "Harn School of Painting",
            ", Sculpture, and Design from",
            ", Sculpture, and Design",
        ),
        ("Harn School of Economics", " and Finance.", " and Finance"),
        ("Harn School of Economics", " and Harn College", ""),
        (
            "Holt School of Public",
            " and International Affairs",
            " and International Affairs",
        ),
        ("Harn School of Economics", " and Science Holt", ""),
        ("University of Oland", " and Design", ""),
    ],
)
def test_a_name_goes_on_with_further_fields(name, behind, more):
    assert behind[: find_campus(name, behind)] == more


@pytest.mark.parametrize(
    ("name", "behind", "town"),
    [
        ("Princeton", ", New Jersey to read", True),
        ("Princeton", ", N.J.", True),
        ("Dartmouth", ", Devon.", True),
        ("Oxford", ", Harvard and Yale", False),
        ("Oxford", " in England", False),
        ("Harvard", ", Massachusetts", False),
    ],
)
def test_the_town_of_a_school_is_told_by_its_land(name, behind, town):
    assert names_town(name, behind) is town
