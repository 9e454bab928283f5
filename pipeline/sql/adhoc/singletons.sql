-- singletons: Which prompts were seen exactly once, and in which passage?
--
-- Grain    one row per (category, entity_key) seen in one cluster, twenty of each
--          category: drawn as if by lot, and the same twenty each time
-- Reads    prompt_counts, observations, documents
-- Mind     Read them: an error of extraction is a false singleton. The passage is the
--          first of the cluster; its copies are not shown.

with

drawn as (

    select
        category,
        entity_key,
        entity
    from prompt_counts
    where clusters = 1
    qualify
        row_number() over (
            partition by category
            order by md5(entity_key) asc, entity_key asc
        ) <= 20

),

stated as (

    select
        drawn.category,
        drawn.entity_key,
        drawn.entity,
        observations.value,
        observations.passage,
        observations.pattern,
        observations.doc_key
    from observations
    inner join drawn
        on
            observations.category = drawn.category
            and observations.entity_key = drawn.entity_key
    qualify
        row_number() over (
            partition by drawn.category, drawn.entity_key
            order by
                observations.doc_key asc,
                observations.match_start asc,
                observations.value asc
        ) = 1

)

select
    stated.category,
    stated.entity,
    stated.value,
    stated.passage,
    stated.pattern,
    stated.doc_key,
    coalesce(documents.url, documents.title, documents.doc_id) as place
from stated
left join documents
    on stated.doc_key = documents.doc_key
order by stated.category asc, md5(stated.entity_key) asc, stated.entity_key asc
