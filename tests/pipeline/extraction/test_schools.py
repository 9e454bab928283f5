"""Which names are those of schools, and which town belongs to them."""

from __future__ import annotations

import pytest

from pipeline.extraction.schools import find_campus, names_school


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
    ],
)
def test_a_town_tells_which_college_it_is(name, behind, campus):
    assert behind[: find_campus(name, behind)] == campus
