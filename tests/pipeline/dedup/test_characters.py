"""Tables of characters, held to what normalising does, for every code point."""

from __future__ import annotations

import sys
import unicodedata

from pipeline.dedup.characters import CONTEXT, SAME, SMALLER, make_tables
from pipeline.dedup.words import normalise

POINTS = [*range(0x80, 0xD800), *range(0xE000, sys.maxunicode + 1)]


def test_what_does_not_depend_on_context_becomes_what_normalising_makes_of_it():
    tables = make_tables()
    changes, small = tables.changes.tolist(), tables.small.tolist()
    wrong = []
    for code in POINTS:
        one = chr(code)
        if changes[code] == SAME:
            wrong += [code] * (normalise(one) != one)
        elif changes[code] == SMALLER:
            to = chr(small[code])
            wrong += [code] * (normalise(one) != to)
            wrong += [code] * (len(to.encode()) != len(one.encode()))
    assert wrong == []


def test_whatever_joins_or_passes_its_neighbours_depends_on_context():
    changes = make_tables().changes
    free = set()
    for code in POINTS:
        one = chr(code)
        if unicodedata.combining(one):
            free.add(code)
        parts = unicodedata.decomposition(one).split()
        if len(parts) == 2 and parts[0][0] != "<":
            free.add(int(parts[1], 16))
    free |= {ord("Σ"), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
    assert [hex(code) for code in sorted(free) if changes[code] != CONTEXT] == []
