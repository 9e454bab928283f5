"""What an audit finds: precision by stratum, and floors corrected by it.

Knows judged rows, spectra and recalls; reads and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from pipeline.audit.precision import (
    Judgment,
    StratumPrecision,
    fill_strata,
    measure_all,
    measure_strata,
)
from pipeline.counting.corrections import CorrectedFloor, correct_floor
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.spectra import Spectrum
from pipeline.counting.strata import STRATUM_NAMES, count_sightings, find_strata
from schemas.tables import KEYS

INDEPENDENT: Mapping[tuple[str, str], float] = MappingProxyType({})


@dataclass(frozen=True)
class JudgedRow:
    """A sampled sighting and what was said of it.

    Attributes:
        category: Its category.
        times_seen: Clusters that state its prompt.
        fact_times_seen: Clusters that state its fact.
        facts_in_sighting: Values that its cluster states of its prompt, at least 1.
        entity_right: None where that was not judged.
        value_right: None where that was not judged.
        unsure: Whether the judge could not tell.
    """

    category: str
    times_seen: int
    fact_times_seen: int
    facts_in_sighting: int
    entity_right: bool | None
    value_right: bool | None
    unsure: bool

    @property
    def fact_right(self) -> bool | None:
        """Whether entity and value are right; of a wrong entity no value is."""
        if self.entity_right is False:
            return False
        return None if self.entity_right is None else self.value_right


@dataclass(frozen=True)
class KeyAudit:
    """What an audit finds of one category and key.

    Attributes:
        key: prompt, judged by the entity, or fact, by entity and value.
        strata: The precision of each, in the order of STRATA.
        whole: That of all together, each stratum as often as it is in the run.
        borrowed: Names of the strata that have sightings and no judged row, and took a
            neighbour's precision.
        corrected: None where nothing was judged, or nothing is true.
    """

    key: str
    strata: tuple[StratumPrecision, ...]
    whole: StratumPrecision
    borrowed: tuple[str, ...]
    corrected: CorrectedFloor | None


@dataclass(frozen=True)
class CategoryAudit:
    """What an audit finds of one category.

    Attributes:
        category: Its name.
        rows: Rows of the sheet.
        unjudged: Rows with a blank where an answer was needed.
        unsure: Rows with a question mark.
        recall: What was corrected for; None where no recall is known.
        keys: One a key, in the order of KEYS.
    """

    category: str
    rows: int
    unjudged: int
    unsure: int
    recall: MeasuredShare | None
    keys: tuple[KeyAudit, ...]


def assess_audit(
    rows: Iterable[JudgedRow],
    spectra: Mapping[tuple[str, str], Spectrum],
    recalls: Mapping[str, MeasuredShare],
    dependence: Mapping[tuple[str, str], float] = INDEPENDENT,
) -> list[CategoryAudit]:
    """Measure the precision of each category that was judged, and correct its floors.

    Args:
        rows: In any order; those that were not judged are counted, and left out.
        spectra: By category and key, in unit clusters.
        recalls: By category, of those that have one.
        dependence: By category and key, as `correct_floor` takes it; 1 of all others.

    Returns:
        One a category of the rows, by name.
    """
    by_category: dict[str, list[JudgedRow]] = {}
    for row in rows:
        by_category.setdefault(row.category, []).append(row)
    return [
        _assess_category(
            name, by_category[name], spectra, recalls.get(name), dependence
        )
        for name in sorted(by_category)
    ]


def _assess_category(
    name: str,
    rows: Sequence[JudgedRow],
    spectra: Mapping[tuple[str, str], Spectrum],
    recall: MeasuredShare | None,
    dependence: Mapping[tuple[str, str], float],
) -> CategoryAudit:
    sightings = count_sightings(spectra[name, "prompt"])
    return CategoryAudit(
        category=name,
        rows=len(rows),
        unjudged=sum(row.fact_right is None and not row.unsure for row in rows),
        unsure=sum(row.unsure for row in rows),
        recall=recall,
        keys=tuple(
            _assess_key(
                key,
                _weigh(key, rows, sightings),
                spectra[name, key],
                recall,
                dependence.get((name, key), 1.0),
            )
            for key in KEYS
        ),
    )


def _assess_key(
    key: str,
    judgments: Sequence[Judgment],
    spectrum: Spectrum,
    recall: MeasuredShare | None,
    dependence: float,
) -> KeyAudit:
    strata = measure_strata(judgments)
    filled = fill_strata(strata)
    sightings = dict(zip(STRATUM_NAMES, count_sightings(spectrum), strict=True))
    return KeyAudit(
        key=key,
        strata=strata,
        whole=measure_all(judgments),
        borrowed=tuple(one for one in (filled or ([], []))[1] if sightings[one]),
        corrected=None
        if filled is None
        else correct_floor(spectrum, filled[0], recall, dependence=dependence),
    )


def _weigh(
    key: str, rows: Sequence[JudgedRow], sightings: Sequence[int]
) -> list[Judgment]:
    """Let each judged row stand for as many sightings of the run as it was drawn from.

    Rows were drawn by the stratum of their prompt, and within it evenly; what is
    counted may be facts, whose strata are their own.
    """
    judged = []
    for row in rows:
        right = row.entity_right if key == "prompt" else row.fact_right
        if right is not None:
            judged.append((row, right, _stratum(row.times_seen)))
    drawn = [
        sum(place == one for _, _, place in judged) for one in range(len(sightings))
    ]
    return [
        Judgment(
            stratum=place if key == "prompt" else _stratum(row.fact_times_seen),
            right=right,
            weight=sightings[place]
            / drawn[place]
            * (1 if key == "prompt" else row.facts_in_sighting),
        )
        for row, right, place in judged
    ]


def _stratum(times_seen: int) -> int:
    return int(find_strata(np.array([times_seen]))[0])
