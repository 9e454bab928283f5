-- report_conflict_examples: the conflicts that most clusters take part in.
--
-- Grain    one row per (category, entity_key, value), at most four values of at most
--          five prompts a category, in the order to show them
-- Reads    conflicts
-- Runs on  DuckDB alone, as conflicts does
-- Source   conflicts
-- Mind     looks_like is a guess from the years alone.

with

ranked as (

    select
        category,
        entity_key,
        entity,
        value,
        clusters,
        prompt_clusters,
        rival_values,
        looks_like,
        passage,
        doc_key,
        dense_rank() over (
            partition by category
            order by prompt_clusters desc, entity_key asc
        ) as prompt_place,
        row_number() over (
            partition by category, entity_key
            order by clusters desc, value asc
        ) as value_place
    from conflicts

)

select
    category,
    entity_key,
    entity,
    value,
    clusters,
    prompt_clusters,
    rival_values,
    looks_like,
    passage,
    doc_key
from ranked
where
    prompt_place <= 5
    and value_place <= 4
order by category asc, prompt_place asc, value_place asc
