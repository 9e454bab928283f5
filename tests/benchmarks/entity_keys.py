"""What other rules for entity keys would join: one person, or two?

Over the observations of a run: names of people with birth and death dates. Two names
that a rule joins are one person where every date that both have agrees, two where one
differs.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for
from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pyarrow.dataset as ds

DATED = ("birthday", "birth_year", "death_date", "death_year")
SUFFIXES = {"jr", "sr", "i", "ii", "iii", "iv", "v", "vi"}
PARTICLES = {"van", "von", "de", "der", "la", "le", "di", "da", "del", "du", "den"}
PARTICLES |= {"al", "bin", "ibn", "and", "el", "y", "dos", "des"}

Dates = dict[str, set[str]]


def without_middle_initials(key: str) -> str:
    """John F. Kennedy as John Kennedy."""
    words, suffixes = _parts(key)
    if len(words) < 3 or len(words[0]) == 1:
        return key
    middle = [word for word in words[1:-1] if len(word) > 1]
    return " ".join([words[0], *middle, words[-1], *suffixes])


def without_middle_names(key: str) -> str:
    """John Fitzgerald Kennedy as John Kennedy; particles and regnal names stay."""
    words, suffixes = _parts(key)
    if len(words) < 3 or {"of", "the"} & set(words):
        return key
    middle = [word for word in words[1:-1] if word in PARTICLES]
    return " ".join([words[0], *middle, words[-1], *suffixes])


RULES: dict[str, Callable[[str], str]] = {
    "and initials in the middle dropped": without_middle_initials,
    "and all middle names dropped": without_middle_names,
}


def main() -> None:
    """Print how many pairs of keys each rule joins, by what their dates say."""
    if len(sys.argv) != 2:
        sys.exit("Error: give the folder of a run: entity_keys.py RUN")
    dates = read_dates(Path(sys.argv[1]))
    print(f"{len(dates):,} names of people with a date\n")
    print(f"{'':36}{'one person':>12}{'two':>6}{'unknown':>9}")
    for name, rule in RULES.items():
        joined = judge(dates, rule)
        print(f"{name:36}{joined['one']:12}{joined['two']:6}{joined['unknown']:9}")


def read_dates(run: Path) -> dict[str, Dates]:
    """The dates of every person, by entity key and category."""
    table = ds.dataset(run / "observations", format="parquet").to_table(
        columns=["category", "entity_key", "value"],
        filter=ds.field("category").isin(DATED),
    )
    dates: dict[str, Dates] = defaultdict(lambda: defaultdict(set))
    for row in table.to_pylist():
        dates[row["entity_key"]][row["category"]].add(row["value"])
    return dates


def judge(dates: dict[str, Dates], rule: Callable[[str], str]) -> Counter[str]:
    """Count the pairs of keys that a rule joins, by what their dates say."""
    joined: dict[str, list[str]] = defaultdict(list)
    for key in dates:
        joined[rule(key)].append(key)
    verdicts: Counter[str] = Counter()
    for keys in joined.values():
        for one, other in combinations(keys, 2):
            verdicts[_verdict(dates[one], dates[other])] += 1
    return verdicts


def _verdict(one: Dates, other: Dates) -> str:
    shared = one.keys() & other.keys()
    if any(not one[category] & other[category] for category in shared):
        return "two"
    return "one" if shared else "unknown"


def _parts(key: str) -> tuple[list[str], list[str]]:
    words = key.split()
    suffixes = [word for word in words[1:] if word in SUFFIXES]
    return [words[0], *(w for w in words[1:] if w not in SUFFIXES)], suffixes


if __name__ == "__main__":
    main()
