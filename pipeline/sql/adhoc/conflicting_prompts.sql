-- conflicting_prompts: Where does the corpus contradict itself most often?
--
-- Grain    one row per value of a prompt whose values conflict, of the twenty most
--          stated such prompts of each category
-- Reads    conflicts
-- Mind     looks_like is a guess from the years alone: two people of one name
--          (homonym), or a slip (error).

with

ranked as (

    select
        *,
        dense_rank() over (
            partition by category
            order by prompt_clusters desc, entity_key asc
        ) as prompt_rank
    from conflicts

)

select
    category,
    entity,
    value,
    clusters,
    prompt_clusters,
    looks_like,
    passage,
    doc_key
from ranked
where prompt_rank <= 20
order by
    category asc,
    prompt_rank asc,
    clusters desc,
    value asc
