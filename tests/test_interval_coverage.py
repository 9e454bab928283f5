"""The intervals hold what they promise, on populations whose missing mass is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DRAWS = 1_000


@pytest.fixture(scope="module")
def study() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
        import interval_coverage

        yield interval_coverage
        for name in ("interval_coverage", "known_populations"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def trusted(study: ModuleType) -> list:
    return [study.study_independent(*one, draws=DRAWS) for one in study.INDEPENDENT]


@pytest.fixture(scope="module")
def beyond(study: ModuleType) -> list:
    return [study.study_independent(*one, draws=DRAWS) for one in study.BEYOND]


@pytest.fixture(scope="module")
def clustered(study: ModuleType) -> list:
    return [study.study_clusters(*one, draws=DRAWS) for one in study.CLUSTERED]


def test_every_shape_is_drawn_from(trusted: list, clustered: list) -> None:
    for found in (trusted, clustered):
        assert {one.shape for one in found} == {"zipf", "pareto", "uniform"}


def test_estys_interval_holds_in_93_to_97_of_100_where_it_is_trusted(
    trusted: list,
) -> None:
    for one in trusted:
        assert one.observations >= 1_000
        assert one.singletons >= 20
        assert one.rate <= 0.9
        assert 0.93 <= one.esty <= 0.97, one


def test_estys_interval_fails_where_it_is_not_trusted(beyond: list) -> None:
    assert min(one.esty for one in beyond if one.observations > 1) < 0.5


def test_corollary_3_holds_at_its_level_everywhere(trusted: list, beyond: list) -> None:
    for one in [*trusted, *beyond]:
        assert one.corollary >= 0.95, one


def test_the_jackknife_holds_in_93_to_98_of_100_where_sightings_are_clustered(
    clustered: list,
) -> None:
    for one in clustered:
        assert 0.93 <= one.jackknife <= 0.98, one
    # Also where most are singletons.
    assert max(one.rate for one in clustered) > 0.8


def test_estys_interval_is_too_narrow_where_sightings_are_clustered(
    clustered: list,
) -> None:
    for one in clustered:
        assert one.esty < 0.9, one


def test_a_bootstrap_with_replacement_fails(clustered: list) -> None:
    """It turns singletons into doubletons, so its rates are far below the truth."""
    for one in clustered:
        assert one.bootstrap < 0.1, one
        assert one.bootstrap_rate < 0.85 * one.mass, one


def test_the_page_shows_what_was_measured(
    study: ModuleType, trusted: list, beyond: list, clustered: list
) -> None:
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8").splitlines()
    lines = study.write_tables([*trusted, *beyond], clustered)
    assert [line for line in lines if line not in page] == []
