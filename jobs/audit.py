"""Audits of a finished run: the sample to judge, and what its judgments correct.

What judged sheets say is kept in the run: audit.csv, their rows, audit.json, what came
of them, and the corrected columns of floors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jobs.floors_csv import write_floors_csv
from jobs.parquet_files import read_table, replace_folder
from jobs.run_folder import AUDIT_CSV, AUDIT_JSON, RunFolder, require_category
from pipeline.audit.precision import StratumPrecision
from pipeline.audit.results import CategoryAudit, JudgedRow, KeyAudit, assess_audit
from pipeline.audit.sampling import share_among_strata, share_rows
from pipeline.audit.sheet import (
    Answers,
    SheetRow,
    make_row,
    read_sheet,
    refuse_changed,
    write_sheet,
)
from pipeline.counting.dependence import read_dependence
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.spectra import Spectrum, collect_spectra, make_spectrum
from pipeline.counting.strata import STRATA, count_sightings
from pipeline.errors import FloorsError
from pipeline.extraction.category import load_categories
from pipeline.locations import write_whole
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import CATEGORIES, FLOORS, KEYS, SPECTRUM

UNIT = "clusters"
"""What a sighting is in an audit: the headline's unit."""

READS = (
    "categories",
    "observations",
    "documents",
    "doc_clusters",
    "prompt_counts",
    "fact_counts",
    "spectrum",
    "floors",
)
"""The tables that an audit reads."""

_VIEW = "audit_observations"
_MOST_TIMES = 2**62
"""Stands for no limit where a number must be."""

_QUOTAS = pa.schema(
    [
        ("category", pa.string()),
        ("stratum", pa.int64()),
        ("least_times", pa.int64()),
        ("most_times", pa.int64()),
        ("rows_wanted", pa.int64()),
    ]
)
_SETTINGS = pa.schema([("seed", pa.int64())])
_WANTED = pa.schema([("row_id", pa.string())])


@dataclass(frozen=True)
class Recall:
    """A recall, and where it is from.

    Attributes:
        measured: The share, with its trials where they are known.
        source: What it was measured on, or that it was assumed.
    """

    measured: MeasuredShare
    source: str


@dataclass(frozen=True)
class JudgedSheet:
    """What a judge wrote, with the rows of the run that it is about.

    Attributes:
        answers: In any order.
        rows: By id, one for each answer.
        given: Recalls to take instead of the measured ones, by category.
    """

    answers: list[Answers]
    rows: dict[str, SheetRow]
    given: Mapping[str, MeasuredShare]


@dataclass(frozen=True)
class Audit:
    """What a judged sheet says of a run.

    Attributes:
        sheet: The sheet.
        categories: What was found, by name.
        recalls: What was corrected for, by category.
    """

    sheet: JudgedSheet
    categories: list[CategoryAudit]
    recalls: dict[str, Recall]


def sample_rows(
    run: RunFolder, *, rows: int, categories: Sequence[str], seed: int
) -> list[SheetRow]:
    """Sample sightings to judge, the same for the same run and seed.

    Args:
        run: A finished run.
        rows: How many, shared evenly by the categories, half of them singletons.
        categories: Only of these; none for all that have observations.
        seed: Another gives another sample.

    Returns:
        Rows by category, then times seen, then id; fewer than asked for where there are
        fewer sightings.

    Raises:
        ArgumentError: The run has no such category.
        FloorsError: There is nothing to judge.
    """
    spectra = read_spectra(run)
    known = [category for category, key in spectra if key == "prompt"]
    for name in categories:
        require_category(run, name, known)
    sightings = {
        name: count_sightings(spectra[name, "prompt"])
        for name in (sorted(set(categories)) or known)
    }
    if not any(map(sum, sightings.values())):
        raise FloorsError(f"{run.path} has no observation to judge.")
    shared = share_rows(rows, [sum(counts) for counts in sightings.values()])
    quotas = [
        {
            "category": name,
            "stratum": place,
            "least_times": STRATA[place].first,
            "most_times": STRATA[place].last or _MOST_TIMES,
            "rows_wanted": wanted,
        }
        for (name, counts), part in zip(sightings.items(), shared, strict=True)
        for place, wanted in enumerate(share_among_strata(part, counts))
        if wanted
    ]
    with _open(run) as warehouse:
        warehouse.bind("audit_quotas", pa.Table.from_pylist(quotas, _QUOTAS))
        warehouse.bind(
            "audit_settings", pa.Table.from_pylist([{"seed": seed}], _SETTINGS)
        )
        sampled = warehouse.table(read_sql("audit_sample"))["row_id"].to_pylist()
        return _read_rows(warehouse, sampled)


def read_judged(
    run: RunFolder, content: bytes, name: str, given: Mapping[str, MeasuredShare]
) -> JudgedSheet:
    """Read a judged sheet of a run.

    Args:
        run: The finished run of which the sheet is a sample.
        content: The sheet.
        name: What to call it.
        given: Recalls to take instead of the measured ones, by category.

    Returns:
        What it says.

    Raises:
        FloorsError: It is no sheet of this run, was changed, or has no answer.
    """
    answers = read_sheet(content, name)
    with _open(run) as warehouse:
        rows = _read_rows(warehouse, [one.row for one in answers])
    refuse_changed(name, answers, rows)
    if all(one.entity_right is None for one in answers):
        raise FloorsError(
            f"No row of {name} is judged: put y or n into entity_right and value_right."
        )
    return JudgedSheet(answers, {row.row: row for row in rows}, given)


def join_kept(run: RunFolder, sheet: JudgedSheet) -> JudgedSheet:
    """Add to a judged sheet what its run keeps of other categories.

    Args:
        run: The finished run.
        sheet: What is to be kept; of its categories nothing older is.

    Returns:
        Both.

    Raises:
        FloorsError: What is kept is not of this run, or was damaged.
    """
    kept = _read_kept(run)
    if kept is None:
        return sheet
    new = {row.category for row in sheet.rows.values()}
    rows = {row.row: row for row in kept.rows.values() if row.category not in new}
    return JudgedSheet(
        answers=[
            *(one for one in kept.answers if one.row in rows),
            *sheet.answers,
        ],
        rows=rows | sheet.rows,
        given={
            **{name: one for name, one in kept.given.items() if name not in new},
            **sheet.given,
        },
    )


def assess_sheet(run: RunFolder, sheet: JudgedSheet) -> Audit:
    """Correct the floors of the categories of a judged sheet by it.

    Args:
        run: The finished run of which the sheet is a sample.
        sheet: What it says.

    Returns:
        What is found.
    """
    judged = [
        JudgedRow(
            category=sheet.rows[one.row].category,
            times_seen=sheet.rows[one.row].times_seen,
            fact_times_seen=sheet.rows[one.row].fact_times_seen,
            facts_in_sighting=sheet.rows[one.row].facts_in_sighting,
            entity_right=one.entity_right,
            value_right=one.value_right,
            unsure=one.unsure,
        )
        for one in sheet.answers
    ]
    recalls = {
        **_read_recalls(run),
        **{name: Recall(share, "as given") for name, share in sheet.given.items()},
    }
    dependence = {
        (row["category"], row["key"]): read_dependence(row)
        for row in _read_floors(run)
        if row["unit"] == UNIT
    }
    found = assess_audit(
        judged,
        read_spectra(run),
        {name: recall.measured for name, recall in recalls.items()},
        dependence,
    )
    corrected_for = {one.category: recalls[one.category] for one in found if one.recall}
    return Audit(sheet, found, corrected_for)


def keep_audit(run: RunFolder, audit: Audit) -> None:
    """Keep an audit in its run, instead of any before it.

    Args:
        run: The finished run; its lock is held.
        audit: What was found.
    """
    sheet = audit.sheet
    rows_by_place = sorted(
        sheet.rows.values(), key=lambda row: (row.category, row.times_seen, row.row)
    )
    text = write_sheet(rows_by_place, {one.row: one for one in sheet.answers})
    write_whole(run.path / AUDIT_CSV, text.encode())
    record = {
        "given_recalls": {
            name: _describe_share(one) for name, one in sheet.given.items()
        },
        "categories": describe_audit(run, audit),
    }
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False)
    write_whole(run.path / AUDIT_JSON, f"{text}\n".encode())
    corrected = {
        (one.category, key.key): key.corrected
        for one in audit.categories
        for key in one.keys
    }
    rows = _read_floors(run)
    for row in rows:
        found = corrected.get((row["category"], row["key"]))
        if row["unit"] != UNIT or found is None:
            row.update(corrected_rate=None, corrected_low=None, corrected_high=None)
        else:
            row.update(
                corrected_rate=found.rate,
                corrected_low=found.low,
                corrected_high=found.high,
            )
    table = pa.Table.from_pylist(rows, FLOORS.arrow)
    replace_folder(run.table(FLOORS.name), table.to_batches(), FLOORS.arrow)
    write_floors_csv(run)


def keep_audit_again(run: RunFolder) -> bool:
    """Correct floors that were made anew by the audit that their run has.

    Args:
        run: A run with all its tables; its lock is held.

    Returns:
        Whether it has an audit.

    Raises:
        FloorsError: The audit is not of this run, or was damaged.
    """
    kept = _read_kept(run)
    if kept is None:
        return False
    keep_audit(run, assess_sheet(run, kept))
    return True


def describe_audit(run: RunFolder, audit: Audit) -> list[dict[str, Any]]:
    """Put an audit into plain values, with the raw floors beside.

    Args:
        run: The run it is of.
        audit: What was found.

    Returns:
        One a category, as audit.json and `floors audit --json` have it.
    """
    floors = {
        (row["category"], row["key"]): row
        for row in _read_floors(run)
        if row["unit"] == UNIT
    }
    described = []
    for one in audit.categories:
        recall = audit.recalls.get(one.category)
        described.append(
            {
                "category": one.category,
                "rows": one.rows,
                "unjudged": one.unjudged,
                "unsure": one.unsure,
                "recall": None
                if recall is None
                else {**_describe_share(recall.measured), "source": recall.source},
                "keys": [
                    _describe_key(key, floors[one.category, key.key])
                    for key in one.keys
                ],
            }
        )
    return described


def read_spectra(run: RunFolder) -> dict[tuple[str, str], Spectrum]:
    """Read the spectra of a run in unit clusters.

    Args:
        run: With its categories and spectrum.

    Returns:
        By category and key, of every category, also where nothing was observed.
    """
    names = read_table(run.table(CATEGORIES.name), CATEGORIES, ["name"])["name"]
    rows = read_table(run.table(SPECTRUM.name), SPECTRUM)
    found = collect_spectra(rows.filter(pc.field("unit") == UNIT).to_pylist())
    nothing = make_spectrum(())
    return {
        (name, key): found.get((name, UNIT, key), nothing)
        for name in sorted(names.to_pylist())
        for key in KEYS
    }


def _read_kept(run: RunFolder) -> JudgedSheet | None:
    """The judged sheet that a run keeps; None where it keeps none."""
    sheet, record = run.path / AUDIT_CSV, run.path / AUDIT_JSON
    if not sheet.is_file():
        return None
    given: dict[str, MeasuredShare] = {}
    if record.is_file():
        try:
            held = json.loads(record.read_bytes())["given_recalls"]
            given = {name: _read_share(one) for name, one in held.items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FloorsError(
                f"{record} is damaged. Remove it and {sheet}, and give the sheet "
                f"again: floors audit {run.path} --judged SHEET"
            ) from error
    return read_judged(run, sheet.read_bytes(), str(sheet), given)


def _read_recalls(run: RunFolder) -> dict[str, Recall]:
    """The recalls that a run's categories were measured with."""
    rows = read_table(run.table(CATEGORIES.name), CATEGORIES).to_pylist()
    # The tables have no counts; the category's file has, if it is still the same.
    known = {one.name: one for one in load_categories() if one.measured is not None}
    recalls: dict[str, Recall] = {}
    for row in rows:
        if row["recall"] is None:
            continue
        category = known.get(row["name"])
        trials = inf
        if category is not None and category.measured is not None:
            measured = category.measured
            if (measured.recall, category.hash) == (row["recall"], row["hash"]):
                trials = float(measured.counts.get("asked", inf))
        share = MeasuredShare(row["recall"], trials)
        recalls[row["name"]] = Recall(share, row["gold_set"] or "the category's file")
    return recalls


def _describe_key(key: KeyAudit, floor: Mapping[str, Any]) -> dict[str, Any]:
    corrected = key.corrected
    return {
        "key": key.key,
        "observations": floor["observations"],
        "singleton_rate": floor["singleton_rate"],
        "ci_low": floor["ci_low"],
        "ci_high": floor["ci_high"],
        "dependence": read_dependence(floor),
        "precision": _describe_precision(key.whole),
        "strata": [
            {"times_seen": one.stratum, **_describe_precision(one)}
            for one in key.strata
        ],
        "borrowed": list(key.borrowed),
        "corrected": None
        if corrected is None
        else {
            "observations": corrected.observations,
            "rate": corrected.rate,
            "apart": corrected.apart,
            "together": corrected.together,
            "unthinned": corrected.unthinned,
            "low": corrected.low,
            "high": corrected.high,
        },
    }


def _describe_precision(one: StratumPrecision) -> dict[str, Any]:
    return {
        "judged": one.judged,
        "right": one.right,
        "precision": None if one.measured is None else one.measured.share,
        "low": one.low,
        "high": one.high,
    }


def _describe_share(share: MeasuredShare) -> dict[str, float | None]:
    """A share and its trials; JSON has no infinity for one that is assumed."""
    trials = None if share.trials == inf else share.trials
    return {"share": share.share, "trials": trials}


def _read_share(held: Mapping[str, float | None]) -> MeasuredShare:
    trials = held["trials"]
    return MeasuredShare(float(held["share"] or 0), inf if trials is None else trials)


def _read_floors(run: RunFolder) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(run.table(FLOORS.name), FLOORS).to_pylist()
    return rows


@contextmanager
def _open(run: RunFolder) -> Iterator[Warehouse]:
    with Warehouse() as warehouse:
        for table in READS:
            warehouse.bind(table, run.table(table))
        warehouse.define(_VIEW, read_sql(_VIEW))
        yield warehouse


def _read_rows(warehouse: Warehouse, ids: Sequence[str]) -> list[SheetRow]:
    wanted = pa.Table.from_pylist([{"row_id": one} for one in ids], _WANTED)
    warehouse.bind("wanted", wanted)
    rows = warehouse.table(read_sql("audit_rows")).to_pylist()
    return [make_row(row) for row in rows]
