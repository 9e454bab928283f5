-- largest_clusters: the clusters with the most documents, and what they are called.
--
-- Grain    one row per cluster, at most twenty
-- Reads    doc_clusters, documents
-- Runs on  DuckDB
-- Source   doc_clusters; titles as the corpus has them
-- Mind     Many titles in one cluster are a template's pages, or a chain; one title
--          is copies of one page. titles counts them, title is the commonest.

with

clusters as (

    select
        cluster_id,
        count(*) as documents
    from doc_clusters
    group by cluster_id
    order by documents desc, cluster_id asc
    limit 20

),

titled as (

    select
        clusters.cluster_id,
        clusters.documents,
        documents.title,
        documents.domain
    from clusters
    inner join doc_clusters
        on clusters.cluster_id = doc_clusters.cluster_id
    inner join documents
        on doc_clusters.doc_key = documents.doc_key

),

named as (

    select
        cluster_id,
        title,
        row_number() over (
            partition by cluster_id
            order by count(*) desc, title asc
        ) as title_rank
    from titled
    where title is not null
    group by cluster_id, title

),

counted as (

    select
        cluster_id,
        documents,
        count(distinct title) as titles,
        count(distinct domain) as domains
    from titled
    group by cluster_id, documents

)

select
    counted.cluster_id,
    counted.documents,
    counted.titles,
    counted.domains,
    named.title
from counted
left join named
    on
        counted.cluster_id = named.cluster_id
        and named.title_rank = 1
order by counted.documents desc, counted.cluster_id asc
