-- prompt_conflicts: whether the clusters that state a prompt agree on its value.
--
-- Grain    one row per (category, entity_key) of a single-valued category that was
--          seen in at least two clusters
-- Reads    categories, prompt_counts, fact_counts
-- Runs on  DuckDB alone: lists differ between engines
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

-- A value as the set of its parts, so that one refines another where it has all of
-- the other's parts: the year, month and day of a date, or the words of a name.
-- A date's parts hold a space, which no word does, so neither passes for the other.
value_parts as (

    select
        fact_counts.category,
        fact_counts.entity_key,
        fact_counts.value,
        case
            when
                regexp_full_match(fact_counts.value, '(\d{4}|-)(-\d\d){0,2}')
                -- list_distinct drops the parts that are null: not given.
                then list_distinct(
                    [
                        'year ' || nullif(
                            regexp_extract(fact_counts.value, '^\d{4}'), ''
                        ),
                        'month ' || nullif(
                            regexp_extract(
                                fact_counts.value, '^(?:\d{4}|-)-(\d\d)', 1
                            ), ''
                        ),
                        'day ' || nullif(
                            regexp_extract(
                                fact_counts.value, '^(?:\d{4}|-)-\d\d-(\d\d)', 1
                            ), ''
                        )
                    ]
                )
            else
                list_distinct(
                    regexp_extract_all(
                        lower(fact_counts.value), '[\p{L}\p{M}\p{N}_]+'
                    )
                )
        end as parts
    from fact_counts
    inner join repeated_prompts
        on
            fact_counts.category = repeated_prompts.category
            and fact_counts.entity_key = repeated_prompts.entity_key

),

-- Refining is transitive. So if, from the fewest parts to the most, each value is
-- refined by the next, no two conflict: that spares comparing all pairs.
next_values as (

    select
        category,
        entity_key,
        parts,
        lag(parts) over (
            partition by category, entity_key
            order by len(parts) asc, value asc
        ) as coarser_parts
    from value_parts

)

select
    category,
    entity_key,
    bool_or(
        coarser_parts is not null
        and not list_has_all(parts, coarser_parts)
    ) as has_conflict
from next_values
group by category, entity_key
order by category, entity_key
