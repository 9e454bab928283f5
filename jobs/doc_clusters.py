"""The table doc_clusters: rounds of contraction, driven over either engine.

Knows when the rounds are over; the computation is in the SQL files, and who belongs
with whom is for candidate_edges to say.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from jobs.candidate_edges import Graph, make_graph
from jobs.configuration import read_dedup
from jobs.engine import Engine
from jobs.parquet_files import open_parquet, replace_folder
from jobs.run_folder import RunFolder, RunRecord
from jobs.small_clusters import make_small_clusters
from pipeline.dedup.components import find_components
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.errors import FloorsError
from pipeline.locations import Location, list_files, remove_folder
from schemas.tables import BANDS, DOC_CLUSTERS, DOCUMENTS

if TYPE_CHECKING:
    from jobs.engines import Engines

PRIME = 2_147_483_647
"""Ids are permuted modulo this prime (2^31 - 1), so they must be below it."""

ROUND_LIMIT = 200
"""Rounds leave at most 3/4 of the nodes in expectation: 75 use up 2^31, 10-20 do."""

_PERMUTATION = pa.schema([("multiplier", pa.int64()), ("increment", pa.int64())])
_NODES = pa.schema([("doc_key", pa.string()), ("node", pa.int64())])
_COMPONENTS = pa.schema([("node", pa.int64()), ("component", pa.int64())])


def make_doc_clusters(
    engine: Engine,
    *,
    bands: Location,
    documents: Location,
    settings: DedupSettings,
    writes: Location,
    scratch: Location,
    seed: int = 1,
    round_limit: int = ROUND_LIMIT,
    edges_in_memory: int = 0,
    rows_in_memory: int = 0,
) -> int:
    """Put documents that belong together, directly or through others, in one cluster.

    Args:
        engine: What runs the SQL.
        bands: Folder of the table bands; it may be empty.
        documents: Folder of the table documents; it may be empty.
        settings: Which documents belong together. Mode none: none, and the table is
            empty. Mode exact: those of one text_key. Mode near: those too, and pairs
            of a bucket whose estimated similarity reaches the threshold; all of a
            bucket where the threshold is None.
        writes: Folder of the table doc_clusters, made here.
        scratch: Folder for the tables of the rounds; whatever is in it is removed,
            before and after.
        seed: Of the permutations. The clusters are the same for every seed.
        round_limit: Rounds after which to give up.
        edges_in_memory: Once no more edges than these are left, they are followed in
            memory (some 100 bytes each). The clusters are the same for any number.
        rows_in_memory: With no more rows of bands and documents than these, all is
            done in memory, by no engine. The clusters are the same for any number.

    Returns:
        How many documents are in a cluster of two or more.

    Raises:
        FloorsError: Too many documents to number, or rounds without an end.

    Source:
        Bögeholz, Brand, Todor 2020, "In-database connected component analysis",
        arXiv:1802.09478.
    """
    remove_folder(scratch)
    nodes: Location | pa.Table = _NODES.empty_table()
    components: Location | pa.Table = _COMPONENTS.empty_table()
    if settings.mode is not DedupMode.NONE:
        if rows_in_memory:
            made = make_small_clusters(
                bands=bands,
                documents=documents,
                settings=settings,
                writes=writes,
                rows_in_memory=rows_in_memory,
            )
            if made is not None:
                return made
        graph = make_graph(
            engine,
            bands=bands,
            documents=documents,
            settings=settings,
            scratch=scratch,
        )
        if graph.node_count >= PRIME:
            raise FloorsError(
                f"{graph.node_count:,} documents may belong with another; at most "
                f"{PRIME - 1:,} can be numbered. Run the corpus in parts."
            )
        if graph.edge_count:
            nodes = graph.nodes
            rounds, last = _contract(
                engine,
                graph,
                scratch=scratch,
                seed=seed,
                round_limit=round_limit,
                edges_in_memory=edges_in_memory,
            )
            components = _compose(engine, rounds, last, scratch=scratch)
    clustered = engine.run_sql(
        "doc_clusters",
        reads={"nodes": nodes, "components": components},
        writes=writes,
        table=DOC_CLUSTERS,
    )
    remove_folder(scratch)
    return clustered


def cluster_run(engines: Engines, run: RunFolder, settings: DedupSettings) -> int:
    """Make the table doc_clusters of a run.

    Args:
        engines: The run's.
        run: Has the tables bands and documents.
        settings: Which documents belong together.

    Returns:
        Its rows.
    """
    return make_doc_clusters(
        engines.work,
        bands=run.table(BANDS.name),
        documents=run.table(DOCUMENTS.name),
        settings=settings,
        writes=run.table(DOC_CLUSTERS.name),
        scratch=run.scratch / "clusters",
        edges_in_memory=engines.work.edges_in_memory,
        rows_in_memory=engines.work.rows_in_memory,
    )


def _contract(
    engine: Engine,
    graph: Graph,
    *,
    scratch: Location,
    seed: int,
    round_limit: int,
    edges_in_memory: int,
) -> tuple[list[Location], Location | pa.Table]:
    """Contract the graph until no edge is left, or few enough to follow in memory.

    Returns:
        Each round's representatives, and the components of the edges that are left.
    """
    generator = random.Random(seed)
    rounds: list[Location] = []
    edges, edge_count = graph.edges, graph.edge_count
    while edge_count > edges_in_memory:
        if len(rounds) == round_limit:
            raise FloorsError(
                f"Clusters of near-duplicates did not settle in {round_limit} rounds: "
                f"{edge_count:,} edges are left in {edges}. Please report this."
            )
        permutation = {
            "multiplier": generator.randrange(1, PRIME),
            "increment": generator.randrange(PRIME),
        }
        representatives = scratch / f"representatives-{len(rounds):03d}"
        engine.run_sql(
            "representatives",
            reads={
                "edges": edges,
                "permutation": pa.Table.from_pylist([permutation], _PERMUTATION),
            },
            writes=representatives,
            table=None,
        )
        contracted = scratch / f"contracted_edges-{len(rounds):03d}"
        edge_count = engine.run_sql(
            "contracted_edges",
            reads={"edges": edges, "representatives": representatives},
            writes=contracted,
            table=None,
        )
        # Read for the last time: the rounds together would be twice the disk.
        remove_folder(edges)
        edges = contracted
        rounds.append(representatives)
    if not edge_count:
        return rounds, _COMPONENTS.empty_table()
    return rounds, _follow(edges, scratch / "components")


def _follow(edges: Location, writes: Location) -> Location:
    """Write the components of the edges of a table that is small."""
    # File by file: for a folder Arrow would load its engine for queries.
    paths = sorted(list_files(edges, "*.parquet"), key=str)
    files = [open_parquet(path) for path in paths]
    rows = pa.concat_tables([file.read(["node", "neighbour"]) for file in files])
    found = find_components(rows["node"].to_numpy(), rows["neighbour"].to_numpy())
    batch = pa.RecordBatch.from_arrays(list(map(pa.array, found)), schema=_COMPONENTS)
    replace_folder(writes, [batch], _COMPONENTS, durable=False)
    return writes


def _compose(
    engine: Engine,
    rounds: Sequence[Location],
    last: Location | pa.Table,
    *,
    scratch: Location,
) -> Location | pa.Table:
    """Follow each node of the first round to the last; return the components."""
    components = last
    for number, representatives in reversed(list(enumerate(rounds))):
        composed = scratch / f"components-{number:03d}"
        engine.run_sql(
            "components",
            reads={"representatives": representatives, "next_components": components},
            writes=composed,
            table=None,
        )
        components = composed
    return components


def _cluster(engines: Engines, run: RunFolder, record: RunRecord) -> int:
    return cluster_run(engines, run, read_dedup(record.configuration))


if __name__ == "__main__":
    # Takes as long to load as the clusters of a small run to make.
    from jobs.commands.table_job import make_table_job

    make_table_job(
        DOC_CLUSTERS.name, reads=(BANDS.name, DOCUMENTS.name), make=_cluster
    )()
