-- lookup_passages: where the facts of one entity are stated.
--
-- Grain    one row per (category, value, passage_key): the first observation of each
--          passage text, the first `passage_limit` of each fact
-- Reads    observations, documents, doc_clusters, the variables entity_key and
--          passage_limit
-- Runs on  DuckDB alone
-- Source   observations
-- Mind     A copied passage is shown once, with the number of its copies; passages is
--          how many different ones the fact has, shown or not.

with

found as (

    select
        category,
        value,
        passage,
        passage_key,
        doc_key,
        doc_id,
        match_start
    from observations
    where entity_key = getvariable('entity_key')

),

first_found as (

    select
        category,
        value,
        passage,
        doc_key,
        doc_id,
        match_start,
        count(*) over (partition by category, value, passage_key) as copies
    from found
    qualify
        row_number() over (
            partition by category, value, passage_key
            order by doc_key asc, match_start asc
        ) = 1

),

-- Before the documents are read, which are many and wide.
shown as (

    select
        category,
        value,
        passage,
        doc_key,
        doc_id,
        match_start,
        copies,
        count(*) over (partition by category, value) as passages
    from first_found
    qualify
        row_number() over (
            partition by category, value
            order by doc_key asc, match_start asc
        ) <= getvariable('passage_limit')

)

select
    shown.category,
    shown.value,
    shown.passage,
    shown.doc_key,
    shown.doc_id,
    documents.url,
    documents.title,
    shown.copies,
    shown.passages,
    coalesce(doc_clusters.cluster_id, shown.doc_key) as cluster_id
from shown
left join documents
    on shown.doc_key = documents.doc_key
left join doc_clusters
    on shown.doc_key = doc_clusters.doc_key
order by shown.category, shown.value, shown.doc_key, shown.match_start
