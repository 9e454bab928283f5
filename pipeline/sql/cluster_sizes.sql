-- cluster_sizes: how many clusters there are of each size.
--
-- Grain    one row per size, 2 or more
-- Reads    doc_clusters
-- Runs on  DuckDB
-- Source   doc_clusters
-- Mind     Documents that are like no other are in no cluster, and not counted here.

with

clusters as (

    select
        cluster_id,
        count(*) as documents
    from doc_clusters
    group by cluster_id

)

select
    documents,
    count(*) as clusters
from clusters
group by documents
order by documents asc
