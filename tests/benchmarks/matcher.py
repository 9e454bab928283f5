"""Why patterns run on skeletons: RE2 on a skeleton beside spaCy's Matcher.

The same handful of birthday patterns three ways: ours; Matcher rules over the same
typed spans, one token each; Matcher rules over plain tokens, as a script without typed
spans would write them.
"""

# ruff: noqa: T201  # what a benchmark prints is what it is for
from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from pipeline.corpus.documents import Document, read_records
from pipeline.corpus.fields import FieldNames
from pipeline.corpus.listing import list_corpus
from pipeline.corpus.shards import plan_shards
from pipeline.extraction.dates import DateSpan, Precision, find_dates
from pipeline.extraction.names import NameFinder
from pipeline.extraction.passages import PassageFinder
from pipeline.extraction.pattern_language import Pattern, expand_pattern
from pipeline.extraction.patterns import CompiledPattern, PatternSet
from pipeline.extraction.skeleton import Skeleton, TypedSpan
from pipeline.extraction.slots import DATE_SYMBOLS, NAME_SYMBOLS, SlotType
from pipeline.extraction.tokens import split_tokens
from pipeline.extraction.typography import plain

Token = dict[str, Any]
Rule = list[Token]
"""One rule of spaCy's Matcher, token by token."""
Births = set[tuple[str, str]]
"""(name, ISO date) pairs."""

PATTERNS = (
    "{entity} was born (?:on )?{value}",
    r"{entity} was born in {gap} on {value}",
    r"{entity},? \((?:born|b\.) (?:on )?{value}",
    r"{entity},? \({value} ?- ?{date}\)",
    "{entity}, born (?:on )?{value}",
    "{entity}'s birthday is (?:on )?{value}",
)
_PERSON = "".join(NAME_SYMBOLS.values())[:2]  # any name, a person's name
_DAY = DATE_SYMBOLS[Precision.DAY]
_BORN = re.compile(rb"\bborn\b")
_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
]


class Passage(NamedTuple):
    """A passage with its typed spans, which every way is given."""

    text: str
    spans: list[TypedSpan]


class Skeletons:
    """Our way: a skeleton, then RE2."""

    def __init__(self) -> None:
        self._patterns = PatternSet(
            [
                CompiledPattern(
                    expand_pattern(
                        Pattern(f"p{index}", text),
                        entity_type=SlotType.PERSON,
                        value_type=SlotType.DATE,
                        normaliser="full_date",
                    )
                )
                for index, text in enumerate(PATTERNS)
            ]
        )

    def find(self, passage: Passage) -> Births:
        """Find the births that a passage states."""
        births = set()
        skeleton = Skeleton(passage.text, passage.spans)
        for _, match in self._patterns.find_matches(skeleton.data):
            entity = skeleton.span_at(match.entity[0])
            value = skeleton.span_at(match.value[0])
            if entity and value and value.date:
                births.add(_birth(passage.text, entity, value.date))
        return births


class SpanTokens:
    """Matcher over the skeleton's tokens: a typed span is one token with a tag."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en")
        self._matcher = Matcher(self._nlp.vocab)
        person: Token = {"TAG": {"IN": list(_PERSON)}}
        day: Token = {"TAG": _DAY}
        date: Token = {"TAG": {"IN": list(DATE_SYMBOLS.values())}}
        self._matcher.add("BIRTH", _rules([person], [day], [[date]]))

    def find(self, passage: Passage) -> Births:
        """Find the births that a passage states."""
        words, tags, spans = _merge(passage)
        doc = Doc(self._nlp.vocab, words=words, tags=tags)
        births = set()
        for _, start, stop in self._matcher(doc):
            inside = [spans[i] for i in range(start, stop) if i in spans]
            value = next(one.date for one in inside if one.symbol == _DAY)
            births.add(_birth(passage.text, inside[0], value))
        return births


class PlainTokens:
    """Tokenizer and Matcher alone: names are capitals, dates are spelled out."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en")
        self._matcher = Matcher(self._nlp.vocab)
        name: Token = {
            "IS_TITLE": True,
            "LOWER": {"NOT_IN": ["was", "born", "on"]},
            "OP": "{1,6}",
        }
        number: Token = {"SHAPE": {"IN": ["d", "dd"]}}
        year: Token = {"SHAPE": "dddd"}
        month: Token = {"TEXT": {"IN": _MONTHS}}
        days: list[Rule] = [[number, month, year], [month, number, {"TEXT": ","}, year]]
        rules = [rule for day in days for rule in _rules([name], day, [*days, [year]])]
        self._matcher.add("BIRTH", rules, greedy="LONGEST")

    def find(self, passage: Passage) -> Births:
        """Find the births that a passage states."""
        births = set()
        doc = self._nlp.make_doc(passage.text)
        for _, start, stop in self._matcher(doc):
            found = doc[start:stop]
            name, dates = _leading_name(found), find_dates(found.text)
            if name and dates and dates[0].precision is Precision.DAY:
                births.add((name, dates[0].iso))
        return births


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help="a file, folder or glob of any readable kind")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each way")
    parser.add_argument("--passages", type=int, default=2_000, help="how many to try")
    options = parser.parse_args()

    ways: dict[str, Callable[[Passage], Births]] = {
        "skeleton + RE2 (ours)": Skeletons().find,
        "Matcher on typed spans": SpanTokens().find,
        "tokenizer + Matcher": PlainTokens().find,
    }
    read = _PassageReader()
    simple = [read(text) for text, _ in _sentences()]
    stated = {birth for _, birth in _sentences()}
    passages = [read(text) for text in _born_passages(options.corpus, options.passages)]
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    births: dict[str, int] = {}
    for _ in range(options.repeats):
        for name, find in ways.items():
            started = process_time()
            births[name] = sum(len(find(one)) for one in passages)
            seconds[name].append(process_time() - started)

    size = sum(len(one.text) for one in passages) / max(len(passages), 1)
    print(f"{len(passages)} passages with 'born' and a date, of {size:.0f} characters")
    print(f"{len(PATTERNS)} patterns; median of {options.repeats}; own time\n")
    print(f"{'':24}{'µs a passage':>13}{'births':>8}{'simple sentences':>18}")
    for name, find in ways.items():
        found = set[tuple[str, str]]().union(*(find(one) for one in simple))
        each = 1e6 * median(seconds[name]) / max(len(passages), 1)
        verdict = f"{len(found & stated)} of {len(stated)}"
        if found - stated:
            verdict += f", {len(found - stated)} wrong"
        print(f"{name:24}{each:13.1f}{births[name]:8}{verdict:>18}")
    print("\nThe first two are given dates and names, which take as long for both.")


def _rules(
    name: Rule,
    day: Rule,
    dates: list[Rule],
) -> list[Rule]:
    """Write `PATTERNS` as Matcher rules: for a name, a day and every form of a date."""

    def words(*those: str) -> Rule:
        return [{"LOWER": one} for one in those]

    on: Token = {"LOWER": "on", "OP": "?"}
    comma: Token = {"LOWER": ",", "OP": "?"}
    # Anything within a clause, as the slot {gap}.
    gap: Token = {"TEXT": {"NOT_IN": list("().;!?")}, "OP": "{0,12}"}
    born: Token = {"LOWER": {"IN": ["born", "b."]}}
    return [
        [*name, *words("was", "born"), on, *day],
        [*name, *words("was", "born", "in"), gap, *words("on"), *day],
        [*name, comma, *words("("), born, on, *day],
        [*name, *words(",", "born"), on, *day],
        [*name, *words("'s", "birthday", "is"), on, *day],
        *(
            [*name, comma, *words("("), *day, *words("-"), *date, *words(")")]
            for date in dates
        ),
    ]


def _merge(passage: Passage) -> tuple[list[str], list[str], dict[int, TypedSpan]]:
    """The tokens of a passage, each typed span as one; and which those are."""
    words: list[str] = []
    tags: list[str] = []
    spans: dict[int, TypedSpan] = {}
    done = 0
    for span in [*passage.spans, None]:
        between, _ = split_tokens(passage.text[done : span.start if span else None])
        for word in between:
            if word == "s" and words[-1:] == ["'"]:
                words[-1] = "'s"  # as spaCy cuts a possessive
            else:
                words.append(word)
                tags.append("")
        if span:
            spans[len(words)] = span
            words.append(passage.text[span.start : span.stop])
            tags.append(span.symbol)
            done = span.stop
    return words, tags, spans


def _leading_name(found: Span) -> str:
    name = []
    for token in found:
        if not token.is_title:
            break
        name.append(token.text)
    return " ".join(name)


def _birth(text: str, entity: TypedSpan, date: DateSpan | None) -> tuple[str, str]:
    return text[entity.core_start : entity.core_stop], date.iso if date else ""


class _PassageReader:
    """Finds the typed spans of passages, as the cascade does."""

    def __init__(self) -> None:
        self._names = NameFinder()

    def __call__(self, text: str) -> Passage:
        text = plain(text)
        dates = find_dates(text)
        bare = text
        for date in dates:
            mark = ";".ljust(date.stop - date.start)
            bare = bare[: date.start] + mark + bare[date.stop :]
        words, starts = split_tokens(bare)
        spans = [
            TypedSpan(d.start, d.stop, d.start, d.stop, DATE_SYMBOLS[d.precision], d)
            for d in dates
        ]
        for name in self._names.find_names(words):
            last, core_last = name.stop - 1, name.core_stop - 1
            spans.append(
                TypedSpan(
                    starts[name.start],
                    starts[last] + len(words[last]),
                    starts[name.core_start],
                    starts[core_last] + len(words[core_last]),
                    NAME_SYMBOLS[name.kind],
                )
            )
        return Passage(text, sorted(spans, key=lambda span: span.start))


def _born_passages(corpus: str, limit: int) -> list[str]:
    """The first passages of a corpus that hold the word and a date."""
    passages: list[str] = []
    for text in _texts(corpus):
        data = text.encode("utf-8")
        finder, taken = PassageFinder(data), -1
        for match in _BORN.finditer(data):
            start, stop = finder.find_passage(match.start())
            passage = data[start:stop].decode("utf-8")
            if start > taken and find_dates(plain(passage)):
                passages.append(passage)
            taken = start
        if len(passages) >= limit:
            break
    return passages[:limit]


def _texts(corpus: str) -> Iterator[str]:
    for shard in plan_shards(list_corpus([corpus])):
        for record in read_records(shard, FieldNames()):
            if isinstance(record, Document):
                yield record.text


def _sentences() -> Sequence[tuple[str, tuple[str, str]]]:
    """Simple sentences, each with the birth that it states."""
    people = (
        ("Ada Holt", "5 March 1960", "1960-03-05"),
        ("Jonas Wit", "July 9, 1871", "1871-07-09"),
        ("Edda Brunn", "1 October 1981", "1981-10-01"),
    )
    forms = (
        "{name} was born on {day} in Tarnby.",
        "{name} was born {day}.",
        "{name} was born in the old town on {day}.",
        "{name} (born {day}) is a geologist.",
        "{name} ({day} - 2 February 2012) was a botanist.",
        "The house of {name}, born {day}, was sold.",
        "{name}'s birthday is {day}.",
    )
    families = ("Ames", "Berg", "Cole", "Dahl", "Eide", "Falk", "Grau")
    return [
        (
            form.format(name=f"{name} {family}", day=day),
            (f"{name} {family}", iso),
        )
        for (name, day, iso) in people
        for form, family in zip(forms, families, strict=True)
    ]


if __name__ == "__main__":
    main()
