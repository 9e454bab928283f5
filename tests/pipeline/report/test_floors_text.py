from __future__ import annotations

from typing import Any

from rich.console import Console

from pipeline.report.floors_text import MEANING, render_category, render_floors
from pipeline.report.reading import Reading
from schemas.tables import FLOORS, KEYS, UNITS

READING = Reading(2, 64_000_000, 1_200, 300, 900, {"empty_text": 3, "no_text": 1})


def row(category: str, unit: str, key: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "category": category,
        "unit": unit,
        "key": key,
        "observations": 12_000,
        "prompts": 4_000,
        "singletons": 2_400,
        "doubletons": 700,
        "singleton_rate": 0.2,
        "ci_low": 0.19,
        "ci_high": 0.21,
        "coverage": 0.8,
        "chao1": 8_000.0,
        "guaranteed_floor": 0.0,
        "attainable_error": 0.3,
        "plausible_values": 365,
        "arbitrary": True,
        "conflict_rate": 0.05,
        "share_le_10": 0.7,
        "share_le_100": 0.9,
        "recall": None,
        "precision": None,
        "corrected_rate": None,
        "corrected_low": None,
        "corrected_high": None,
        "note": "vacuous: N is too small",
        "cor3_low": 0.15,
        "cor3_high": 0.25,
        "kv_floor": 0.012 if key == "fact" else None,
        "jackknife_low": 0.18,
        "jackknife_high": 0.22,
        "coverage_incidence": 0.801,
    }
    assert list(plain) == FLOORS.arrow.names
    return plain | changes


def rows(category: str, **changes: Any) -> list[dict[str, Any]]:
    return [row(category, unit, key, **changes) for unit in UNITS for key in KEYS]


def show(parts: Any, width: int = 120) -> str:
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return captured.get()


def line_of(text: str, start: str) -> list[str]:
    [line] = [one.split() for one in text.splitlines() if one.split()[:1] == [start]]
    return line


def test_the_headline_has_every_figure_with_its_n() -> None:
    text = show(render_floors("Floors", rows("birthday"), READING)).split("The same")[0]
    assert line_of(text, "birthday") == [
        "birthday",
        "12,000",
        "20.0%",
        "19.0%–21.0%",
        "vacuous",
        "30.0%",
        "1",
    ]
    assert "1  vacuous: N is too small" in text


def test_intervals_that_dependence_makes_too_narrow_are_named() -> None:
    wide = rows("birthday") + rows("capital", jackknife_low=0.19, jackknife_high=0.21)
    text = " ".join(show(render_floors("Floors", wide, READING)).split())
    assert "The jackknife has, at 95%: birthday 18.0%–22.0%. " in text
    alone = rows("capital", jackknife_low=None, jackknife_high=None)
    assert "The jackknife" not in show(render_floors("Floors", alone, READING))


def test_what_was_read_and_rejected_is_said() -> None:
    text = show(render_floors("Floors", rows("birthday"), READING))
    assert "Read 64.0 MB in 2 shards: 1,200 documents, 300 of them with facts" in text
    assert "Rejected 4 records: 3 empty_text, 1 no_text." in text
    assert " ".join(MEANING.split()) in " ".join(text.split())


def test_units_stand_side_by_side() -> None:
    floors = [
        row("birthday", unit, "prompt", singleton_rate=rate, observations=100)
        for unit, rate in zip(UNITS, (0.1, 0.2, 0.3, 0.4, None), strict=True)
    ]
    text = show(render_floors("Floors", floors, READING)).split("The same")[1]
    cells = " ".join(line_of(text, "birthday"))
    assert cells == "birthday 10.0% of 100 20.0% of 100 30.0% of 100 40.0% of 100 –"


def test_what_deduplication_changes_is_said() -> None:
    floors = [
        row(category, unit, "prompt", singleton_rate=rate)
        for category, rates in {
            "birthday": (0.1, 0.2, 0.3, 0.4, None),
            "capital": (0.1, 0.2, 0.3, 0.3, 0.3),
            "ceo": (0.1, 0.2, None, 0.3, 0.3),
            "spouse": (0.1, 0.2, 0.3, 0.2, 0.3),
        }.items()
        for unit, rate in zip(UNITS, rates, strict=True)
    ]
    text = show(render_floors("Floors", floors, READING))
    assert "by, in points: birthday +10.0, spouse -10.0.\n" in text
    same = show(render_floors("Floors", rows("birthday"), READING))
    assert "instead of documents" not in same


def test_no_number_is_cut_off_on_a_narrow_terminal() -> None:
    floors = rows("birth_year", observations=1_234_567)
    text = show(render_floors("Floors", floors, READING), width=80)
    assert text.count("1,234,567") == 1 + len(UNITS)
    assert text.count("20.0%") == 1 + len(UNITS)


def test_a_category_where_the_theorem_says_nothing_has_dashes() -> None:
    floors = rows(
        "capital",
        guaranteed_floor=None,
        attainable_error=None,
        arbitrary=False,
        note="not arbitrary; fewer than 40 plausible values",
    )
    text = show(render_floors("Floors", floors, READING)).split("The same")[0]
    assert line_of(text, "capital")[4:] == ["–", "–", "1", "2"]
    assert "1  not arbitrary" in text
    assert "2  fewer than 40 plausible values" in text


def test_one_note_has_one_number() -> None:
    floors = rows("birthday") + rows("death_date")
    text = show(render_floors("Floors", floors, READING))
    assert text.count("vacuous: N is too small") == 1


def test_a_category_without_observations_has_no_rate() -> None:
    floors = rows("spouse", observations=0, singleton_rate=None, ci_low=None)
    text = show(render_floors("Floors", floors, READING)).split("The same")[0]
    assert line_of(text, "spouse")[1:4] == ["0", "–", "–"]


def test_measured_precision_and_recall_stand_with_their_gold_set() -> None:
    floors = rows("birthday", precision=0.95, recall=0.9) + rows("capital")
    gold_sets = {"birthday": "parish books, 2 of 3", "capital": None}
    text = show(render_floors("Floors", floors, READING, gold_sets), width=80)
    measures = text.split("How well")[1]
    assert " ".join(line_of(measures, "birthday")) == (
        "birthday 95.0% 90.0% parish books, 2 of 3"
    )
    assert line_of(measures, "capital") == ["capital", "–", "–", "–"]
    alone = show(render_category("The floor", floors[:10], READING, gold_sets))
    assert "Measured precision 95.0%, recall 90.0% on parish books, 2 of 3." in alone


def test_with_room_quality_stands_beside_the_floor() -> None:
    floors = rows("birthday", precision=0.95, recall=0.9) + rows("capital")
    gold_sets = {"birthday": "parish books, 2 of 3", "capital": None}
    text = show(render_floors("Floors", floors, READING, gold_sets))
    headline, rest = text.split("The same")
    assert line_of(headline, "birthday")[4:] == [
        "vacuous",
        "30.0%",
        "95.0%",
        "90.0%",
        "1",
    ]
    assert line_of(headline, "capital")[6:8] == ["–", "–"]
    assert "measured on parish books, 2 of 3 (birthday)." in rest
    assert "How well" not in text


def test_where_nothing_was_measured_no_measures_are_shown() -> None:
    text = show(render_floors("Floors", rows("birthday"), READING))
    assert "How well" not in text


def test_one_category_shows_every_unit_and_key() -> None:
    text = show(render_category("The floor", rows("birthday"), READING))
    shown = [tuple(line.split()[:2]) for line in text.splitlines() if line.split()]
    assert [pair for pair in shown if pair[0] in KEYS] == 2 * [
        (key, unit) for key in KEYS for unit in UNITS
    ]
    assert "5.0% of the prompts seen in two clusters or more" in text
    assert "At least 365 plausible values, arbitrary." in text
