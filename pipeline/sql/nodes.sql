-- nodes: a number for each document that shares a bucket with another.
--
-- Grain    one row per doc_key with a band in a bucket of two or more; node runs
--          from 0 without gaps
-- Reads    bands
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   row_number, cut into 4,096 parts by a hash: one window over all rows
--          would put them all on one executor
-- Mind     The numbers mean nothing outside this run's clustering, and have no
--          order: a cluster is named by its smallest doc_key, not its least node.

with

buckets as (

    select
        band,
        band_hash
    from bands
    group by band, band_hash
    having count(*) > 1

),

members as (

    select distinct
        bands.doc_key,
        substr(md5(bands.doc_key), 1, 3) as part
    from bands
    inner join buckets
        on
            bands.band = buckets.band
            and bands.band_hash = buckets.band_hash

),

parts as (

    select
        part,
        count(*) as part_size
    from members
    group by part

),

offsets as (

    select
        part,
        sum(part_size) over (
            order by part asc rows between unbounded preceding and current row
        ) - part_size as first_node
    from parts

)

select
    members.doc_key,
    cast(
        offsets.first_node
        + row_number() over (partition by members.part order by members.doc_key asc)
        - 1 as bigint
    ) as node
from members
inner join offsets
    on members.part = offsets.part
