-- copies: each exact copy of a document tied to the first of its kind.
--
-- Grain    one row per node whose words, in order, are those of a lesser node
-- Reads    documents, nodes
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   text_key, a 64-bit hash of all words in their order
-- Mind     The first of its kind has no row: coalesce(original, node) names the
--          text of any node. One row a copy, not a pair: linear in their number.

with

texts as (

    select
        nodes.node,
        documents.text_key
    from documents
    inner join nodes
        on documents.doc_key = nodes.doc_key

),

originals as (

    select
        text_key,
        min(node) as original
    from texts
    group by text_key
    having count(*) > 1

)

select
    texts.node,
    originals.original
from texts
inner join originals
    on texts.text_key = originals.text_key
where texts.node > originals.original
