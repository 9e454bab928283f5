"""Invented names: unique, and short forms that spell their long ones."""

from __future__ import annotations

from random import Random

from pipeline.sample.names import NameSource


def test_no_name_is_drawn_twice():
    names = NameSource(Random(1))
    drawn = [names.person().full for _ in range(2_000)]
    drawn += [names.town() for _ in range(500)] + [names.land() for _ in range(500)]
    assert len(set(drawn)) == len(drawn)


def test_a_family_name_is_part_of_the_full_name():
    names = NameSource(Random(2))
    people = [names.person() for _ in range(500)]
    assert all(name.family in name.full for name in people)
    assert names.person(family="Tosk").family == "Tosk"


def test_people_have_every_kind_of_name():
    names = NameSource(Random(3))
    drawn = "; ".join(names.person().full for _ in range(1_000))
    kinds = ["Jr.", " van ", " de la ", "O'", "O’", "-", "é", ". ", "ü"]
    assert [kind for kind in kinds if kind not in drawn] == []


def test_short_forms_spell_the_capitals_and_are_unique():
    names = NameSource(Random(4))
    drawn = [names.organisation() for _ in range(500)]
    for organisation in drawn:
        capitals = [letter for letter in organisation.full if letter.isupper()]
        assert organisation.short == "".join(capitals)
        assert 3 <= len(organisation.short) <= 5
    assert len({organisation.short for organisation in drawn}) == 500
