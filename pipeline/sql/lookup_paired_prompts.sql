-- lookup_paired_prompts: each rival value of an entity as a prompt of its own.
--
-- Grain    one row per (category, value) that is not its prompt's top value
-- Reads    the variable rivals: those facts, as a list in JSON
-- Runs on  DuckDB alone
-- Source   prompt_conflicts, which reads this in place of prompt_counts, judges whole
--          prompts; a lookup asks of each value
-- Mind     Its entity_key is the value: a category has it once.

with

rivals as (

    select unnest(
        from_json(
            -- A view is bound before the variable has a value, and so a type.
            getvariable('rivals')::varchar,
            '[{"category": "VARCHAR", "value": "VARCHAR", "top_value": "VARCHAR"}]'
        )
    ) as fact

)

select
    fact.category,
    fact.value as entity_key,
    fact.value,
    fact.top_value,
    2 as clusters,
    2 as distinct_values
from rivals
