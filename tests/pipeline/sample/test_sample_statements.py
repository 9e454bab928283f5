"""Statements: they say what their facts say, in many ways."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from pipeline.sample.decoys import Decoys
from pipeline.sample.filler import Filler
from pipeline.sample.names import Name, Organisation
from pipeline.sample.population import Land, Person
from pipeline.sample.statements import CATEGORIES, Fact, Phrasebook

DEAD = Person(
    name=Name("Ilse van der Moorne Jr.", "van der Moorne"),
    born=date(1874, 3, 5),
    died=date(1931, 11, 22),
    nationality="Orsan",
    job="poet",
)
LIVING = Person(Name("Edda O’Tosk", "O’Tosk"), date(1950, 5, 13), None, "Orsan", "poet")
LAND = Land("Upper Velmara", "São Corradale")
ORGANISATION = Organisation("Northern Institute of Tidal Research", "NITR")
TOWNS = ("Arrenholm", "Brestow", "Kelby")
TRIES = range(300)

BORN = Fact("birthday", DEAD.name.full, "1874-03-05")
BORN_YEAR = Fact("birth_year", DEAD.name.full, "1874")
DIED = Fact("death_date", DEAD.name.full, "1931-11-22")
DIED_YEAR = Fact("death_year", DEAD.name.full, "1931")


@pytest.fixture
def phrases():
    draw = Random(5)
    return Phrasebook(draw, Filler(draw, TOWNS))


def every_way(phrases):
    for _ in TRIES:
        yield phrases.capital(LAND)
        yield phrases.acronym(ORGANISATION)
        yield phrases.birth(LIVING, "date")
        for detail in ("date", "year"):
            yield phrases.birth(DEAD, detail)
            yield phrases.death(DEAD, detail)
            yield phrases.life(DEAD, detail)


def written_in(text, fact):
    if fact.category in ("capital", "acronym"):
        return fact.value in text
    year, *rest = fact.value.split("-")
    if not rest:
        return year in text
    day = date.fromisoformat(fact.value)
    return year in text and f"{day:%b}" in text and str(day.day) in text


def test_full_dates_are_two_facts_and_years_one(phrases):
    assert phrases.birth(DEAD, "date").facts == (BORN, BORN_YEAR)
    assert phrases.birth(DEAD, "year").facts == (BORN_YEAR,)
    assert phrases.death(DEAD, "date").facts == (DIED, DIED_YEAR)
    assert phrases.death(DEAD, "year").facts == (DIED_YEAR,)
    assert phrases.life(DEAD, "date").facts == (BORN, BORN_YEAR, DIED, DIED_YEAR)
    assert phrases.life(DEAD, "year").facts == (BORN_YEAR, DIED_YEAR)


def test_capitals_and_short_forms_are_one_fact(phrases):
    assert phrases.capital(LAND).facts == (Fact("capital", LAND.name, LAND.capital),)
    acronym = Fact("acronym", "NITR", "Northern Institute of Tidal Research")
    assert phrases.acronym(ORGANISATION).facts == (acronym,)


def test_every_statement_has_its_entities_and_values_in_it(phrases):
    for sentence in every_way(phrases):
        for fact in sentence.facts:
            assert fact.entity in sentence.text
            assert written_in(sentence.text, fact)


def test_a_year_alone_comes_without_a_month(phrases):
    for _ in TRIES:
        for say in (phrases.birth, phrases.death, phrases.life):
            text = say(DEAD, "year").text
            assert "Mar" not in text
            assert "Nov" not in text


def test_statements_are_whole_sentences(phrases):
    for sentence in every_way(phrases):
        assert sentence.text[0].isupper()
        assert sentence.text.endswith(".")
        assert not set("{}") & set(sentence.text)
        assert "  " not in sentence.text
        assert ".." not in sentence.text


def test_every_category_is_phrased_in_six_ways_or_more(phrases):
    ways = defaultdict(set)
    for sentence in every_way(phrases):
        for fact in sentence.facts:
            at = sentence.text.find(fact.entity)
            before = sentence.text[max(at - 12, 0) : at]
            after = sentence.text[at + len(fact.entity) :][:9]
            ways[fact.category].add((before, after))
    assert sorted(ways) == list(CATEGORIES)
    assert min(len(found) for found in ways.values()) >= 6


def test_there_is_no_death_of_the_living(phrases):
    with pytest.raises(ValueError, match="Edda O’Tosk is alive"):
        phrases.death(LIVING, "year")


def test_filler_has_no_digits_brackets_or_short_forms():
    filler = Filler(Random(6), TOWNS)
    for _ in range(1_000):
        text = filler.sentence()
        assert not any(mark.isdigit() or mark in '(){}"' for mark in text)
        assert not any(len(word) > 1 and word.isupper() for word in text.split())
        assert not {"born", "died", "capital"} & set(text.lower().split())


def test_articles_agree_with_what_follows():
    filler = Filler(Random(7), TOWNS)
    text = " ".join(filler.sentence() for _ in range(2_000)).lower()
    assert " an " in text
    for vowel in "aeiou":
        assert f" a {vowel}" not in text


def test_decoys_speak_of_strangers_only():
    draw = Random(8)
    decoys = Decoys(draw, Filler(draw, TOWNS), ("Nobody Known",))
    written = [decoys.sentence() for _ in range(500)]
    assert not any(set("{}") & set(text) for text in written)
    assert any("30 February" in text for text in written)
    assert any(text.startswith("Nobody Known (c. 1") for text in written)
