-- contracted_edges: the edges that are left when nodes become representatives.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    edges, representatives
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Bögeholz, Brand, Todor 2020 (arXiv:1802.09478)
-- Mind     No rows does not mean no clusters: it means that every cluster has come
--          down to one node, and the rounds are over.

with

moved as (

    select
        left_end.representative as left_node,
        right_end.representative as right_node
    from edges
    inner join representatives as left_end
        on edges.node = left_end.node
    inner join representatives as right_end
        on edges.neighbour = right_end.node
    where left_end.representative <> right_end.representative

)

select distinct
    greatest(left_node, right_node) as node,
    least(left_node, right_node) as neighbour
from moved
