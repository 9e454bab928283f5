"""The README's summary of how often intervals held is that of the page it links to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def read_rows(page: Path, head: str) -> Iterator[dict[str, str]]:
    """The rows of the table whose header row begins so, by column."""
    lines = iter(page.read_text(encoding="utf-8").splitlines())
    header = next(line for line in lines if line.strip().startswith(head))
    names = [cell.strip() for cell in header.strip().strip("|").split("|")]
    next(lines)
    for line in lines:
        if not line.strip().startswith("|"):
            return
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        yield dict(zip(names, cells, strict=True))


def span(shares: list[str]) -> str:
    numbers = sorted(float(share.removesuffix("%")) for share in shares)
    return f"{numbers[0]:.1f}–{numbers[-1]:.1f}%"


def test_the_summary_of_coverage_is_that_of_its_rows():
    page = REPOSITORY / "docs" / "statistics.md"
    alone = list(read_rows(page, "| population |"))
    together = list(read_rows(page, "| topics |"))
    trusted = [row for row in alone if row["trusted"] == "yes"]
    expected = [
        (trusted, "Esty"),
        (alone, "Corollary 3"),
        (together, "jackknife"),
        (together, "Esty"),
        (together, "bootstrap"),
    ]
    shown = list(read_rows(REPOSITORY / "README.md", "| interval, 95% |"))
    assert [(row["populations"], row["held"]) for row in shown] == [
        (str(len(rows)), span([row[name] for row in rows])) for rows, name in expected
    ]
