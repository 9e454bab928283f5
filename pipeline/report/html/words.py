"""What a run's floors say and do not say, in plain words and with its own numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.report.clusters_text import describe_sighting
from pipeline.report.figures import count_things, format_interval, format_rate
from pipeline.report.floors_text import HEADLINE_KEY, HEADLINE_UNIT
from pipeline.report.html.evidence import Evidence, Row

_MANY = 12
"""Names that are listed one by one; more are counted."""


def select_headline(floors: Iterable[Row]) -> list[Row]:
    """Pick the headline rows, those with observations: a row a category, in order."""
    return [
        row
        for row in floors
        if (row["unit"], row["key"]) == (HEADLINE_UNIT, HEADLINE_KEY)
        and row["observations"]
    ]


def say_what_it_says(evidence: Evidence) -> list[str]:
    """Say what follows from a run's floors.

    Args:
        evidence: Of a run; possibly without a fact.

    Returns:
        Sentences to be read one below the other.
    """
    rows = select_headline(evidence.floors)
    names = [row["name"] for row in evidence.categories]
    asked = f"This run looked for {count_kinds(len(names))}: {list_names(names)}."
    if not rows:
        return [asked, "It found no fact of any, so there is no floor to speak of."]
    least = min(rows, key=lambda row: (row["observations"], row["category"]))
    most = max(rows, key=lambda row: (row["observations"], row["category"]))
    sighting = describe_sighting(evidence.run.configuration)
    lines = [
        f"{asked} A floor speaks of its own category, and there is no total: "
        "pooled, the categories would hide each other.",
        "A category's floor is the share of its N observations whose prompt, such as "
        '"when is X\'s birthday?", was seen exactly once, where one sighting is '
        f"{sighting} that states the prompt. {_span_n(least, most)}",
        f"For example {most['category']}: of N = {most['observations']:,} observations "
        f"{most['singletons']:,} are of prompts seen once. The floor is "
        f"{format_rate(most['singleton_rate'])}, the 95% interval of the missing mass "
        f"{format_interval(most['ci_low'], most['ci_high'])}.",
        "A calibrated base model that was trained on exactly these observations, each "
        "once, and is asked as often as the text raises each prompt, is expected to be "
        "wrong about that often at least, when it answers.",
        _say_what_is_guaranteed(rows),
    ]
    return lines


def say_what_it_does_not_say(evidence: Evidence) -> list[str]:
    """Say what does not follow from a run's floors.

    Args:
        evidence: Of a run; possibly without a fact.

    Returns:
        Sentences to be read one below the other.
    """
    rows = select_headline(evidence.floors)
    lines = [
        "Nothing about a model that was post-trained, that says “I don't know”, or "
        "that looks things up; nor about one that was trained on other text, or on "
        "some of this text more often than once.",
        "Nothing about kinds of fact outside this set. Only documents with a fact of "
        "the set are compared for duplicates, so a floor can also depend a little on "
        "which categories ran with it.",
        _say_what_sample_it_is(evidence),
        "Nothing about people or things picked evenly: a quiz that asks of everybody "
        "once meets far more prompts that were seen once or never, and more errors.",
    ]
    guessable = [
        row["name"]
        for row in evidence.categories
        if not row["arbitrary"] or not row["single_valued"]
    ]
    if guessable:
        lines.append(
            "Nothing guaranteed about answers that can be guessed, or of which "
            f"several are right: {list_names(guessable)}. Their rate is that of "
            "unseen prompts, and an error rate only as far as answers are arbitrary."
        )
    few = [row for row in rows if (row["share_le_10"] or 0) >= 0.5]
    if few:
        lines.append(
            "A low floor is not a safe one. A prompt seen twice counts as seen, and "
            f"yet may not be learned: in {list_names([r['category'] for r in few])} "
            "at least half of N is of prompts seen ten times or less."
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


def _say_what_is_guaranteed(rows: Sequence[Row]) -> str:
    told = [row for row in rows if row["guaranteed_floor"]]
    vacuous = [row for row in rows if row["guaranteed_floor"] == 0]
    theorem = "The theorem behind this (Theorem 2 of Kalai et al. 2025, at 99%)"
    if told:
        floors = list_names(
            [f"{r['category']} {format_rate(r['guaranteed_floor'])}" for r in told]
        )
        rest = f" For {count_kinds(len(vacuous))} it is vacuous." if vacuous else ""
        return f"{theorem} guarantees a floor of: {floors}.{rest}"
    if vacuous:
        return (
            f"{theorem} guarantees nothing here: at this N its allowance for chance is "
            "larger than the rates themselves, which takes about a million "
            "observations of a category to change. The floors are estimates, not "
            "guarantees."
        )
    return (
        f"{theorem} does not apply to any category of this run: it speaks of arbitrary "
        "answers with at least 40 plausible values. The floors are estimates, not "
        "guarantees."
    )


def _say_what_sample_it_is(evidence: Evidence) -> str:
    documents = count_things(evidence.reading.documents, "document")
    line = (
        f"Nothing about more text than the {documents} that were read. Rates fall as "
        "a corpus grows: of one corpus a hundredth showed 46% where the whole showed "
        "11%."
    )
    if evidence.run.limited:
        line += (
            " This run read only a part of its corpus, by a limit on shards or "
            "documents, so every rate here is biased up for the corpus as a whole."
        )
    return line


def _say_how_facts_are_read(evidence: Evidence) -> str:
    measured = [row for row in evidence.categories if row["precision"] is not None]
    line = (
        "Facts are found by patterns. A fact that is read wrongly is a prompt seen "
        "once, and moves a floor up; one that is missed moves it up as well, unless "
        "all statements of its prompt are missed."
    )
    if not measured:
        return f"{line} Nobody has measured how often, for any category of this run."
    worst = min(measured, key=lambda row: (row["precision"], row["name"]))
    others = [row["name"] for row in evidence.categories if row["precision"] is None]
    line += (
        f" Measured on annotated text, at least {format_rate(worst['precision'])} "
        f"({worst['name']}) of what is found is right; other text may differ."
    )
    if others:
        line += f" Not measured: {list_names(others)}."
    return line
