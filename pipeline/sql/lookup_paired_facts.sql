-- lookup_paired_facts: a rival value, and the top value beside it.
--
-- Grain    two rows per row of lookup_paired_prompts
-- Reads    lookup_paired_prompts
-- Runs on  DuckDB alone
-- Source   prompt_conflicts, through value_parts, reads this in place of fact_counts
-- Mind     Counts are left out: a conflict is of values alone.

select
    lookup_paired_prompts.category,
    lookup_paired_prompts.entity_key,
    lookup_paired_prompts.value
from lookup_paired_prompts
union all
select
    lookup_paired_prompts.category,
    lookup_paired_prompts.entity_key,
    lookup_paired_prompts.top_value
from lookup_paired_prompts
