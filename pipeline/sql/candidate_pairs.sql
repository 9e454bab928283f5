-- candidate_pairs: which documents are to be compared by their whole sketches.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    bucket_members, node_sketches
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   the sorted-neighbourhood method: Hernández, Stolfo 1995, "The
--          merge/purge problem for large databases"
-- Mind     A few pairs a member, never all pairs of a bucket: each member meets the
--          bucket's least node and its neighbours in an order in which alike
--          sketches lie close. So a bucket of a million costs a million times a
--          constant, and alike members meet also where the least node is unlike
--          them. Bands use different orders: who is parted in one may meet in
--          another.

with

members as (

    select
        bucket_members.band,
        bucket_members.band_hash,
        bucket_members.node,
        case bucket_members.band % 4
            when 0 then node_sketches.order_0
            when 1 then node_sketches.order_1
            when 2 then node_sketches.order_2
            else node_sketches.order_3
        end as place
    from bucket_members
    inner join node_sketches
        on bucket_members.node = node_sketches.node

),

ordered as (

    select
        node,
        min(node) over (partition by band, band_hash) as least_node,
        lag(node, 1) over (
            partition by band, band_hash order by place asc, node asc
        ) as one_before,
        lag(node, 2) over (
            partition by band, band_hash order by place asc, node asc
        ) as two_before
    from members

),

meetings (node, other_node) as (

    select
        node,
        other_node
    from ordered
    unpivot (
        other_node for meets in (least_node, one_before, two_before)
    )

)

select distinct
    greatest(node, other_node) as node,
    least(node, other_node) as neighbour
from meetings
where node <> other_node
