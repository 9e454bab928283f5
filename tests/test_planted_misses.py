"""A corpus with a known share of its statements hidden: its floors are still found.

Whether single statements were missed or all of a prompt's, no count of what is left can
tell, so the corrected range must hold the floor of the whole corpus both times.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from jobs.audit_tables import read_spectra
from jobs.run_folder import RunFolder
from pipeline.counting.corrections import CorrectedFloor, correct_floor
from pipeline.counting.dependence import read_dependence
from pipeline.counting.measured_shares import MeasuredShare
from pipeline.counting.strata import STRATA
from pipeline.extraction.entity_key import entity_key
from pipeline.sample.pages import Page, write_pages
from pipeline.sample.population import draw_population
from pipeline.sample.statements import CATEGORIES, Fact, Sentence

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = 10_000
RECALLS = (0.7, 0.5)
"""At the first the series that un-thins is plain, at the second smoothed."""

PERFECT = [MeasuredShare(1.0)] * len(STRATA)
LOST = "The rest of the line cannot be read."

Hides = Callable[[Sentence], bool]
Spectrum = dict[int, int]


@dataclass(frozen=True)
class Hidden:
    """A finished run over a corpus of which a part was hidden, and what is true."""

    run: RunFolder
    recall: float
    truth: dict[str, float]
    left: dict[str, Spectrum]

    def floors(self) -> dict[str, dict]:
        """The headline of each category."""
        return {
            row["category"]: row
            for row in pq.read_table(self.run.table("floors")).to_pylist()
            if (row["unit"], row["key"]) == ("clusters", "prompt")
        }

    def corrected(self) -> dict[str, CorrectedFloor]:
        """The floors corrected for the recall, which is known exactly."""
        spectra, floors = read_spectra(self.run), self.floors()
        found = {}
        for category in CATEGORIES:
            spectrum = spectra[category, "prompt"]
            found[category] = correct_floor(
                spectrum,
                PERFECT,
                MeasuredShare(self.recall),
                dependence=read_dependence(floors[category]),
            )
        return {category: one for category, one in found.items() if one is not None}


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """Pages that state some thousand facts of each category, and no copies."""
    population = draw_population(Random("1 people"), documents=DOCUMENTS)
    return write_pages(Random("1 pages"), population, pages=int(0.78 * DOCUMENTS))


def hide_statements(draw: Random, recall: float) -> Hides:
    return lambda sentence: draw.random() >= recall


def hide_prompts(draw: Random, recall: float) -> Hides:
    is_hidden: defaultdict[str, bool] = defaultdict(lambda: draw.random() >= recall)
    return lambda sentence: is_hidden[sentence.facts[0].entity]


@pytest.fixture(scope="module", params=RECALLS)
def recall(request) -> float:
    return request.param


@pytest.fixture(scope="module")
def by_statement(pages: list[Page], recall: float, tmp_path_factory) -> Hidden:
    hides = hide_statements(Random(3), recall)
    return hide(pages, hides, recall, tmp_path_factory.mktemp("statement"))


@pytest.fixture(scope="module")
def by_prompt(pages: list[Page], recall: float, tmp_path_factory) -> Hidden:
    hides = hide_prompts(Random(4), recall)
    return hide(pages, hides, recall, tmp_path_factory.mktemp("prompt"))


def hide(pages: Sequence[Page], hides: Hides, recall: float, folder: Path) -> Hidden:
    """Write the pages without the sentences that are hidden, and run over them."""
    stated: list[Fact] = []
    left: list[Fact] = []
    lines = []
    for number, page in enumerate(pages):
        texts = []
        for sentence in page.sentences:
            stated += sentence.facts
            if sentence.facts and hides(sentence):
                texts.append(LOST)
            else:
                left += sentence.facts
                texts.append(sentence.text)
        lines.append(json.dumps({"id": str(number), "text": " ".join(texts)}))
    (folder / "corpus").mkdir()
    (folder / "corpus" / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    floors(
        *("run", folder / "corpus", "-o", folder / "run", "--workers", "2"),
        *("--categories", ",".join(CATEGORIES)),
    )
    whole = count(stated)
    truth = {name: one[1] / sum(k * f for k, f in one.items()) for name, one in whole}
    return Hidden(RunFolder(folder / "run"), recall, truth, dict(count(left)))


def count(facts: Sequence[Fact]) -> list[tuple[str, Spectrum]]:
    """The spectrum of each category's prompts: no page states one twice."""
    times = Counter((fact.category, entity_key(fact.entity)) for fact in facts)
    spectra: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for (category, _), seen in times.items():
        spectra[category][seen] += 1
    return [(category, dict(spectra[category])) for category in CATEGORIES]


def floors(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "jobs", *map(str, arguments)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_left_is_counted(by_statement: Hidden, by_prompt: Hidden):
    for hidden in (by_statement, by_prompt):
        check_counts(hidden)


def check_counts(hidden: Hidden) -> None:
    spectra = read_spectra(hidden.run)
    for category in CATEGORIES:
        found = spectra[category, "prompt"]
        pairs = zip(found.times_seen.tolist(), found.prompts.tolist(), strict=True)
        assert dict(pairs) == hidden.left[category]
        # Enough for an interval that is not Corollary 3's.
        assert found.observations >= 1_000


def test_the_floor_of_the_whole_corpus_lies_in_the_corrected_range(
    by_statement: Hidden, by_prompt: Hidden
):
    for hidden in (by_statement, by_prompt):
        assert set(hidden.corrected()) == set(CATEGORIES)
        for category, found in hidden.corrected().items():
            assert found.low <= hidden.truth[category] <= found.high, category
            assert found.high - found.low < 0.4, category


def test_statements_missed_one_by_one_bias_a_floor_that_is_not_corrected(
    by_statement: Hidden,
):
    for category, row in by_statement.floors().items():
        assert row["singleton_rate"] > by_statement.truth[category], category
    assert any(
        row["jackknife_low"] > by_statement.truth[category]
        for category, row in by_statement.floors().items()
    )
    for category, found in by_statement.corrected().items():
        assert found.unthinned is not None
        _, unthinned = found.unthinned
        gained = abs(unthinned - by_statement.truth[category])
        assert gained < abs(found.rate - by_statement.truth[category]), category


def test_un_thinning_alone_would_miss_the_floor_where_whole_prompts_were_missed(
    by_prompt: Hidden,
):
    for category, found in by_prompt.corrected().items():
        assert found.unthinned is not None
        _, unthinned = found.unthinned
        truth = by_prompt.truth[category]
        assert abs(unthinned - truth) > abs(found.rate - truth), category
        assert unthinned < truth - 0.01, category


def test_an_audit_with_that_recall_gives_such_a_range(
    by_statement: Hidden, tmp_path: Path
):
    sheet, judged = tmp_path / "sheet.csv", tmp_path / "judged.csv"
    run = by_statement.run.path
    floors("audit", run, "-n", "1200", "-o", sheet)
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    # Nothing false was planted, and nothing false is found.
    writer.writerows(row | {"entity_right": "y", "value_right": "y"} for row in rows)
    judged.write_text(written.getvalue(), encoding="utf-8")
    recalls = [
        ("--recall", f"{category}={by_statement.recall}:400") for category in CATEGORIES
    ]
    floors("audit", run, "--judged", judged, *(one for pair in recalls for one in pair))

    for category, row in by_statement.floors().items():
        assert row["corrected_rate"] == pytest.approx(row["singleton_rate"])
        assert row["corrected_low"] <= by_statement.truth[category]
        assert by_statement.truth[category] <= row["corrected_high"]
