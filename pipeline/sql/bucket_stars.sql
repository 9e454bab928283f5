-- bucket_stars: each member of a bucket tied to the bucket's least node.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    bucket_members
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   a bucket is one component however its members are tied
-- Mind     For clusters without verification only. Whoever drops some of these
--          edges parts documents that are alike to each other, but not to the
--          bucket's least node: that is what candidate_pairs is for.

with

buckets as (

    select
        band,
        band_hash,
        min(node) as least_node
    from bucket_members
    group by band, band_hash

)

select distinct
    bucket_members.node,
    buckets.least_node as neighbour
from bucket_members
inner join buckets
    on
        bucket_members.band = buckets.band
        and bucket_members.band_hash = buckets.band_hash
where bucket_members.node > buckets.least_node
