"""What a run keeps of an audit: audit.csv, audit.json, and its floors corrected.

audit.csv holds the rows of judged sheets with their answers, audit.json what came of
them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import inf
from typing import Any

import pyarrow as pa

from jobs.audit_assessment import Audit, JudgedSheet, assess_sheet, read_judged
from jobs.audit_tables import UNIT, read_floors
from jobs.floors_csv import write_floors_csv
from jobs.parquet_files import replace_folder
from jobs.run_folder import AUDIT_CSV, AUDIT_JSON, RunFolder
from pipeline.audit.precision import StratumPrecision
from pipeline.audit.results import KeyAudit
from pipeline.audit.sheet import write_sheet
from pipeline.counting.dependence import read_dependence
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.errors import FloorsError
from pipeline.locations import write_whole
from schemas.tables import FLOORS


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
    rows = read_floors(run)
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
        for row in read_floors(run)
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
