-- rival_values: the values of the prompts that may have a conflict.
--
-- Grain    one row per (category, entity_key, value) of a prompt of a single-valued
--          category that has two values or more and was seen in two clusters or more
-- Reads    categories, prompt_counts, fact_counts
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   fact_counts
-- Mind     Most prompts have one value and none is here: prompt_conflicts has a row
--          for each of those too.

select
    fact_counts.category,
    fact_counts.entity_key,
    fact_counts.value
from fact_counts
inner join prompt_counts
    on
        fact_counts.category = prompt_counts.category
        and fact_counts.entity_key = prompt_counts.entity_key
inner join categories
    on fact_counts.category = categories.name
where
    prompt_counts.clusters >= 2
    and prompt_counts.distinct_values >= 2
    and categories.single_valued
order by fact_counts.category, fact_counts.entity_key, fact_counts.value
