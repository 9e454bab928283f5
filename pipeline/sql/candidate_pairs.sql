-- candidate_pairs: which documents are to be compared by their whole sketches.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    bucket_members, node_sketches
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   the sorted-neighbourhood method: Hernández, Stolfo 1995, "The
--          merge/purge problem for large databases"
-- Mind     A few pairs a member, never all pairs of a bucket: each member meets the
--          bucket's least node, and its neighbour in each of four orders in which
--          alike sketches lie close. So a bucket of a million costs a million
--          times a constant, and alike members meet also where the least node is
--          unlike them.

with

members as (

    select
        bucket_members.band,
        bucket_members.band_hash,
        bucket_members.node,
        node_sketches.order_0,
        node_sketches.order_1,
        node_sketches.order_2,
        node_sketches.order_3
    from bucket_members
    inner join node_sketches
        on bucket_members.node = node_sketches.node

),

ordered as (

    select
        node,
        min(node) over (partition by band, band_hash) as least_node,
        lag(node) over (
            partition by band, band_hash order by order_0 asc, node asc
        ) as neighbour_0,
        lag(node) over (
            partition by band, band_hash order by order_1 asc, node asc
        ) as neighbour_1,
        lag(node) over (
            partition by band, band_hash order by order_2 asc, node asc
        ) as neighbour_2,
        lag(node) over (
            partition by band, band_hash order by order_3 asc, node asc
        ) as neighbour_3
    from members

),

meetings (node, other_node) as (

    select
        node,
        other_node
    from ordered
    unpivot (
        other_node for meets in (
            least_node, neighbour_0, neighbour_1, neighbour_2, neighbour_3
        )
    )

)

select distinct
    greatest(node, other_node) as node,
    least(node, other_node) as neighbour
from meetings
where node <> other_node
