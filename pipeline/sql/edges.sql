-- edges: each member of a bucket tied to the bucket's least node.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    bands, nodes
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   banded MinHash: Leskovec, Rajaraman, Ullman, "Mining of Massive
--          Datasets", section 3.4
-- Mind     One edge per member, not per pair: a bucket of a million copies gives a
--          million edges. So two members may be linked through the least node
--          alone, and dropping an edge may part documents that are alike.

with

members as (

    select
        bands.band,
        bands.band_hash,
        nodes.node
    from bands
    inner join nodes
        on bands.doc_key = nodes.doc_key

),

buckets as (

    select
        band,
        band_hash,
        min(node) as least_node
    from members
    group by band, band_hash
    having count(*) > 1

)

select distinct
    members.node,
    buckets.least_node as neighbour
from members
inner join buckets
    on
        members.band = buckets.band
        and members.band_hash = buckets.band_hash
where members.node > buckets.least_node
