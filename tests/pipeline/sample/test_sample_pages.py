"""Pages: facts as often as planned, and nothing alike that was written apart."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from pipeline.sample.copies import shingles
from pipeline.sample.pages import write_pages
from pipeline.sample.population import draw_population

PAGES = 320


@pytest.fixture(scope="module")
def population():
    return draw_population(Random(1), documents=400)


@pytest.fixture(scope="module")
def pages(population):
    return write_pages(Random(2), population, pages=PAGES)


def entities(page):
    return {fact.entity for sentence in page.sentences for fact in sentence.facts}


def test_the_wanted_number_of_pages_is_written(pages):
    assert len(pages) == PAGES


def test_every_entity_is_stated_in_as_many_pages_as_planned(population, pages):
    stated = Counter(entity for page in pages for entity in entities(page))
    planned = {person.name.full: times for person, times in population.people}
    planned |= {land.name: times for land, times in population.lands}
    planned |= {org.short: times for org, times in population.organisations}
    assert stated == planned


def test_no_page_states_a_fact_twice(pages):
    for page in pages:
        facts = [fact for sentence in page.sentences for fact in sentence.facts]
        assert len(facts) == len(set(facts))


def test_no_page_speaks_of_two_people_of_one_family(population, pages):
    family = {person.name.full: person.name.family for person, _ in population.people}
    shared = Counter(family.values())
    assert max(shared.values()) > 1
    for page in pages:
        families = [family[name] for name in entities(page) if name in family]
        assert len(families) == len(set(families))


def test_the_text_has_every_statement_and_every_title_its_subject(pages):
    for page in pages:
        assert all(sentence.text in page.text for sentence in page.sentences)
    named = [page for page in pages if page.title in entities(page)]
    assert len(named) > 10
    for page in named:
        assert page.title in page.sentences[0].text


def test_some_pages_state_nothing_and_some_have_decoys(pages):
    assert sum(not entities(page) for page in pages) > PAGES // 20
    decoys = [s for page in pages for s in page.sentences if s.fixed and not s.facts]
    assert len(decoys) > PAGES // 10


def test_pages_written_apart_share_few_shingles(pages):
    sets = [shingles(page.text) for page in pages if not page.directory]
    worst = max(len(a & b) / len(a | b) for a, b in combinations(sets, 2))
    assert worst < 0.15


def test_directory_pages_differ_in_one_person_only(pages):
    listed = [page for page in pages if page.directory]
    assert len(listed) == PAGES // 10
    assert all(len(entities(page)) == 1 for page in listed)
    assert len({name for page in listed for name in entities(page)}) == len(listed)
    template = {sentence.text for sentence in listed[0].sentences if not sentence.fixed}
    alike = [
        page
        for page in listed[1:]
        if len(template & {sentence.text for sentence in page.sentences}) > 20
    ]
    assert len(alike) > len(listed) // 5
    first = shingles(listed[0].text)
    for page in alike:
        other = shingles(page.text)
        assert len(first & other) / len(first | other) > 0.8
