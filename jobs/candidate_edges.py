"""The graph of documents: who may belong with whom, and who is found to.

Knows what is asked of a clustering and which SQL answers it; not what becomes of the
edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from jobs.engine import Engine
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.dedup.verification import (
    ALIKE,
    ORDERED,
    add_orders,
    keep_alike,
)
from pipeline.locations import Location, remove_folder
from schemas.tables import BANDS


@dataclass(frozen=True)
class Graph:
    """Documents by number, and the pairs of them that belong together.

    Attributes:
        nodes: Folder of (doc_key, node), nodes from 0 without gaps.
        node_count: How many.
        edges: Folder of (node, neighbour).
        edge_count: How many.
    """

    nodes: Location
    node_count: int
    edges: Location
    edge_count: int


def make_graph(
    engine: Engine,
    *,
    bands: Location,
    documents: Location,
    settings: DedupSettings,
    scratch: Location,
) -> Graph:
    """Tie the documents that belong together.

    Exact copies are tied to the first of them. In mode near, the members of each
    bucket are too, or those of them whose whole sketches are alike.

    Args:
        engine: What runs the SQL.
        bands: Folder of the table bands; read in mode near alone.
        documents: Folder of the table documents.
        settings: Mode exact or near, and the threshold of verification.
        scratch: Folder for every table made on the way, and for the graph.

    Returns:
        The graph. Its edges are distinct and linear in the number of bands.
    """
    near = settings.mode is DedupMode.NEAR
    shared: Location | pa.Table = BANDS.arrow.empty_table()
    if near:
        shared = scratch / "shared_bands"
        engine.run_sql(
            "shared_bands", reads={"bands": bands}, writes=shared, table=None
        )
    nodes, copies, edges = (scratch / name for name in ("nodes", "copies", "edges"))
    node_count = engine.run_sql(
        "nodes",
        reads={"shared_bands": shared, "documents": documents},
        writes=nodes,
        table=None,
    )
    engine.run_sql(
        "copies",
        reads={"documents": documents, "nodes": nodes},
        writes=copies,
        table=None,
    )
    alike: Location | pa.Table = ALIKE.empty_table()
    if near:
        members = scratch / "bucket_members"
        engine.run_sql(
            "bucket_members",
            reads={"shared_bands": shared, "nodes": nodes, "copies": copies},
            writes=members,
            table=None,
        )
        remove_folder(scratch / "shared_bands")
        if settings.threshold is None:
            alike = _tie_buckets(engine, members, scratch)
        else:
            alike = _verify_buckets(
                engine, members, documents, nodes, settings.threshold, scratch
            )
    edge_count = engine.run_sql(
        "edges",
        reads={"copies": copies, "alike_pairs": alike},
        writes=edges,
        table=None,
    )
    return Graph(nodes, node_count, edges, edge_count)


def _tie_buckets(engine: Engine, members: Location, scratch: Location) -> Location:
    stars = scratch / "bucket_stars"
    engine.run_sql(
        "bucket_stars", reads={"bucket_members": members}, writes=stars, table=None
    )
    return stars


def _verify_buckets(
    engine: Engine,
    members: Location,
    documents: Location,
    nodes: Location,
    threshold: float,
    scratch: Location,
) -> Location:
    """Compare neighbours of each bucket; each table goes once it is read."""
    sketches = scratch / "node_sketches"
    engine.run_sql(
        "node_sketches",
        reads={"documents": documents, "nodes": nodes, "bucket_members": members},
        writes=sketches,
        table=None,
        through=add_orders,
        schema=ORDERED,
    )
    pairs = scratch / "candidate_pairs"
    engine.run_sql(
        "candidate_pairs",
        reads={"bucket_members": members, "node_sketches": sketches},
        writes=pairs,
        table=None,
    )
    remove_folder(members)
    alike = scratch / "compared_pairs"
    engine.run_sql(
        "compared_pairs",
        reads={"candidate_pairs": pairs, "node_sketches": sketches},
        writes=alike,
        table=None,
        through=partial(keep_alike, threshold=threshold),
        schema=ALIKE,
    )
    remove_folder(pairs)
    remove_folder(sketches)
    return alike
