-- node_sketches: the sketch of each document that is in a bucket with another text.
--
-- Grain    one row per node of bucket_members
-- Reads    documents, nodes, bucket_members
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   documents
-- Mind     The places of the document in four orders (order_0 to order_3) are added
--          by a function over these rows: pipeline/dedup/verification.py.

with

compared as (

    select distinct node
    from bucket_members

)

select
    compared.node,
    documents.sketch
from compared
inner join nodes
    on compared.node = nodes.node
inner join documents
    on nodes.doc_key = documents.doc_key
