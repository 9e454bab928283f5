-- doc_clusters: which near-duplicate documents belong together.
--
-- Grain    one row per doc_key in a cluster of two or more
-- Reads    nodes, components (of the first round)
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   connected components of the graph that has the table edges
-- Mind     A document that is like no other has no row here. It is its own cluster:
--          coalesce(cluster_id, doc_key), never an inner join.

with

members as (

    select
        nodes.doc_key,
        components.component
    from nodes
    inner join components
        on nodes.node = components.node

),

clusters as (

    select
        component,
        min(doc_key) as cluster_id
    from members
    group by component

)

select
    members.doc_key,
    clusters.cluster_id
from members
inner join clusters
    on members.component = clusters.component
order by members.doc_key
