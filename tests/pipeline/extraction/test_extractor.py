"""Documents in, observations out: positions, passages, overlaps, languages."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.words import passage_key
from pipeline.extraction.entity_key import entity_key
from pipeline.extraction.extractor import Extractor, language_code
from pipeline.extraction.observations import Observation

BORN = "Ada Holt was born on 5 March 1960."


def facts(observations: list[Observation]) -> set[tuple[str, str, str]]:
    return {(one.category, one.entity_key, one.value) for one in observations}


def test_an_observation_says_where_it_stands(extractor):
    text = f"É. 王 was here.\n  {BORN} She left."
    [birthday] = [one for one in extractor.extract(text) if one.category == "birthday"]
    assert birthday.entity == "Ada Holt"
    assert birthday.entity_key == entity_key("Ada Holt")
    assert birthday.value == "1960-03-05"
    assert birthday.value_surface == "5 March 1960"
    assert birthday.passage == BORN
    assert birthday.passage_start == text.index(BORN)
    assert birthday.passage_key == passage_key(BORN)
    matched = text[birthday.match_start : birthday.match_end]
    assert matched.startswith("Ada Holt was born on 5 March 1960")
    assert birthday.pattern == "was_born_on"


def test_categories_do_not_compete(extractor):
    assert facts(extractor.extract(BORN)) == {
        ("birthday", "ada holt", "1960-03-05"),
        ("birth_year", "ada holt", "1960"),
    }


def test_a_category_finds_the_same_alone(alone, extractor):
    text = (
        "Ada Holt (5 March 1900 – 6 May 1970) led the Harn Tidal Office (HTO) in Harn, "
        'the capital of Oland. In her thesis "The Tide", Ada Holt asks who wrote the '
        'novel "Salt" by Oskar Lind. Ada Holt was born in Tarnby, Oland, studied at '
        "Harn College, married Oskar Lind and died in Westerby, Oland. Oskar Lind "
        "founded Lind Motors. Lind Motors was established on 7 June 1925 in Harn. Lind "
        "Motors is headquartered in Harn, Oland. Runa Falk is the CEO of Lind Motors.\n"
        "Holt, A. (1999). The sand of narrow harbours. Journal of Tides, 12(3), 4-9."
    )
    together = extractor.extract(text)
    assert {one.category for one in together} == set(alone)
    assert together == [
        one for name in sorted(alone) for one in alone[name].extract(text)
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "born", "Nothing is stated here."])
def test_a_document_without_facts_gives_nothing(extractor, text):
    assert extractor.extract(text) == []


def test_observations_are_sorted(extractor):
    text = (
        "Zoe Holt was born on 5 March 1960.\nAda Holt was born on 5 March 1960.\n"
        "Ada Holt was born on 5 March 1960.\nAda Holt was born on 4 March 1960."
    )
    observations = extractor.extract(text)
    order = [(o.category, o.entity_key, o.value, o.match_start) for o in observations]
    assert order == sorted(order)
    assert len(order) == 8


def test_categories_of_sentences_and_of_lines_read_one_text(extractor):
    title = "The sand of narrow harbours"
    line = f"Holt, A. (1999). {title}. Journal of Tides, 12(3), 4–9."
    found = extractor.extract(f"{BORN} {BORN}\n{line}\n{BORN}")
    assert [o.passage for o in found if o.category == "birthday"] == [BORN] * 3
    papers = [o for o in found if o.category in ("paper_author", "paper_year")]
    assert {(o.entity, o.value, o.passage) for o in papers} == {
        (title, "A. Holt", line),
        (title, "1999", line),
    }


def test_the_title_of_a_document_is_no_fuller_name_of_a_paper(alone):
    text = (
        "Holt, A. (1999). Sand in old harbours. Journal of Tides, 12(3), 4–9.\n"
        "Lind, O. (1999). Sand in new harbours. Journal of Tides, 12(3), 10–19."
    )
    found = alone["paper_year"].extract(text, title="Sand in old harbours")
    assert [o.entity_key for o in found] == [
        "sand in new harbours",
        "sand in old harbours",
    ]


def test_overlapping_matches_of_a_category_are_one_observation(extractor):
    # Both a bracket with a birth and a sentence with one.
    text = "Ada Holt (born 5 March 1960) was born on 5 March 1960 in Harn."
    birthdays = [one for one in extractor.extract(text) if one.category == "birthday"]
    assert [one.value for one in birthdays] == ["1960-03-05"]
    assert birthdays[0].match_start == 0


def test_the_longer_of_two_matches_from_one_place_wins(categories):
    category = next(one for one in categories if one.name == "birthday")
    short, long = (
        dataclasses.replace(
            category.patterns["en"][0], id=name, text=text, unless=(), age=None
        )
        for name, text in (
            ("short", "{entity} was born on {value}"),
            ("long", "{entity} was born on {value} in {place}"),
        )
    )
    patterns = {"en": (short, long)}
    extractor = Extractor([dataclasses.replace(category, patterns=patterns)])
    [found] = extractor.extract("Ada Holt was born on 5 March 1960 in Harn.")
    assert found.pattern == "long"


def test_two_people_in_one_passage_are_two_observations(extractor):
    text = "They had Ada Holt (b. 5 March 1960) and Tom Holt (b. 6 May 1962)."
    observations = extractor.extract(text)
    assert len(facts(observations)) == 4
    assert {one.passage_start for one in observations} == {0}


def test_a_repeated_sentence_is_two_observations_of_one_passage_key(extractor):
    text = f"{BORN}\n{BORN}"
    birthdays = [one for one in extractor.extract(text) if one.category == "birthday"]
    assert [one.passage_start for one in birthdays] == [0, len(BORN) + 1]
    assert len({one.passage_key for one in birthdays}) == 1


def test_the_title_names_its_subject(extractor):
    observations = extractor.extract(
        "Ada Maren Holt (born 5 March 1960) paints.", title="Ada Holt (painter)"
    )
    assert {one.entity for one in observations} == {"Ada Holt"}


def test_what_a_passage_writes_is_squeezed_in_an_entity(extractor):
    observations = extractor.extract("Ada \u00a0Holt was born on 5 March 1960.")
    assert {one.entity for one in observations} == {"Ada Holt"}


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
@pytest.mark.parametrize("dash", ["-", "–", "—", "\u2212"])
def test_typography_changes_no_fact(extractor, space, dash):
    text = f"Ada Holt (5{space}March{space}1900{space}{dash}{space}6{space}May 1970) ."
    assert facts(extractor.extract(text)) == {
        ("birthday", "ada holt", "1900-03-05"),
        ("birth_year", "ada holt", "1900"),
        ("death_date", "ada holt", "1970-05-06"),
        ("death_year", "ada holt", "1970"),
    }


@pytest.mark.parametrize(
    ("language", "code"),
    [
        (None, "en"),
        ("", "en"),
        (" ", "en"),
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("eng", "en"),
        ("eng_Latn", "en"),
        ("English", "en"),
        ("__label__en", "en"),
        ("de", "de"),
        ("deu_Latn", "deu"),
        ("Klingon", "klingon"),
    ],
)
def test_a_language_has_a_code(language, code):
    assert language_code(language) == code


@pytest.mark.parametrize("language", [None, "", "en", "en-GB", "eng_Latn"])
def test_english_is_read(extractor, language):
    assert extractor.extract(BORN, language=language) == extractor.extract(BORN)


@pytest.mark.parametrize("language", ["de", "ko", "deu_Latn", "und"])
def test_a_language_without_patterns_gives_nothing(extractor, language):
    assert extractor.extract(BORN, language=language) == []


def test_another_language_is_read_with_its_own_patterns(categories):
    birthday = next(one for one in categories if one.name == "birthday")
    english = birthday.patterns["en"][0]
    german = dataclasses.replace(
        english,
        id="ist_geboren",
        text="{entity} ist geboren am {value}",
        unless=(),
        age=None,
    )
    both = dataclasses.replace(
        birthday,
        patterns={**birthday.patterns, "de": (german,)},
        triggers={**birthday.triggers, "de": ("geboren",)},
    )
    capital = next(one for one in categories if one.name == "capital")
    extractor = Extractor([capital, both])
    text = "Ada Holt ist geboren am 5 March 1960."
    [found] = extractor.extract(text, language="de")
    assert (found.category, found.pattern) == ("birthday", "ist_geboren")
    assert extractor.extract(text) == []
    assert extractor.extract(BORN, language="de") == []


def test_no_categories_find_nothing():
    assert Extractor([]).extract(BORN) == []


STATEMENTS = [
    "Ada Holt was born on 5 March 1960.",
    "Émile Żak (5 March 1900 – 6\u00a0May 1970) was a painter.",
    "Tom O’Brien died on July 4, 1999 in Harn.",
    "The Harn Tidal Office (HTO) is closed.",
    "Harn is the capital of Oland.",
    "Oland’s capital, Harn, lies here.",
    "Лев Толстой (born 5 March 1960) writes.",
    "王小明 was born in 1960.",
    "MTE stands for mean tidal error.",
]
FILLER = [
    "",
    " ",
    "\n",
    "Nothing is stated.",
    "é",
    "𝒜 王 。",
    "(",
    ")",
    "…",
    "born",
    "\u200b",
    "St. J. R. ",
    "«»“”",
    "1960–1970)",
    "the Ärzte",
    "\U0001f600",
    "x" * 300,
]
parts = st.one_of(
    st.sampled_from(STATEMENTS), st.sampled_from(FILLER), st.text(max_size=12)
)
joints = st.sampled_from(["\n", " ", "\n\n", "\u00a0", ""])


@st.composite
def documents(draw) -> str:
    """Statements between anything at all."""
    pieces = draw(st.lists(st.tuples(parts, joints), max_size=12))
    return "".join(part + joint for part, joint in pieces)


@given(documents(), st.sampled_from([None, "Ada Holt", "Émile Żak (painter)", ""]))
def test_positions_lie_in_the_passage_and_the_passage_in_the_text(
    extractor, text, title
):
    for one in extractor.extract(text, title=title):
        stop = one.passage_start + len(one.passage)
        assert text[one.passage_start : stop] == one.passage
        assert one.passage_start <= one.match_start < one.match_end <= stop
        assert one.value_surface in text[one.match_start : one.match_end]
        assert "\n" not in one.passage
        assert one.entity_key == entity_key(one.entity)
        assert one.entity_key
        assert one.value
        assert one.passage_key == passage_key(one.passage)


@given(documents())
def test_no_two_observations_share_their_grain(extractor, text):
    observations = extractor.extract(text)
    grain = [(o.category, o.entity_key, o.value, o.match_start) for o in observations]
    assert grain == sorted(set(grain))


@given(documents())
def test_matches_of_a_category_do_not_overlap(extractor, text):
    ranges: dict[str, set[tuple[int, int]]] = {}
    for one in extractor.extract(text):
        ranges.setdefault(one.category, set()).add((one.match_start, one.match_end))
    for found in ranges.values():
        stop = 0
        for start, end in sorted(found):
            assert start >= stop
            stop = end


@given(st.sampled_from(STATEMENTS), st.text(st.characters(codec="utf-8"), max_size=30))
def test_lines_before_a_statement_only_move_it(extractor, statement, before):
    # No words before it that the statement's names could refer to.
    before = "".join(c for c in before if not c.isalnum()) + "\n"
    alone = extractor.extract(statement)
    moved = extractor.extract(before + statement)
    shift = len(before)
    assert alone
    assert moved == [
        one._replace(
            passage_start=one.passage_start + shift,
            match_start=one.match_start + shift,
            match_end=one.match_end + shift,
        )
        for one in alone
    ]


def test_further_values_of_one_mention_stand_beside_the_first(alone):
    text = (
        "An alumnus of Lind College, Ada Holt holds a degree from Harn University, "
        "and she also attended Falk School."
    )
    found = alone["alma_mater"].extract(text)
    assert facts(found) == {
        ("alma_mater", "ada holt", "Lind College"),
        ("alma_mater", "ada holt", "Harn University"),
        ("alma_mater", "ada holt", "Falk School"),
    }


def test_the_label_of_a_line_is_no_name(alone):
    found = alone["spouse"].extract("Ada Holt\n\nSpouse: Tom Lind", title="Ada Holt")
    assert ("spouse", "ada holt", "Tom Lind") in facts(found)
