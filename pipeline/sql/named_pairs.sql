-- named_pairs: each document of a cluster beside the one that names the cluster.
--
-- Grain    one row per doc_key in a cluster whose words are not those of the
--          cluster's smallest doc_key
-- Reads    doc_clusters, documents
-- Runs on  DuckDB
-- Source   doc_clusters, documents
-- Mind     Who is unlike the document that names the cluster is there through
--          others; whether it is unlike is for pipeline/dedup/verification.py.

with

first_documents as (

    select
        documents.doc_key as cluster_id,
        documents.sketch,
        documents.text_key
    from documents
    inner join doc_clusters
        on documents.doc_key = doc_clusters.doc_key
    where doc_clusters.cluster_id = doc_clusters.doc_key

)

select
    documents.sketch as own_sketch,
    first_documents.sketch as first_sketch
from doc_clusters
inner join documents
    on doc_clusters.doc_key = documents.doc_key
inner join first_documents
    on doc_clusters.cluster_id = first_documents.cluster_id
where documents.text_key <> first_documents.text_key
