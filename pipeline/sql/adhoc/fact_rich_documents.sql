-- fact_rich_documents: Which documents state the most facts?
--
-- Grain    one row per document, the first twenty
-- Reads    observations, documents
-- Mind     facts_per_kilochar far above the rest is a list or a table, where patterns
--          may read the next row's entity.

with

stated as (

    select distinct
        doc_key,
        category,
        entity_key,
        value
    from observations

),

counted as (

    select
        doc_key,
        count(*) as facts,
        count(distinct category) as categories,
        count(distinct entity_key) as entities
    from stated
    group by doc_key
    order by facts desc, doc_key asc
    limit 20

)

select
    counted.doc_key,
    documents.title,
    documents.url,
    counted.facts,
    counted.categories,
    counted.entities,
    documents.chars,
    1000 * counted.facts / nullif(documents.chars, 0) as facts_per_kilochar
from counted
inner join documents
    on counted.doc_key = documents.doc_key
order by counted.facts desc, counted.doc_key asc
