"""What judged rows say: precision by stratum, weighted, and the floors it corrects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.audit.precision import Judgment, fill_strata, measure_strata
from pipeline.audit.results import CategoryAudit, JudgedRow, assess_audit
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.shares import wilson_interval
from pipeline.counting.spectra import make_spectrum

ROW = JudgedRow(
    category="birthday",
    times_seen=1,
    fact_times_seen=1,
    facts_in_sighting=1,
    entity_right=True,
    value_right=True,
    unsure=False,
)
SPECTRUM = make_spectrum([(1, 300), (2, 100), (4, 125)])
SPECTRA = {("birthday", key): SPECTRUM for key in ("prompt", "fact")}


def assess(*rows: JudgedRow, recall: float | None = None) -> CategoryAudit:
    recalls = {} if recall is None else {"birthday": MeasuredShare(recall, 100)}
    (audit,) = assess_audit(rows, SPECTRA, recalls)
    return audit


def test_entities_are_judged_apart_from_values():
    rows = [ROW] * 7 + [replace(ROW, value_right=False)] * 2
    rows += [replace(ROW, entity_right=False, value_right=None)]
    rows += [replace(ROW, times_seen=k, fact_times_seen=k) for k in (2, 4)]
    audit = assess(*rows)

    by_key = {key.key: key for key in audit.keys}
    prompt, fact = by_key["prompt"].strata[0], by_key["fact"].strata[0]
    assert (prompt.right, prompt.judged) == (9, 10)
    assert (fact.right, fact.judged) == (7, 10)
    assert (prompt.low, prompt.high) == pytest.approx(wilson_interval(9, 10))
    rates = [key.corrected.rate for key in audit.keys if key.corrected]
    assert rates[0] > rates[1]


def test_what_was_not_judged_is_left_out_and_counted():
    audit = assess(
        ROW,
        replace(ROW, entity_right=None, value_right=None),
        replace(ROW, value_right=None),
        replace(ROW, entity_right=None, unsure=True),
    )
    assert (audit.rows, audit.unjudged, audit.unsure) == (4, 2, 1)
    by_key = {key.key: key.whole.judged for key in audit.keys}
    assert by_key == {"prompt": 2, "fact": 1}


def test_nothing_judged_corrects_nothing():
    audit = assess(replace(ROW, entity_right=None))
    assert [key.corrected for key in audit.keys] == [None, None]


def test_the_whole_is_weighted_as_the_run_is():
    wrong = replace(ROW, entity_right=False)
    # Singletons are 300 of the 1,000 sightings, and half of them are false.
    audit = assess(ROW, wrong, *[replace(ROW, times_seen=4)] * 8)
    (prompt,) = (key for key in audit.keys if key.key == "prompt")
    assert prompt.whole.measured is not None
    assert prompt.whole.measured.share == pytest.approx(1 - 150 / 800)
    assert prompt.whole.measured.trials < 10


def test_a_rival_value_stands_for_the_sightings_it_was_drawn_from():
    # A fact seen once, of a prompt that was seen four times: one in a hundred.
    rival = replace(ROW, times_seen=4, fact_times_seen=1, value_right=False)
    audit = assess(*[ROW] * 30, rival, *[replace(ROW, times_seen=4)] * 49)
    (fact,) = (key for key in audit.keys if key.key == "fact")
    assert fact.strata[0].measured is not None
    # 30 rows stand for 300 singletons, 50 for 500 sightings of prompts seen often.
    assert fact.strata[0].measured.share == pytest.approx(1 - 10 / 800)


def test_a_stratum_without_judgments_takes_the_one_below():
    measured = measure_strata([Judgment(1, right, 1.0) for right in (True, False)])
    filled = fill_strata(measured)
    assert filled is not None
    shares, borrowed = filled
    assert [share.share for share in shares] == [0.5] * 4
    assert borrowed == ["1", "3-5", "6+"]


def test_a_recall_widens_the_range_downwards():
    rows = [ROW] * 50 + [replace(ROW, times_seen=4)] * 50
    with_recall, without = assess(*rows, recall=0.7), assess(*rows)
    for one, other in zip(with_recall.keys, without.keys, strict=True):
        assert one.corrected is not None
        assert other.corrected is not None
        assert one.corrected.low < other.corrected.low
        assert one.corrected.rate == other.corrected.rate
