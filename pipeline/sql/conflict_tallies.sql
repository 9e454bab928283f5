-- conflict_tallies: how many repeated prompts of each category have a conflict.
--
-- Grain    one row per category of prompt_conflicts
-- Reads    prompt_conflicts
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   prompt_conflicts, for what a conflict is
-- Mind     A category without a prompt seen in two clusters has no row, and no rate.

select
    category,
    count(*) as repeated_prompts,
    count(*) filter (where has_conflict) as conflicting_prompts
from prompt_conflicts
group by category
order by category
