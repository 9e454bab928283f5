-- value_parts: the parts of values that may be in conflict.
--
-- Grain    one row per (category, entity_key, value, part) of rival_values
-- Reads    categories, prompt_counts, fact_counts
-- Runs on  DuckDB alone: lists differ between engines. A run makes the same rows by
--          pipeline/counting/value_parts.py, on either engine
-- Source   the year, month and day of a date, or the words of a name in lower case
-- Mind     A date's parts hold a space, which no word does, so neither passes for the
--          other. A value without a letter or digit has no part, and no row.

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
        and prompt_counts.distinct_values >= 2
        and categories.single_valued

)

select
    fact_counts.category,
    fact_counts.entity_key,
    fact_counts.value,
    unnest(
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
        end
    ) as part
from fact_counts
inner join repeated_prompts
    on
        fact_counts.category = repeated_prompts.category
        and fact_counts.entity_key = repeated_prompts.entity_key
