"""The table of what large corpora cost is what the cost model says."""

from __future__ import annotations

from pathlib import Path

from pipeline.cost_model import TEXT_KINDS, estimate_cluster_cost
from pipeline.dedup.settings import DedupSettings
from pipeline.report.figures import format_bytes

PAGE = Path(__file__).parents[1] / "docs" / "cluster.md"

CORES = 1000
PRICE = 0.05

CORPORA = (
    ("C4, English", 806e9),
    ("FineWeb, 15T tokens", 48e12),
    ("a crawl of 100 TB", 100e12),
)
"""Each with the bytes of its text: C4's as its makers give them; FineWeb's at 3.2 bytes
a token, in the middle of what samples of it come to."""


def make_rows() -> list[str]:
    """The table's rows, a row for each corpus as web pages and as an encyclopaedia."""
    rows = []
    for name, text_bytes in CORPORA:
        for kind in (TEXT_KINDS["web"], TEXT_KINDS["encyclopaedia"]):
            cost = estimate_cluster_cost(
                text_bytes,
                kind,
                DedupSettings(),
                cores=CORES,
                price_per_core_hour=PRICE,
            )
            assert cost.price is not None
            cells = (
                name,
                format_bytes(text_bytes),
                kind.name,
                f"{cost.read_core_hours:,.0f} + {cost.sql_core_hours:,.0f}",
                f"{cost.hours:,.1f} h",
                f"{cost.observations / 1e6:,.0f} M",
                f"{cost.fact_bearing / 1e6:,.0f} M",
                format_bytes(cost.disk_bytes),
                format_bytes(cost.shuffle_bytes),
                f"{cost.price:,.0f}",
            )
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def test_the_table_of_costs_is_what_the_model_says() -> None:
    _, _, after = PAGE.read_text(encoding="utf-8").partition("| corpus | text | like |")
    shown = after.split("\n\n")[0].splitlines()[2:]

    assert shown == make_rows()
