-- report_conflicts: how many prompts of each category contradict themselves.
--
-- Grain    one row per category that has a prompt in two clusters or more
-- Reads    prompt_conflicts
-- Runs on  DuckDB alone, as prompt_conflicts does
-- Source   prompt_conflicts
-- Mind     repeated_prompts divides conflict_rate of the table of floors: prompts that
--          one cluster alone states cannot conflict, and are not in it.

select
    category,
    cast(count(*) as bigint) as repeated_prompts,
    cast(count(*) filter (where has_conflict) as bigint) as conflicting_prompts
from prompt_conflicts
group by category
order by category
