-- singleton_domains: Which domains supply the singletons?
--
-- Grain    one row per (category, site), the first ten of each category
-- Reads    prompt_counts, observations, documents
-- Mind     A cluster of copies may lie on several domains: site is the one of its
--          first document. A domain that supplies many is a source that no other
--          confirms, or one whose pages are read wrongly.

with

singletons as (

    select
        category,
        entity_key
    from prompt_counts
    where clusters = 1

),

first_documents as (

    select
        observations.category,
        observations.entity_key,
        min(observations.doc_key) as doc_key
    from observations
    semi join singletons
        on
            observations.category = singletons.category
            and observations.entity_key = singletons.entity_key
    group by observations.category, observations.entity_key

),

supplied as (

    select
        first_documents.category,
        coalesce(documents.domain, '(no url)') as site,
        count(*) as singletons
    from first_documents
    inner join documents
        on first_documents.doc_key = documents.doc_key
    group by first_documents.category, coalesce(documents.domain, '(no url)')

)

select
    category,
    site,
    singletons,
    singletons / sum(singletons) over (partition by category) as singleton_share
from supplied
qualify
    row_number() over (
        partition by category
        order by singletons desc, site asc
    ) <= 10
order by category asc, singletons desc, site asc
