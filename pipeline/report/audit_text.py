"""An audit as a terminal and a CSV file show it. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.report.figures import count_things, format_interval, format_rate
from pipeline.report.titled_table import start_table

MEANING = (
    "Right: of the sightings judged. The whole is weighted as the run has them: it "
    "judges more singletons than their share. A corrected range reaches from no "
    "un-thinning (whatever was missed was missed as whole prompts, which biases "
    "nothing) to full un-thinning (sightings were missed one by one) and carries the "
    "uncertainty of the judgments, of the recall and of the floor itself at 95%, as "
    "wide as the jackknife finds sightings dependent on each other. It says nothing of "
    "names that were merged or split."
)
"""What the figures are, in plain words."""

COLUMNS = (
    "category",
    "key",
    "times_seen",
    "judged",
    "right",
    "precision",
    "precision_low",
    "precision_high",
    "observations",
    "singleton_rate",
    "recall",
    "corrected_rate",
    "corrected_low",
    "corrected_high",
)
"""Of an audit as CSV; those behind precision_high are of a whole key alone."""

Described = Mapping[str, Any]


def render_audit(title: str, audit: Sequence[Described]) -> Iterator[RenderableType]:
    """Lay out what an audit found.

    Args:
        title: What it is about.
        audit: As jobs.audit_record.describe_audit gives it.

    Yields:
        Parts to print one after the other.
    """
    yield Text(title, style="bold")
    yield Text()
    yield _precision(audit)
    yield _floors(audit)
    for one in audit:
        yield from (Text(f"{one['category']}: {line}") for line in _remarks(one))
    yield Text()
    yield Text(MEANING, style="dim")


def list_rows(audit: Sequence[Described]) -> list[dict[str, Any]]:
    """List what an audit found as the rows of a CSV file.

    Args:
        audit: As jobs.audit_record.describe_audit gives it.

    Returns:
        For each category and key a row a stratum, then one of all, with an empty
        times_seen.
    """
    rows = []
    for one in audit:
        for key in one["keys"]:
            same = {"category": one["category"], "key": key["key"]}
            rows += [
                {**same, "times_seen": stratum["times_seen"], **_share(stratum)}
                for stratum in key["strata"]
            ]
            corrected = key["corrected"] or {}
            rows.append(
                {
                    **same,
                    **_share(key["precision"]),
                    "observations": key["observations"],
                    "singleton_rate": key["singleton_rate"],
                    "recall": one["recall"] and one["recall"]["share"],
                    "corrected_rate": corrected.get("rate"),
                    "corrected_low": corrected.get("low"),
                    "corrected_high": corrected.get("high"),
                }
            )
    return rows


def _share(found: Described) -> dict[str, Any]:
    return {
        "judged": found["judged"],
        "right": found["right"],
        "precision": found["precision"],
        "precision_low": found["low"],
        "precision_high": found["high"],
    }


def _precision(audit: Sequence[Described]) -> Table:
    table = start_table(
        "How many of the judged sightings are true, and between what at 95%"
    )
    table.add_column("category", no_wrap=True)
    table.add_column("seen", no_wrap=True)
    for what in ("entity right", "value too"):
        table.add_column(what, justify="right", no_wrap=True)
        table.add_column("precision", justify="right", no_wrap=True)
    for one in audit:
        by_key = {key["key"]: key for key in one["keys"]}
        prompts, facts = by_key["prompt"], by_key["fact"]
        table.add_row(
            Text(one["category"]),
            "all",
            *_cells(prompts["precision"]),
            *_cells(facts["precision"]),
        )
        for prompt, fact in zip(prompts["strata"], facts["strata"], strict=True):
            if prompt["judged"] or fact["judged"]:
                table.add_row("", prompt["times_seen"], *_cells(prompt), *_cells(fact))
    return table


def _cells(found: Described) -> tuple[str, str]:
    counts = f"{found['right']:,} of {found['judged']:,}"
    return counts, format_interval(found["low"], found["high"])


def _floors(audit: Sequence[Described]) -> Table:
    table = start_table("Floors, a sighting being a cluster, and what is left of them")
    table.add_column("category", no_wrap=True)
    table.add_column("key", no_wrap=True)
    for name in ("N", "floor", "95% interval", "corrected", "range"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in audit:
        for key in one["keys"][::-1]:
            corrected = key["corrected"] or {}
            table.add_row(
                Text(one["category"]),
                key["key"],
                f"{key['observations']:,}",
                format_rate(key["singleton_rate"]),
                format_interval(key["ci_low"], key["ci_high"]),
                Text(format_rate(corrected.get("rate")), style="bold"),
                format_interval(corrected.get("low"), corrected.get("high")),
            )
    return table


def _remarks(one: Described) -> Iterator[str]:
    """What a reader must know of how a category's figures came about."""
    out = {"not judged": one["unjudged"], "unsure": one["unsure"]}
    told = [f"{number:,} {what}" for what, number in out.items() if number]
    if told:
        rows = count_things(one["rows"], "row")
        yield f"of {rows}, {' and '.join(told)}: left out."
    prompts = next(key for key in one["keys"] if key["key"] == "prompt")
    if prompts["borrowed"] and prompts["precision"]["judged"]:
        seen = ", ".join(prompts["borrowed"])
        yield f"none judged that was seen {seen} times: taken as its neighbours are."
    if prompts["dependence"] >= 1.05:
        yield (
            f"sightings come together, so the floor's own error is taken "
            f"{prompts['dependence']:.1f} times (the jackknife)."
        )
    corrected, recall = prompts["corrected"], one["recall"]
    if recall is None:
        yield "no recall is known, so nothing is un-thinned (--recall gives one)."
        return
    on = f"{recall['trials']:,.0f} facts" if recall["trials"] else "no count of facts"
    yield f"recall {format_rate(recall['share'])} on {on} ({recall['source']})."
    if corrected is None:
        return
    if corrected["unthinned"] is None:
        yield (
            "a recall below a third is beyond what un-thinning reaches, so the range "
            "begins at 0."
        )
    else:
        low, high = corrected["unthinned"]
        yield (
            f"{format_rate(corrected['rate'])} with no un-thinning, "
            f"{_between(low, high)} with full un-thinning, before uncertainty."
        )


def _between(low: float, high: float) -> str:
    if format_rate(low) == format_rate(high):
        return format_rate(low)
    return format_interval(low, high)
