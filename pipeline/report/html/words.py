"""What a run's floors say and do not say, in plain words and with its own numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.report.clusters_text import describe_sighting
from pipeline.report.figures import count_things, format_interval, format_rate
from pipeline.report.headline import select_headline
from pipeline.report.html.evidence import Evidence, Row


class Saying(NamedTuple):
    """A thing to say: its gist, and the rest of it."""

    gist: str
    rest: str


_MANY = 12
"""Names that are listed one by one; more are counted."""


def select_found(floors: Iterable[Row]) -> list[Row]:
    """Pick the headline rows with observations: at most one a category, in order."""
    return [row for row in select_headline(floors) if row["observations"]]


def say_what_it_says(evidence: Evidence) -> list[Saying]:
    """Say what follows from a run's floors.

    Args:
        evidence: Of a run; possibly without a fact.

    Returns:
        What to read one below the other.
    """
    rows = select_found(evidence.floors)
    names = [row["name"] for row in evidence.categories]
    asked = Saying(
        f"{count_kinds(len(names)).capitalize()}, each for itself.",
        f"This run looked for {list_names(names)}. There is no total: pooled, they "
        "would hide each other.",
    )
    if not rows:
        nothing = Saying("No floor.", "No fact of any of them was found.")
        return [asked, nothing]
    least = min(rows, key=lambda row: (row["observations"], row["category"]))
    most = max(rows, key=lambda row: (row["observations"], row["category"]))
    sighting = describe_sighting(evidence.run.configuration)
    return [
        Saying(
            "A floor is f1 / N.",
            "Of N observations, the share whose prompt, such as “when is X's "
            f"birthday?”, was seen exactly once. One sighting is {sighting} that "
            f"states the prompt. {_span_n(least, most)}",
        ),
        Saying(
            f"For example {most['category']}.",
            f"Of N = {most['observations']:,} observations {most['singletons']:,} are "
            f"of prompts seen once: {format_rate(most['singleton_rate'])}, with a 95% "
            "interval of the missing mass of "
            f"{format_interval(most['ci_low'], most['ci_high'])}.",
        ),
        Saying(
            "An estimate of unavoidable errors.",
            "A calibrated base model that was trained on exactly these observations, "
            "each once, and is asked as often as the text raises each prompt, is "
            "expected to be wrong about that often at least, when it answers.",
        ),
        _say_what_is_guaranteed(rows),
        asked,
    ]


def say_what_it_does_not_say(evidence: Evidence) -> list[Saying]:
    """Say what does not follow from a run's floors.

    Args:
        evidence: Of a run; possibly without a fact.

    Returns:
        What to read one below the other.
    """
    rows = select_found(evidence.floors)
    lines = [
        Saying(
            "How other models do.",
            "Such as one that was post-trained, that says “I don't know”, or that "
            "looks things up; or one that was trained on other text, or on some of "
            "this text more often than once.",
        ),
        _say_what_sample_it_is(evidence),
        Saying(
            "Anything about other kinds of fact.",
            "Only documents with a fact of this set are compared for duplicates, so a "
            "floor can also depend a little on which categories ran with it.",
        ),
        Saying(
            "How often people picked evenly are got wrong.",
            "A quiz that asks about everybody once meets far more prompts that were "
            "seen once or never, and more errors.",
        ),
    ]
    guessable = [
        row["name"]
        for row in evidence.categories
        if not row["arbitrary"] or not row["single_valued"]
    ]
    if guessable:
        lines.append(
            Saying(
                "How often guessable answers are wrong.",
                f"Or those of which several are right: {list_names(guessable)}. Their "
                "rate is that of unseen prompts, and one of errors only as far as "
                "answers are arbitrary.",
            )
        )
    few = [row["category"] for row in rows if (row["share_le_10"] or 0) >= 0.5]
    if few:
        whose = "every category" if len(few) == len(rows) else list_names(few)
        lines.append(
            Saying(
                "That a low floor is a safe one.",
                "A prompt seen twice is no singleton, and yet may not be learned: at "
                f"least half of N is of prompts seen ten times or less in {whose}.",
            )
        )
    lines.append(_say_how_facts_are_read(evidence))
    return lines


def count_kinds(number: int) -> str:
    """Write a number of categories: "one category", "19 categories"."""
    return "one category" if number == 1 else f"{number:,} categories"


def list_names(names: Sequence[str]) -> str:
    """Write names with commas and an "and"; of very many, the first and how many more.

    Args:
        names: At least one.
    """
    if len(names) > 2 * _MANY:
        return f"{', '.join(names[:_MANY])} and {len(names) - _MANY:,} more"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _span_n(least: Row, most: Row) -> str:
    if least is most:
        return f"N = {most['observations']:,} ({most['category']})."
    return (
        f"N goes from {least['observations']:,} ({least['category']}) to "
        f"{most['observations']:,} ({most['category']}); the smaller it is, the wider "
        "the interval."
    )


def _say_what_is_guaranteed(rows: Sequence[Row]) -> Saying:
    told = [row for row in rows if row["guaranteed_floor"]]
    vacuous = [row for row in rows if row["guaranteed_floor"] == 0]
    theorem = "Theorem 2 of Kalai et al. 2025, at 99% for a calibrated model,"
    if told:
        floors = list_names(
            [f"{r['category']} {format_rate(r['guaranteed_floor'])}" for r in told]
        )
        rest = f" For {count_kinds(len(vacuous))} it is vacuous." if vacuous else ""
        return Saying("Some of it is guaranteed.", f"{theorem} gives {floors}.{rest}")
    if vacuous:
        return Saying(
            "None of it is guaranteed.",
            f"{theorem} is vacuous here: at this N its allowance for chance is larger "
            "than the rates themselves. That takes about a million observations of a "
            "category to change.",
        )
    return Saying(
        "None of it is guaranteed.",
        f"{theorem} speaks of arbitrary answers with at least 40 plausible values, "
        "which no category of this run has.",
    )


def _say_what_sample_it_is(evidence: Evidence) -> Saying:
    documents = count_things(evidence.reading.documents, "document")
    rest = (
        f"These are the rates of the {documents} that were read. Rates fall as a "
        "corpus grows: of one corpus a hundredth showed 46% where the whole showed 11%."
    )
    if evidence.run.limited:
        rest += (
            " A limit on shards or documents left out a part of the corpus here, so "
            "every rate is biased up for the whole."
        )
    return Saying("What more text would give.", rest)


def _say_how_facts_are_read(evidence: Evidence) -> Saying:
    gist = "That every fact was read rightly."
    rest = (
        "Patterns find them. A fact that is read wrongly is a prompt seen once, and "
        "moves a floor up; one that is missed moves it up too, unless all statements "
        "of its prompt are."
    )
    measured = [row for row in evidence.categories if row["precision"] is not None]
    if not measured:
        return Saying(gist, f"{rest} How often was not measured for this run's set.")
    worst = min(measured, key=lambda row: (row["precision"], row["name"]))
    others = [row["name"] for row in evidence.categories if row["precision"] is None]
    rest += (
        f" On annotated text at least {format_rate(worst['precision'])} "
        f"({worst['name']}) of what was found was right; other text may differ."
    )
    if others:
        rest += f" Not measured: {list_names(others)}."
    return Saying(gist, rest)
