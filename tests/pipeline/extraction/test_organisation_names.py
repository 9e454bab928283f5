"""Names of organisations: which small words and marks stand inside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.name_kinds import NameKind
from pipeline.extraction.names import NameFinder
from pipeline.extraction.organisation_names import (
    find_final_possessives,
    find_joints,
    find_openings,
    is_organisation,
    may_join,
)
from pipeline.extraction.tokens import split_tokens


def read_names(finder: NameFinder, text: str) -> list[str]:
    words, starts = split_tokens(text)
    return [
        text[starts[one.core_start] : starts[one.core_stop - 1]]
        + words[one.core_stop - 1]
        for one in finder.find_names(words)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Lund & Falk",
        "Holt, Lund & Falk LLP",
        "Holt, Lund, and Falk LLP",
        "Holt and Lund Inc",
        "Ada Holt and Sons",
        "Harn and Oland Railroad Company",
        "Norn Bank of Oland",
        "Bank of Credit and Commerce International",
        "Institute for Weaving and Dyeing",
        "Oland Society for the Prevention of Noise",
        "Partnership for a Quiet Oland",
        "Agency for Research on Noise",
        "Oland Radio and Television Commission",
        "Harn Agricultural and Mechanical College",
        "Tarnby Council on Foreign Relations",
        "Department of Trade and Industry",
        "Department of Education, Science and Technology",
        "Lund Manufacturing and Engineering",
        "University of Tarnby at Harn",
        "Zip's Cafe",
        "Saint Ada's College",
        "Oland People's Party",
        "Farmers' Union of Oland",
        "Holt Motors S.A.",
        "Holt Motors, L.L.C.",
        "Opta Polymer Co.,ltd.",
        "First National Bank",
        "General Electric",
        "Major League Lacrosse",
        "American Cancer Society",
        "Football Association of Harn",
        "AT&T",
        "A&J Holt Limited",
        "3M",
        "Holt.com",
        "Holt!",
        "eHolt",
        "McHolt's",
        "Action Against Noise",
        "Super 8 Hotels",
    ],
)
def test_an_organisations_name_is_found_whole(finder, name):
    assert read_names(finder, f"yesterday {name} was founded") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "at Harn University and Tarnby College",
            ["Harn University", "Tarnby College"],
        ),
        ("he left Harn University for Tarnby", ["Harn University", "Tarnby"]),
        ("Ada Holt & Tom Reed sang", ["Ada Holt", "Tom Reed"]),
        ("Ada Holt, Oskar and Runa Falk", ["Ada Holt", "Oskar", "Runa Falk"]),
        ("She read Physics and Chemistry", ["Physics", "Chemistry"]),
        ("Oland's President said", ["Oland"]),
        ("Holt University at Harn", ["Holt University", "Harn"]),
        ("President Ada Holt", ["Ada Holt"]),
        ("the CEO of the Norn Bank", ["Norn Bank"]),
        ("Vice President of Norn Bank", ["Norn Bank"]),
        ("President of Oland", ["President of Oland"]),
        ("English footballer Ada Holt", ["Ada Holt"]),
        ("English Professor Ada Holt", ["Ada Holt"]),
        ("One Ada Holt was there", ["Ada Holt"]),
        ("Stop! He ran", ["Stop"]),
    ],
)
def test_two_names_do_not_become_one(finder, text, names):
    found = read_names(finder, text)
    assert [name for name in found if name != "English"] == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tarnby Football Federation", NameKind.OTHER),
        ("Russian Federation", NameKind.PLACE),
        ("Republic of Oland", NameKind.PLACE),
        ("Republic Bank", NameKind.OTHER),
        ("Department of Trade and Industry", NameKind.OTHER),
        ("Station Road", NameKind.PLACE),
        ("Harn City", NameKind.PLACE),
        ("Harn City Ravens", NameKind.ANY),
        ("Holt & Lund", NameKind.OTHER),
        ("Holt Motors SpA", NameKind.OTHER),
        ("Lund Consultants", NameKind.OTHER),
        ("Ada Holt", NameKind.ANY),
    ],
)
def test_its_words_tell_an_organisation(finder, text, kind):
    [name] = finder.find_names(split_tokens(text)[0])
    assert name.kind is kind


def test_a_sign_of_a_trade_mark_is_no_part_of_a_name(finder):
    assert read_names(finder, "the Holt\u00ae is sold by Lund\u2122 Motors") == [
        "Holt",
        "Lund",
        "Motors",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in Harn, MA, since", ["Harn", "MA"]),
        ("in Harn, N.J., since", ["Harn", "N.J."]),
        ("in Port Alder, IL, since", ["Port Alder", "IL"]),
        ("Ada Holt, MA, was", ["Ada Holt"]),
        ("Ada Holt, KCSG, was", ["Ada Holt"]),
    ],
)
def test_a_code_behind_a_city_is_a_region(finder, text, names):
    assert read_names(finder, text) == names


def test_a_company_suffix_alone_is_no_organisation():
    assert is_organisation(["holt", "nv"])
    assert not is_organisation(["nv"])
    assert not is_organisation([])


tokens = st.lists(
    st.sampled_from(
        (
            *("Holt", "Arts", "Sons", "Women", "Institute", "University", "Cafe"),
            *("First", "and", "for", "on", "at", "of", "the", "&", ",", "'", "s"),
        )
    )
)


@given(tokens)
def test_joints_are_small_words_of_the_passage(words):
    named = [word[0].isupper() for word in words]
    places = [at for at, word in enumerate(words) if may_join(word)]
    joints = {
        *find_joints(words, named, places),
        *find_final_possessives(words, named, places),
    }
    assert all(0 < at < len(words) and not named[at] for at in joints)
    assert all(words[at] in ("First",) for at in find_openings(words, named))
