-- lookup_prompts: the prompts of one entity, and how often each is answered.
--
-- Grain    one row per category
-- Reads    prompt_counts, the variable entity_key
-- Runs on  DuckDB alone
-- Source   prompt_counts
-- Mind     clusters = 1 makes the prompt a singleton, whatever mentions says.

select
    prompt_counts.category,
    prompt_counts.entity,
    prompt_counts.mentions,
    prompt_counts.passages,
    prompt_counts.documents,
    prompt_counts.clusters,
    prompt_counts.domains,
    prompt_counts.distinct_values,
    prompt_counts.top_value,
    prompt_counts.top_share
from prompt_counts
where prompt_counts.entity_key = getvariable('entity_key')
order by prompt_counts.category
