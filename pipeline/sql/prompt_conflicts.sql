-- prompt_conflicts: whether the clusters that state a prompt agree on its value.
--
-- Grain    one row per (category, entity_key) of a single-valued category that was
--          seen in at least two clusters
-- Reads    categories, prompt_counts, value_parts
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   values are compared as sets of parts: two conflict when neither has all
--          parts of the other
-- Mind     The only definition of a conflict: the rate in floors is the share of
--          these rows that have one, and the view conflicts shows those.

with

repeated_prompts as (

    select
        prompt_counts.category,
        prompt_counts.entity_key
    from prompt_counts
    inner join categories
        on prompt_counts.category = categories.name
    where
        prompt_counts.clusters >= 2
        and categories.single_valued

),

sizes as (

    select
        category,
        entity_key,
        value,
        count(*) as parts
    from value_parts
    group by category, entity_key, value

),

-- Refining is transitive. So if, from the fewest parts to the most, each value is
-- refined by the next, no two conflict: that spares comparing all pairs.
next_values as (

    select
        category,
        entity_key,
        value,
        lag(value) over (
            partition by category, entity_key
            order by parts asc, value asc
        ) as coarser_value
    from sizes

),

disputed as (

    select distinct
        next_values.category,
        next_values.entity_key
    from next_values
    inner join value_parts as coarser
        on
            next_values.category = coarser.category
            and next_values.entity_key = coarser.entity_key
            and next_values.coarser_value = coarser.value
    left join value_parts as finer
        on
            next_values.category = finer.category
            and next_values.entity_key = finer.entity_key
            and next_values.value = finer.value
            and coarser.part = finer.part
    where finer.part is null

)

select
    repeated_prompts.category,
    repeated_prompts.entity_key,
    disputed.category is not null as has_conflict
from repeated_prompts
left join disputed
    on
        repeated_prompts.category = disputed.category
        and repeated_prompts.entity_key = disputed.entity_key
order by repeated_prompts.category, repeated_prompts.entity_key
