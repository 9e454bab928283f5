-- lookup_passages: where the facts of one entity are stated.
--
-- Grain    one row per observation, the first of each passage text
-- Reads    observations, documents, doc_clusters, the parameter entity_key
-- Runs on  DuckDB alone
-- Source   observations
-- Mind     A copied passage is shown once, with the number of its copies.

with

found as (

    select
        observations.category,
        observations.value,
        observations.passage,
        observations.passage_key,
        observations.doc_key,
        observations.doc_id,
        observations.match_start,
        documents.url,
        documents.title,
        coalesce(doc_clusters.cluster_id, observations.doc_key) as cluster_id
    from observations
    left join documents
        on observations.doc_key = documents.doc_key
    left join doc_clusters
        on observations.doc_key = doc_clusters.doc_key
    where observations.entity_key = $entity_key

)

select
    category,
    value,
    passage,
    doc_key,
    doc_id,
    url,
    title,
    cluster_id,
    count(*) over (partition by category, value, passage_key) as copies
from found
qualify
    row_number() over (
        partition by category, value, passage_key
        order by doc_key asc, match_start asc
    ) = 1
order by category, value, doc_key, match_start
