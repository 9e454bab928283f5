"""How large a run's clusters are, what the largest hold, and what holds them together.

Reads tables alone, never a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
from rich.console import RenderableType
from rich.text import Text

from pipeline.dedup.verification import count_unlike
from pipeline.report.figures import NOTHING, count_things, format_rate
from pipeline.report.titled_table import start_table
from pipeline.warehouse import Warehouse, read_sql


@dataclass(frozen=True)
class SizeBin:
    """Clusters of about one size.

    Attributes:
        least: The smallest size in the bin.
        most: The largest.
        clusters: Clusters of such a size.
        documents: Documents in them.
    """

    least: int
    most: int
    clusters: int
    documents: int


@dataclass(frozen=True)
class LargeCluster:
    """One of the largest clusters.

    Attributes:
        cluster_id: The smallest doc_key in it.
        documents: How many it has.
        titles: How many different titles they have.
        domains: How many registered domains they come from.
        title: The commonest title; None where none has one.
    """

    cluster_id: str
    documents: int
    titles: int
    domains: int
    title: str | None


@dataclass(frozen=True)
class ClusterReport:
    """What there is to say of a run's clusters.

    Attributes:
        documents: Fact-bearing documents.
        clusters: Clusters of two or more.
        clustered: Documents in them.
        chained: Of these, documents that only a chain joins to the one that names
            their cluster: by themselves the two would not have been joined, for their
            words differ and their sketches are not alike.
        sizes: Clusters by size, each bin twice as wide as the one before.
        largest: At most twenty, the largest first.
    """

    documents: int
    clusters: int
    clustered: int
    chained: int
    sizes: list[SizeBin]
    largest: list[LargeCluster]


def read_clusters(
    warehouse: Warehouse, *, threshold: float | None, bands: int, rows: int
) -> ClusterReport:
    """Describe the clusters of a run.

    Args:
        warehouse: Has documents and doc_clusters bound.
        threshold: The run's, of verification; None where sharing a band was enough.
        bands: Bands of its sketches.
        rows: Values of a band.

    Returns:
        The report; without a cluster, its lists are empty.
    """
    total = warehouse.table("select count(*) as documents from documents")
    sizes = bin_sizes(warehouse.table(read_sql("cluster_sizes")))
    largest = warehouse.table(read_sql("largest_clusters")).to_pylist()
    chained = sum(
        count_unlike(
            batch["own_sketch"],
            batch["first_sketch"],
            threshold=threshold,
            bands=bands,
            rows=rows,
        )
        for batch in warehouse.stream(read_sql("named_pairs"))
    )
    return ClusterReport(
        documents=total["documents"][0].as_py(),
        clusters=sum(one.clusters for one in sizes),
        clustered=sum(one.documents for one in sizes),
        chained=chained,
        sizes=sizes,
        largest=[LargeCluster(**row) for row in largest],
    )


def bin_sizes(sizes: pa.Table) -> list[SizeBin]:
    """Put clusters into bins of 2, 3, 4 to 7, 8 to 15, and so on.

    Args:
        sizes: Rows of (documents, clusters), by documents.

    Returns:
        The bins that have a cluster, the smallest sizes first.
    """
    bins: dict[tuple[int, int], tuple[int, int]] = {}
    for row in sizes.to_pylist():
        size, count = row["documents"], row["clusters"]
        least = size if size < 4 else 1 << (size.bit_length() - 1)
        most = size if size < 4 else 2 * least - 1
        clusters, documents = bins.get((least, most), (0, 0))
        bins[least, most] = clusters + count, documents + count * size
    return [SizeBin(*ends, *held) for ends, held in bins.items()]


def render_clusters(
    title: str, how: str, report: ClusterReport
) -> Iterator[RenderableType]:
    """Lay out a run's clusters for a person.

    Args:
        title: The headline.
        how: Which documents are one cluster, in words.
        report: What to show.

    Yields:
        Parts to print one after the other.
    """
    yield Text(title, style="bold")
    yield Text(f"Clusters: {how}.")
    share = report.clustered / report.documents if report.documents else None
    yield Text(
        f"{report.clustered:,} of {count_things(report.documents, 'document')} with "
        f"facts ({format_rate(share)}) are in "
        f"{count_things(report.clusters, 'cluster')} of two or more; every other is "
        "its own."
    )
    if not report.clusters:
        return
    chained = format_rate(report.chained / report.clustered)
    yield Text(
        f"{report.chained:,} of the {report.clustered:,} ({chained}) are there by a "
        "chain alone: unlike the document that names their cluster, but joined to it "
        "through others."
    )
    yield Text()
    table = start_table("Clusters by size")
    for name in ("documents each", "clusters", "documents"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in report.sizes:
        ends = f"{one.least:,}"
        if one.most > one.least:
            ends = f"{one.least:,}–{one.most:,}"
        table.add_row(ends, f"{one.clusters:,}", f"{one.documents:,}")
    yield table
    table = start_table("The largest")
    for name in ("documents", "titles", "domains"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("commonest title", overflow="fold")
    table.add_column("named by", overflow="fold")
    for cluster in report.largest:
        table.add_row(
            f"{cluster.documents:,}",
            f"{cluster.titles:,}",
            f"{cluster.domains:,}",
            Text(cluster.title or NOTHING),
            Text(cluster.cluster_id),
        )
    yield table
