-- bucket_members: who is in which bucket, every text once.
--
-- Grain    one row per (band, band_hash, text), by its least node in that bucket;
--          buckets of one text are left out
-- Reads    shared_bands, nodes, copies
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   copies are joined already, so one of them can speak for all: a bucket
--          with a million copies of one page has one member for them
-- Mind     Not simply the originals: copies may differ in punctuation, and so in
--          their sketches where shingles are of characters.

with

members as (

    select
        shared_bands.band,
        shared_bands.band_hash,
        min(nodes.node) as node
    from shared_bands
    inner join nodes
        on shared_bands.doc_key = nodes.doc_key
    left join copies
        on nodes.node = copies.node
    group by
        shared_bands.band,
        shared_bands.band_hash,
        coalesce(copies.original, nodes.node)

),

buckets as (

    select
        band,
        band_hash
    from members
    group by band, band_hash
    having count(*) > 1

)

select
    members.band,
    members.band_hash,
    members.node
from members
inner join buckets
    on
        members.band = buckets.band
        and members.band_hash = buckets.band_hash
